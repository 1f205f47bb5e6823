"""The tally of a session: which needles are in, how many are out, how many points were found."""

from dataclasses import dataclass

from charting.domain.marks import Needle, TriggerPoint
from charting.domain.session import Session


@dataclass(frozen=True, slots=True)
class Tally:
    """`still_in` in order of placing; `first_in` is the one of them that went in first."""

    still_in: tuple[Needle, ...] = ()
    needles_out: int = 0
    points: int = 0
    first_in: Needle | None = None

    @classmethod
    def of(cls, session: Session | None) -> "Tally":
        """The tally of a session as it stands."""
        if session is None:
            return cls()
        needles = session.needles()
        still_in = tuple(needle for needle in needles if needle.in_situ)
        return cls(
            still_in,
            len(needles) - len(still_in),
            sum(isinstance(mark, TriggerPoint) for mark in session.marks.values()),
            min(still_in, key=lambda needle: needle.went_in.utc, default=None),
        )

    @property
    def needles_in(self) -> int:
        """How many needles are still in."""
        return len(self.still_in)
