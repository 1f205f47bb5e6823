"""Texts for the note: those that ship and, over them, the clinic's own: kept, changed, dropped."""

from collections.abc import Sequence
from dataclasses import replace

from charting import care_content
from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EntryId
from charting.domain.note_text import NoteText, NoteTextId, checked_note_text, with_own
from charting.domain.practice import Practitioner
from charting.domain.roles import Right
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, PracticeRecords


class NoteTexts:
    """What `who` can do with them."""

    def __init__(self, records: PracticeRecords, clock: Clock, ids: Ids, who: Practitioner) -> None:
        self._records, self._clock, self._ids, self._who = records, clock, ids, who

    @needs(Right.READ_CLINICAL)
    def all(self) -> Sequence[NoteText]:
        """All of them, by name; what ships is version 0."""
        return with_own(care_content.note_texts(), self._records.note_texts())

    @needs(Right.CHART)
    def keep(self, text: NoteText) -> Sequence[NoteText]:
        """Keep a text that is new, or that was changed; what ships becomes the clinic's own. All
        texts as they are then.

        Raises `Refused`: what `checked_note_text` refuses; STALE_RECORD where somebody else changed
        it since; NOTE_TEXT_TAKEN where another of the clinic has its name.
        """
        checked = checked_note_text(text)
        for other in self._records.note_texts():
            same = type(other) is type(checked) and other.name.casefold() == checked.name.casefold()
            if same and other.id != checked.id:
                raise Refused(ErrorCode.NOTE_TEXT_TAKEN, {"name": checked.name})
        if checked.version == 0:
            checked = replace(checked, id=NoteTextId(self._ids.new()))
        self._records.keep_note_text(checked, self._trace(Action.NOTE_TEXT_KEPT, checked))
        return self.all()

    @needs(Right.CHART)
    def drop(self, text_id: NoteTextId) -> Sequence[NoteText]:
        """Drop a text of the clinic's own; all as they are then. Raises `Refused` (NOT_FOUND)."""
        trace = self._trace(Action.NOTE_TEXT_DROPPED, {"text": text_id})
        self._records.drop_note_text(text_id, trace)
        return self.all()

    def _trace(self, action: Action, what: object) -> Trace:
        practice = self._records.practice()
        now, by = self._clock.now(), self._who.id
        return Trace(EntryId(self._ids.new()), practice.id, now, by, action, canonical(what))
