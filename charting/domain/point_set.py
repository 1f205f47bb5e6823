"""Point sets: places that a clinic needles again and again, each a line of shorthand, under a name.

A set offers its places on the patient's own back; nothing of it is charted until each is confirmed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from charting.domain.body_map import Side
from charting.domain.errors import ErrorCode, Refused
from charting.domain.marks import MapSite, Needle
from charting.domain.text import clean_line

NAME_LIMIT = 60
MOST_PLACES = 60

_SIDES = {Side.LEFT: "l", Side.RIGHT: "r", Side.MIDLINE: "m"}


@dataclass(frozen=True, slots=True)
class PointSet:
    """A named list of lines, as `charting.domain.shorthand` reads them."""

    name: str
    lines: tuple[str, ...]


def checked_point_set(point_set: PointSet) -> PointSet:
    """The set with its name cleaned.

    Raises `Refused`: FIELD_MISSING, TEXT_TOO_LONG for the name; POINT_SET_EMPTY without a place,
    POINT_SET_TOO_LONG with more than 60.
    """
    name = clean_line(point_set.name, "point_set", NAME_LIMIT)
    if not name:
        raise Refused(ErrorCode.FIELD_MISSING, {"field": "point_set"})
    if not point_set.lines:
        raise Refused(ErrorCode.POINT_SET_EMPTY)
    if len(point_set.lines) > MOST_PLACES:
        raise Refused(ErrorCode.POINT_SET_TOO_LONG, {"most": MOST_PLACES})
    return PointSet(name, point_set.lines)


def line_of(needle: Needle, names: Mapping[str, str]) -> str | None:
    """The line of shorthand that sets such a needle at such a place, by the `names` of the muscles;
    `None` for a site that no line can say.
    """
    site = needle.site
    if not isinstance(site, MapSite) or site.muscle is None or site.muscle not in names:
        return None
    return " ".join(
        (
            names[site.muscle],
            site.level.lower(),
            _SIDES[site.side],
            f"@{round(site.lateral / 10)}",
            f"{needle.diameter / 1000:.2f}x{needle.length}",
            needle.technique.value.replace("_", " "),
        )
    )


def lines_of(needles: Sequence[Needle], names: Mapping[str, str]) -> tuple[str, ...]:
    """The lines of several needles, each once, in order."""
    said = (line_of(needle, names) for needle in needles)
    return tuple(dict.fromkeys(line for line in said if line))
