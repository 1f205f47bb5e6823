"""Records erased in memory, as a database erases them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from charting.domain.attachment import Attachment
from charting.domain.audit import ChainHead, Trace
from charting.domain.erasure import Erased
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId
from charting.domain.legal_hold import LegalHold
from charting.domain.retention import Contact

if TYPE_CHECKING:
    from tests.fakes import Kept


class MemoryErasures:
    """Implements `ErasureRecords`."""

    def __init__(self, kept: "Kept") -> None:
        self._kept = kept

    def all(self) -> Sequence[Erased]:
        return tuple(self._kept.erased[key] for key in sorted(self._kept.erased, key=_bytes))

    def ends(self, patient_id: PatientId) -> Sequence[ChainHead]:
        kept = self._kept
        theirs = sorted(self._chains(patient_id), key=lambda chain: chain.bytes)
        lasts = [kept.entries[chain][-1] for chain in theirs if chain in kept.entries]
        return tuple(ChainHead(last.chain, last.number, last.hash) for last in lasts)

    def erase(self, erased: Erased, trace: Trace) -> None:
        kept, patient_id = self._kept, erased.tombstone.erasure.patient_id
        if kept.knows(trace.id):
            return
        if self.ends(patient_id) != erased.chains or patient_id in kept.erased:
            raise Refused(ErrorCode.STALE_RECORD)
        for chain in self._chains(patient_id):
            entries = kept.entries.get(chain, [])
            entries[:] = [replace(entry, payload=None) for entry in entries]
        kept.erased[patient_id] = erased
        self._take_away(patient_id)
        kept.append(trace)

    def _take_away(self, patient_id: PatientId) -> None:
        kept = self._kept
        kept.awaiting -= {session.id for session in kept.sessions_of(patient_id)}
        kept.patients.pop(patient_id, None)
        kept.signed.pop(patient_id, None)
        kept.drafts = {key: one for key, one in kept.drafts.items() if key[0] != patient_id}
        kept.paper_files = {k: one for k, one in kept.paper_files.items() if k[0] != patient_id}
        for name in ("facts", "episodes", "sessions", "follow_ups"):
            every = getattr(kept, name).items()
            setattr(kept, name, {k: one for k, one in every if one.patient_id != patient_id})
        before = _files(kept)
        for name in ("reviews", "measures", "sheets", "papers"):
            every = [one for one in getattr(kept, name) if one.patient_id != patient_id]
            setattr(kept, name, every)
        for sha256 in before - _files(kept):
            kept.attached.pop(sha256, None)

    def contact(self, patient_id: PatientId) -> Contact:
        kept = self._kept
        if patient_id not in kept.patients:
            raise Refused(ErrorCode.NOT_FOUND)
        days = [
            *(one.opened.day for one in kept.sessions_of(patient_id)[:1]),
            *(
                one.at.day
                for one in kept.sheets
                if one.patient_id == patient_id and not isinstance(one.content, LegalHold)
            ),
            *(one.given.day for one in kept.papers if one.patient_id == patient_id),
            *(one.at.day for one in kept.reviews if one.patient_id == patient_id),
            *(
                note.at.day
                for one in kept.follow_ups.values()
                if one.patient_id == patient_id
                for note in one.contacts
            ),
        ]
        seen = self._seen(patient_id)
        return Contact(kept.patients[patient_id], max((*days, _day(seen))), seen)

    def seen_before(self, utc: int, limit: int, after: Contact | None) -> Sequence[Contact]:
        every = sorted(map(self.contact, self._kept.patients), key=_order)
        later = (each for each in every if after is None or _order(each) > _order(after))
        return tuple(each for each in later if each.seen_utc < utc)[:limit]

    def _seen(self, patient_id: PatientId) -> int:
        sessions = self._kept.sessions_of(patient_id)
        return (sessions[0].opened if sessions else self._kept.added[patient_id]).utc

    def _chains(self, patient_id: PatientId) -> list[PatientId]:
        return [patient_id, *(PatientId(one.id) for one in self._kept.sessions_of(patient_id))]


def _order(contact: Contact) -> tuple[int, bytes]:
    return contact.seen_utc, contact.patient.id.bytes


def _bytes(patient_id: PatientId) -> bytes:
    return patient_id.bytes


def _day(utc: int) -> date:
    return datetime.fromtimestamp(utc / 1_000_000, UTC).date()


def _files(kept: "Kept") -> set[bytes]:
    contents = [one.content for one in kept.sheets]
    return {bytes.fromhex(one.sha256) for one in contents if isinstance(one, Attachment)}
