"""Changes of the session note: one section's text becomes another."""

from dataclasses import dataclass, replace
from types import MappingProxyType

from charting.domain.errors import ErrorCode, Refused
from charting.domain.session import NoteSection, Session, Subject, note_subject
from charting.domain.text import clean_text


@dataclass(frozen=True, slots=True)
class EditNote:
    """The text of `section` becomes `after`; one change for each pause of typing."""

    section: NoteSection
    before: str
    after: str

    @classmethod
    def typed(cls, section: NoteSection, before: str, text: str) -> "EditNote":
        """The change to what a person typed, as it can be kept.

        Raises `Refused` (TEXT_TOO_LONG, TEXT_UNREADABLE).
        """
        return cls(section, before, clean_text(text, f"note_{section}"))

    @property
    def subject(self) -> Subject:
        """What is changed."""
        return note_subject(self.section)

    def apply(self, session: Session) -> Session:
        """The session with the new text; refuses STALE_RECORD where another text stands there."""
        if session.notes.get(self.section, "") != self.before:
            raise Refused(ErrorCode.STALE_RECORD)
        notes = {key: text for key, text in session.notes.items() if key != self.section}
        if self.after:
            notes[self.section] = self.after
        return replace(session, notes=MappingProxyType(notes))

    def inverse(self) -> "EditNote":
        """The change that undoes this one exactly."""
        return EditNote(self.section, self.after, self.before)
