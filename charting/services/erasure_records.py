"""What is kept of erasures, and whose time may be over; a part of the port `Records`."""

from collections.abc import Sequence
from typing import Protocol

from charting.domain.audit import ChainHead, Trace
from charting.domain.erasure import Erased
from charting.domain.ids import PatientId
from charting.domain.retention import Contact


class ErasureRecords(Protocol):
    """Records erased from this database; nothing else in it deletes anything of a patient."""

    def all(self) -> Sequence[Erased]:
        """Every tombstone, by the ids of the patients."""

    def ends(self, patient_id: PatientId) -> Sequence[ChainHead]:
        """Where the chains of a patient and of all their visits end, by chain."""

    def erase(self, erased: Erased, trace: Trace) -> None:
        """Take away all that is stored of a patient but the hashes of their chains, and put the
        tombstone in its place, all or nothing; sent twice, it is done once. A patient who is not
        stored gets the tombstone alone.

        Raises `Refused` (STALE_RECORD) where the chains do not end where the tombstone says.
        """

    def contact(self, patient_id: PatientId) -> Contact:
        """The last contact with a patient. Raises `Refused` (NOT_FOUND)."""

    def seen_before(self, utc: int, limit: int, after: Contact | None) -> Sequence[Contact]:
        """Patients not seen since a moment in UTC microseconds, archived or not, those seen longest
        ago first, from the one after `after` on.
        """
