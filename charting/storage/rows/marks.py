"""Rows of marks: one table for trigger points, needles and pain areas, on the map and in words."""

import json
from datetime import date
from uuid import UUID

from charting.domain.body_map import Side
from charting.domain.canonical import canonical
from charting.domain.geometry import Ring
from charting.domain.ids import MarkId
from charting.domain.lots import Handle, Lot
from charting.domain.marks import (
    Bleeding,
    Direction,
    LevelFound,
    MapSite,
    Mark,
    Needle,
    Place,
    PointStatus,
    Position,
    Precaution,
    Repeated,
    Site,
    SiteInWords,
    Technique,
    TriggerPoint,
)
from charting.domain.pain_area import AreaSite, LowestPoint, PainArea, PainQuality
from charting.domain.revive import revived
from charting.domain.stimulation import Stimulated
from charting.storage.rows.columns import (
    TRUTH,
    Columns,
    Values,
    listed,
    moment_of,
    moment_row,
    optional_moment,
    practitioner_id,
)

TRIGGER_POINT = "trigger_point"
NEEDLE = "needle"
PAIN_AREA = "pain_area"


def site_row(site: Place) -> Columns:
    """The columns of a mark that say where it is."""
    if isinstance(site, AreaSite):
        return _area_site_row(site)
    if isinstance(site, SiteInWords):
        return {
            **_NOT_ON_MAP,
            **_NO_AREA,
            "side": site.side.value,
            "region": site.region,
            "muscle": site.muscle,
        }
    return {
        **_NO_AREA,
        "side": site.side.value,
        "frame": site.frame,
        "x": site.x,
        "y": site.y,
        "level": site.level,
        "lateral": site.lateral,
        "structures": json.dumps(site.structures),
        "hazards": json.dumps(site.hazards),
        "region": None,
        "muscle": site.muscle,
        "level_found": site.level_found.value,
        "chosen": site.chosen,
        "typed": site.typed,
        "assumed": site.assumed,
        "above": site.above,
    }


_NOT_ON_MAP = dict.fromkeys(
    (
        *("frame", "x", "y", "level", "lateral", "structures", "hazards"),
        *("level_found", "chosen", "typed", "assumed", "above"),
    )
)


_NO_AREA = dict.fromkeys(("outline", "path", "lower_level", "dermatomes"))


def _area_site_row(site: AreaSite) -> Columns:
    return {
        **dict.fromkeys(
            (
                *("x", "y", "lateral", "hazards", "region", "muscle"),
                *("level_found", "chosen", "typed", "assumed", "above"),
            )
        ),
        "side": site.side.value,
        "frame": site.frame,
        "level": site.upper,
        "lower_level": site.lower,
        "structures": json.dumps(site.structures),
        "dermatomes": json.dumps(site.dermatomes),
        "outline": json.dumps(site.outline, separators=(",", ":")),
        "path": json.dumps(site.path, separators=(",", ":")),
    }


def mark_row(mark: Mark) -> Columns:
    """A mark as stored, without session, version and presence."""
    return {
        "id": mark.id.bytes,
        **moment_row("placed", mark.placed),
        "placed_by": mark.placed_by.bytes,
        **site_row(mark.site),
        **_own_row(mark),
        "remark": mark.remark,
    }


def _own_row(mark: Mark) -> Columns:
    if isinstance(mark, TriggerPoint):
        return _point_row(mark)
    return _needle_row(mark) if isinstance(mark, Needle) else _area_row(mark)


def _area_row(area: PainArea) -> Columns:
    return {
        **_NO_POINT,
        **_NO_NEEDLE,
        "kind": PAIN_AREA,
        "quality": area.quality.value,
        "intensity": area.intensity,
        "lowest": area.lowest.value if area.lowest else None,
        "leg": area.leg.value if area.leg else None,
    }


def _point_row(point: TriggerPoint) -> Columns:
    return {
        **_NO_NEEDLE,
        **_NO_PAIN,
        "kind": TRIGGER_POINT,
        "status": point.status.value,
        "taut_band": point.taut_band,
        "tender": point.tender,
        "referred_pain": point.referred_pain,
    }


def _needle_row(needle: Needle) -> Columns:
    return {
        **_NO_POINT,
        **_NO_PAIN,
        "kind": NEEDLE,
        "length": needle.length,
        "diameter": needle.diameter,
        "technique": needle.technique.value,
        "direction": needle.direction.value,
        **moment_row("went_in", needle.went_in),
        **moment_row("came_out", needle.came_out),
        "depth": needle.depth,
        "twitches": needle.twitches,
        "familiar_pain": needle.familiar_pain,
        "bone_contact": needle.bone_contact,
        "position": needle.position.value if needle.position else None,
        "bleeding": needle.bleeding.value if needle.bleeding else None,
        "pressure": needle.pressure,
        "precautions": json.dumps(needle.precautions) if needle.precautions else None,
        "reason": needle.reason or None,
        "against": json.dumps(needle.against) if needle.against else None,
        "repeats": needle.repeats.needle.bytes if needle.repeats else None,
        "repeats_day": needle.repeats.day.isoformat() if needle.repeats else None,
        "angle_deg": needle.angle_deg,
        "depth_seen": needle.depth_seen,
        "handle": needle.handle.value if needle.handle else None,
        "lot": needle.lot.number if needle.lot else None,
        "lot_expiry": needle.lot.expiry.isoformat() if needle.lot else None,
        "stimulated": canonical(needle.stimulated).decode() if needle.stimulated else None,
    }


