"""Marks: the clinical facts placed on the back, trigger points found, needles set, pain felt.

Vocabulary and units follow `clinical.md` 1.2 and 1.3; what a finding must say follows the 2018
Delphi panel on trigger points (Fernández-de-las-Peñas & Dommerholt).
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from charting.domain.body_map import Placement, Side
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import MarkId, PractitionerId
from charting.domain.levels import within_one
from charting.domain.lots import Handle, Lot
from charting.domain.moment import Moment
from charting.domain.pain_area import AreaSite, PainArea, checked_area
from charting.domain.stimulation import Stimulated, Stimulation, check_stimulation

LENGTHS_MM = range(10, 151)
DIAMETERS_UM = range(100, 601)
PRESSURE_S = range(3601)
ANGLES_DEG = range(91)


class LevelFound(StrEnum):
    """How the level of a site was found; palpation is right to one level (`clinical.md`, warning
    2).
    """

    PALPATION = "palpation"
    ULTRASOUND = "ultrasound"
    IMAGING = "imaging"


@dataclass(frozen=True, slots=True)
class MapSite:
    """A place on the map, with what lay there by the map of that day.

    `x` and `y` in 0.1 mm of map frame `frame` (x to the patient's right, y cranial);
    `lateral` the distance from the midline in 0.1 mm of the patient, as measured then, and
    `typed` that it was given as a number and not by pointing; `assumed` that only muscle and side
    were named, so that it stands in mid-muscle until it is moved or confirmed; `structures`
    superficial to deep;
    `muscle` the one the mark is charted in, `None` where no muscle is stored; `chosen` says that
    the practitioner named it, which no map overrules. `above` is how far cranial of its level (a
    spinous tip, or the middle of an interspace) it lies, in 0.1 mm of the patient; `None` in a
    record of before it was kept.
    """

    frame: int
    x: int
    y: int
    side: Side
    level: str
    lateral: int
    structures: tuple[str, ...]
    hazards: tuple[str, ...]
    muscle: str | None = None
    level_found: LevelFound = LevelFound.PALPATION
    chosen: bool = False
    typed: bool = False
    assumed: bool = False
    above: int | None = None

    @classmethod
    def of(
        cls,
        placement: Placement,
        muscle: str | None = None,
        level_found: LevelFound = LevelFound.PALPATION,
        *,
        chosen: bool = False,
    ) -> "MapSite":
        """The site of a placement on the body, charted in `muscle`.

        Raises `Refused` (OFF_THE_MAP) outside the outline.
        """
        if not placement.inside:
            raise Refused(ErrorCode.OFF_THE_MAP)
        return cls(
            placement.frame,
            round(placement.x_mm * 10),
            round(placement.y_mm * 10),
            placement.side,
            placement.level,
            round(placement.lateral_mm * 10),
            placement.structures,
            placement.hazards,
            muscle,
            level_found,
            chosen,
            above=round(placement.above_mm * 10),
        )

    @property
    def possible_levels(self) -> tuple[str, ...]:
        """The levels it may be at, cranial first: one more on either side where it was palpated."""
        if self.level_found is not LevelFound.PALPATION:
            return (self.level,)
        return within_one(self.level)


@dataclass(frozen=True, slots=True)
class SiteInWords:
    """A site elsewhere than on the map: the region and the muscle in the practitioner's words."""

    region: str
    muscle: str
    side: Side


Site = MapSite | SiteInWords


class PointStatus(StrEnum):
    """Whether the patient recognises the pain of a trigger point."""

    ACTIVE = "active"
    LATENT = "latent"
    UNKNOWN = "unknown"


class Technique(StrEnum):
    """What is done with the needle; codes of `clinical.md` 1.3."""

    SUPERFICIAL = "superficial"
    STATIC_DEEP = "static_deep"
    ROTATE = "rotate"
    PISTON = "piston"
    FAN = "fan"
    WIND_TENT = "wind_tent"
    ELECTRO = "electro"


# In and out with one movement of the hand: such a needle is out when it is charted.
AT_ONCE = frozenset({Technique.PISTON, Technique.FAN})
STILL_AT_IT_S = 600


class Direction(StrEnum):
    """Where the needle points; codes of `clinical.md` 1.3."""

    PERPENDICULAR = "perpendicular"
    OBLIQUE_CAUDAL = "oblique_caudal"
    OBLIQUE_CRANIAL = "oblique_cranial"
    MEDIAL = "medial"
    LATERAL = "lateral"
    INFEROMEDIAL = "inferomedial"
    TOWARD_TP = "toward_TP"
    ONTO_RIB = "onto_rib"
    TANGENTIAL = "tangential"
    PINCER = "pincer"


class Position(StrEnum):
    """How the patient lies or sits while a needle is set."""

    PRONE = "prone"
    LEFT_SIDE = "left_side"
    RIGHT_SIDE = "right_side"
    SUPINE = "supine"
    SITTING = "sitting"


class Bleeding(StrEnum):
    """What was seen at the site when the needle was out; codes of `clinical.md` 2.9."""

    NONE = "none"
    SPOT = "spot"
    CONTROLLED = "controlled"
    ONGOING = "ongoing"


class Precaution(StrEnum):
    """What was done because of what lies beneath; codes of `clinical.md` 1.1."""

    ONTO_BONE = "onto_bone"
    SHORT_NEEDLE = "short_needle"
    PINCER = "pincer"
    TANGENTIAL = "tangential"
    ULTRASOUND = "ultrasound"
    SUPERFICIAL = "superficial"


@dataclass(frozen=True, slots=True)
class TriggerPoint:
    """A trigger point found by palpation; `None` in a finding means it was not looked for."""

    id: MarkId
    site: Site
    placed: Moment
    placed_by: PractitionerId
    status: PointStatus = PointStatus.UNKNOWN
    taut_band: bool | None = None
    tender: bool | None = None
    referred_pain: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Repeated:
    """The needle of an earlier visit, of that `day`, that a needle was set again after."""

    needle: MarkId
    day: date


@dataclass(frozen=True, slots=True)
class Needle:
    """A needle set: `length` in mm, `diameter` in micrometres, `depth` reached in mm.

    `twitches` counts local twitch responses; `None` means not looked for. `went_in` and
    `came_out` are the times of the needle, `placed` that of the record. `pressure` on the site
    afterwards is in seconds; `precautions` and `reason` answer what the map reminds of. `against`
    names the rules of the screening by which the visit was blocked, the site closed or the
    technique withheld when it was set all the same. `repeats` says after which needle of an
    earlier visit it was set. `angle_deg` is the angle to the skin, 90 straight in; `depth_seen`
    says that the depth was measured by ultrasound, and not judged by the hand. `lot` and `handle`
    are those of the box it came from; `stimulated` says with which other needle it carried current.
    """

    id: MarkId
    site: Site
    placed: Moment
    placed_by: PractitionerId
    length: int
    diameter: int
    technique: Technique
    direction: Direction
    went_in: Moment
    came_out: Moment | None = None
    depth: int | None = None
    twitches: int | None = None
    familiar_pain: bool | None = None
    bone_contact: bool | None = None
    remark: str = ""
    position: Position | None = None
    bleeding: Bleeding | None = None
    pressure: int | None = None
    precautions: tuple[Precaution, ...] = ()
    reason: str = ""
    against: tuple[str, ...] = ()
    repeats: Repeated | None = None
    angle_deg: int | None = None
    depth_seen: bool = False
    handle: Handle | None = None
    lot: Lot | None = None
    stimulated: Stimulated | None = None

    @property
    def in_situ(self) -> bool:
        """Whether it is still in the patient."""
        return self.came_out is None


Mark = TriggerPoint | Needle | PainArea
Place = MapSite | SiteInWords | AreaSite


def written_up(mark: Mark, visited: Moment) -> Mark:
    """The mark as charted afterwards, in a visit that was at `visited`: a needle is out, and its
    times, which nobody noted, are those of the visit.
    """
    if not isinstance(mark, Needle):
        return mark
    return replace(mark, went_in=visited, came_out=visited)


@dataclass(frozen=True, slots=True)
class NeedlePreset:
    """What an armed needle brings to each click; units as in `Needle`. `stimulation` is what a pair
    of such needles is set to.
    """

    name: str
    length: int
    diameter: int
    technique: Technique
    direction: Direction
    handle: Handle | None = None
    stimulation: Stimulation | None = None

    @classmethod
    def like(cls, needle: Needle) -> "NeedlePreset":
        """What sets another needle like this one."""
        size = (needle.length, needle.diameter)
        return cls("", *size, needle.technique, needle.direction, needle.handle)


@dataclass(frozen=True, slots=True)
class NeedleKit:
    """What is at hand: `lengths` in mm, `diameters` in micrometres, and the presets to arm."""

    lengths: tuple[int, ...]
    diameters: tuple[int, ...]
    presets: tuple[NeedlePreset, ...]


def checked_mark(mark: Mark) -> Mark:
    """The mark, if it can be true.

    Raises `Refused` (PLACE_IN_WORDS_MISSING, NEEDLE_IMPOSSIBLE, DEPTH_BEYOND_NEEDLE,
    DEPTH_MISSING, ANGLE_IMPOSSIBLE, OUT_BEFORE_IN, PRESSURE_IMPOSSIBLE, LOT_EXPIRED), and what
    `checked_area` and `check_stimulation` refuse.
    """
    if isinstance(mark, PainArea):
        return checked_area(mark)
    if isinstance(mark.site, SiteInWords) and not (mark.site.region and mark.site.muscle):
        raise Refused(ErrorCode.PLACE_IN_WORDS_MISSING)
    if isinstance(mark, Needle):
        _check_needle(mark)
    return mark


def _check_needle(needle: Needle) -> None:
    if needle.length not in LENGTHS_MM or needle.diameter not in DIAMETERS_UM:
        raise Refused(
            ErrorCode.NEEDLE_IMPOSSIBLE,
            {"length": needle.length, "diameter_um": needle.diameter},
        )
    if needle.depth is not None and not 0 < needle.depth <= needle.length:
        raise Refused(
            ErrorCode.DEPTH_BEYOND_NEEDLE, {"depth": needle.depth, "length": needle.length}
        )
    if needle.depth_seen and needle.depth is None:
        raise Refused(ErrorCode.DEPTH_MISSING)
    if needle.angle_deg is not None and needle.angle_deg not in ANGLES_DEG:
        raise Refused(ErrorCode.ANGLE_IMPOSSIBLE, {"angle": needle.angle_deg})
    if needle.came_out is not None and needle.came_out.utc < needle.went_in.utc:
        raise Refused(ErrorCode.OUT_BEFORE_IN)
    if needle.pressure is not None and needle.pressure not in PRESSURE_S:
        raise Refused(ErrorCode.PRESSURE_IMPOSSIBLE, {"seconds": needle.pressure})
    if needle.lot is not None:
        needle.lot.check_on(needle.went_in.day)
    if needle.stimulated is not None:
        check_stimulation(needle.stimulated, needle.id)


def out_at(needle: Needle, now: Moment) -> Needle:
    """The needle out. Raises `Refused` (CLOCK_SET_BACK) where `now` is before it went in."""
    if now.utc < needle.went_in.utc:
        facts = {"now": f"{now.local():%H:%M}", "since": f"{needle.went_in.local():%H:%M}"}
        raise Refused(ErrorCode.CLOCK_SET_BACK, facts)
    return replace(needle, came_out=now)


def worked_by(needle: Needle, technique: Technique, now: Moment) -> Needle:
    """The needle with another technique named at `now`.

    One that was charted as in and out at once, and turns out to stay, is in since it went in: a
    time out that nobody gave must not stand in the record. Ten minutes later that is no longer
    meant, and the times stay.
    """
    never_timed = needle.technique in AT_ONCE and needle.came_out == needle.went_in
    stays = never_timed and technique not in AT_ONCE
    if stays and now.seconds_since(needle.went_in) <= STILL_AT_IT_S:
        return replace(needle, technique=technique, came_out=None)
    return replace(needle, technique=technique)


def put(mark: Mark, place: Place) -> Mark:
    """The mark at another place. Raises `Refused` (STALE_RECORD) where only the other kind of
    mark can be there.
    """
    if isinstance(mark, PainArea):
        if isinstance(place, AreaSite):
            return replace(mark, site=place)
    elif not isinstance(place, AreaSite):
        return replace(mark, site=place)
    raise Refused(ErrorCode.STALE_RECORD)


def in_order(mark: Mark) -> tuple[int, bytes]:
    """The key by which marks are ordered everywhere: when they were placed, then their id."""
    return (mark.placed.utc, mark.id.bytes)
