"""The name of a site: which muscle a mark is charted in, and what else it could be called.

The map offers, the practitioner chooses; what was chosen is kept with the mark.
"""

from dataclasses import dataclass, replace

from charting.domain.body import REFERENCE_BODY, Body
from charting.domain.body_map import BodyMap
from charting.domain.levels import offered_at
from charting.domain.marks import LevelFound, MapSite

# Palpation is no finer; a muscle whose border is so near may be the one meant.
NEIGHBOUR_MM = 10.0


@dataclass(frozen=True, slots=True)
class Name:
    """A muscle that a site can be charted in; `border_mm` away where it does not lie beneath."""

    muscle: str
    border_mm: float | None = None


def site_at(
    body_map: BodyMap,
    x_mm: float,
    y_mm: float,
    length_mm: int | None,
    level_found: LevelFound = LevelFound.PALPATION,
    body: Body = REFERENCE_BODY,
) -> MapSite:
    """The site at a place, charted in the muscle that a needle of this length fits best, its
    distance from the midline in the millimetres of this body.

    Raises `Refused` (OFF_THE_MAP).
    """
    placement = body.seen(body_map.at(x_mm, y_mm))
    return MapSite.of(placement, body_map.named(placement, length_mm), level_found)


def moved_to(
    body_map: BodyMap,
    site: MapSite,
    x_mm: float,
    y_mm: float,
    length_mm: int | None,
    body: Body = REFERENCE_BODY,
) -> MapSite:
    """The site moved to another place; a name or a level that was chosen stays while it can be true
    there.

    Raises `Refused` (OFF_THE_MAP).
    """
    moved = site_at(body_map, x_mm, y_mm, length_mm, site.level_found, body)
    was_said = site.level != body_map.at(site.x / 10, site.y / 10).level
    if was_said and site.level in offered_at(moved.level):
        moved = at_level(body_map, moved, site.level, body)
    kept = site.chosen and any(name.muscle == site.muscle for name in names(body_map, moved))
    return replace(moved, muscle=site.muscle, chosen=True) if kept else moved


def at_level(body_map: BodyMap, site: MapSite, level: str, body: Body = REFERENCE_BODY) -> MapSite:
    """The site said to be at another level, a tip or an interspace; it stays where it is."""
    above = body.above_mm(site.y / 10, body_map.height_of(level))
    return replace(site, level=level, above=round(above * 10))


def levels_offered(body_map: BodyMap, site: MapSite) -> tuple[str, ...]:
    """The levels that the site can be said to be at, cranial first."""
    return offered_at(body_map.at(site.x / 10, site.y / 10).level)


def names(body_map: BodyMap, site: MapSite) -> tuple[Name, ...]:
    """What the site can be charted in: the muscles beneath, superficial to deep, then those with a
    border within 10 mm, the nearest first.
    """
    beneath = [Name(each) for each in site.structures if _is_muscle(each)]
    lying = set(site.structures)
    beside = [
        Name(near.id, near.distance_mm)
        for near in body_map.near(site.x / 10, site.y / 10, NEIGHBOUR_MM)
        if _is_muscle(near.id) and near.id not in lying
    ]
    return (*beneath, *beside)


def next_name(body_map: BodyMap, site: MapSite) -> str | None:
    """The name after the present one, round and round; `None` where there is no other."""
    offered = [name.muscle for name in names(body_map, site)]
    if site.muscle not in offered:
        return offered[0] if offered else None
    following = offered[(offered.index(site.muscle) + 1) % len(offered)]
    return following if following != site.muscle else None


def _is_muscle(structure_id: str) -> bool:
    return structure_id.startswith("m.")
