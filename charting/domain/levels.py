"""Levels of the spine that a site can be at: the spinous tips, and the spaces between them.

A place is at the nearest tip until the practitioner says otherwise (`clinical.md` 1.0); an
interspace ("L3/4") is said, never found by the map (1.2).
"""

from itertools import pairwise

from charting.domain.atlas import LEVELS

# The tips below S1 are tubercles of one bone: nothing is felt between them.
_LAST_SPACE = "S1"


def _space(upper: str, lower: str) -> str:
    return f"{upper}/{lower[1:] if upper[0] == lower[0] else lower}"


_MOBILE = LEVELS[: LEVELS.index(_LAST_SPACE) + 1]
_TIPS = {_space(upper, lower): (upper, lower) for upper, lower in pairwise(_MOBILE)}

INTERSPACES = tuple(_TIPS)
"""T10/11 to L5/S1, cranial first."""

ALL_LEVELS = tuple(
    level
    for tip, below in zip(LEVELS, (*INTERSPACES, *[""] * len(LEVELS)), strict=False)
    for level in (tip, below)
    if level
)
"""Tips and interspaces, cranial first."""


def tips_of(level: str) -> tuple[str, ...]:
    """The spinous tips of a level: itself, or those above and below an interspace."""
    return _TIPS.get(level, (level,))


def within_one(level: str) -> tuple[str, ...]:
    """The levels of the same kind that lie at most one away, cranial first."""
    among = INTERSPACES if level in _TIPS else LEVELS
    at = among.index(level)
    return among[max(0, at - 1) : at + 2]


def offered_at(tip: str) -> tuple[str, ...]:
    """What a site nearest to this tip can be said to be at: one tip up or down, and the spaces
    between.
    """
    near = within_one(tip)
    first, last = ALL_LEVELS.index(near[0]), ALL_LEVELS.index(near[-1])
    return ALL_LEVELS[first : last + 1]
