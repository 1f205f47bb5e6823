"""What is kept of calls, reviews and what was noted of them; a part of the port `Records`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from charting.domain.audit import Trace
from charting.domain.follow_up import ContactNote, ContactSignature, FollowUp, Withdrawal
from charting.domain.ids import ContactId, FollowUpId, PatientId, PractitionerId
from charting.domain.patient import Patient


@dataclass(frozen=True, slots=True)
class DueLine:
    """A call or review that is due, with its patient and its session's number, if any."""

    follow_up: FollowUp
    patient: Patient
    session_number: int | None


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A contact note as listed, with its call or review, its patient and its session's number, if
    any.
    """

    note: ContactNote
    due: DueLine


class FollowUpRecords(Protocol):
    """Calls and reviews, and what was noted of them."""

    def of_patient(self, patient_id: PatientId) -> Sequence[FollowUp]:
        """All calls and reviews of a patient in the order they were planned, closed ones too."""

    def due(self, until: date, limit: int) -> Sequence[DueLine]:
        """Those open and due on the day `until` or before, of all patients, due first first."""

    def plan(self, follow_up: FollowUp, trace: Trace) -> None:
        """Store a new call or review."""

    def note(self, follow_up_id: FollowUpId, note: ContactNote, trace: Trace) -> None:
        """Store one more contact note.

        Raises `Refused`: NOT_FOUND; STALE_RECORD where the follow-up was withdrawn.
        """

    def sign(
        self,
        follow_up_id: FollowUpId,
        contact_id: ContactId,
        signed: ContactSignature,
        trace: Trace,
    ) -> None:
        """Store the signature of a contact note; sent twice, it is stored once.

        Raises `Refused`: NOT_FOUND; CONTACT_SIGNED where it is signed already; STALE_RECORD where
        something else was signed for the patient meanwhile.
        """

    def unsigned(self, by: PractitionerId, limit: int) -> Sequence[NoteLine]:
        """The contact notes of all patients that somebody wrote and has not signed, the oldest
        first.
        """

    def withdraw(self, follow_up_id: FollowUpId, withdrawal: Withdrawal, trace: Trace) -> None:
        """Store that it is not to be done after all.

        Raises `Refused`: NOT_FOUND; STALE_RECORD where it was withdrawn before.
        """
