"""What lies between two states of a session, as the changes that turn the one into the other."""

from collections.abc import Iterator

from charting.domain.changes import AddMark, Change, EditMark, EditNote, RemoveMark, SetAnswer
from charting.domain.marks import Mark, in_order
from charting.domain.session import NoteSection, Session


def changes_between(before: Session, after: Session) -> tuple[Change, ...]:
    """The changes, one for each mark, answer and note section that is not the same."""
    return (*_of_marks(before, after), *_of_answers(before, after), *_of_notes(before, after))


def _of_marks(before: Session, after: Session) -> Iterator[Change]:
    for mark in before.marks.values():
        now = after.marks.get(mark.id)
        if now is None:
            yield RemoveMark(mark)
        elif now != mark:
            yield from _of_mark(mark, now)
    for mark in after.marks.values():
        if mark.id not in before.marks:
            yield AddMark(mark)


def _of_mark(before: Mark, after: Mark) -> Iterator[Change]:
    if in_order(before) == in_order(after):
        yield EditMark(before, after)
    else:
        yield RemoveMark(before)
        yield AddMark(after)


def _of_answers(before: Session, after: Session) -> Iterator[Change]:
    for item in dict.fromkeys([*before.answers, *after.answers]):
        was, now = before.answers.get(item), after.answers.get(item)
        if was != now:
            yield SetAnswer(item, was, now)


def _of_notes(before: Session, after: Session) -> Iterator[Change]:
    for section in NoteSection:
        was, now = before.notes.get(section, ""), after.notes.get(section, "")
        carried = before.carried.get(section), after.carried.get(section)
        if was != now or carried[0] != carried[1]:
            yield EditNote(section, was, now, *carried)
