"""Which muscles a session has treated, and how near in time and place two needles were.

A superficial needle treats no muscle: whoever counts muscles (1 or 2, 3 and more) does not count
it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot

from charting.domain.body_map import Side
from charting.domain.marks import MapSite, Needle, SiteInWords
from charting.domain.moment import Moment
from charting.domain.reminders import is_deep
from charting.domain.session import Session

# Palpation finds a point again within a centimetre; nearer is the same site.
SAME_SITE_MM = 10.0
# clinical reference 6: a warning below 48 hours on the same site.
REST_HOURS = 48


@dataclass(frozen=True, slots=True, order=True)
class TreatedMuscle:
    """A muscle on one side; `muscle` is its id on the map, or its name in words."""

    muscle: str
    side: Side


def treated_muscles(session: Session) -> tuple[TreatedMuscle, ...]:
    """The muscles that were needled, each side of its own, in the order they were."""
    found: dict[TreatedMuscle, None] = {}
    for needle in session.needles():
        muscle = needle.site.muscle
        if muscle and is_deep(needle):
            found[TreatedMuscle(muscle, needle.site.side)] = None
    return tuple(found)


def distinct_muscles(session: Session) -> int:
    """How many muscles were needled, whichever the side: what is counted as 1 or 2, 3 and more."""
    return len({each.muscle for each in treated_muscles(session)})


def is_same_site(one: Needle, other: Needle) -> bool:
    """Whether two needles were set at one site."""
    a, b = one.site, other.site
    if isinstance(a, MapSite) and isinstance(b, MapSite):
        return hypot(a.x - b.x, a.y - b.y) / 10 <= SAME_SITE_MM
    return isinstance(a, SiteInWords) and a == b


def too_soon(needle: Needle, earlier: Iterable[Needle]) -> Needle | None:
    """The latest needle of an `earlier` visit at the same site that came out less than 48 hours
    before this one went in, if there is one.
    """
    near = [
        each
        for each in earlier
        if is_same_site(needle, each) and 0 <= _hours_between(needle, each) < REST_HOURS
    ]
    return max(near, key=lambda each: each.went_in.utc, default=None)


def _hours_between(needle: Needle, earlier: Needle) -> float:
    since: Moment = earlier.came_out or earlier.went_in
    return needle.went_in.seconds_since(since) / 3600
