"""What signing asks of the records: signed records that are only added, as a protocol."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from charting.domain.audit import Trace
from charting.domain.ids import PatientId, SessionId
from charting.domain.session import Session, Status
from charting.domain.signing import SignedRecord


@dataclass(frozen=True, slots=True)
class SignedHead:
    """The last signed record of a patient."""

    patient_id: PatientId
    number: int
    hash: bytes


class SignedRecords(Protocol):
    """Signed records: only added, never changed."""

    def head(self, patient_id: PatientId) -> SignedHead | None:
        """The last signed record of a patient."""

    def heads(self) -> Sequence[SignedHead]:
        """The last signed record of each patient who has one, by patient."""

    def chain(self, patient_id: PatientId) -> Sequence[SignedRecord]:
        """All signed records of a patient, in order."""

    def patients(self) -> Sequence[PatientId]:
        """Everybody of whom a record or a head is stored."""

    def of_session(self, session_id: SessionId) -> Sequence[SignedRecord]:
        """The signed records of a session, in order."""

    def add(
        self,
        record: SignedRecord,
        session: Session,
        after: Status,
        trace: Trace,
        *,
        awaits: bool | None = None,
    ) -> None:
        """Store a signed record, `session` as it was read for it becoming `after`; `awaits` a
        co-signature, or none, or as it was.

        Sent twice, it is stored once. Raises `Refused` (STALE_RECORD) where the session says
        something else by now or another record was signed for the patient meanwhile; NOT_FOUND.
        """

    def turn(self, session: Session, after: Status, trace: Trace) -> None:
        """Store that a correction is begun or left. Raises `Refused` (STALE_RECORD, NOT_FOUND)."""
