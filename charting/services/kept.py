"""What a computer keeps while its clinic's server does not answer: changes on their way there, and
the patients of these days to go on with.
"""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Protocol
from uuid import UUID

from charting.domain.ids import EntryId
from charting.domain.kept import Delivered, TurnedDown


class KeptSeal(Protocol):
    """Seals what is kept, so that nobody but its holder reads or changes it on this computer."""

    database_key: bytes
    """32 bytes that encrypt the patients of these days."""

    def sealed(self, data: bytes, place: bytes) -> bytes:
        """`data` as only the holder can read it, and only at this `place`."""

    def opened(self, sealed: bytes, place: bytes) -> bytes | None:
        """What was sealed for this `place`, or `None` where it was not, or was changed."""


class KeptHere(Protocol):
    """What is kept on this computer; asked where the record is spoken to, but for what it says of
    itself, which may be looked at anywhere.
    """

    is_away: bool
    """Whether the server could not be reached, so that changes are kept here."""
    waiting: Collection[UUID]
    """The sessions and patients with changes that are kept here and not yet at the clinic."""
    put_aside: Path | None
    """The file of what was kept here and is damaged, so that it could not be read."""
    turned_down: Sequence[TurnedDown]
    """What the clinic did not take; it stays here until somebody lets it go."""

    def deliver(self) -> Delivered:
        """Try to reach the server, and bring it what is kept, in order and each once.

        What it does not take stays, and what was changed on top of that; all else goes on. Raises
        `Refused` for what is wrong with the server, but for that nobody answers.
        """

    def let_go(self, entry_id: EntryId) -> None:
        """Forget a change that was turned down, once somebody has read what it said."""
