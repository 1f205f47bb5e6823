"""Two visits laid beside each other, and one visit in its order, on paper."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from reportlab.platypus import CondPageBreak, Flowable

from charting.documents.hand import Hand, heading, line
from charting.documents.marks_plate import MarksPlate
from charting.documents.plates_row import PlatesRow, Titled
from charting.documents.tables import table
from charting.domain.body import Build
from charting.domain.body_map import Side
from charting.domain.comparison import Compared, compared, fates
from charting.domain.ids import MarkId
from charting.domain.marks import Mark, Needle
from charting.domain.sequence import Happening, marks_after, sequence
from charting.domain.session import Session
from charting.i18n import _, listed
from charting.wording import clock_words, date_words, side_words
from charting.wording.courses import (
    as_it_happened,
    compared_words,
    fate_sign,
    fate_words,
    fates_words,
    happening_words,
    since_words,
    visit_name,
    where_words,
)

_ACROSS = 3
_MOST = 6
_BESIDE, _SMALL = 226.0, 152.0


class Moment(NamedTuple):
    """The back as it stood at a clock time, and which step of the visit that was."""

    clock: str
    step: int


def compared_part(
    earlier: Session | None, later: Session, build: Build, hand: Hand
) -> list[Flowable]:
    """What is new, repeated and left out: on two backs, and line by line."""
    lines = compared(earlier, later)
    name = visit_name(later.number, later.opened.day, hand.country)
    if earlier is None:
        about = _("{visit}: the first of the episode, nothing lies before it.").format(visit=name)
        backs = [_back(name, later, lines, build, hand)]
    else:
        was = visit_name(earlier.number, earlier.opened.day, hand.country)
        about = _("{now}, held against {was}: {counted}.").format(
            now=name, was=was, counted=fates_words(fates(lines))
        )
        backs = [_back(was, earlier, lines, build, hand), _back(name, later, lines, build, hand)]
    told = _("The back at each of the two visits, with the marks of the table below.")
    numbers = _numbers(earlier), _numbers(later)
    if not lines:
        return [
            heading(hand.sheet, _("Two visits beside each other")),
            line(hand.sheet, about),
            line(hand.sheet, _("Nothing is marked at either of them.")),
        ]
    return [
        heading(hand.sheet, _("Two visits beside each other")),
        line(hand.sheet, about),
        line(hand.sheet, _("+ new, = repeated, − left out; the number is that of the mark."), 9),
        PlatesRow(backs, hand.sheet.inner, told),
        table(
            ("", _("Then"), _("Now"), _("Place"), _("What it is")),
            (0.16, 0.08, 0.08, 0.3, 0.38),
            [_compared_row(each, numbers, hand) for each in lines],
            hand.sheet.inner,
        ),
    ]


def _compared_row(
    each: Compared, numbers: tuple[Mapping[MarkId, int], Mapping[MarkId, int]], hand: Hand
) -> tuple[str, ...]:
    then, now = (
        str(known[mark.id]) if mark is not None else ""
        for known, mark in zip(numbers, (each.earlier, each.later), strict=True)
    )
    fate = f"{fate_sign(each.fate)} {fate_words(each.fate)}"
    where = where_words(each.mark, hand.body_map.structures)
    return fate, then, now, where, compared_words(each)


def _back(
    title: str, visit: Session, lines: Sequence[Compared], build: Build, hand: Hand
) -> Titled:
    of_mark = {mark.id: each for each in lines for mark in (each.earlier, each.later) if mark}
    labels = [
        f"{fate_sign(of_mark[mark_id].fate)}{number}"
        for number, mark_id in enumerate(visit.marks, start=1)
    ]
    return Titled(title, _plate(tuple(visit.marks.values()), labels, _BESIDE, build, hand))


def replayed_part(visit: Session, build: Build, hand: Hand) -> list[Flowable]:
    """Everything in a visit in its order: on the back as it stood, and line by line."""
    happened, numbers = sequence(visit), _numbers(visit)
    moments = chosen(tuple(_moments(happened)))
    story: list[Flowable] = [
        heading(
            hand.sheet,
            _("{visit}, in its order").format(
                visit=visit_name(visit.number, visit.opened.day, hand.country)
            ),
        ),
        line(hand.sheet, as_it_happened(), 9),
    ]
    for start in range(0, len(moments), _ACROSS):
        row = moments[start : start + _ACROSS]
        backs = [_as_it_stood(each, happened, numbers, build, hand) for each in row]
        told = _("The back as it stood at {times}.").format(
            times=listed(each.title for each in backs)
        )
        story += [
            CondPageBreak(_SMALL + 40),
            PlatesRow(backs, hand.sheet.inner * len(row) / _ACROSS, told),
        ]
    rows = [_happened_row(each, happened[0], numbers, visit, hand) for each in happened]
    heads = (_("Time"), _("Since"), _("What happened"), _("About"))
    return [*story, table(heads, (0.14, 0.12, 0.34, 0.4), rows, hand.sheet.inner)]


def _moments(happened: Sequence[Happening]) -> Iterator[Moment]:
    """The last step of each clock minute in which something changed on the back."""
    last = ""
    found: dict[str, int] = {}
    for step, each in enumerate(happened, start=1):
        if each.mark is not None:
            last = clock_words(each.at)
            found[last] = step
    yield from (Moment(clock, step) for clock, step in found.items())


def chosen(moments: Sequence[Moment], most: int = _MOST) -> Sequence[Moment]:
    """The first, the last, and as many evenly between them as there is room for."""
    if len(moments) <= most:
        return moments
    apart = (len(moments) - 1) / (most - 1)
    return [moments[round(place * apart)] for place in range(most)]


def _as_it_stood(
    moment: Moment,
    happened: Sequence[Happening],
    numbers: Mapping[MarkId, int],
    build: Build,
    hand: Hand,
) -> Titled:
    marks = marks_after(happened, moment.step)
    needles = [mark for mark in marks if isinstance(mark, Needle)]
    still_in = sum(needle.in_situ for needle in needles)
    title = _("{time}: {n} in, {out} out").format(
        time=moment.clock, n=still_in, out=len(needles) - still_in
    )
    labels = [str(numbers[mark.id]) for mark in marks]
    return Titled(title, _plate(marks, labels, _SMALL, build, hand))


def _happened_row(
    each: Happening,
    first: Happening,
    numbers: Mapping[MarkId, int],
    visit: Session,
    hand: Hand,
) -> tuple[str, ...]:
    which = numbers.get(each.mark.id, 0) if each.mark else 0
    what, about = happening_words(each, which, hand.body_map.structures, hand.items, hand.country)
    clock = clock_words(each.at, seconds=True)
    if each.at.day != visit.opened.day:
        clock = f"{date_words(each.at.day, hand.country)} {clock}"
    return clock, since_words(each.at.seconds_since(first.at)), what, about


def _plate(
    marks: Sequence[Mark], labels: Sequence[str], height: float, build: Build, hand: Hand
) -> MarksPlate:
    sides = (side_words(Side.LEFT).upper(), side_words(Side.RIGHT).upper())
    return MarksPlate(hand.body_map, marks, sides, height, build, labels=labels)


def _numbers(visit: Session | None) -> Mapping[MarkId, int]:
    marks = visit.marks if visit else ()
    return {mark_id: number for number, mark_id in enumerate(marks, start=1)}
