"""What the services ask of the outside: records, the clock and ids, as protocols; keys and
signatures are asked of a vault, in `charting.services.vaults`.
"""

from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol
from uuid import UUID

from charting.domain.audit import EVERY, AuditEntry, ChainHead, Trace, Wanted
from charting.domain.backup import Report, nobody_hears
from charting.domain.body import BodyMeasures
from charting.domain.changes import Entry
from charting.domain.episode import Episode
from charting.domain.follow_up import FollowUp
from charting.domain.given_papers import GivenPaper
from charting.domain.ids import EpisodeId, PatientId, PractitionerId, SessionId
from charting.domain.leaflet import Leaflet
from charting.domain.moment import Moment
from charting.domain.patient import HealthFact, HealthReview, Patient
from charting.domain.practice import Practice, Practitioner
from charting.domain.session import Session, Status, TakeOver
from charting.domain.sheet import Sheet
from charting.domain.signing import SignedRecord
from charting.domain.visit import Outcome
from charting.services.attached_files import AttachedFiles
from charting.services.batches import BatchRecords
from charting.services.clinic_paper_records import ClinicPaperRecords
from charting.services.clinics import Shared
from charting.services.consent_report import ConsentDocuments
from charting.services.copies import CopyRecords
from charting.services.erasure_records import ErasureRecords
from charting.services.follow_up_records import FollowUpRecords
from charting.services.found_words import Found
from charting.services.kept import KeptHere
from charting.services.note_text_records import NoteTextRecords
from charting.services.own_way_records import OwnWayRecords
from charting.services.paper_records import PaperRecords
from charting.services.point_set_records import PointSetRecords
from charting.services.policies import PolicyRecords
from charting.services.sheet_records import SheetRecords
from charting.services.signed import SignedRecords
from charting.services.supply_records import SupplyRecords
from charting.services.travelling import WholeRecords


class Clock(Protocol):
    """The time of day, passed in so that a test or a replay has its own."""

    def now(self) -> Moment:
        """The present moment, in the zone of this place."""


class Ids(Protocol):
    """The maker of ids."""

    def new(self) -> UUID:
        """A UUIDv7 never given before, later than all given before."""


@dataclass(frozen=True, slots=True)
class PatientLine:
    """A patient as listed: the person, and the local date of their last session, if any."""

    patient: Patient
    last_session: date | None


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session as listed on a timeline, with what was charted counted.

    `pain_before` and `pain_after` are 0 to 10; `packs_opened` and `needles_found` as counted by
    hand, `None` where they were not; `uncounted` says that not every needle is accounted for.
    """

    id: SessionId
    episode_id: EpisodeId
    number: int
    practitioner_id: PractitionerId
    opened: Moment
    status: Status
    trigger_points: int
    needles: int
    needles_in: int
    outcome: Outcome | None = None
    pain_before: int | None = None
    pain_after: int | None = None
    packs_opened: int | None = None
    needles_found: int | None = None
    uncounted: bool = False

    @property
    def stands(self) -> bool:
        """Whether it was not entered in error: one that was tells nothing of this patient."""
        return self.status is not Status.IN_ERROR

    def tells_before(self, session: Session) -> bool:
        """Whether it stands, and was before another session of the patient."""
        return self.stands and self.id != session.id and self.opened.utc <= session.opened.utc


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A session in which something is still to be done, with its patient."""

    session: SessionLine
    patient: Patient


@dataclass(frozen=True, slots=True)
class SessionReport:
    """A session to be printed for whoever may read it, with who it is about and who wrote it.

    `head` is the last entry of its chain when `printed`; `sheets` are all versions of its own.
    """

    practice: Practice
    practitioners: Sequence[Practitioner]
    patient: Patient
    episode: Episode | None
    session: Session
    head: ChainHead | None
    printed: Moment
    signatures: Sequence[SignedRecord] = ()
    measures: BodyMeasures | None = None
    sheets: Sequence[Sheet] = ()


@dataclass(frozen=True, slots=True)
class RecordReport:
    """The whole record of a patient to be printed, its sessions oldest first."""

    practice: Practice
    patient: Patient
    facts: Sequence[HealthFact]
    last_review: HealthReview | None
    episodes: Sequence[Episode]
    sessions: Sequence[SessionReport]
    follow_ups: Sequence[FollowUp]
    printed: Moment
    measures: Sequence[BodyMeasures] = ()
    sheets: Sequence[Sheet] = ()
    practitioners: Sequence[Practitioner] = ()
    papers: Sequence[GivenPaper] = ()


