"""Electrical stimulation: two needles that carry a current for some minutes.

The needle that closes the pair keeps its facts; the pair is there as long as both needles are.
"""

from dataclasses import dataclass

from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import MarkId
from charting.domain.moment import Moment

HERTZ = range(1, 251)
WIDTHS_US = range(20, 1001)
CURRENTS_UA = range(0, 30_001)
DURATIONS_MIN = range(1, 121)


@dataclass(frozen=True, slots=True)
class Stimulation:
    """What a stimulator is set to: `hz` pulses a second of `width_us` microseconds each, at
    `current_ua` microamperes, for so many `minutes`.
    """

    hz: int
    width_us: int
    current_ua: int
    minutes: int


# Where nobody has set anything yet; to be set for each patient by what they feel [DES].
USUAL = Stimulation(hz=2, width_us=200, current_ua=1000, minutes=10)


@dataclass(frozen=True, slots=True)
class Stimulated:
    """That a needle carries current with its `partner`, since when, and until when."""

    partner: MarkId
    settings: Stimulation
    started: Moment
    stopped: Moment | None = None


def check_stimulation(current: Stimulated, of: MarkId) -> None:
    """Raises `Refused` (STIMULATION_IMPOSSIBLE, PAIR_NEEDS_TWO, OUT_BEFORE_IN)."""
    settings = current.settings
    for unit, number, can_be in (
        ("Hz", settings.hz, HERTZ),
        ("µs", settings.width_us, WIDTHS_US),
        ("µA", settings.current_ua, CURRENTS_UA),
        ("min", settings.minutes, DURATIONS_MIN),
    ):
        if number not in can_be:
            facts = {"setting": f"{number} {unit}"}
            raise Refused(ErrorCode.STIMULATION_IMPOSSIBLE, facts)
    if current.partner == of:
        raise Refused(ErrorCode.PAIR_NEEDS_TWO)
    if current.stopped is not None and current.stopped.utc < current.started.utc:
        raise Refused(ErrorCode.OUT_BEFORE_IN)
