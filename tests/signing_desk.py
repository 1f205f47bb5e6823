"""A practitioner with a key of their own, who charts visits and signs them in any records."""

from dataclasses import replace
from datetime import date, timedelta

from charting import content
from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical
from charting.domain.changes import AddMark, Change, EditNote, SetAnswer, apply
from charting.domain.ids import EntryId, PatientId
from charting.domain.patient import Patient
from charting.domain.practice import Practitioner
from charting.domain.proof import Finding
from charting.domain.session import Answer, NoteSection, Session
from charting.domain.visit import NEEDLES_REMOVED, PACKS_OPENED
from charting.services.contact_signing import ContactSigning
from charting.services.moving import Moving
from charting.services.patients import Patients
from charting.services.ports import Records
from charting.services.proofs import Proofs
from charting.services.sessions import Sessions
from charting.services.sheets import Sheets
from charting.services.signing import Signing
from charting.services.vaults import Signer
from charting.vault.own_keys import Ed25519Signer, verify
from tests.fakes import CountingIds, TickingClock
from tests.invented import PRESET, places
from tests.strategies import ME

IDS = CountingIds(90_000)
SITES = list(places(6))
SECRET = bytes(range(32))
SIGNER = Ed25519Signer(ME, SECRET)
NORA = Practitioner(ME, "Nora Feld", "NF-1207", SIGNER.public_key)


class SigningDesk:
    """Charts and signs; the key is noted in the trail as at the first unlock."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.ids = IDS
        self.clock = TickingClock()
        self._note_the_key()
        self.sessions = Sessions(records.sessions, self.clock, self.ids, NORA)
        self.patients = Patients(records.patients, records.trail, self.clock, self.ids, NORA)
        self.signing = self.signed_by(NORA, SIGNER)
        self.sheets = Sheets(records, self.clock, self.ids, NORA)
        self.contacts = ContactSigning(records, self.clock, self.ids, NORA, SIGNER)
        self.moving = Moving(records, self.sessions, self.signing, self.clock, self.ids, NORA)

    def signed_by(self, who: Practitioner, signer: Signer) -> Signing:
        """The signing of somebody at this desk, as the usual policies have it."""
        usual = content.screening().usual_policies
        return Signing(
            self.records, self.sessions, self.clock, self.ids, who, signer, lambda: usual
        )

    def patient(self, family: str = "Wu", given: str = "Li") -> Patient:
        """Somebody new."""
        return self.patients.add(
            Patient(PatientId(self.ids.new()), family, given, date(1984, 3, 9))
        )

    def open(self, patient: Patient) -> Session:
        """A session of its own, the day after the one before."""
        self.clock.run_on(timedelta(days=1))
        return self.sessions.open_today(patient.id)

    def make(self, session: Session, change: Change) -> Session:
        """The session after a change that is stored."""
        self.sessions.store(self.sessions.entry(session, change))
        return apply(change, session)

    def charted(self, patient: Patient, needles: int = 2, note: str = "Better.") -> Session:
        """A visit with needles that are out and counted, and a note."""
        session = self.open(patient)
        for site in SITES[:needles]:
            needle = self.sessions.needle(site, PRESET)
            session = self.make(session, AddMark(replace(needle, came_out=self.clock.now())))
        session = self.make(session, AddMark(self.sessions.trigger_point(SITES[-1])))
        session = self.counted(session, needles, needles)
        return self.make(session, EditNote(NoteSection.SUBJECTIVE, "", note))

    def counted(self, session: Session, opened: int, out: int) -> Session:
        """The session with packs opened and needles out counted."""
        for item, number in ((PACKS_OPENED, opened), (NEEDLES_REMOVED, out)):
            answer: Answer = replace(self.sessions.answer(item), number=number)
            session = self.make(session, SetAnswer(item, session.answers.get(item), answer))
        return session

    def findings(self) -> tuple[Finding, ...]:
        """What a check finds wrong."""
        return tuple(Proofs(self.records, verify).findings())

    def _note_the_key(self) -> None:
        practice = self.records.practice.practice()
        people = {one.id: one for one in self.records.practice.practitioners()}
        if people[ME].signing_key:
            return
        what = {"practitioner": ME, "signing_key": SIGNER.public_key}
        trace = Trace(
            EntryId(self.ids.new()),
            practice.id,
            self.clock.now(),
            ME,
            Action.SIGNING_KEY_KEPT,
            canonical(what),
        )
        self.records.practice.keep_signing_key(ME, SIGNER.public_key, trace)
