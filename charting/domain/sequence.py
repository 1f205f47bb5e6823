"""The order and time of everything in a visit, and how its chart stood after each step."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from charting.domain.ids import PractitionerId
from charting.domain.marks import Mark, Needle
from charting.domain.moment import Moment
from charting.domain.pain_area import PainArea
from charting.domain.session import Answer, Session


class What(StrEnum):
    """What happened; of several things at one moment, in this order."""

    OPENED = "opened"
    TAKEN_OVER = "taken_over"
    PAIN = "pain"
    POINT = "point"
    NEEDLE_IN = "needle_in"
    NEEDLE_THROUGH = "needle_through"
    NEEDLE_OUT = "needle_out"
    ANSWERED = "answered"
    WRITTEN = "written"


_ORDER = tuple(What)


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened `at` a moment, told `by` somebody: of a `mark`, or an `answer`."""

    at: Moment
    what: What
    by: PractitionerId
    mark: Mark | None = None
    answer: Answer | None = None


def sequence(visit: Session) -> tuple[Happening, ...]:
    """Everything in a visit in the order it happened. A needle stands where it went in and where it
    came out, whenever that was written; one that went in and out at once stands once.
    """
    happened = [*_of_visit(visit), *_of_marks(visit)]
    happened += [
        Happening(answer.at, What.ANSWERED, answer.by, answer=answer)
        for answer in visit.answers.values()
    ]
    return tuple(sorted(happened, key=lambda each: (each.at.utc, _ORDER.index(each.what))))


def marks_after(happened: Sequence[Happening], steps: int) -> tuple[Mark, ...]:
    """The marks that are on the back after the first `steps` happenings, needles in or out as they
    were then.
    """
    found: dict[bytes, Mark] = {}
    for each in happened[:steps]:
        mark = each.mark
        if mark is None:
            continue
        if isinstance(mark, Needle) and each.what is What.NEEDLE_IN:
            mark = replace(mark, came_out=None)
        found[mark.id.bytes] = mark
    return tuple(found.values())


def _of_visit(visit: Session) -> Iterator[Happening]:
    yield Happening(visit.opened, What.OPENED, visit.practitioner_id)
    for taken in visit.taken_over:
        yield Happening(taken.at, What.TAKEN_OVER, taken.by)
    if visit.written is not None:
        yield Happening(visit.written, What.WRITTEN, visit.practitioner_id)


def _of_marks(visit: Session) -> Iterator[Happening]:
    for mark in visit.marks.values():
        if isinstance(mark, PainArea):
            yield Happening(mark.placed, What.PAIN, mark.placed_by, mark)
        elif not isinstance(mark, Needle):
            yield Happening(mark.placed, What.POINT, mark.placed_by, mark)
        elif mark.came_out == mark.went_in:
            yield Happening(mark.went_in, What.NEEDLE_THROUGH, mark.placed_by, mark)
        else:
            yield Happening(mark.went_in, What.NEEDLE_IN, mark.placed_by, mark)
            if mark.came_out is not None:
                yield Happening(mark.came_out, What.NEEDLE_OUT, mark.placed_by, mark)
