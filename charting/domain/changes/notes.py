"""Changes of the session note: one section's text becomes another, or is confirmed as it stands."""

from dataclasses import dataclass, replace
from types import MappingProxyType

from charting.domain.errors import ErrorCode, Refused
from charting.domain.session import Carried, NoteSection, Session, Subject, note_subject
from charting.domain.text import clean_text


@dataclass(frozen=True, slots=True)
class EditNote:
    """The text of `section` becomes `after`; one change for each pause of typing.

    `carried` becomes `carried_after` with it: words of an earlier visit come in, or are confirmed.
    """

    section: NoteSection
    before: str
    after: str
    carried: Carried | None = None
    carried_after: Carried | None = None

    @classmethod
    def typed(
        cls, section: NoteSection, before: str, text: str, carried: Carried | None = None
    ) -> "EditNote":
        """The change to what a person typed, as it can be kept; words that were `carried` here stay
        marked until the section is empty.

        Raises `Refused` (TEXT_TOO_LONG, TEXT_UNREADABLE).
        """
        after = clean_text(text, f"note_{section}")
        return cls(section, before, after, carried, carried if after.strip() else None)

    @property
    def subject(self) -> Subject:
        """What is changed."""
        return note_subject(self.section)

    def apply(self, session: Session) -> Session:
        """The session with the new text; refuses STALE_RECORD where another text stands there."""
        stands = session.notes.get(self.section, ""), session.carried.get(self.section)
        if stands != (self.before, self.carried):
            raise Refused(ErrorCode.STALE_RECORD)
        notes = {key: text for key, text in session.notes.items() if key != self.section}
        carried = {key: each for key, each in session.carried.items() if key != self.section}
        if self.after:
            notes[self.section] = self.after
        if self.carried_after is not None:
            carried[self.section] = self.carried_after
        return replace(session, notes=MappingProxyType(notes), carried=MappingProxyType(carried))

    def inverse(self) -> "EditNote":
        """The change that undoes this one exactly."""
        back = self.carried_after, self.carried
        return EditNote(self.section, self.after, self.before, *back)