_NO_PAIN = dict.fromkeys(("quality", "intensity", "lowest", "leg"))
_NO_POINT = dict.fromkeys(("status", "taut_band", "tender", "referred_pain"))
_NO_NEEDLE = {
    **dict.fromkeys(("length", "diameter", "technique", "direction", "depth", "twitches")),
    **dict.fromkeys(("familiar_pain", "bone_contact", "position", "bleeding", "pressure")),
    **dict.fromkeys(("precautions", "reason", "against", "repeats", "repeats_day")),
    **dict.fromkeys(("angle_deg", "depth_seen", "handle", "lot", "lot_expiry", "stimulated")),
    **moment_row("went_in", None),
    **moment_row("came_out", None),
}


# A look-up in a table costs a quarter of what calling the class of an enumeration does.
_SIDES = {side.value: side for side in Side}
_STATUSES = {status.value: status for status in PointStatus}
_TECHNIQUES = {technique.value: technique for technique in Technique}
_DIRECTIONS = {direction.value: direction for direction in Direction}
_FOUND: dict[str | None, LevelFound] = {found.value: found for found in LevelFound}
# A mark of before this was asked was palpated.
_FOUND[None] = LevelFound.PALPATION
_POSITIONS: dict[str | None, Position | None] = {each.value: each for each in Position}
_BLEEDINGS: dict[str | None, Bleeding | None] = {each.value: each for each in Bleeding}
_QUALITIES = {quality.value: quality for quality in PainQuality}
_LOWEST: dict[str | None, LowestPoint | None] = {each.value: each for each in LowestPoint}
_LEGS: dict[str | None, Side | None] = {each.value: each for each in Side}
_LOWEST[None] = _LEGS[None] = None
_POSITIONS[None] = _BLEEDINGS[None] = None
_HANDLES: dict[str | None, Handle | None] = {each.value: each for each in Handle}
_HANDLES[None] = None


def mark_of(row: Values) -> Mark:
    """The mark of a stored row."""
    _, octets, _, _, kind, utc, zone, day, by = row[:9]
    if kind == PAIN_AREA:
        return _area_of(row)
    shared = (MarkId(UUID(bytes=octets)), _site_of(row), moment_of(utc, zone, day))
    if kind == TRIGGER_POINT:
        status, taut_band, tender, referred_pain = row[19:23]
        return TriggerPoint(
            *shared,
            practitioner_id(by),
            _STATUSES[status],
            TRUTH[taut_band],
            TRUTH[tender],
            referred_pain,
            row[37],
        )
    length, diameter, technique, direction = row[23:27]
    depth, twitches, familiar_pain, bone_contact, remark = row[33:38]
    position, bleeding, pressure, precautions, reason = row[40:45]
    against, repeats, repeats_day = row[46], row[56], row[57]
    return Needle(
        *shared,
        practitioner_id(by),
        length,
        diameter,
        _TECHNIQUES[technique],
        _DIRECTIONS[direction],
        moment_of(row[27], row[28], row[29]),
        optional_moment(row[30], row[31], row[32]),
        depth,
        twitches,
        TRUTH[familiar_pain],
        TRUTH[bone_contact],
        remark,
        _POSITIONS[position],
        _BLEEDINGS[bleeding],
        pressure,
        tuple(map(Precaution, listed(precautions))) if precautions else (),
        reason or "",
        listed(against) if against else (),
        _repeated(repeats, repeats_day) if repeats else None,
        row[59],
        bool(row[60]),
        _HANDLES[row[61]],
        Lot(row[62], date.fromisoformat(row[63])) if row[62] else None,
        revived(row[64].encode(), Stimulated) if row[64] else None,
    )


def _site_of(row: Values) -> Site:
    side, frame, x, y, level, lateral, structures, hazards, region, muscle = row[9:19]
    if frame is None:
        return SiteInWords(region, muscle, _SIDES[side])
    return MapSite(
        frame,
        x,
        y,
        _SIDES[side],
        level,
        lateral,
        listed(structures),
        listed(hazards),
        muscle,
        _FOUND[row[38]],
        bool(row[39]),
        bool(row[45]),
        bool(row[55]),
        row[58],
    )


def _area_of(row: Values) -> PainArea:
    quality, intensity, outline, path, lower, dermatomes, lowest, leg = row[47:55]
    site = AreaSite(
        row[10],
        _ring(outline),
        _ring(path),
        _SIDES[row[9]],
        row[13],
        lower,
        listed(row[15]),
        listed(dermatomes),
    )
    return PainArea(
        MarkId(UUID(bytes=row[1])),
        site,
        moment_of(row[5], row[6], row[7]),
        practitioner_id(row[8]),
        _QUALITIES[quality],
        intensity,
        _LOWEST[lowest],
        _LEGS[leg],
        row[37],
    )


def _ring(stored: str) -> Ring:
    return tuple((x, y) for x, y in json.loads(stored))


def _repeated(needle: bytes, day: str) -> Repeated:
    return Repeated(MarkId(UUID(bytes=needle)), date.fromisoformat(day))
