"""What is kept of a clinic's texts for the note; a part of the port `PracticeRecords`."""

from collections.abc import Sequence
from typing import Protocol

from charting.domain.audit import Trace
from charting.domain.note_text import NoteText, NoteTextId


class NoteTextRecords(Protocol):
    """The clinic's own snippets and beginnings of a note."""

    def note_texts(self) -> Sequence[NoteText]:
        """All of them."""

    def keep_note_text(self, text: NoteText, trace: Trace) -> None:
        """Store a text, new at version 0; else its `version` is the one that was read, and rises.

        Raises `Refused` (STALE_RECORD).
        """

    def drop_note_text(self, text_id: NoteTextId, trace: Trace) -> None:
        """Take a text away. Raises `Refused` (NOT_FOUND)."""
