"""Marks and their sites in words, as a practitioner would read them out."""

from collections.abc import Mapping

from charting import content
from charting.domain.body_map import Side, Structure
from charting.domain.levels import tips_of
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
    SiteInWords,
    Technique,
    TriggerPoint,
)
from charting.domain.naming import Name
from charting.domain.pain_area import AreaSite, PainArea
from charting.domain.visit import Item
from charting.i18n import _, clauses, listed, ngettext
from charting.wording.pain import area_site_words, pain_words
from charting.wording.values import day_words, side_words

Structures = Mapping[str, Structure]

# Palpation is no finer than this (clinical.md 1.0), so words are not either.
_WORDED_STEP_MM = 5


def structure_words(structure_id: str, structures: Structures) -> str:
    """The everyday field term of a structure; its bare id where today's map no longer has it."""
    known = structures.get(structure_id)
    return _(known.name) if known else structure_id


def layer_words(layer: str) -> str:
    """The layer that a structure lies in; one that has no name here is its own name."""
    return {
        "superficial": _("superficial"),
        "intermediate": _("intermediate"),
        "deep": _("deep"),
        "nerve": _("nerves and vessels"),
    }.get(layer, layer)


def name_words(name: Name, structures: Structures) -> str:
    """A muscle that a site can be charted in, with its layer; one beside it with how far its
    border is.
    """
    words = structure_words(name.muscle, structures)
    known = structures.get(name.muscle)
    if known:
        words = _("{muscle} ({layer})").format(muscle=words, layer=layer_words(known.layer))
    if name.border_mm is None:
        return words
    return _("{muscle}, {n} mm beside").format(muscle=words, n=max(1, round(name.border_mm)))


def level_side_words(site: MapSite) -> str:
    """ "L4 right, 20 mm from the midline"; "L4, midline"."""
    if site.assumed:
        return _("{level} {side}, place not pointed").format(
            level=site.level, side=side_words(site.side)
        )
    return lateral_words(site.level, site.side, site.lateral / 10, typed=site.typed)


def height_words(site: MapSite) -> str:
    """How far it lies from its level: "10 mm above the tip of L4"; nothing where it lies there, and
    where that was not kept.
    """
    distance = 0 if site.above is None else told_mm(abs(site.above) / 10, typed=site.typed)
    if site.above is None or distance == 0 or site.assumed:
        return ""
    at_a_tip = site.level in tips_of(site.level)
    if site.above > 0:
        words = _("{n} mm above the tip of {level}") if at_a_tip else _("{n} mm above {level}")
    else:
        words = _("{n} mm below the tip of {level}") if at_a_tip else _("{n} mm below {level}")
    return words.format(n=distance, level=site.level)


def place_words(site: MapSite) -> str:
    """ "L4 right, 20 mm", where there is little room."""
    if site.side is Side.MIDLINE or site.assumed:
        return level_side_words(site)
    return _("{level} {side}, {distance} mm").format(
        level=site.level,
        side=side_words(site.side),
        distance=told_mm(site.lateral / 10, typed=site.typed),
    )


def site_words(site: Place, structures: Structures) -> str:
    """The muscle first, then where: "multifidus, L4 right, 20 mm from the midline"."""
    if isinstance(site, AreaSite):
        return area_site_words(site)
    if isinstance(site, SiteInWords):
        return _("{muscle}, {region}, {side}").format(
            muscle=site.muscle, region=site.region, side=side_words(site.side)
        )
    where = level_side_words(site)
    if site.muscle is None:
        return _("no stored muscle, {where}").format(where=where)
    muscle = structure_words(site.muscle, structures)
    return _("{muscle}, {where}").format(muscle=muscle, where=where)


def both_sides_words(site: Place, structures: Structures) -> str:
    """A place and its twin: "multifidus, L4 both sides, 20 mm from the midline"."""
    if not isinstance(site, MapSite):
        return site_words(site, structures)
    muscle = structure_words(site.muscle, structures) if site.muscle else _("no stored muscle")
    return _("{muscle}, {level} both sides, {distance} mm from the midline").format(
        muscle=muscle, level=site.level, distance=told_mm(site.lateral / 10, typed=site.typed)
    )


def needle_size_words(needle: Needle) -> str:
    """Diameter × length in mm: "0.30 × 50"."""
    return size_words(needle.diameter, needle.length)


def size_words(diameter: int, length: int) -> str:
    """A needle of `diameter` micrometres and `length` mm: "0.30 × 50"."""
    return f"{diameter / 1000:.2f} × {length}"


def mark_words(mark: Mark, structures: Structures) -> str:
    """A whole mark in one line."""
    if isinstance(mark, PainArea):
        return pain_words(mark)
    where = site_words(mark.site, structures)
    if isinstance(mark, TriggerPoint):
        return _("{status} trigger point: {where}").format(
            status=status_words(mark.status), where=where
        )
    state = _("in") if mark.in_situ else _("out")
    return _("needle {size}, {technique}, {state}: {where}").format(
        size=needle_size_words(mark),
        technique=technique_words(mark.technique),
        state=state,
        where=where,
    )


def status_words(status: PointStatus) -> str:
    """Whether a trigger point is active or latent."""
    return {
        PointStatus.ACTIVE: _("active"),
        PointStatus.LATENT: _("latent"),
        PointStatus.UNKNOWN: _("not classed"),
    }[status]


