"""What came of changes that a computer kept while its clinic's server did not answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from charting.domain.audit import Action, Trace
from charting.domain.changes import Entry
from charting.domain.errors import Refused
from charting.domain.ids import EntryId
from charting.domain.moment import Moment


@dataclass(frozen=True, slots=True)
class TurnedDown:
    """A change that was kept here and that the clinic's record did not take, as it says something
    else by now: `refused` says why, `chain` is the session or patient, `subject` what of it.
    """

    id: EntryId
    at: Moment
    chain: UUID
    action: Action
    subject: str
    refused: Refused = field(compare=False)
    entry: Entry | None = None
    """The change itself, where it was one of a session."""
    trace: Trace | None = None
    """What the trail would have told of it, where it was any other."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """What came of a delivery: how many changes the clinic has now, what it turned down, and how
    many were `forgotten`, as they were about a record that was erased there meanwhile.
    """

    number: int = 0
    turned_down: Sequence[TurnedDown] = ()
    forgotten: int = 0
