"""The outside in memory: records that refuse as real ones do, a clock to set, ids in order."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from charting.domain.audit import START, AuditEntry, Trace, link
from charting.domain.backup import Report, nobody_hears
from charting.domain.body import BodyMeasures
from charting.domain.boxes import Box
from charting.domain.canonical import canonical
from charting.domain.changes import Entry, apply
from charting.domain.episode import Episode
from charting.domain.erasure import Erased
from charting.domain.errors import ErrorCode, Refused
from charting.domain.follow_up import FollowUp
from charting.domain.given_papers import GivenPaper
from charting.domain.ids import (
    BoxId,
    EntryId,
    EpisodeId,
    FactId,
    FollowUpId,
    PatientId,
    PractitionerId,
    SessionId,
)
from charting.domain.marks import NeedlePreset
from charting.domain.moment import Moment
from charting.domain.note_text import NoteText, NoteTextId
from charting.domain.own_ways import OwnWays
from charting.domain.patient import HealthFact, HealthReview, Patient
from charting.domain.point_set import PointSet
from charting.domain.practice import Practice, Practitioner
from charting.domain.session import Session, Status, TakeOver
from charting.domain.sheet import Sheet
from charting.domain.signing import SignedRecord
from charting.services.attached_files import AttachedFiles
from charting.services.clinic_paper_records import ClinicPaperRecords
from charting.services.clinics import Shared
from charting.services.erasure_records import ErasureRecords
from charting.services.follow_up_records import FollowUpRecords
from charting.services.kept import KeptHere
from charting.services.paper_records import PaperRecords
from charting.services.ports import (
    PatientRecords,
    PracticeRecords,
    SessionLine,
    SessionRecords,
    Trail,
    WorkLine,
)
from charting.services.sheet_records import SheetRecords
from charting.services.signed import SignedRecords
from charting.services.supply_records import SupplyRecords
from charting.services.travelling import WholeRecords
from tests.fake_attached_files import MemoryAttachedFiles
from tests.fake_clinic_papers import KeptPaper, MemoryClinicPapers
from tests.fake_copies import MemoryCopies
from tests.fake_counts import counted
from tests.fake_erasures import MemoryErasures
from tests.fake_follow_ups import MemoryFollowUps
from tests.fake_lines import session_line
from tests.fake_papers import MemoryPapers
from tests.fake_patients import MemoryPatients
from tests.fake_practice import MemoryPractice
from tests.fake_sheets import MemorySheets
from tests.fake_signed import MemorySigned
from tests.fake_supplies import MemorySupplies
from tests.fake_trail import MemoryTrail
from tests.fake_whole_records import MemoryWholeRecords

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ZONE = "Europe/Zurich"


class FixedClock:
    """A clock that stands still until it is set or let run on."""

    def __init__(self, at: datetime = NOON, zone: str = ZONE) -> None:
        self.at = at
        self.zone = zone

    def now(self) -> Moment:
        return Moment.of(self.at, self.zone)

    def run_on(self, time: timedelta) -> None:
        """Let `time` pass."""
        self.at += time


class TickingClock(FixedClock):
    """A clock that goes on by a second each time it is read."""

    def now(self) -> Moment:
        moment = super().now()
        self.run_on(timedelta(seconds=1))
        return moment


class CountingIds:
    """Ids of the form of UUIDv7 that count from 1, the same in every run."""

    def __init__(self, start: int = 0) -> None:
        self._last = start

    def new(self) -> UUID:
        self._last += 1
        return uuid7(self._last)


def uuid7(number: int) -> UUID:
    """The id with this number: its time in milliseconds is the number, nothing in it is random."""
    return UUID(int=(number << 80) | (0x7 << 76) | (0b10 << 62))


@dataclass
class Kept(KeptPaper):
    """Everything that a database holds."""

    practice: Practice | None = None
    practitioners: list[Practitioner] = field(default_factory=list)
    patients: dict[PatientId, Patient] = field(default_factory=dict)
    added: dict[PatientId, Moment] = field(default_factory=dict)
    facts: dict[FactId, HealthFact] = field(default_factory=dict)
    reviews: list[HealthReview] = field(default_factory=list)
    measures: list[BodyMeasures] = field(default_factory=list)
    episodes: dict[EpisodeId, Episode] = field(default_factory=dict)
    sessions: dict[SessionId, Session] = field(default_factory=dict)
    policies: dict[str, str] = field(default_factory=dict)
    point_sets: dict[str, PointSet] = field(default_factory=dict)
    note_texts: dict[NoteTextId, NoteText] = field(default_factory=dict)
    own_ways: dict[PractitionerId, OwnWays] = field(default_factory=dict)
    boxes: dict[BoxId, Box] = field(default_factory=dict)
    presets: dict[tuple[PractitionerId, int], NeedlePreset] = field(default_factory=dict)
    follow_ups: dict[FollowUpId, FollowUp] = field(default_factory=dict)
    sheets: list[Sheet] = field(default_factory=list)
    papers: list[GivenPaper] = field(default_factory=list)
    paper_files: dict[tuple[PatientId, bytes], bytes] = field(default_factory=dict)
    attached: dict[bytes, bytes] = field(default_factory=dict)
    signed: dict[PatientId, list[SignedRecord]] = field(default_factory=dict)
    erased: dict[PatientId, Erased] = field(default_factory=dict)
    awaiting: set[SessionId] = field(default_factory=set)
    entries: dict[UUID, list[AuditEntry]] = field(default_factory=dict)

    def knows(self, entry_id: EntryId) -> bool:
        """Whether an entry was stored already."""
        return any(entry.id == entry_id for chain in self.entries.values() for entry in chain)

    def append(self, trace: Trace) -> None:
        """Chain an entry to the one before it."""
        chain = self.entries.setdefault(trace.chain, [])
        previous = chain[-1].hash if chain else START
        chain.append(link(trace, len(chain) + 1, previous))

    def sessions_of(self, patient_id: PatientId) -> list[Session]:
        """A patient's sessions, newest first."""
        theirs = (each for each in self.sessions.values() if each.patient_id == patient_id)
        return sorted(theirs, key=_newness, reverse=True)


