"""How a practitioner likes the session's screen: for which hand, and how large."""

from dataclasses import dataclass
from enum import StrEnum


class Hand(StrEnum):
    """The hand that is free to chart."""

    RIGHT = "right"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class OwnWays:
    """`large` is the session mode: large type, targets of 15 to 20 mm (Chen 2013), and a pad of
    keys on the screen. Nothing of a patient is in it.
    """

    hand: Hand = Hand.RIGHT
    large: bool = False
