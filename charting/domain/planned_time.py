"""When the minutes are over that a needle was meant to stay."""

from collections.abc import Mapping

from charting.domain.ids import MarkId
from charting.domain.marks import AT_ONCE
from charting.domain.moment import Moment
from charting.domain.pairs import minutes_on, pairs_of
from charting.domain.session import Session


def over(session: Session, usual: int | None, now: Moment) -> Mapping[MarkId, int]:
    """The needles that are still in although their minutes have passed, with those minutes.

    Two needles that carry current stay as long as it was set to be on, any other that stays for
    the `usual` minutes of whoever charts; with `None` nothing was planned for it. A visit written
    up afterwards has no time that runs.
    """
    if session.written is not None:
        return {}
    paired: dict[MarkId, int] = {}
    for pair in pairs_of(session.marks):
        minutes = pair.current.settings.minutes
        passed = minutes if minutes_on(pair.current, now) >= minutes else 0
        paired |= {pair.first.id: passed, pair.second.id: passed}
    found: dict[MarkId, int] = {}
    for needle in session.needles():
        if not needle.in_situ:
            continue
        if needle.id in paired:
            minutes = paired[needle.id]
        elif usual is None or needle.technique in AT_ONCE:
            continue
        else:
            minutes = usual if now.seconds_since(needle.went_in) >= usual * 60 else 0
        if minutes:
            found[needle.id] = minutes
    return found
