"""How a practitioner likes the screen: its language, for which hand, how large, what tells time."""

from dataclasses import dataclass
from enum import StrEnum


class Hand(StrEnum):
    """The hand that is free to chart."""

    RIGHT = "right"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class OwnWays:
    """`large` is the session mode: large type, targets of 15 to 20 mm (Chen 2013), and a pad of
    keys on the screen. `stay_minutes` says after how long a needle that stays is told of, `None`
    that it is not; `sound` that it is also heard, once. `language` (BCP 47) is that of the screens;
    empty: the computer's. Nothing of a patient is in it.
    """

    hand: Hand = Hand.RIGHT
    large: bool = False
    stay_minutes: int | None = None
    sound: bool = False
    language: str = ""
