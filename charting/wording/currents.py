"""Pairs of needles that carry current, in words."""

from charting.domain.marks import MapSite
from charting.domain.moment import Moment
from charting.domain.pairs import Pair, minutes_on, pairs_of
from charting.domain.session import Session
from charting.i18n import _, clauses, listed
from charting.wording.marks import Structures, place_words, site_words, structure_words
from charting.wording.supplies import current_words, stimulation_words
from charting.wording.values import clock_words


def pair_numbers(session: Session, pair: Pair) -> tuple[int, int]:
    """The numbers of its needles among the marks of the session, the lower one first."""
    order = list(session.marks)
    first, second = sorted(order.index(each.id) + 1 for each in (pair.first, pair.second))
    return first, second


def pair_words(session: Session, pair: Pair) -> str:
    """ "needles 1 and 2"."""
    first, second = pair_numbers(session, pair)
    return _("needles {first} and {second}").format(first=first, second=second)


def running_words(pair: Pair, now: Moment) -> str:
    """What it is set to, and for how long it has been on: "2 Hz, 200 µs, 1 mA, 3 of 10 min"."""
    on, of = minutes_on(pair.current, now), pair.current.settings.minutes
    flow = pair.current.settings
    set_to = listed((f"{flow.hz} Hz", f"{flow.width_us} µs", current_words(flow.current_ua)))
    words = _("{set_to}, {on} of {of} min")
    if pair.current.stopped is not None:
        words = _("{set_to}, off after {on} min")
    return words.format(set_to=set_to, on=on, of=of)


def time_words(pair: Pair) -> str:
    """When the current was on: "16:02–16:12"."""
    stopped = pair.current.stopped
    until = clock_words(stopped) if stopped else _("still on")
    return f"{clock_words(pair.current.started)}–{until}"


def current_lines(session: Session, structures: Structures) -> list[str]:
    """One line a pair for a note: where, what it was set to, and when."""
    return [_line(pair, structures) for pair in pairs_of(session.marks)]


def _line(pair: Pair, structures: Structures) -> str:
    # Two places in one muscle are told by its name once.
    one, other = pair.first.site, pair.second.site
    where = clauses((site_words(one, structures), site_words(other, structures)))
    if isinstance(one, MapSite) and isinstance(other, MapSite) and one.muscle == other.muscle:
        muscle = structure_words(one.muscle, structures) if one.muscle else _("no stored muscle")
        where = _("{muscle}, {one} and {other}").format(
            muscle=muscle, one=place_words(one), other=place_words(other)
        )
    return _("{where}: {set_to}, {times}.").format(
        where=where, set_to=stimulation_words(pair.current.settings), times=time_words(pair)
    )
