"""A change of a session as it is written: on the rows of its own subject, and on no others."""

from sqlalchemy import Connection, bindparam, insert, select, update

from charting.domain.changes import (
    AddMark,
    EditMark,
    EditNote,
    Entry,
    MarkChange,
    MoveMark,
    RemoveMark,
    SetAnswer,
)
from charting.domain.ids import MarkId
from charting.storage.rows.columns import Columns
from charting.storage.rows.marks import mark_row, site_row
from charting.storage.rows.sessions import answer_row, note_row
from charting.storage.tables import answers, marks, notes

_THIS_MARK = (marks.c.session_id == bindparam("session"), marks.c.id == bindparam("mark"))
_MARK = select(marks.c.version, marks.c.present).where(*_THIS_MARK)
_ADD_MARK = insert(marks)
_CHANGE_MARK = update(marks).where(*_THIS_MARK)

_THIS_ANSWER = (
    answers.c.session_id == bindparam("session"),
    answers.c.item == bindparam("subject"),
)
_ANSWER = select(answers.c.version).where(*_THIS_ANSWER)
_ADD_ANSWER = insert(answers)
_CHANGE_ANSWER = update(answers).where(*_THIS_ANSWER)

_THIS_NOTE = (notes.c.session_id == bindparam("session"), notes.c.section == bindparam("subject"))
_NOTE = select(notes.c.version).where(*_THIS_NOTE)
_ADD_NOTE = insert(notes)
_CHANGE_NOTE = update(notes).where(*_THIS_NOTE)


def write(connection: Connection, entry: Entry) -> bool:
    """Carry out the entry's change; `False`, and nothing written, where its subject has another
    version than the entry starts from.

    The caller holds the lock of the session.
    """
    change = entry.change
    if isinstance(change, SetAnswer):
        return _write_answer(connection, entry, change)
    if isinstance(change, EditNote):
        return _write_note(connection, entry, change)
    return _write_mark(connection, entry, change)


def _write_mark(connection: Connection, entry: Entry, change: MarkChange) -> bool:
    key = {"session": entry.session_id.bytes, "mark": mark_id(change).bytes}
    stored = connection.execute(_MARK, key).first()
    version, present = stored or (0, False)
    adds = isinstance(change, AddMark)
    if version != entry.version or present == adds:
        return False
    columns = {**mark_columns(change), "version": version + 1}
    if stored is None:
        connection.execute(_ADD_MARK, {**columns, "session_id": key["session"]})
    else:
        connection.execute(_CHANGE_MARK, {**columns, **key})
    return True


def mark_id(change: MarkChange) -> MarkId:
    """Which mark is changed."""
    if isinstance(change, MoveMark):
        return change.mark_id
    return change.before.id if isinstance(change, EditMark) else change.mark.id


def mark_columns(change: MarkChange) -> Columns:
    """What is written of a mark, without session and version."""
    if isinstance(change, AddMark):
        return {**mark_row(change.mark), "present": True}
    if isinstance(change, RemoveMark):
        return {"present": False}
    return site_row(change.after) if isinstance(change, MoveMark) else mark_row(change.after)


def _write_answer(connection: Connection, entry: Entry, change: SetAnswer) -> bool:
    key = {"session": entry.session_id.bytes, "subject": change.item}
    version = connection.execute(_ANSWER, key).scalar()
    if (version or 0) != entry.version:
        return False
    columns = {**answer_row(change.after), "version": entry.version + 1}
    if version is None:
        new = {"session_id": key["session"], "item": change.item}
        connection.execute(_ADD_ANSWER, {**columns, **new})
    else:
        connection.execute(_CHANGE_ANSWER, {**columns, **key})
    return True


def _write_note(connection: Connection, entry: Entry, change: EditNote) -> bool:
    key = {"session": entry.session_id.bytes, "subject": change.section.value}
    version = connection.execute(_NOTE, key).scalar()
    if (version or 0) != entry.version:
        return False
    columns = {**note_row(change.after, change.carried_after), "version": entry.version + 1}
    if version is None:
        new = {"session_id": key["session"], "section": change.section.value}
        connection.execute(_ADD_NOTE, {**columns, **new})
    else:
        connection.execute(_CHANGE_NOTE, {**columns, **key})
    return True