class Documents(ConsentDocuments, Protocol):
    """Makes what is printed: PDF files, in memory."""

    def leaflet(self, leaflet: Leaflet) -> bytes:
        """The aftercare leaflet."""

    def session_report(self, report: SessionReport) -> bytes:
        """One session, whole."""

    def making_record(self, report: RecordReport) -> Generator[int, None, bytes]:
        """The whole record of a patient, in steps that say how many parts are laid out: the
        person's and one for each session.
        """


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page as pixels, line after line without gaps: blue, green, red and a byte to spare."""

    width: int
    height: int
    pixels: memoryview


class Pages(Protocol):
    """Shows PDF files page by page; only one thread may ever ask: the library bears no two."""

    def sizes(self, pdf: bytes) -> Sequence[tuple[float, float]]:
        """Width and height of each page, in points."""

    def picture(self, pdf: bytes, page: int, width: int) -> PagePicture:
        """A page, counted from 0, `width` pixels wide."""

    def words(self, pdf: bytes, page: int) -> str:
        """The words of a page, for whoever does not see its picture."""

    def find(self, pdf: bytes, words: str) -> Sequence[Found]:
        """Where words stand, small or large, from the first page on."""


class PracticeRecords(PolicyRecords, PointSetRecords, OwnWayRecords, NoteTextRecords, Protocol):
    """The practice itself and its practitioners."""

    def practice(self) -> Practice:
        """The one practice of this database."""

    def practitioners(self) -> Sequence[Practitioner]:
        """All practitioners, first come first."""

    def found(self, practice: Practice, practitioner: Practitioner, trace: Trace) -> None:
        """Store a new practice with its first practitioner."""

    def keep_signing_key(
        self, practitioner_id: PractitionerId, signing_key: bytes, trace: Trace
    ) -> None:
        """Store the public signing key of a practitioner who has none yet; a key that is there
        stays.
        """

    def add_practitioner(self, practitioner: Practitioner, trace: Trace) -> None:
        """Store one more practitioner."""

    def change_practitioner(self, practitioner: Practitioner, trace: Trace) -> None:
        """Store what is changed of a practitioner. Raises `Refused` (NOT_FOUND)."""


class PatientRecords(BatchRecords, Protocol):
    """Patients and what is known of their health. Writing checks versions: `Refused`
    STALE_RECORD.
    """

    def patient(self, patient_id: PatientId) -> Patient:
        """One patient. Raises `Refused` (NOT_FOUND)."""

    def search(self, words: Sequence[str], limit: int, archived: bool) -> Sequence[PatientLine]:
        """Patients of whom each of the folded `words` begins a word, by name; none given: all.

        `archived` says which list is meant, that of the archived ones or of the others.
        """

    def seen_lately(self, limit: int) -> Sequence[PatientLine]:
        """Patients by their latest session or, without one, by when they were added; not
        archived.
        """

    def born_near(self, patient: Patient) -> Sequence[Patient]:
        """Others, archived or not, who share the date of birth or have every folded word of the
        name; by name.
        """

    def add(self, patient: Patient, trace: Trace) -> None:
        """Store a new patient with the words they are found by; sent twice, it is stored once.

        Raises `Refused` (STALE_RECORD) where the id is taken by somebody described otherwise.
        """

    def correct(self, patient: Patient, trace: Trace) -> None:
        """Store a corrected patient, whose `version` is the one that was read; it rises by one."""

    def ids(self) -> Sequence[PatientId]:
        """Every patient there is."""

    def facts(self, patient_id: PatientId) -> Sequence[HealthFact]:
        """All health facts, ended ones too, in the order they were noted."""

    def add_fact(self, fact: HealthFact, trace: Trace) -> None:
        """Store a new health fact."""

    def correct_fact(self, fact: HealthFact, trace: Trace) -> None:
        """Store an ended or corrected fact, whose `version` is the one that was read and rises."""

    def last_review(self, patient_id: PatientId) -> HealthReview | None:
        """The latest review of the health facts."""

    def add_review(self, review: HealthReview, trace: Trace) -> None:
        """Store a review."""

    def measures(self, patient_id: PatientId) -> Sequence[BodyMeasures]:
        """All that was found of a patient's body, the latest last."""

    def add_measures(self, measures: BodyMeasures, trace: Trace) -> None:
        """Store what was found of a body."""