class MemorySessions:
    """Implements `SessionRecords`."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def episodes(self, patient_id: PatientId) -> Sequence[Episode]:
        theirs = (each for each in self._kept.episodes.values() if each.patient_id == patient_id)
        return tuple(sorted(theirs, key=lambda each: (each.opened.utc, each.id.bytes)))

    def add_episode(self, episode: Episode, trace: Trace) -> None:
        if not self._kept.knows(trace.id):
            self._kept.episodes[episode.id] = episode
            self._kept.append(trace)

    def correct_episode(self, episode: Episode, trace: Trace) -> None:
        if self._kept.knows(trace.id):
            return
        known = self._kept.episodes.get(episode.id)
        if known is None or known.version != episode.version:
            raise Refused(ErrorCode.STALE_RECORD)
        self._kept.episodes[episode.id] = replace(episode, version=episode.version + 1)
        self._kept.append(trace)

    def timeline(self, patient_id: PatientId) -> Sequence[SessionLine]:
        return tuple(session_line(session) for session in self._kept.sessions_of(patient_id))

    def worklist(self, limit: int) -> Sequence[WorkLine]:
        drafts = [each for each in self._kept.sessions.values() if each.open_to_change]
        return tuple(
            WorkLine(session_line(session), self._kept.patients[session.patient_id])
            for session in sorted(drafts, key=_newness, reverse=True)[:limit]
        )

    def to_cosign(self, limit: int) -> Sequence[WorkLine]:
        every = sorted(self._kept.sessions.values(), key=_newness, reverse=True)
        return tuple(
            WorkLine(session_line(session), self._kept.patients[session.patient_id])
            for session in every
            if session.id in self._kept.awaiting
        )[:limit]

    def uncounted(self, limit: int) -> Sequence[WorkLine]:
        every = self.worklist(len(self._kept.sessions))
        return tuple(line for line in every if line.session.uncounted)[:limit]

    def session(self, session_id: SessionId) -> Session:
        if session_id not in self._kept.sessions:
            raise Refused(ErrorCode.NOT_FOUND)
        return self._kept.sessions[session_id]

    def ids(self) -> Sequence[SessionId]:
        return tuple(self._kept.sessions)

    def needled(self, since: date) -> int:
        every = self._kept.sessions.values()
        counted = (each for each in every if each.status is not Status.IN_ERROR)
        return sum(each.opened.day > since and bool(each.needles()) for each in counted)

    def add(self, session: Session, trace: Trace) -> None:
        if not self._kept.knows(trace.id):
            self._kept.sessions[session.id] = session
            self._kept.append(trace)

    def take_over(self, session_id: SessionId, taken: TakeOver, trace: Trace) -> None:
        if self._kept.knows(trace.id):
            return
        session = self.session(session_id)
        if session.status is not Status.DRAFT:
            raise Refused(ErrorCode.ALREADY_SIGNED)
        after = replace(session, taken_over=(*session.taken_over, taken))
        self._kept.sessions[session_id] = after
        self._kept.append(trace)

    def store(self, entry: Entry) -> None:
        if self._kept.knows(entry.id):
            return
        session = self.session(entry.session_id)
        if not session.open_to_change:
            raise Refused(ErrorCode.ALREADY_SIGNED)
        if session.version_of(entry.change.subject) != entry.version:
            raise Refused(ErrorCode.STALE_RECORD)
        self._kept.sessions[session.id] = apply(entry.change, session)
        what = canonical(entry.change)
        trace = Trace(entry.id, session.id, entry.at, entry.by, entry.action, what)
        self._kept.append(trace)


class MemoryRecords(MemoryCopies):
    """Implements `Records`; `kept` may be looked into and tampered with."""

    def __init__(self, kept: Kept | None = None) -> None:
        self.kept = kept or Kept()
        self.practice: PracticeRecords = MemoryPractice(self.kept)
        self.patients: PatientRecords = MemoryPatients(self.kept)
        self.sessions: SessionRecords = MemorySessions(self.kept)
        self.follow_ups: FollowUpRecords = MemoryFollowUps(self.kept)
        self.sheets: SheetRecords = MemorySheets(self.kept)
        self.clinic_papers: ClinicPaperRecords = MemoryClinicPapers(self.kept)
        self.attached: AttachedFiles = MemoryAttachedFiles(self.kept)
        self.supplies: SupplyRecords = MemorySupplies(self.kept)
        self.papers: PaperRecords = MemoryPapers(self.kept)
        self.signed: SignedRecords = MemorySigned(self.kept)
        self.whole: WholeRecords = MemoryWholeRecords(self.kept)
        self.erasures: ErasureRecords = MemoryErasures(self.kept)
        self.trail: Trail = MemoryTrail(self.kept)
        self.shared: Shared | None = None
        self.here: KeptHere | None = None
        self.copies: dict[Path, Kept] = {}
        self.new_key = b""
        self.closed = False

    def problems(self) -> Sequence[str]:
        return ()

    def counts(self) -> dict[str, int]:
        return counted(self.kept)

    def copy_to(self, target: Path, _report: Report = nobody_hears) -> None:
        if target.exists():
            raise Refused(ErrorCode.BACKUP_TARGET_EXISTS, {"folder": str(target)})
        target.mkdir(parents=True)
        # The values are frozen; a shallow copy of each collection is a copy of them all.
        kept = {name: copy.copy(value) for name, value in vars(self.kept).items()}
        self.copies[target] = Kept(**kept)

    def go_on_from_copy(self, trace: Trace) -> None:
        self.kept.append(trace)

    def change_key(self, key: bytes) -> None:
        self.new_key = key

    def tidy(self) -> None:
        """Nothing is untidy in memory."""

    def close(self) -> None:
        self.closed = True


def _newness(session: Session) -> tuple[int, bytes]:
    return session.opened.utc, session.id.bytes
