"""A record erased from every kind of records: nothing of it is left but hashes, and nothing else
is touched; a record whose time is over is found.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from sqlalchemy.exc import DBAPIError

from charting.domain.attachment import Attachment, AttachmentKind, Media
from charting.domain.audit import Action, ChainHead, Trace, first_break
from charting.domain.canonical import canonical, digest
from charting.domain.changes import EditNote
from charting.domain.erasure import Erased, Erasure, Tombstone, Why, ends_hash
from charting.domain.errors import ErrorCode, Refused
from charting.domain.follow_up import ContactOutcome, FollowUpKind
from charting.domain.given_papers import Kind, Way
from charting.domain.ids import EntryId, PatientId
from charting.domain.legal_hold import LegalHold
from charting.domain.letters import Letter, LetterDraft, LetterKind
from charting.domain.near_miss import NearMiss
from charting.domain.patient import FactKind, Patient
from charting.domain.proof import Flaw
from charting.domain.session import NoteSection
from charting.services.follow_ups import FollowUps
from charting.services.given_papers import GivenPapers
from charting.services.ports import Records
from charting.storage.engine import NAME, connect
from charting.storage.erasures import ERASED_TABLES
from charting.storage.store import SqlStore
from charting.storage.tables import attached_files, metadata, tombstones
from tests.signing_desk import IDS, NORA, SIGNER, SigningDesk
from tests.storage.backends import CLINIC, KEY, Backend, Memory

PDF, SHARED, ALONE = b"%PDF-1.7 \x00" * 900, bytes(range(256)) * 40, b"alone" * 4_000
DAY_US = 86_400_000_000


@dataclass
class Erasers:
    """Charts whole records, and erases one."""

    desk: SigningDesk

    @property
    def records(self) -> Records:
        return self.desk.records

    def whole(self, family: str, own: bytes) -> Patient:
        """Somebody of whom everything there is is on file; the family name stands everywhere."""
        desk, records = self.desk, self.records
        patient = desk.patient(family, f"Given{family}")
        desk.patients.add_fact(patient.id, FactKind.MEDICINE, f"apixaban {family}")
        desk.patients.review(patient.id)
        desk.patients.measure(patient.id, "reference", spine=154)
        first = desk.charted(patient, note=f"{family} is better.")
        desk.signing.sign(first)
        desk.signing.add(first.id, f"{family} called at six: well.")
        again = desk.signing.begin_correction(first.id)
        changed = desk.make(again, EditNote(NoteSection.PLAN, "", f"Rest for {family}"))
        desk.signing.sign(changed, "Left out")
        desk.charted(patient, note=f"{family} came again.")
        self._calls(patient)
        self._sheets(patient, own)
        given = GivenPapers(records, desk.clock, IDS, NORA)
        given.keep(first.id, Kind.LEAFLET, "A4", PDF + family.encode(), Way.PRINTED)
        draft = LetterDraft(
            Letter(next(iter(LetterKind)), date(2026, 11, 25), family, family, family)
        )
        records.sheets.put_draft(patient.id, NORA.id, draft)
        return records.patients.patient(patient.id)

    def _calls(self, patient: Patient) -> None:
        desk = self.desk
        episode = desk.sessions.episode_for(patient.id)
        calls = FollowUps(self.records.follow_ups, desk.clock, IDS, NORA)
        call = calls.plan(episode, FollowUpKind.CALL, desk.clock.now().day, f"How {patient.family}")
        noted = calls.note_contact(call, ContactOutcome.REACHED, f"{patient.family} is well")
        desk.contacts.sign(noted, noted.contacts[0])

    def _sheets(self, patient: Patient, own: bytes) -> None:
        desk = self.desk
        day, family = desk.clock.now().day, patient.family
        desk.sheets.file(patient.id, NearMiss(day, f"{family} lay on a pack."))
        for data in (SHARED, own):
            key = digest(data)
            self.records.attached.put(key, data)
            fact = Attachment(AttachmentKind.PHOTO, family, Media.JPEG, key.hex(), len(data))
            desk.sheets.file(patient.id, fact)

    def erased(self, patient_id: PatientId, ends: Sequence[ChainHead] | None = None) -> Erased:
        """The tombstone of somebody, signed, as the chains end now."""
        found = tuple(self.records.erasures.ends(patient_id) if ends is None else ends)
        now = self.desk.clock.now()
        erasure = Erasure(patient_id, now, NORA.id, Why.OVER, "ret.ch", ends_hash(found))
        signature = SIGNER.sign(erasure.signed_bytes())
        return Erased(Tombstone(erasure, signature, SIGNER.public_key), found)

    def trace(self, erased: Erased) -> Trace:
        """What tells of it."""
        entry, at = EntryId(IDS.new()), self.desk.clock.now()
        return Trace(entry, CLINIC.id, at, NORA.id, Action.PATIENT_ERASED, canonical(erased))

    def erase(self, patient_id: PatientId) -> Erased:
        """Erase somebody."""
        erased = self.erased(patient_id)
        self.records.erasures.erase(erased, self.trace(erased))
        return erased


@pytest.fixture
def erasers(records: Records) -> Erasers:
    return Erasers(SigningDesk(records))


def test_nothing_of_an_erased_record_is_left_and_nothing_else_is_touched(
    erasers: Erasers, backend: Backend
) -> None:
    records = erasers.records
    li = erasers.whole("Liebknecht", b"of Li" * 4_000)
    before, counted = records.whole.of_patient(li.id), records.counts()
    anna = erasers.whole("Musterfrau", ALONE)
    chains = {head.chain for head in records.erasures.ends(anna.id)}
    ended = {head.chain: head for head in records.trail.heads()}
    erased = erasers.erase(anna.id)

    opened = backend.open()
    after = opened.counts()
    told = opened.trail.chain(CLINIC.id)
    assert opened.whole.of_patient(li.id) == before
    assert after | {"audit_entries": 0} == counted | {"audit_entries": 0}
    assert opened.patients.search(("muster",), 9, archived=False) == ()
    assert opened.sheets.draft(anna.id, NORA.id) is None
    assert opened.papers.pdf(anna.id, digest(PDF + b"Musterfrau")) is None
    assert [opened.attached.has(digest(one)) for one in (SHARED, ALONE)] == [True, False]
    assert [each.patient_id for each in opened.sheets.of_kind(NearMiss, 0)] == [li.id]
    assert len(opened.sessions.worklist(9)) == 1
    assert not opened.patients.facts(anna.id)
    with pytest.raises(Refused):
        opened.whole.of_patient(anna.id)
    # The chains hold as they did, and tell nothing.
    assert len(chains) == 3
    for chain in chains:
        entries = opened.trail.chain(chain)
        assert first_break(entries) is None
        assert {entry.payload for entry in entries} == {None}
        assert entries[-1].hash == ended[chain].hash
    assert opened.erasures.all() == (erased,)
    assert b"Musterfrau" not in b"".join(entry.payload or b"" for entry in told)
    assert not opened.problems()
    assert erasers.desk.findings() == ()
    opened.close()


def test_it_is_done_once_and_not_where_something_was_written_meanwhile(erasers: Erasers) -> None:
    records, anna = erasers.records, erasers.desk.patient("Musterfrau", "Anna")
    erased = erasers.erased(anna.id)
    erasers.desk.patients.viewed(anna.id)
    with pytest.raises(Refused) as refused:
        records.erasures.erase(erased, erasers.trace(erased))
    assert refused.value.code is ErrorCode.STALE_RECORD
    assert records.patients.patient(anna.id) == anna
    again = erasers.erased(anna.id)
    trace = erasers.trace(again)
    records.erasures.erase(again, trace)
    records.erasures.erase(again, trace)
    with pytest.raises(Refused) as refused:
        records.erasures.erase(again, erasers.trace(again))
    assert refused.value.code is ErrorCode.STALE_RECORD
    assert records.erasures.all() == (again,)


def test_who_is_not_stored_gets_a_tombstone_and_is_not_brought_in_again(erasers: Erasers) -> None:
    records = erasers.records
    anna = erasers.whole("Musterfrau", ALONE)
    record = records.whole.of_patient(anna.id)
    erasers.erase(anna.id)
    with pytest.raises(Refused) as refused:
        records.whole.take_in(record, (), replace(erasers.trace(erasers.erased(anna.id))))
    assert refused.value.code is ErrorCode.PATIENT_ERASED
    nobody = PatientId(IDS.new())
    assert erasers.erase(nobody).chains == ()
    assert len(records.erasures.all()) == 2
    assert erasers.desk.findings() == ()


def test_nothing_is_deleted_without_a_tombstone(erasers: Erasers, backend: Backend) -> None:
    if isinstance(backend, Memory):
        pytest.skip("memory has no triggers")
    erasers.whole("Musterfrau", ALONE)
    guarded = (
        *("sessions", "signed_records", "signed_heads", "sheets", "given_papers", "contact_notes"),
        *("marks", "answers", "notes", "attached_files"),
    )
    for table in guarded:
        with pytest.raises(DBAPIError):
            backend.tamper(f"DELETE FROM {table}")
    erasers.erase(erasers.whole("Other", b"other" * 9).id)
    for statement in ("DELETE FROM tombstones", "UPDATE tombstones SET content = content"):
        with pytest.raises(DBAPIError):
            backend.tamper(statement)
    for table in guarded:
        with pytest.raises(DBAPIError):
            backend.tamper(f"DELETE FROM {table}")


def test_whatever_is_done_to_an_erasure_is_found(erasers: Erasers, backend: Backend) -> None:
    anna, li = erasers.desk.patient("Musterfrau", "Anna"), erasers.desk.patient("Li", "Bo")
    if isinstance(backend, Memory):
        erased = erasers.erase(anna.id)
        forged = replace(erased.tombstone, signature=bytes(64))
        backend.kept.erased[anna.id] = replace(erased, tombstone=forged)
        assert [one.flaw for one in erasers.desk.findings()] == [Flaw.ERASED]
        return
    # By hand: a tombstone that nobody told of, and a patient whose rows are simply gone.
    content = canonical(erasers.erased(anna.id))
    put = "INSERT INTO tombstones VALUES (:key, :content)"
    backend.tamper(put, key=anna.id.bytes, content=content)
    for where in ("patient_words WHERE patient_id", "patients WHERE id"):
        backend.tamper(f"DELETE FROM {where} = :key", key=anna.id.bytes)
    assert {one.flaw for one in erasers.desk.findings()} == {Flaw.ERASED}
    forget = "UPDATE audit SET payload = NULL WHERE chain = :key"
    backend.tamper(forget, key=li.id.bytes)
    for where in ("patient_words WHERE patient_id", "patients WHERE id"):
        backend.tamper(f"DELETE FROM {where} = :key", key=li.id.bytes)
    found = {(one.flaw, one.of) for one in erasers.desk.findings()}
    assert (Flaw.DIFFERS, li.id) in found


def test_who_was_not_seen_for_long_is_found_by_their_last_contact(erasers: Erasers) -> None:
    desk, erasures = erasers.desk, erasers.records.erasures
    start = desk.clock.now()
    seen, called, never = (desk.patient(name, "Anna") for name in ("Seen", "Called", "Never"))
    desk.charted(seen)
    desk.clock.run_on(timedelta(days=20))
    near_miss = NearMiss(desk.clock.now().day, "Told on the telephone.")
    desk.sheets.file(called.id, near_miss)
    desk.clock.run_on(timedelta(days=20))
    # That a solicitor asks for a record is no contact.
    desk.sheets.file(called.id, LegalHold("A letter of a solicitor"))

    every = erasures.seen_before(desk.clock.now().utc, 9, None)
    days = [(one.patient.family, (one.last - start.day).days) for one in every]
    assert days == [("Called", 21), ("Never", 0), ("Seen", 1)]
    assert erasures.contact(called.id) == every[0]
    (first,) = erasures.seen_before(desk.clock.now().utc, 1, None)
    assert erasures.seen_before(desk.clock.now().utc, 9, first) == every[1:]
    assert len(erasures.seen_before(start.utc + DAY_US // 2, 9, None)) == 2
    assert never.id == every[1].patient.id
    with pytest.raises(Refused):
        erasures.contact(PatientId(IDS.new()))


# --- The file ---------------------------------------------------------------------------------

_PAGE, _RESERVED, _SALT = 4096, 80, 16


def _decrypted(file: Path) -> bytes:
    """Every page of a closed database as it is beneath its encryption, unused ones too."""
    data, pages = file.read_bytes(), []
    for at in range(0, len(data), _PAGE):
        page = data[at : at + _PAGE]
        sealed = page[_SALT if at == 0 else 0 : _PAGE - _RESERVED]
        vector = page[_PAGE - _RESERVED : _PAGE - _RESERVED + 16]
        reading = Cipher(algorithms.AES(KEY), modes.CBC(vector)).decryptor()
        pages.append(reading.update(sealed) + reading.finalize())
    return b"".join(pages)


def test_the_decrypted_file_holds_nothing_of_it_before_and_after_vacuum(folder: Path) -> None:
    records = SqlStore().open(folder, KEY)
    erasers = Erasers(SigningDesk(records))
    anna, li = erasers.whole("Musterfrau", ALONE), erasers.whole("Liebknecht", b"of Li" * 4_000)
    records.close()
    names = [name.encode() for name in ("Musterfrau", "musterfrau", "Liebknecht")]
    assert all(name in _decrypted(folder / NAME) for name in names)

    records = SqlStore().open(folder, KEY)
    Erasers(SigningDesk(records)).erase(anna.id)
    log = folder / f"{NAME}-wal"
    assert log.stat().st_size == 0
    records.close()
    for _vacuumed in (False, True):
        found = _decrypted(folder / NAME)
        assert [name in found for name in names] == [False, False, True]
        assert ALONE[:400] not in found
        driver = connect(folder / NAME, KEY, alone=True)
        driver.execute("VACUUM")
        driver.close()
    records = SqlStore().open(folder, KEY)
    assert records.patients.patient(li.id).family == "Liebknecht"
    assert not records.problems()
    records.close()


def test_every_table_that_holds_anything_of_a_patient_is_erased_from() -> None:
    """By what its columns refer to, or are called."""
    of_somebody = {"patient_id", "session_id", "follow_up_id", "episode_id"}
    those = {each for each in metadata.tables.values() if of_somebody & set(each.c.keys())}
    assert those - {tombstones} == set(ERASED_TABLES) - {metadata.tables["patients"]}
    referring = {key.column.table.name for each in those for key in each.foreign_keys}
    assert attached_files.name not in referring
