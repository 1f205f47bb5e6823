"""Calls and reviews in memory, refused as a database refuses them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from charting.domain.audit import Trace
from charting.domain.contact_signing import link_of, unsigned_of
from charting.domain.errors import ErrorCode, Refused
from charting.domain.follow_up import ContactNote, ContactSignature, FollowUp, Withdrawal, due_by
from charting.domain.ids import ContactId, FollowUpId, PatientId, PractitionerId
from charting.domain.signing import START
from charting.services.follow_up_records import DueLine, NoteLine
from tests.fake_signed import MemorySigned

if TYPE_CHECKING:
    from tests.fakes import Kept


class MemoryFollowUps:
    """Implements `FollowUpRecords`."""

    def __init__(self, kept: "Kept") -> None:
        self._kept = kept

    def of_patient(self, patient_id: PatientId) -> Sequence[FollowUp]:
        theirs = (each for each in self._kept.follow_ups.values() if each.patient_id == patient_id)
        return tuple(sorted(theirs, key=lambda each: (each.planned.utc, each.id.bytes)))

    def due(self, until: date, limit: int) -> Sequence[DueLine]:
        return tuple(map(self._line, due_by(self._kept.follow_ups.values(), until)[:limit]))

    def plan(self, follow_up: FollowUp, trace: Trace) -> None:
        if not self._kept.knows(trace.id):
            self._kept.follow_ups[follow_up.id] = follow_up
            self._kept.append(trace)

    def note(self, follow_up_id: FollowUpId, note: ContactNote, trace: Trace) -> None:
        if not self._kept.knows(trace.id):
            noted = self._standing(follow_up_id).with_contact(note)
            self._kept.follow_ups[follow_up_id] = noted
            self._kept.append(trace)

    def sign(
        self,
        follow_up_id: FollowUpId,
        contact_id: ContactId,
        signed: ContactSignature,
        trace: Trace,
    ) -> None:
        if not self._kept.knows(trace.id):
            known = self._known(follow_up_id).with_signature(contact_id, signed)
            head = MemorySigned(self._kept).head(known.patient_id)
            end = (head.number, head.hash.hex()) if head else (0, START.hex())
            link = link_of(known.patient_id, signed)
            if link and (link.number - 1, link.previous) != end:
                raise Refused(ErrorCode.STALE_RECORD)
            self._kept.follow_ups[follow_up_id] = known
            self._kept.append(trace)

    def unsigned(self, by: PractitionerId, limit: int) -> Sequence[NoteLine]:
        found = [
            NoteLine(note, self._line(each))
            for each in self._kept.follow_ups.values()
            for note in unsigned_of(each, by)
        ]
        found.sort(key=lambda line: (line.note.at.utc, line.note.id.bytes))
        return tuple(found[:limit])

    def withdraw(self, follow_up_id: FollowUpId, withdrawal: Withdrawal, trace: Trace) -> None:
        if not self._kept.knows(trace.id):
            ended = replace(self._standing(follow_up_id), withdrawn=withdrawal)
            self._kept.follow_ups[follow_up_id] = ended
            self._kept.append(trace)

    def _standing(self, follow_up_id: FollowUpId) -> FollowUp:
        follow_up = self._known(follow_up_id)
        if follow_up.withdrawn is not None:
            raise Refused(ErrorCode.STALE_RECORD)
        return follow_up

    def _known(self, follow_up_id: FollowUpId) -> FollowUp:
        if follow_up_id not in self._kept.follow_ups:
            raise Refused(ErrorCode.NOT_FOUND)
        return self._kept.follow_ups[follow_up_id]

    def _line(self, follow_up: FollowUp) -> DueLine:
        session = self._kept.sessions.get(follow_up.session_id) if follow_up.session_id else None
        patient = self._kept.patients[follow_up.patient_id]
        return DueLine(follow_up, patient, session.number if session else None)
