"""Pain areas: where the patient feels it, how it feels, how strong it is, and how far down it goes.

A pain area is a mark of what the patient tells; its qualities are the five symptoms of the
clinical reference (9.2). Nothing follows from it but what the practitioner makes of it.
"""

from dataclasses import dataclass
from enum import StrEnum

from charting.domain.body_map import Side
from charting.domain.errors import ErrorCode, Refused
from charting.domain.geometry import Ring
from charting.domain.ids import MarkId, PractitionerId
from charting.domain.moment import Moment

INTENSITIES = range(11)
MOST_POINTS = 64


class PainQuality(StrEnum):
    """How it feels; the codes are those of the symptoms of an episode."""

    DULL_ACHE = "sy.dull_ache"
    SHARP = "sy.sharp"
    RADIATING = "sy.radiating"
    STIFFNESS = "sy.stiffness"
    NUMB_TINGLE = "sy.numb_tingle"


# Felt in the leg as well: the lowest point is asked, for it may lie off the map.
INTO_THE_LEG = frozenset({PainQuality.RADIATING, PainQuality.NUMB_TINGLE})


class LowestPoint(StrEnum):
    """How far down it is felt."""

    BUTTOCK = "buttock"
    ABOVE_KNEE = "above_knee"
    BELOW_KNEE = "below_knee"


@dataclass(frozen=True, slots=True)
class AreaSite:
    """An area of map frame `frame`, in 0.1 mm, with what lay in it by the map of that day.

    `outline` is a closed ring (filled wherever it winds round), `path` an open line along which
    it spreads, from where it begins; one of them may be empty. `side` is the side on which it
    lies, the midline standing for both. `upper` and `lower` are the levels it reaches,
    `structures` and `dermatomes` those with a tenth of it or more, the most covered first.
    """

    frame: int
    outline: Ring
    path: Ring
    side: Side
    upper: str
    lower: str
    structures: tuple[str, ...] = ()
    dermatomes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PainArea:
    """Where the patient feels something: `intensity` 0 to 10, `None` where it was not asked.

    `lowest` and `leg` say how far down it is felt and in which leg (the midline: in both).
    """

    id: MarkId
    site: AreaSite
    placed: Moment
    placed_by: PractitionerId
    quality: PainQuality
    intensity: int | None = None
    lowest: LowestPoint | None = None
    leg: Side | None = None
    remark: str = ""


def checked_area(area: PainArea) -> PainArea:
    """The area, if it can be true.

    Raises `Refused` (PAIN_AREA_TOO_SMALL, PAIN_AREA_TOO_LONG, PAIN_IMPOSSIBLE).
    """
    site = area.site
    drawn = len(site.outline) >= 3 or (not site.outline and len(site.path) >= 2)
    if not drawn:
        raise Refused(ErrorCode.PAIN_AREA_TOO_SMALL)
    if max(len(site.outline), len(site.path)) > MOST_POINTS:
        raise Refused(ErrorCode.PAIN_AREA_TOO_LONG, {"most": MOST_POINTS})
    if area.intensity is not None and area.intensity not in INTENSITIES:
        raise Refused(ErrorCode.PAIN_IMPOSSIBLE, {"intensity": area.intensity})
    return area
