"""Two people changed one thing at once: who came second has both before them, and decides."""

from dataclasses import dataclass, replace
from uuid import UUID

from charting.domain.changes import (
    AddMark,
    Change,
    EditMark,
    EditNote,
    Entry,
    MoveMark,
    RemoveMark,
    SetAnswer,
)
from charting.domain.ids import EntryId, MarkId, PractitionerId
from charting.domain.marks import Mark, Needle, in_order
from charting.domain.moment import Moment
from charting.domain.session import Answer, NoteSection, Session, Subject

# Both took the same needle out: the two clicks are that far apart at the most, in seconds.
SAME_OUT_S = 60

Said = Mark | Answer | str | None
"""What a session says of one subject; `None` where it says nothing."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """What one wanted to say of a subject while somebody else said something else.

    `mine` was not stored; it is kept in the trail as the entry `id`. Who said `theirs`, and when,
    is `None` where the trail does not tell.
    """

    id: EntryId
    subject: Subject
    mine: Said
    theirs: Said
    by: PractitionerId | None = None
    at: Moment | None = None

    @property
    def is_note(self) -> bool:
        """Whether it is about words, of which both can stand."""
        return isinstance(self.mine, str)


def said_of(session: Session, subject: Subject) -> Said:
    """What a session says of a subject."""
    kind, _slash, which = subject.partition("/")
    if kind == "mark":
        return session.marks.get(MarkId(UUID(hex=which)))
    if kind == "answer":
        return session.answers.get(which)
    return session.notes.get(NoteSection(which), "")


def wanted_by(change: Change, session: Session) -> Said:
    """What a change would have said of its subject, the session being as it is by now."""
    if isinstance(change, EditNote | SetAnswer | EditMark):
        return change.after
    if isinstance(change, AddMark):
        return change.mark
    mark = session.marks.get(change.mark_id)
    if isinstance(change, RemoveMark) or mark is None:
        return None
    return MoveMark(change.mark_id, mark.site, change.after).apply(session).marks[mark.id]


def agree(mine: Said, theirs: Said) -> bool:
    """Whether two people said the same, whoever of them was first."""
    if isinstance(mine, Answer) and isinstance(theirs, Answer):
        return replace(mine, at=theirs.at, by=theirs.by) == theirs
    if isinstance(mine, Needle) and isinstance(theirs, Needle):
        outs = mine.came_out, theirs.came_out
        if outs[0] and outs[1] and abs(outs[0].seconds_since(outs[1])) <= SAME_OUT_S:
            return replace(mine, came_out=theirs.came_out) == theirs
    return mine == theirs


def decided(session: Session, subject: Subject, wanted: Said) -> tuple[Change, ...]:
    """The changes after which `session` says of `subject` what is `wanted`."""
    stands = said_of(session, subject)
    _kind, _slash, which = subject.partition("/")
    if stands == wanted:
        return ()
    if isinstance(wanted, str) or isinstance(stands, str):
        section = NoteSection(which)
        carried = session.carried.get(section)
        return (EditNote.typed(section, str(stands or ""), str(wanted or ""), carried),)
    if _is_answer(stands) or _is_answer(wanted):
        return (SetAnswer(which, _answer(stands), _answer(wanted)),)
    return _of_mark(_mark(stands), _mark(wanted))


def both(conflict: Conflict) -> str:
    """The words of both, theirs first."""
    words = (str(conflict.theirs or "").rstrip(), str(conflict.mine or "").strip())
    return "\n".join(filter(None, words))


def set_aside(entry: Entry, wanted: Said) -> dict[str, object]:
    """What the trail keeps of a change that was not stored: the change, on which version of its
    subject it was made, and what the subject would say by it.
    """
    return {"change": entry.change, "version": entry.version, "wanted": wanted}


def _of_mark(stands: Mark | None, wanted: Mark | None) -> tuple[Change, ...]:
    if stands is None:
        return (AddMark(wanted),) if wanted is not None else ()
    if wanted is None:
        return (RemoveMark(stands),)
    if in_order(stands) == in_order(wanted):
        return (EditMark(stands, wanted),)
    return (RemoveMark(stands), AddMark(wanted))


def _is_answer(said: Said) -> bool:
    return isinstance(said, Answer)


def _answer(said: Said) -> Answer | None:
    return said if isinstance(said, Answer) else None


def _mark(said: Said) -> Mark | None:
    return None if said is None or isinstance(said, Answer | str) else said
