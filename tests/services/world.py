"""A small practice in memory with every service, for somebody of any role."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from charting import content
from charting.documents.incoming import IncomingFiles
from charting.documents.mail_copy import locked
from charting.documents.paper import Paper
from charting.documents.pictures import TidyPictures
from charting.domain.adverse_events import AdverseEvent, Severity
from charting.domain.audit import Action, Trace
from charting.domain.follow_up import FollowUp
from charting.domain.ids import EntryId, PractitionerId
from charting.domain.near_miss import NearMiss
from charting.domain.patient import FactKind, HealthFact, Patient
from charting.domain.practice import Practitioner
from charting.domain.roles import Role
from charting.domain.session import Session, Status
from charting.domain.sheet import Sheet
from charting.exchange.calendar import IcsCalendar
from charting.exchange.json_record import JsonRecord
from charting.exchange.patient_files import PatientFiles
from charting.exchange.research_tables import CsvResearch
from charting.services.adverse_events import AdverseEvents
from charting.services.archiving import Archiving
from charting.services.attachments import Attachments
from charting.services.audit import Audit
from charting.services.calendars import Calendars
from charting.services.care_papers import CarePapers
from charting.services.checks import Checks
from charting.services.clinic_papers import ClinicPapers
from charting.services.clinic_setup import ClinicSetup
from charting.services.coming_patients import ComingPatients
from charting.services.contact_signing import ContactSigning
from charting.services.course_papers import CoursePapers
from charting.services.courses import Courses
from charting.services.day_papers import DayPapers
from charting.services.erasing import Erasing
from charting.services.follow_ups import FollowUps
from charting.services.given_papers import GivenPapers
from charting.services.handouts import Handouts
from charting.services.leaflets import Leaflets
from charting.services.letters import Letters
from charting.services.mail_copies import MailCopies
from charting.services.moving import Moving
from charting.services.note_text_shelf import NoteTextShelf
from charting.services.note_texts import NoteTexts
from charting.services.outcomes import Outcomes
from charting.services.own_ways import OwnScreen
from charting.services.paper_desk import PaperDesk
from charting.services.patients import Patients
from charting.services.people import People
from charting.services.point_sets import PointSets
from charting.services.ports import Clock, Ids
from charting.services.practices import Practices
from charting.services.record_files import RecordFiles
from charting.services.record_papers import RecordPapers
from charting.services.research import Research
from charting.services.restoring import Restoring
from charting.services.retention import Retention
from charting.services.safekeeping import Safekeeping
from charting.services.screenings import Screenings
from charting.services.sessions import Sessions
from charting.services.sheets import Sheets
from charting.services.signing import Signing
from charting.services.small_papers import SmallPapers
from charting.services.supplies import Supplies
from charting.services.together import Together
from charting.vault.key_file import Cost
from charting.vault.slots import SlotVault
from tests.exchange.archive_forms import arriving_at, forms_of_archives
from tests.fake_consents import CONSENT
from tests.fake_store import MemoryStore
from tests.fakes import NOON, CountingIds, FixedClock, MemoryRecords, uuid7
from tests.invented import FORM, PASSPHRASE, people

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
JAN = PractitionerId(uuid7(700_000))
OTHER = "seven lanterns under snow"
NEW = "kitten harbour copper dawn"
PLAN = content.follow_up_plan()
NEAR_MISS = NearMiss(NOON.date(), "A needle fell from the tray.")
BRUISE = AdverseEvent("ae.bruise", NOON.date(), Severity.MILD)
FORM_OF_RECORDS = JsonRecord()


ARCHIVE_FORMS = forms_of_archives(lambda _patient: b"%PDF")


@dataclass
class World:
    """A practice with a patient and a visit, and the services of somebody of one role in it."""

    patient: Patient
    session: Session
    call: FollowUp
    review: FollowUp
    fact: HealthFact
    sheet: Sheet
    event: Sheet
    jan: Practitioner
    folder: Path
    services: dict[str, Any]

    @property
    def trace(self) -> Trace:
        """What the trail would tell of a change of the patient."""
        at, by = self.session.opened, self.session.practitioner_id
        return Trace(EntryId(uuid7(7)), self.patient.id, at, by, Action.PATIENT_CORRECTED, b"{}")


def _come_so_far(
    records: MemoryRecords, session: Session, status: Status, by: Practitioner
) -> Session:
    come = replace(session, status=status, practitioner_id=by.id)
    records.kept.sessions[session.id] = come
    return come


def _of_courses(
    records: MemoryRecords, patients: Patients, paper: Paper, by: tuple[Clock, Ids, Practitioner]
) -> dict[str, Any]:
    """What reads and prints whole courses."""
    return {
        "Courses": Courses(records, patients, by[2]),
        "CoursePapers": CoursePapers(records, lambda _size: paper, *by),
        "CarePapers": CarePapers(records, lambda _size: paper, *by),
    }


def _of_paper(
    records: MemoryRecords, paper: Paper, by: tuple[Clock, Ids, Practitioner]
) -> dict[str, Any]:
    """What makes papers and hands them out."""
    return {
        "RecordPapers": RecordPapers(records, paper, *by),
        "SmallPapers": SmallPapers(records, paper, *by),
        "PaperDesk": PaperDesk(records, lambda _size: paper, *by),
        "MailCopies": MailCopies(records, locked, lambda _password: 4, *by),
        "DayPapers": DayPapers(records, by[0], by[2]),
    }


def _of_the_clinic(
    records: MemoryRecords, clock: FixedClock, ids: CountingIds, who: Practitioner
) -> dict[str, Any]:
    return {
        "PointSets": PointSets(records.practice, clock, ids, who),
        "ClinicPapers": ClinicPapers(records, TidyPictures(), clock, ids, who),
        "Leaflets": Leaflets(records, clock, ids, who),
        "NoteTexts": (texts := NoteTexts(records.practice, clock, ids, who)),
        "NoteTextShelf": NoteTextShelf(texts, records.trail, who),
        "Supplies": Supplies(records, clock, ids, who),
        "GivenPapers": GivenPapers(records, clock, ids, who),
        "OwnScreen": OwnScreen(records.practice, who),
    }


def _of_keeping(
    kept: tuple[Any, Any, Any, Any, Any, Any], ids: Ids, who: Practitioner
) -> dict[str, Any]:
    records, _vault, _store, folder, unlocked, clock = kept
    sheets = Sheets(records, clock, ids, who)
    return {
        "Checks": Checks(*kept, ids, who),
        "Safekeeping": Safekeeping(*kept, ids, who),
        "Restoring": Restoring(*kept, who),
        "Retention": (retention := Retention(records, sheets, clock, ids, who)),
        "Erasing": Erasing(records, retention, folder, unlocked.signer, clock, ids, who),
        "ClinicSetup": ClinicSetup(*kept, ids, who),
        "Together": Together(records, clock, ids, who, {}),
    }


def _travelling(
    records: MemoryRecords, sheets: Sheets, paper: Paper, by: tuple[Clock, Ids, Practitioner]
) -> dict[str, Any]:
    """What goes out, comes in and is kept beside."""
    clock, ids, who = by
    return {
        "Attachments": Attachments(records, sheets, IncomingFiles(), paper, by),
        "Arriving": arriving_at(records, who, ids),
        "Research": Research(records, sheets, ARCHIVE_FORMS.archives, CsvResearch(), by),
        "Archiving": Archiving(records, ARCHIVE_FORMS, clock, ids, who),
    }


def world_of(folder: Path, role: Role, status: Status) -> World:
    """A practice in memory where somebody of this role is at work, its visit come so far."""
    vault, store, clock, ids = SlotVault(CHEAP, CHEAP), MemoryStore(), FixedClock(), CountingIds()
    practice = Practices(vault, store, clock, ids).create(folder, FORM, PASSPHRASE)
    records = practice.records
    assert isinstance(records, MemoryRecords)
    patient = practice.patients.add(next(people(1)))
    fact = practice.patients.add_fact(patient.id, FactKind.ALLERGY, "nickel")
    _consent, sheet = (practice.sheets.file(patient.id, one) for one in (CONSENT, NEAR_MISS))
    session = practice.sessions.open_today(patient.id)
    event = practice.sheets.file(patient.id, BRUISE, session.episode_id, session.id)
    call, review = (practice.follow_ups.plan_call(session, PLAN.calls[0]) for _ in range(2))
    jan = practice.people.add(Practitioner(JAN, "Jan Roth", ""), OTHER, OTHER)
    session = _come_so_far(records, session, status, jan)
    supervisor = jan.id if role is Role.STUDENT else None
    who = replace(practice.practitioner, role=role, supervisor_id=supervisor)
    records.kept.practitioners[0] = who
    paper = Paper(content.body_map(), content.visit_items())
    signer = (unlocked := vault.unlock(folder, PASSPHRASE)).signer
    sessions = Sessions(records.sessions, clock, ids, who)
    screenings = Screenings(records, folder, clock, ids, who)
    signing = Signing(records, sessions, clock, ids, who, signer, screenings.policies)
    sheets, calls = Sheets(records, clock, ids, who), FollowUps(records.follow_ups, clock, ids, who)
    patients = Patients(records.patients, records.trail, clock, ids, who)
    services_of_who = {
        "Signing": signing,
        "Audit": Audit(records, clock, ids, who),
        "Moving": Moving(records, sessions, signing, clock, ids, who),
        "Patients": patients,
        "Sessions": sessions,
        "Sheets": sheets,
        **_of_the_clinic(records, clock, ids, who),
        "FollowUps": calls,
        "ContactSigning": ContactSigning(records, clock, ids, who, signer),
        "AdverseEvents": AdverseEvents(records, sheets, calls, clock, who),
        "Outcomes": Outcomes(records, sheets, folder, who),
        "Letters": Letters(records, sheets, lambda _size: paper, clock, ids, who),
        **_of_courses(records, patients, paper, (clock, ids, who)),
        "Calendars": Calendars(records, IcsCalendar(), clock, ids, who),
        "Screenings": screenings,
        **_of_keeping((records, vault, store, folder, unlocked, clock), ids, who),
        "Handouts": Handouts(records, paper, clock, ids, who),
        **_of_paper(records, paper, (clock, ids, who)),
        "People": People(records, vault, folder, unlocked, clock, ids, who),
        "RecordFiles": RecordFiles(records, FORM_OF_RECORDS, clock, ids, who),
        "ComingPatients": ComingPatients(records, PatientFiles(), clock, ids, who),
        **_travelling(records, sheets, paper, (clock, ids, who)),
    }
    return World(patient, session, call, review, fact, sheet, event, jan, folder, services_of_who)
