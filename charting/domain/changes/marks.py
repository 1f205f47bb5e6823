"""Changes of marks: one added, removed, moved or corrected."""

from dataclasses import dataclass

from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import MarkId
from charting.domain.marks import Mark, Needle, Place, checked_mark, in_order, put
from charting.domain.session import Session, Subject, mark_subject


@dataclass(frozen=True, slots=True)
class AddMark:
    """A mark that was not there is there."""

    mark: Mark

    @property
    def mark_id(self) -> MarkId:
        """Which mark is changed."""
        return self.mark.id

    @property
    def subject(self) -> Subject:
        """What is changed."""
        return mark_subject(self.mark_id)

    def apply(self, session: Session) -> Session:
        """The session with the mark; refuses STALE_RECORD where its id is taken."""
        if self.mark.id in session.marks:
            raise Refused(ErrorCode.STALE_RECORD)
        return session.with_mark(checked_mark(self.mark))

    def inverse(self) -> "RemoveMark":
        """The change that undoes this one exactly."""
        return RemoveMark(self.mark)


@dataclass(frozen=True, slots=True)
class RemoveMark:
    """A mark that was there, exactly as given, is no longer there."""

    mark: Mark

    @property
    def mark_id(self) -> MarkId:
        """Which mark is changed."""
        return self.mark.id

    @property
    def subject(self) -> Subject:
        """What is changed."""
        return mark_subject(self.mark_id)

    def apply(self, session: Session) -> Session:
        """The session without the mark; refuses STALE_RECORD where it has changed since."""
        if session.marks.get(self.mark.id) != self.mark:
            raise Refused(ErrorCode.STALE_RECORD)
        return session.without_mark(self.mark.id)

    def inverse(self) -> AddMark:
        """The change that undoes this one exactly."""
        return AddMark(self.mark)


@dataclass(frozen=True, slots=True)
class MoveMark:
    """A mark stands at another site."""

    mark_id: MarkId
    before: Place
    after: Place

    @property
    def subject(self) -> Subject:
        """What is changed."""
        return mark_subject(self.mark_id)

    def apply(self, session: Session) -> Session:
        """The session with the mark at its new site; refuses STALE_RECORD where it is not at
        `before`.
        """
        mark = session.marks.get(self.mark_id)
        if mark is None or mark.site != self.before:
            raise Refused(ErrorCode.STALE_RECORD)
        return session.with_mark(checked_mark(put(mark, self.after)))

    def inverse(self) -> "MoveMark":
        """The change that undoes this one exactly."""
        return MoveMark(self.mark_id, self.after, self.before)


@dataclass(frozen=True, slots=True)
class EditMark:
    """What is said of a mark is corrected; id and moment of placing stay."""

    before: Mark
    after: Mark

    @property
    def mark_id(self) -> MarkId:
        """Which mark is changed."""
        return self.before.id

    @property
    def subject(self) -> Subject:
        """What is changed."""
        return mark_subject(self.mark_id)

    def apply(self, session: Session) -> Session:
        """The session with the corrected mark; refuses STALE_RECORD where it has changed since."""
        before, after = self.before, self.after
        if session.marks.get(before.id) != before or in_order(after) != in_order(before):
            raise Refused(ErrorCode.STALE_RECORD)
        return session.with_mark(checked_mark(self.after))

    def inverse(self) -> "EditMark":
        """The change that undoes this one exactly."""
        return EditMark(self.after, self.before)


def sets_rules_aside(change: object) -> bool:
    """Whether a needle is set, or comes to be described, against a rule of the screening that it
    was not set against before.
    """
    if isinstance(change, AddMark):
        return isinstance(change.mark, Needle) and bool(change.mark.against)
    if not isinstance(change, EditMark):
        return False
    before, after = change.before, change.after
    if not isinstance(before, Needle) or not isinstance(after, Needle):
        return False
    return not set(after.against) <= set(before.against)


MarkChange = AddMark | RemoveMark | MoveMark | EditMark
