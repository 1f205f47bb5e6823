"""Signed records in memory, which refuse as real ones do."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from charting.domain.audit import Trace
from charting.domain.contact_signing import links_of
from charting.domain.errors import ErrorCode, Refused
from charting.domain.follow_up import FollowUp
from charting.domain.ids import EntryId, FollowUpId, PatientId, SessionId
from charting.domain.session import Session, Status
from charting.domain.signing import START, SignedRecord, end_of
from charting.services.signed import SignedHead


class Kept(Protocol):
    """What it works on."""

    sessions: dict[SessionId, Session]
    follow_ups: dict[FollowUpId, FollowUp]
    signed: dict[PatientId, list[SignedRecord]]
    awaiting: set[SessionId]

    def knows(self, entry_id: EntryId) -> bool: ...

    def append(self, trace: Trace) -> None: ...


class MemorySigned:
    """Implements `SignedRecords`."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def head(self, patient_id: PatientId) -> SignedHead | None:
        theirs = (e for e in self._kept.follow_ups.values() if e.patient_id == patient_id)
        number, last = end_of((*self._kept.signed.get(patient_id, ()), *links_of(theirs)))
        return SignedHead(patient_id, number, last) if number else None

    def heads(self) -> Sequence[SignedHead]:
        keys = sorted(self.patients(), key=lambda patient: patient.bytes)
        return tuple(head for head in map(self.head, keys) if head is not None)

    def chain(self, patient_id: PatientId) -> Sequence[SignedRecord]:
        return tuple(self._kept.signed.get(patient_id, ()))

    def patients(self) -> Sequence[PatientId]:
        called = (e.patient_id for e in self._kept.follow_ups.values() if links_of([e]))
        return tuple(dict.fromkeys((*self._kept.signed, *called)))

    def of_session(self, session_id: SessionId) -> Sequence[SignedRecord]:
        every = (record for chain in self._kept.signed.values() for record in chain)
        return tuple(record for record in every if record.session_id == session_id)

    def add(
        self,
        record: SignedRecord,
        session: Session,
        after: Status,
        trace: Trace,
        *,
        awaits: bool | None = None,
    ) -> None:
        if self._kept.knows(trace.id):
            return
        self._check(session)
        head = self.head(record.patient_id)
        number, last = (head.number, head.hash) if head else (0, START)
        if record.number != number + 1 or record.form().previous != last.hex():
            raise Refused(ErrorCode.STALE_RECORD)
        self._kept.signed.setdefault(record.patient_id, []).append(record)
        if awaits is not None:
            (self._kept.awaiting.add if awaits else self._kept.awaiting.discard)(session.id)
        self._turn(session, after, trace)

    def turn(self, session: Session, after: Status, trace: Trace) -> None:
        if not self._kept.knows(trace.id):
            self._check(session)
            self._turn(session, after, trace)

    def _check(self, session: Session) -> None:
        if session.id not in self._kept.sessions:
            raise Refused(ErrorCode.NOT_FOUND)
        if self._kept.sessions[session.id] != session:
            raise Refused(ErrorCode.STALE_RECORD)

    def _turn(self, session: Session, after: Status, trace: Trace) -> None:
        self._kept.sessions[session.id] = replace(self._kept.sessions[session.id], status=after)
        self._kept.append(trace)
