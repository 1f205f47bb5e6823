"""Where on the back needles were answered over an episode: by a twitch, by the familiar pain, and
what the pain of those visits did.

A place that is needled again within a centimetre is the same place. The change in pain is that of
the whole visit: it is told beside the place, and belongs to nothing that was done there.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from math import hypot

from charting.domain.marks import MapSite, Needle, Site
from charting.domain.session import Session
from charting.domain.treated import SAME_SITE_MM
from charting.domain.visit import PAIN_AFTER, PAIN_BEFORE, number_noted


class Response(StrEnum):
    """What is looked for."""

    TWITCH = "twitch"
    FAMILIAR = "familiar"
    PAIN = "pain"


# From how much on a place is shown stronger, from 1 to 4: twitches, needles with the familiar pain,
# and points of pain.
STEPS: Mapping[Response, tuple[Fraction, ...]] = {
    Response.TWITCH: (Fraction(1), Fraction(2), Fraction(4), Fraction(7)),
    Response.FAMILIAR: (Fraction(1), Fraction(2), Fraction(3), Fraction(5)),
    Response.PAIN: (Fraction(1, 10), Fraction(1), Fraction(2), Fraction(4)),
}
STRONGEST = 4


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that was needled, told by the site of the first needle there.

    `needles` were set there in the visits of these numbers. `asked` says in how many of them the
    response was looked for, needles or, for the change in pain, visits. `value` is how many
    twitches there were, how many needles met the familiar pain, or by how many points the pain
    changed from before to after these visits, their mean, below 0 where it fell; `None` where
    nobody looked.
    """

    site: Site
    needles: int
    visits: tuple[int, ...]
    asked: int
    value: Fraction | None

    def strength(self, response: Response) -> int:
        """How strongly it is shown, 0 for nothing found to 4."""
        found = abs(self.value or Fraction(0))
        return sum(found >= step for step in STEPS[response])


@dataclass(slots=True)
class _Place:
    """What is gathered at one place: each needle with the visit it was set in."""

    site: Site
    needles: list[tuple[Session, Needle]] = field(default_factory=list)


def spots(visits: Iterable[Session], response: Response) -> tuple[Spot, ...]:
    """The places that were needled in these visits, in the order they were needled first."""
    return tuple(_spot(place, response) for place in _gathered(visits))


def pain_change(visit: Session) -> int | None:
    """By how many points the pain changed in a visit, below 0 where it fell; `None` where it was
    not noted before and after.
    """
    before, after = (number_noted(visit.answers, item) for item in (PAIN_BEFORE, PAIN_AFTER))
    return None if before is None or after is None else after - before


def _gathered(visits: Iterable[Session]) -> list[_Place]:
    found: list[_Place] = []
    near: dict[tuple[int, int, int], list[_Place]] = {}
    for visit in visits:
        for needle in visit.needles():
            place = _known(needle.site, near, found)
            if place is None:
                place = _Place(needle.site)
                found.append(place)
                if isinstance(needle.site, MapSite):
                    near.setdefault(_cell(needle.site), []).append(place)
            place.needles.append((visit, needle))
    return found


def _cell(site: MapSite) -> tuple[int, int, int]:
    """The square, as wide as one place, in which a site lies: only its neighbours are looked at."""
    wide = round(SAME_SITE_MM * 10)
    return site.frame, site.x // wide, site.y // wide


def _known(
    site: Site, near: dict[tuple[int, int, int], list[_Place]], found: list[_Place]
) -> _Place | None:
    if not isinstance(site, MapSite):
        return next((place for place in found if place.site == site), None)
    here = [(hypot(x - site.x, y - site.y), place) for x, y, place in _around(site, near)]
    within = [each for each in here if each[0] <= SAME_SITE_MM * 10]
    return min(within, key=lambda each: each[0])[1] if within else None


def _around(
    site: MapSite, near: dict[tuple[int, int, int], list[_Place]]
) -> Iterator[tuple[int, int, _Place]]:
    frame, column, row = _cell(site)
    for x in (column - 1, column, column + 1):
        for y in (row - 1, row, row + 1):
            for place in near.get((frame, x, y), ()):
                if isinstance(place.site, MapSite):
                    yield place.site.x, place.site.y, place


def _spot(place: _Place, response: Response) -> Spot:
    visits = {visit.id: visit for visit, _needle in place.needles}
    if response is Response.PAIN:
        noted = [pain_change(visit) for visit in visits.values()]
        values = [each for each in noted if each is not None]
        value = Fraction(sum(values), len(values)) if values else None
    else:
        told = [_answer(needle, response) for _visit, needle in place.needles]
        values = [each for each in told if each is not None]
        value = Fraction(sum(values)) if values else None
    numbers = tuple(visit.number for visit in visits.values())
    return Spot(place.site, len(place.needles), numbers, len(values), value)


def _answer(needle: Needle, response: Response) -> int | None:
    if response is Response.TWITCH:
        return needle.twitches
    return None if needle.familiar_pain is None else int(needle.familiar_pain)