def technique_words(technique: Technique) -> str:
    """What is done with the needle."""
    return {
        Technique.SUPERFICIAL: _("superficial"),
        Technique.STATIC_DEEP: _("static"),
        Technique.ROTATE: _("rotation"),
        Technique.PISTON: _("piston"),
        Technique.FAN: _("fan"),
        Technique.WIND_TENT: _("wind and tent"),
        Technique.ELECTRO: _("electrical stimulation"),
    }[technique]


def direction_words(direction: Direction) -> str:
    """Where the needle points."""
    return {
        Direction.PERPENDICULAR: _("perpendicular"),
        Direction.OBLIQUE_CAUDAL: _("oblique, caudal"),
        Direction.OBLIQUE_CRANIAL: _("oblique, cranial"),
        Direction.MEDIAL: _("medial"),
        Direction.LATERAL: _("lateral"),
        Direction.INFEROMEDIAL: _("inferomedial"),
        Direction.TOWARD_TP: _("toward the transverse process"),
        Direction.ONTO_RIB: _("onto the rib"),
        Direction.TANGENTIAL: _("tangential"),
        Direction.PINCER: _("pincer grip"),
    }[direction]


def way_words(needle: Needle) -> str:
    """Where a needle points, and at which angle: "medial, 60° to the skin"."""
    direction = direction_words(needle.direction)
    if needle.angle_deg is None:
        return direction
    words = _("{direction}, {n}° to the skin")
    return words.format(direction=direction, n=needle.angle_deg)


def depth_words(needle: Needle) -> str:
    """How deep a needle went, and whether that was seen; nothing where it was not noted."""
    if needle.depth is None:
        return ""
    seen = _("depth {depth} mm, seen by ultrasound")
    return (seen if needle.depth_seen else _("depth {depth} mm")).format(depth=needle.depth)


def position_words(position: Position) -> str:
    """How the patient lies or sits."""
    return {
        Position.PRONE: _("prone"),
        Position.LEFT_SIDE: _("on the left side"),
        Position.RIGHT_SIDE: _("on the right side"),
        Position.SUPINE: _("supine"),
        Position.SITTING: _("sitting"),
    }[position]


def bleeding_words(bleeding: Bleeding) -> str:
    """What was seen at the site when the needle was out."""
    return {
        Bleeding.NONE: _("no bleeding"),
        Bleeding.SPOT: _("a drop of blood"),
        Bleeding.CONTROLLED: _("bleeding stopped by pressure"),
        Bleeding.ONGOING: _("bleeding goes on"),
    }[bleeding]


def precaution_words(precaution: Precaution) -> str:
    """What was done because of what lies beneath."""
    return {
        Precaution.ONTO_BONE: _("onto bone"),
        Precaution.SHORT_NEEDLE: _("short needle"),
        Precaution.PINCER: _("pincer grip"),
        Precaution.TANGENTIAL: _("tangential"),
        Precaution.ULTRASOUND: _("ultrasound"),
        Precaution.SUPERFICIAL: _("superficial"),
    }[precaution]


def found_words(found: LevelFound) -> str:
    """How a level was found."""
    return {
        LevelFound.PALPATION: _("palpation"),
        LevelFound.ULTRASOUND: _("ultrasound"),
        LevelFound.IMAGING: _("imaging"),
    }[found]


def response_words(needle: Needle) -> list[str]:
    """How deep the needle went and what answered it; what was not looked for is not mentioned."""
    said = []
    if needle.depth is not None:
        said.append(depth_words(needle))
    if needle.twitches is not None:
        twitches = ngettext("{n} twitch", "{n} twitches", needle.twitches)
        said.append(twitches.format(n=needle.twitches) if needle.twitches else _("no twitch"))
    for found, yes, no in (
        (needle.familiar_pain, _("familiar pain"), _("no familiar pain")),
        (needle.bone_contact, _("bone contact"), _("no bone contact")),
    ):
        if found is not None:
            said.append(yes if found else no)
    return said


def after_words(needle: Needle, items: Mapping[str, Item] | None = None) -> list[str]:
    """What was seen and done at the site of a needle, beyond its response; empty for nothing.

    `items` are those of the clinic, for a rule that it words its own way.
    """
    said = [bleeding_words(needle.bleeding)] if needle.bleeding else []
    if needle.pressure:
        said.append(_("pressure for {n} s").format(n=needle.pressure))
    if needle.precautions:
        done = listed(precaution_words(each) for each in needle.precautions)
        said.append(_("because of what lies beneath: {done}").format(done=done))
    if needle.against:
        rules = content.screening().rules
        worded = {each: rules[each].words for each in needle.against if each in rules}
        worded |= {each: items[each].words for each in needle.against if items and each in items}
        closed = [_(worded.get(each, each)) for each in needle.against]
        said.append(_("needled although closed: {rules}").format(rules=clauses(closed)))
    if needle.repeats:
        said.append(_("repeated from {day}").format(day=day_words(needle.repeats.day)))
    if needle.reason:
        said.append(_("reason: {reason}").format(reason=needle.reason))
    return said


def lateral_words(level: str, side: Side, lateral_mm: float, *, typed: bool = False) -> str:
    """Level, side and distance, a typed one as typed, another to 5 mm: "L4 right, 20 mm from the
    midline".
    """
    if side is Side.MIDLINE:
        return _("{level}, midline").format(level=level)
    return _("{level} {side}, {distance} mm from the midline").format(
        level=level, side=side_words(side), distance=told_mm(lateral_mm, typed=typed)
    )


def told_mm(lateral_mm: float, *, typed: bool) -> int:
    """A distance as it is told: a typed one as typed, one found by hand to 5 mm."""
    return round(lateral_mm) if typed else round(lateral_mm / _WORDED_STEP_MM) * _WORDED_STEP_MM
