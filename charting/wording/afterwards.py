"""The times of needles in words: noted in the room, recalled afterwards, or not noted at all."""

from charting.domain.afterwards import is_recalled, times_noted
from charting.domain.marks import Needle
from charting.domain.session import Session
from charting.i18n import _, ngettext
from charting.wording.values import clock_words


def needle_times_words(needle: Needle, session: Session) -> str:
    """When a needle was in, and that this was recalled where the visit was written up later."""
    if not times_noted(needle, session):
        return _("not noted")
    out = clock_words(needle.came_out) if needle.came_out else _("still in")
    times = f"{clock_words(needle.went_in)}–{out}"
    return _("{times}, recalled").format(times=times) if session.written else times


def drafted_times(session: Session) -> str:
    """First in and last out in a sentence; of a visit written up afterwards, that they were
    recalled, and of how many needles nobody knows them. Empty for a session without needles.
    """
    needles = session.needles()
    if not needles:
        return ""
    if session.written is None:
        return _first_and_last(needles)
    known = tuple(each for each in needles if is_recalled(each, session))
    if not known:
        return _("Times were not noted.")
    said = _("Written up afterwards, times as recalled: {times}").format(
        times=_first_and_last(known)
    )
    left = len(needles) - len(known)
    words = ngettext(
        "Times of {n} needle were not noted.", "Times of {n} needles were not noted.", left
    )
    return f"{said} {words.format(n=left)}" if left else said


def _first_and_last(needles: tuple[Needle, ...]) -> str:
    first = min(needles, key=lambda needle: needle.went_in.utc).went_in
    came_out = [needle.came_out for needle in needles if needle.came_out is not None]
    if len(came_out) < len(needles):
        still_in = len(needles) - len(came_out)
        return _("First in at {start}; {n} still in.").format(start=clock_words(first), n=still_in)
    last = max(came_out, key=lambda moment: moment.utc)
    return _("First in at {start}, last out at {end}.").format(
        start=clock_words(first), end=clock_words(last)
    )