class SessionRecords(Protocol):
    """Episodes and sessions."""

    def episodes(self, patient_id: PatientId) -> Sequence[Episode]:
        """All episodes, oldest first."""

    def add_episode(self, episode: Episode, trace: Trace) -> None:
        """Store a new episode."""

    def correct_episode(self, episode: Episode, trace: Trace) -> None:
        """Store a corrected episode, whose `version` is the one that was read; it rises by one.

        Raises `Refused` (STALE_RECORD).
        """

    def timeline(self, patient_id: PatientId) -> Sequence[SessionLine]:
        """All sessions of a patient, newest first."""

    def worklist(self, limit: int) -> Sequence[WorkLine]:
        """The sessions that are not signed yet, of all patients, newest first."""

    def uncounted(self, limit: int) -> Sequence[WorkLine]:
        """The sessions of all patients with needles that are not counted out, newest first."""

    def to_cosign(self, limit: int) -> Sequence[WorkLine]:
        """The signed sessions of all patients that wait for a co-signature, newest first."""

    def session(self, session_id: SessionId) -> Session:
        """One session, whole. Raises `Refused` (NOT_FOUND)."""

    def ids(self) -> Sequence[SessionId]:
        """Every session there is."""

    def needled(self, since: date) -> int:
        """How many sessions after the day `since` have a needle on their chart."""

    def add(self, session: Session, trace: Trace) -> None:
        """Store a new session without marks, answers or notes."""

    def take_over(self, session_id: SessionId, taken: TakeOver, trace: Trace) -> None:
        """Store that a colleague goes on with a session.

        Raises `Refused` (NOT_FOUND, ALREADY_SIGNED).
        """

    def store(self, entry: Entry) -> None:
        """Store one change and its audit entry in one transaction.

        An entry whose id is stored already is left alone. Raises `Refused`: STALE_RECORD where the
        version of the subject is not the entry's, ALREADY_SIGNED, NOT_FOUND, DISK_FULL,
        STORAGE_FAILED, DATABASE_BUSY; nothing of the entry is stored then.
        """


class Trail(Protocol):
    """The audit trail."""

    def add(self, trace: Trace) -> None:
        """Store an entry that accompanies no change of the record."""

    def chain(self, chain: UUID, after: int = 0, most: int = EVERY) -> Sequence[AuditEntry]:
        """The entries of one chain in order: those after a number, at most so many."""

    def chains(self) -> Iterator[UUID]:
        """The chains there are."""

    def hash_of(self, chain: UUID, number: int) -> bytes | None:
        """The hash of one entry, `None` where there is none of that number."""

    def heads(self) -> Sequence[ChainHead]:
        """The last entry of each chain, by chain."""

    def find(self, wanted: Wanted, limit: int) -> Sequence[AuditEntry]:
        """The entries that are wanted, the latest first."""

    def patients(self, chains: Collection[UUID]) -> Mapping[UUID, PatientId]:
        """Whom those of these chains are about that are of a patient or a session."""


class Records(CopyRecords, Protocol):
    """An open database of one practice."""

    practice: PracticeRecords
    patients: PatientRecords
    sessions: SessionRecords
    follow_ups: FollowUpRecords
    sheets: SheetRecords
    clinic_papers: ClinicPaperRecords
    attached: AttachedFiles
    supplies: SupplyRecords
    papers: PaperRecords
    signed: SignedRecords
    whole: WholeRecords
    erasures: ErasureRecords
    trail: Trail
    shared: Shared | None
    """What computers share that work with it together, `None` where there is only this one."""
    here: KeptHere | None
    """What is kept on this computer while its clinic does not answer, `None` where nothing is."""

    def problems(self) -> Sequence[str]:
        """What the database's own checks find wrong, in its words."""

    def counts(self) -> dict[str, int]:
        """How many of each kind are stored: patients, sessions, marks and so on."""

    def copy_to(self, target: Path, report: Report = nobody_hears) -> None:
        """Write a complete, verified, encrypted copy of the database into the new folder `target`.

        Raises `Refused` (BACKUP_TARGET_EXISTS, FOLDER_NOT_WRITABLE, BACKUP_NOT_VERIFIED, ...).
        """

    def change_key(self, key: bytes) -> None:
        """Encrypt the whole database anew with another 32-byte data key, or change nothing:
        Raises `Refused` (DATABASE_BUSY while another has it open, DISK_FULL, STORAGE_FAILED).
        """

    def tidy(self) -> None:
        """Do what the database likes done while nobody waits (checkpoint)."""

    def close(self) -> None:
        """Close the database; nothing may be asked afterwards."""
