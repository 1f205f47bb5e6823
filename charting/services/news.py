"""What one hears of others who work in the same record: ids, and nothing of any patient."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from charting.domain.ids import EntryId, PractitionerId, SessionId


@dataclass(frozen=True, slots=True)
class Changed:
    """Somebody `by` whom an entry came into the chain of a session, a patient or the practice."""

    chain: UUID
    entry: EntryId
    by: PractitionerId


@dataclass(frozen=True, slots=True)
class Present:
    """Who else has a visit open now, by visit."""

    others: Mapping[SessionId, frozenset[PractitionerId]]


@dataclass(frozen=True, slots=True)
class Deaf:
    """Nothing is heard from the server any more, until `Back`."""


@dataclass(frozen=True, slots=True)
class Back:
    """The server is heard again; whatever may have happened meanwhile was not."""


News = Changed | Present | Deaf | Back
Hear = Callable[[News], None]


class Listening(Protocol):
    """Hears what other computers do, on a thread of its own, and lets them know where one is."""

    def attend(self, visits: frozenset[SessionId]) -> None:
        """Be in these visits from now on, and in no others."""

    def close(self) -> None:
        """Hear nothing any more, and be nowhere."""
