"""When the minutes are over that a needle was meant to stay."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from charting.domain.ids import MarkId
from charting.domain.marks import AT_ONCE
from charting.domain.moment import Moment
from charting.domain.pairs import Pair, pairs_of
from charting.domain.session import Session


@dataclass(frozen=True, slots=True)
class PlannedEnd:
    """The needle of this `number` in the list of marks is to stay for `minutes` since a moment."""

    needle: MarkId
    number: int
    minutes: int
    since: Moment

    def has_come(self, now: Moment) -> bool:
        """Whether the minutes have passed."""
        return now.seconds_since(self.since) >= self.minutes * 60


def planned_ends(session: Session, usual: int | None) -> tuple[PlannedEnd, ...]:
    """Until when each needle that is in was meant to stay, in the order of the marks.

    Two needles that carry current stay as long as it was set to be on, any other that stays for
    the `usual` minutes of whoever charts; with `None` nothing was planned for it. A visit written
    up afterwards has no time that runs.
    """
    return () if session.written is not None else tuple(_ends(session, usual))


def over(session: Session, usual: int | None, now: Moment) -> Mapping[MarkId, int]:
    """The needles that are still in although their minutes have passed, with those minutes."""
    ends = planned_ends(session, usual)
    return {end.needle: end.minutes for end in ends if end.has_come(now)}


def _ends(session: Session, usual: int | None) -> Iterator[PlannedEnd]:
    carrying: dict[MarkId, Pair] = {}
    for pair in pairs_of(session.marks):
        carrying |= {pair.first.id: pair, pair.second.id: pair}
    numbers = {mark_id: number for number, mark_id in enumerate(session.marks, start=1)}
    for needle in session.needles():
        if not needle.in_situ:
            continue
        if needle.id in carrying:
            current = carrying[needle.id].current
            end = PlannedEnd(
                needle.id, numbers[needle.id], current.settings.minutes, current.started
            )
            # Current that was switched off sooner has no end to wait for.
            if current.stopped is None or end.has_come(current.stopped):
                yield end
        elif usual is not None and needle.technique not in AT_ONCE:
            yield PlannedEnd(needle.id, numbers[needle.id], usual, needle.went_in)
