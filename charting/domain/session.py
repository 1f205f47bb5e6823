"""A session: one visit of a patient, its marks, answers and note, as a frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NewType, TypeVar

from charting.domain.ids import EpisodeId, MarkId, PatientId, PractitionerId, SessionId
from charting.domain.marks import Mark, Needle, in_order
from charting.domain.moment import Moment


class Status(StrEnum):
    """How far the record of a visit has come (clinical.md 5.2).

    One that is being corrected was signed; its signed form stays readable meanwhile.
    """

    DRAFT = "draft"
    SIGNED = "signed"
    CORRECTING = "correcting"
    AMENDED = "amended"
    IN_ERROR = "entered_in_error"


# What may be written in.
OPEN_TO_CHANGE = frozenset({Status.DRAFT, Status.CORRECTING})


class NoteSection(StrEnum):
    """The four parts of a session note."""

    SUBJECTIVE = "subjective"
    OBJECTIVE = "objective"
    TREATMENT = "treatment"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class Carried:
    """A section of the note holds words of an earlier visit, of that `day`.

    Who brought them here stands in the trail; `confirmed` and `by` say when and by whom it was said
    that they hold today, `None` while nobody has.
    """

    session: SessionId
    day: date
    confirmed: Moment | None = None
    by: PractitionerId | None = None


class Reply(StrEnum):
    """A reply to a checklist item; what was never asked has no answer at all, never a no."""

    NO = "no"
    YES = "yes"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered or noted for item `item` of the visit, with the reason typed beside it.

    `reply` answers a yes-or-no item, `number` is in the item's unit, that of a comparable sign in
    the parts of the unit that stands among its codes. `choice` is a code of the item, several of
    them with blanks between, or a date in ISO 8601; each is empty where the item is of another
    kind. Beside a reply `choice` holds what was said with it: details, sites, what is
    changed in the treatment. `in_set` says that it was confirmed with a listed set by one key,
    `fact` holds the words of the health fact that proposed it.
    """

    item: str
    reply: Reply | None
    at: Moment
    by: PractitionerId
    remark: str = ""
    number: int | None = None
    choice: str = ""
    in_set: bool = False
    fact: str = ""


Key = TypeVar("Key")
Value = TypeVar("Value")

Subject = NewType("Subject", str)
"""The smallest thing with a version of its own: one mark, one answer or one note section."""


def mark_subject(mark_id: MarkId) -> Subject:
    """The subject that is one mark."""
    return Subject(f"mark/{mark_id.hex}")


def answer_subject(item: str) -> Subject:
    """The subject that is the answer to one checklist item."""
    return Subject(f"answer/{item}")


def note_subject(section: NoteSection) -> Subject:
    """The subject that is one section of the note."""
    return Subject(f"note/{section}")


@dataclass(frozen=True, slots=True)
class TakeOver:
    """A colleague goes on with a visit that another began; `supervisor_id` as of a session."""

    at: Moment
    by: PractitionerId
    supervisor_id: PractitionerId | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One visit; `number` counts from 1 within its episode, `marks` stand in order of placing.

    `practitioner_id` began it; `taken_over` says who went on with it, first first. A student's
    `supervisor_id` is who was present.
    `opened` is when the visit was; `written` when its note was begun, where that was afterwards.
    `instead_of` is the session of another patient, entered there in error, that this one replaces.
    `carried` says which sections of the note hold words of an earlier visit.

    `versions` says how often each subject was changed, absent meaning never. It is bookkeeping
    between writers, no part of what the record says, and so no part of equality.
    """

    id: SessionId
    patient_id: PatientId
    episode_id: EpisodeId
    number: int
    practitioner_id: PractitionerId
    opened: Moment
    status: Status = Status.DRAFT
    marks: Mapping[MarkId, Mark] = field(default_factory=lambda: MappingProxyType({}))
    answers: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))
    notes: Mapping[NoteSection, str] = field(default_factory=lambda: MappingProxyType({}))
    supervisor_id: PractitionerId | None = None
    taken_over: tuple[TakeOver, ...] = ()
    written: Moment | None = None
    instead_of: SessionId | None = None
    carried: Mapping[NoteSection, Carried] = field(default_factory=lambda: MappingProxyType({}))
    versions: Mapping[Subject, int] = field(
        default_factory=lambda: MappingProxyType({}), compare=False
    )

    @property
    def at_work(self) -> PractitionerId:
        """Who has it in hand now."""
        return self.taken_over[-1].by if self.taken_over else self.practitioner_id

    @property
    def open_to_change(self) -> bool:
        """Whether it may be written in: not signed yet, or being corrected."""
        return self.status in OPEN_TO_CHANGE

    def version_of(self, subject: Subject) -> int:
        """How often `subject` was changed so far."""
        return self.versions.get(subject, 0)

    def touched(self, subject: Subject) -> "Session":
        """This session with the version of `subject` one higher."""
        versions = copied(self.versions)
        versions[subject] = self.version_of(subject) + 1
        return replace(self, versions=MappingProxyType(versions))

    def with_mark(self, mark: Mark) -> "Session":
        """This session with `mark` added or put in the place of the one with its id."""
        marks = copied(self.marks)
        last = next(reversed(marks.values()), None)
        stays_in_order = last is None or in_order(last) <= in_order(mark) or mark.id in marks
        marks[mark.id] = mark
        if stays_in_order:
            return replace(self, marks=MappingProxyType(marks))
        return replace(self, marks=ordered(marks))

    def without_mark(self, mark_id: MarkId) -> "Session":
        """This session without the mark `mark_id`."""
        marks = copied(self.marks)
        marks.pop(mark_id, None)
        return replace(self, marks=MappingProxyType(marks))

    def unconfirmed(self) -> tuple[NoteSection, ...]:
        """The sections that hold words of an earlier visit of which nobody has said that they hold
        today.
        """
        came = self.carried
        return tuple(each for each in NoteSection if each in came and not came[each].confirmed)

    def needles(self) -> tuple[Needle, ...]:
        """The needles in order of placing."""
        return tuple(mark for mark in self.marks.values() if isinstance(mark, Needle))


def kept_alike(session: Session, shown: Session) -> Session:
    """`session` with the marks of `shown` that are the same: what knows them by their place in
    memory has only the others to look at.
    """
    marks = {key: _alike(mark, shown.marks.get(key)) for key, mark in session.marks.items()}
    return replace(session, marks=MappingProxyType(marks))


def _alike(mark: Mark, shown: Mark | None) -> Mark:
    return shown if shown is not None and shown == mark else mark


def ordered(marks: Mapping[MarkId, Mark]) -> Mapping[MarkId, Mark]:
    """The marks by the moment they were placed, then by id."""
    return MappingProxyType({mark.id: mark for mark in sorted(marks.values(), key=in_order)})


def copied(mapping: Mapping[Key, Value]) -> dict[Key, Value]:
    """A copy to be changed. A frozen dict is copied whole, without hashing each key again, which
    is felt with hundreds of marks.
    """
    return mapping.copy() if isinstance(mapping, MappingProxyType) else dict(mapping)
