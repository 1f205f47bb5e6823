"""What the record proves of itself: chains, signatures, and that what is stored is what the trail
tells and what was signed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from uuid import UUID

from charting.domain.attachment import Attachment
from charting.domain.audit import ChainHead, first_break
from charting.domain.canonical import digest
from charting.domain.contact_signing import contact_holds, links_of
from charting.domain.erasure import Erased
from charting.domain.errors import ErrorCode, Refused
from charting.domain.follow_up import FollowUp
from charting.domain.given_papers import hashes
from charting.domain.ids import PatientId, PractitionerId, SessionId
from charting.domain.proof import Finding, Flaw, Verify, flaws_of_signed
from charting.domain.replay import Told, Unreadable, told
from charting.domain.session import Session, Status
from charting.domain.sheet import said, visit_sheets
from charting.domain.signing import START, WHOLE, SignedRecord, still_says
from charting.domain.visit import unresolved_count
from charting.services.ports import Records

# What a row that somebody wrote by hand can do to its reader.
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError)


class Proofs:
    """Goes through a whole record once; `verify` is the vault's.

    Whoever reads a part sees what stood there together: the trail of it, then what is stored.
    """

    def __init__(self, records: Records, verify: Verify) -> None:
        self._records, self._verify = records, verify
        self._signed: dict[UUID, int] = {}
        self._signed_contacts: set[UUID] = set()
        self._listed: dict[SessionId, bool] = {}
        self._listed_of: PatientId | None = None
        self._told_erased: list[Erased] = []
        self._patients: frozenset[PatientId] = frozenset()
        self._erased: frozenset[UUID] = frozenset()
        self.chains = self.parts = 0

    @property
    def signatures(self) -> int:
        """How many signatures were checked."""
        return sum(self._signed.values()) + len(self._signed_contacts)

    def findings(self) -> Iterator[Finding]:
        """Everything that is wrong, part by part."""
        for found in self.going():
            yield from found

    def going(self) -> Iterator[Sequence[Finding]]:
        """What is wrong with one part after the other: the practice, each patient, each session,
        whatever else has a chain, and each patient's signed records. Once it has begun, `parts`
        says how many there are.
        """
        records = self._records
        practice = records.practice.practice().id
        patients, sessions = records.patients.ids(), records.sessions.ids()
        erased = {one.tombstone.erasure.patient_id: one for one in records.erasures.all()}
        self._erased = frozenset(end.chain for one in erased.values() for end in one.chains)
        self._patients = frozenset(patients)
        known = {practice, *patients, *sessions}
        others = [chain for chain in records.trail.chains() if chain not in known]
        signed = records.signed.patients()
        self.parts = len(known) + len(others) + len(signed) + len(erased)
        self.chains = len([practice, *patients, *sessions, *others])
        for looks in (
            self._each((practice,), self._of_practice),
            self._each(patients, self._of_patient),
            self._each(sessions, self._of_session),
            self._each(others, self._of_chain),
            self._each(signed, self._of_signed),
            self._each(erased, lambda key: self._of_erased(erased[PatientId(key)])),
        ):
            yield from looks

    def _each(
        self, ids: Iterable[UUID], look: Callable[[UUID], Iterator[Finding]]
    ) -> Iterator[Sequence[Finding]]:
        for each in ids:
            # Another program may have written between two reads: then the second look agrees.
            yield _guarded(each, look) and _guarded(each, look)

    # The trail

    def _of_chain(self, chain: UUID) -> Iterator[Finding]:
        what, wrong = self._told(chain)
        yield from wrong
        if what is None or chain in self._erased:
            return
        if not what.whole or what.session or what.patient:
            # It is told of, or was until its payloads were erased, and no longer stored.
            yield Finding(Flaw.DIFFERS, chain)

    def _of_erased(self, erased: Erased) -> Iterator[Finding]:
        """A tombstone is signed by who erased the record, and told of; nothing else is left."""
        tombstone, erasure = erased.tombstone, erased.tombstone.erasure
        is_signed = self._keys().get(erasure.by) == tombstone.public_key and self._verify(
            tombstone.public_key, erasure.signed_bytes(), tombstone.signature
        )
        chains = [self._records.trail.chain(end.chain) for end in erased.chains]
        ends = tuple(
            ChainHead(one[-1].chain, one[-1].number, one[-1].hash) for one in chains if one
        )
        forgotten = all(entry.payload is None for chain in chains for entry in chain)
        gone = erasure.patient_id not in self._patients
        is_told = erased in self._told_erased
        if not (is_told and is_signed and forgotten and gone and ends == erased.chains):
            yield Finding(Flaw.ERASED, erasure.patient_id)

    def _told(self, chain: UUID) -> tuple[Told | None, Sequence[Finding]]:
        """What a chain tells, if anything, and what is wrong with it."""
        entries = self._records.trail.chain(chain)
        broken = first_break(entries)
        wrong = [] if broken is None else [Finding(Flaw.CHAIN, chain, broken)]
        if not entries:
            return None, [Finding(Flaw.NOT_TOLD, chain)]
        try:
            return told(entries), wrong
        except Unreadable:
            return None, [*wrong, Finding(Flaw.UNREADABLE, chain)]

    # What is stored

    def _of_practice(self, practice_id: UUID) -> Iterator[Finding]:
        what, wrong = self._told(practice_id)
        yield from wrong
        what = what or Told(whole=False)
        self._told_erased = what.erased
        for person in self._records.practice.practitioners():
            told_of = what.people.get(person.id)
            if told_of is None:
                yield Finding(Flaw.NOT_TOLD, person.id)
            elif told_of.signing_key != person.signing_key:
                yield Finding(Flaw.SIGNER, person.id)
            elif told_of != person and what.whole:
                yield Finding(Flaw.DIFFERS, person.id)

    def _of_patient(self, key: UUID) -> Iterator[Finding]:
        records, patient_id = self._records, PatientId(key)
        what, wrong = self._told(patient_id)
        yield from wrong
        follow_ups = records.follow_ups.of_patient(patient_id)
        yield from self._of_contacts(patient_id, follow_ups)
        yield from self._of_papers(patient_id)
        if what is None or not what.whole:
            return
        stored = (
            records.patients.patient(patient_id),
            {one.id: one for one in records.patients.facts(patient_id)},
            records.patients.last_review(patient_id),
            frozenset(records.patients.measures(patient_id)),
            {one.id: one for one in records.sessions.episodes(patient_id)},
            {one.id: one for one in follow_ups},
            frozenset(records.sheets.of_patient(patient_id)),
        )
        measures = frozenset(what.measures)
        yield from self._of_attached(patient_id)
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

    def _of_attached(self, patient_id: PatientId) -> Iterator[Finding]:
        """What lies beside an attachment is what it was; a record may have come without it."""
        for sheet in self._records.sheets.of_patient(patient_id):
            if isinstance(sheet.content, Attachment):
                key = bytes.fromhex(sheet.content.sha256)
                data = self._records.attached.get(key)
                if data is not None and digest(data) != key:
                    yield Finding(Flaw.DIFFERS, patient_id)

    def _of_contacts(
        self, patient_id: PatientId, follow_ups: Iterable[FollowUp]
    ) -> Iterator[Finding]:
        """Each signed contact note is what was signed, by who wrote it."""
        signed = [(each, note) for each in follow_ups for note in each.contacts if note.signed]
        if not signed:
            return
        self._signed_contacts.update(note.id for _of, note in signed)
        keys = self._keys()
        for follow_up, note in signed:
            if not contact_holds(follow_up, note, self._verify, keys):
                yield Finding(Flaw.CONTACT, patient_id)

    def _of_papers(self, patient_id: PatientId) -> Iterator[Finding]:
        """The bytes of each paper that was handed out, where they are kept, are those of then."""
        papers = self._records.papers
        for sha256 in hashes(papers.of_patient(patient_id)):
            pdf = papers.pdf(patient_id, sha256)
            if pdf is not None and digest(pdf) != sha256:
                yield Finding(Flaw.PAPER, patient_id)

    def _keys(self) -> dict[PractitionerId, bytes]:
        people = self._records.practice.practitioners()
        return {one.id: one.signing_key for one in people}

    def _of_session(self, key: UUID) -> Iterator[Finding]:
        session_id = SessionId(key)
        what, wrong = self._told(session_id)
        yield from wrong
        if what is None:
            return
        stored = self._records.sessions.session(session_id)
        if what.whole and what.session != stored:
            yield Finding(Flaw.DIFFERS, session_id)
        if self._is_listed_uncounted(stored) is not unresolved_count(stored):
            # Needles that nobody looks for any more.
            yield Finding(Flaw.DIFFERS, session_id)
        signed = self._records.signed.of_session(session_id)
        if sorted(what.signed) != sorted(record.hash.hex() for record in signed):
            yield Finding(Flaw.NOT_TOLD, session_id)
        yield from _against_signature(stored, signed)

    def _is_listed_uncounted(self, session: Session) -> bool | None:
        """Whether lists say that not every needle is accounted for; `None` where it is in none."""
        if session.patient_id != self._listed_of or self._listed.get(session.id) is not (
            unresolved_count(session)
        ):
            timeline = self._records.sessions.timeline(session.patient_id)
            self._listed = {line.id: line.uncounted for line in timeline}
            self._listed_of = session.patient_id
        return self._listed.get(session.id)

    def _of_signed(self, key: UUID) -> Iterator[Finding]:
        patient_id = PatientId(key)
        chain = self._records.signed.chain(patient_id)
        head = self._records.signed.head(patient_id)
        end = (head.number, head.hash) if head else (0, START)
        keys = self._keys()
        self._signed[key] = len(chain)
        contacts = links_of(self._records.follow_ups.of_patient(patient_id))
        for finding in flaws_of_signed(chain, end, self._verify, keys, contacts):
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


def _guarded(of: UUID, look: Callable[[UUID], Iterator[Finding]]) -> tuple[Finding, ...]:
    """What is found, and that something cannot even be read."""
    try:
        return tuple(look(of))
    except _UNREADABLE:
        return (Finding(Flaw.UNREADABLE, of),)
    except Refused as refused:
        if refused.code is not ErrorCode.NOT_FOUND:
            raise
        return (Finding(Flaw.NOT_TOLD, of),)


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
