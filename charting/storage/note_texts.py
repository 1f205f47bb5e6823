"""The clinic's own texts for the note as stored: each a JSON object under its id."""

import json
from collections.abc import Sequence
from types import MappingProxyType
from uuid import UUID

from sqlalchemy import Row, delete, insert, select, update

from charting.domain.audit import Trace
from charting.domain.errors import ErrorCode, Refused
from charting.domain.note_text import AtVisit, NoteTemplate, NoteText, NoteTextId, Snippet
from charting.domain.session import NoteSection
from charting.storage.database import Database
from charting.storage.rows.columns import Columns
from charting.storage.tables import note_texts
from charting.storage.trail import append, is_stored


class SqlNoteTexts:
    """Implements `charting.services.note_text_records.NoteTextRecords`."""

    _database: Database

    def note_texts(self) -> Sequence[NoteText]:
        """All of them, in the order they were first kept."""
        with self._database.reading() as connection:
            rows = connection.execute(select(note_texts).order_by(note_texts.c.id))
            return tuple(_text_of(row) for row in rows)

    def keep_note_text(self, text: NoteText, trace: Trace) -> None:
        """Store a text, new at version 0; else its `version` is the one that was read, and rises.

        Raises `Refused` (STALE_RECORD).
        """
        row = _row(text)
        this = (note_texts.c.id == text.id.bytes) & (note_texts.c.version == text.version)
        with self._database.writing() as connection:
            if is_stored(connection, trace.id):
                return
            if text.version == 0:
                connection.execute(insert(note_texts), row)
            elif not connection.execute(update(note_texts).where(this).values(row)).rowcount:
                raise Refused(ErrorCode.STALE_RECORD)
            append(connection, trace)

    def drop_note_text(self, text_id: NoteTextId, trace: Trace) -> None:
        """Take a text away. Raises `Refused` (NOT_FOUND)."""
        this = delete(note_texts).where(note_texts.c.id == text_id.bytes)
        with self._database.writing() as connection:
            append(connection, trace)
            if not connection.execute(this).rowcount:
                raise Refused(ErrorCode.NOT_FOUND)


def _row(text: NoteText) -> Columns:
    if isinstance(text, Snippet):
        kind, body = "snippet", {"text": text.text}
    else:
        kind = "template"
        body = {"cause": text.cause, "visit": text.visit.value}
        body |= {f"part.{section}": said for section, said in text.parts.items()}
    return {
        "id": text.id.bytes,
        "kind": kind,
        "name": text.name,
        "body": json.dumps(body),
        "version": text.version + 1,
    }


def _text_of(row: Row[tuple[bytes, str, str, str, int]]) -> NoteText:
    text_id, body = NoteTextId(UUID(bytes=row.id)), json.loads(row.body)
    if row.kind == "snippet":
        return Snippet(text_id, row.name, body["text"], row.version)
    parts = {each: body[f"part.{each}"] for each in NoteSection if f"part.{each}" in body}
    visit = AtVisit(body["visit"])
    return NoteTemplate(
        text_id, row.name, MappingProxyType(parts), body["cause"], visit, row.version
    )
