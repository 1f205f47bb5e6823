"""How often events were reported here and elsewhere: always a range, never one number.

A small clinic sees few events: what it has counted stands with its 95% confidence interval, beside
what others have published and how they asked (clinical reference 3.1, display rule).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt
from statistics import NormalDist

CONFIDENCE = 0.95
PER = 10_000


@dataclass(frozen=True, slots=True)
class Published:
    """What a study reported: from `low` to `high` in 10,000, both the same for a single figure.

    `treatments` is how many it counted, `None` where the source does not say; `how` who was asked.
    """

    study: str
    low: int
    high: int
    source: str
    treatments: int | None = None
    how: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """`events` treatments with at least one such event among `treatments`."""

    events: int
    treatments: int

    def interval(self) -> tuple[float, float] | None:
        """The 95% confidence interval of the share, 0 to 1; `None` without a treatment.

        By Wilson (1927), which holds for few events and for none (Brown, Cai and DasGupta 2001).
        """
        if self.treatments == 0:
            return None
        z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
        n, share = self.treatments, self.events / self.treatments
        around = share + z * z / (2 * n)
        off = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
        whole = 1 + z * z / n
        low = 0.0 if self.events == 0 else (around - off) / whole
        high = 1.0 if self.events == n else (around + off) / whole
        return low, high


class Frequency(StrEnum):
    """The words of the EU's guideline on the summary of product characteristics (2009)."""

    VERY_COMMON = "very_common"
    COMMON = "common"
    UNCOMMON = "uncommon"
    RARE = "rare"
    VERY_RARE = "very_rare"


_FROM = (
    (1000, Frequency.VERY_COMMON),
    (100, Frequency.COMMON),
    (10, Frequency.UNCOMMON),
    (1, Frequency.RARE),
)


def frequency(per_10_000: int) -> Frequency:
    """The word for so many in 10,000 treatments."""
    return next((word for least, word in _FROM if per_10_000 >= least), Frequency.VERY_RARE)


def spread(published: Iterable[Published]) -> tuple[int, int] | None:
    """The lowest and the highest of what was published, in 10,000; `None` where nothing was."""
    known = tuple(published)
    if not known:
        return None
    return min(each.low for each in known), max(each.high for each in known)


def counted_by_kind(
    kinds_of_treatments: Iterable[Iterable[str]], treatments: int
) -> Mapping[str, Counted]:
    """How many treatments had an event of each kind, given the kinds of each that had any."""
    numbers: dict[str, int] = {}
    for kinds in kinds_of_treatments:
        for kind in set(kinds):
            numbers[kind] = numbers.get(kind, 0) + 1
    return {kind: Counted(number, treatments) for kind, number in numbers.items()}
