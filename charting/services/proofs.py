"""What the record proves of itself: chains, signatures, and that what is stored is what the trail
tells and what was signed.
"""

from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

from charting.domain.audit import first_break
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId, SessionId
from charting.domain.proof import Finding, Flaw, Verify, flaws_of_signed
from charting.domain.replay import Told, Unreadable, told
from charting.domain.session import Session, Status
from charting.domain.sheet import said, visit_sheets
from charting.domain.signing import START, WHOLE, SignedRecord, still_says
from charting.services.ports import Records

# What a row that somebody wrote by hand can do to its reader.
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError)


class Proofs:
    """Goes through a whole record once; `verify` is the vault's."""

    def __init__(self, records: Records, verify: Verify) -> None:
        self._records, self._verify = records, verify
        self._told: dict[UUID, Told] = {}
        self.chains = self.signatures = 0

    def findings(self) -> Iterator[Finding]:
        """Everything that is wrong, chain by chain, patient by patient."""
        yield from self._of_chains()
        yield from self._of_practice()
        for patient_id in self._records.patients.ids():
            yield from self._guarded(patient_id, lambda key: self._of_patient(PatientId(key)))
        for patient_id in self._records.signed.patients():
            yield from self._guarded(patient_id, lambda key: self._of_signed(PatientId(key)))
        for session_id in self._records.sessions.ids():
            yield from self._guarded(session_id, lambda key: self._of_session(SessionId(key)))

    def _guarded(self, of: UUID, look: Callable[[UUID], Iterator[Finding]]) -> tuple[Finding, ...]:
        """What is found, and that something cannot even be read."""
        try:
            return tuple(look(of))
        except _UNREADABLE:
            return (Finding(Flaw.UNREADABLE, of),)
        except Refused as refused:
            if refused.code is not ErrorCode.NOT_FOUND:
                raise
            return (Finding(Flaw.NOT_TOLD, of),)

    # The trail

    def _of_chains(self) -> Iterator[Finding]:
        for chain in self._records.trail.chains():
            self.chains += 1
            yield from self._guarded(chain, self._of_chain)

    def _of_chain(self, chain: UUID) -> Iterator[Finding]:
        entries = self._records.trail.chain(chain)
        broken = first_break(entries)
        if broken is not None:
            yield Finding(Flaw.CHAIN, chain, broken)
        try:
            self._told[chain] = told(entries)
        except Unreadable:
            yield Finding(Flaw.UNREADABLE, chain)

    def _of_practice(self) -> Iterator[Finding]:
        what = self._told.get(self._records.practice.practice().id, Told(whole=False))
        for person in self._records.practice.practitioners():
            told_of = what.people.get(person.id)
            if told_of is None:
                yield Finding(Flaw.NOT_TOLD, person.id)
            elif told_of.signing_key != person.signing_key:
                yield Finding(Flaw.SIGNER, person.id)
            elif told_of != person and what.whole:
                yield Finding(Flaw.DIFFERS, person.id)

    # What is stored

    def _of_patient(self, patient_id: PatientId) -> Iterator[Finding]:
        records, what = self._records, self._told.get(patient_id)
        if what is None:
            yield Finding(Flaw.NOT_TOLD, patient_id)
            return
        if not what.whole:
            return
        stored = (
            records.patients.patient(patient_id),
            {one.id: one for one in records.patients.facts(patient_id)},
            records.patients.last_review(patient_id),
            frozenset(records.patients.measures(patient_id)),
            {one.id: one for one in records.sessions.episodes(patient_id)},
            {one.id: one for one in records.follow_ups.of_patient(patient_id)},
            frozenset(records.sheets.of_patient(patient_id)),
        )
        measures = frozenset(what.measures)
        if stored != (
            what.patient,
            what.facts,
            what.review,
            measures,
            what.episodes,
            what.follow_ups,
            frozenset(what.sheets),
        ):
            yield Finding(Flaw.DIFFERS, patient_id)

    def _of_session(self, session_id: SessionId) -> Iterator[Finding]:
        stored, what = self._records.sessions.session(session_id), self._told.get(session_id)
        if what is None:
            yield Finding(Flaw.NOT_TOLD, session_id)
            return
        if what.whole and what.session != stored:
            yield Finding(Flaw.DIFFERS, session_id)
        signed = self._records.signed.of_session(session_id)
        if sorted(what.signed) != sorted(record.hash.hex() for record in signed):
            yield Finding(Flaw.NOT_TOLD, session_id)
        yield from _against_signature(stored, signed)

    def _of_signed(self, patient_id: PatientId) -> Iterator[Finding]:
        chain = self._records.signed.chain(patient_id)
        self.signatures += len(chain)
        head = self._records.signed.head(patient_id)
        end = (head.number, head.hash) if head else (0, START)
        keys = {one.id: one.signing_key for one in self._records.practice.practitioners()}
        for finding in flaws_of_signed(chain, end, self._verify, keys):
            yield Finding(finding.flaw, patient_id, finding.number)
        yield from self._of_sheets(patient_id, chain)

    def _of_sheets(self, patient_id: PatientId, chain: Sequence[SignedRecord]) -> Iterator[Finding]:
        """What visits say on sheets is what was signed with them."""
        stored = self._records.sheets.of_patient(patient_id)
        forms = [record.form() for record in chain if record.meaning in WHOLE]
        if not stored and not any(form.sheets for form in forms):
            return
        signed = {form.session_id: said(form.sheets) for form in forms}
        for line in self._records.sessions.timeline(patient_id):
            open_to_change = line.status in (Status.DRAFT, Status.CORRECTING)
            if open_to_change or line.id not in signed:
                continue
            if said(visit_sheets(stored, line.id)) != signed[line.id]:
                yield Finding(Flaw.DIFFERS, line.id)


def _against_signature(stored: Session, signed: Sequence[SignedRecord]) -> Iterator[Finding]:
    if not signed:
        if stored.status is not Status.DRAFT:
            yield Finding(Flaw.NOT_SIGNED, stored.id)
        return
    if stored.status is Status.DRAFT:
        yield Finding(Flaw.DIFFERS, stored.id)
    if stored.open_to_change:
        # It is being corrected, and differs as the trail tells.
        return
    whole = [record for record in signed if record.form().session is not None]
    if not whole or not still_says(whole[-1].content, stored):
        yield Finding(Flaw.DIFFERS, stored.id)
