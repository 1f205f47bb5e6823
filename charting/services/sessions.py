"""Sessions: opened within an episode, charted change by change, each change stored for good."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical
from charting.domain.changes import Change, Entry
from charting.domain.episode import (
    USUAL_INTERVAL_DAYS,
    Episode,
    checked_episode,
    ended,
    resumed,
)
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import (
    EntryId,
    EpisodeId,
    MarkId,
    PatientId,
    PractitionerId,
    SessionId,
)
from charting.domain.marks import AT_ONCE, Mark, Needle, NeedlePreset, Position, Site, TriggerPoint
from charting.domain.moment import Moment
from charting.domain.pain_area import AreaSite, PainArea, PainQuality
from charting.domain.practice import Practitioner
from charting.domain.roles import NEEDS_COSIGNATURE, Right
from charting.domain.session import Answer, NoteSection, Session, Status, TakeOver
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, SessionLine, SessionRecords, WorkLine

WORKLIST = 50

# A visit further back than this is a slip of the year.
EARLIEST_DAYS = 366


class Sessions:
    """What `who` can do with sessions."""

    def __init__(
        self,
        records: SessionRecords,
        clock: Clock,
        ids: Ids,
        who: Practitioner,
        interval_days: Callable[[], int] = lambda: USUAL_INTERVAL_DAYS,
    ) -> None:
        """`interval_days` says how many days a new episode proposes between two sessions."""
        self._interval_days = interval_days
        self._records, self._clock, self._ids = records, clock, ids
        self._who, self._by = who, who.id

    @needs(Right.READ_CLINICAL)
    def timeline(self, patient_id: PatientId) -> Sequence[SessionLine]:
        """All sessions of a patient, newest first."""
        return self._records.timeline(patient_id)

    @needs(Right.READ_CLINICAL)
    def episodes(self, patient_id: PatientId) -> Sequence[Episode]:
        """All episodes of a patient, oldest first."""
        return self._records.episodes(patient_id)

    @needs(Right.READ_CLINICAL)
    def session(self, session_id: SessionId) -> Session:
        """One session, whole. Raises `Refused` (NOT_FOUND)."""
        return self._records.session(session_id)

    @needs(Right.READ_CLINICAL)
    def needled_before(self, session: Session) -> Session | None:
        """The last visit before this one, none entered in error, in which a needle was set."""
        for line in self._records.timeline(session.patient_id):
            if line.needles and line.tells_before(session):
                return self._records.session(line.id)
        return None

    @needs(Right.READ_CLINICAL)
    def noted_before(self, session: Session, section: NoteSection) -> Session | None:
        """The last visit before this one, none entered in error, with words in a note section."""
        return _noted_before(self._records, session, section)

    @needs(Right.READ_CLINICAL)
    def worklist(self, limit: int = WORKLIST) -> Sequence[WorkLine]:
        """The sessions that are not signed yet, of all patients, newest first."""
        return self._records.worklist(limit)

    @needs(Right.READ_CLINICAL)
    def uncounted(self, limit: int = WORKLIST) -> Sequence[WorkLine]:
        """The sessions of all patients with needles that are not counted out, newest first."""
        return self._records.uncounted(limit)

    @needs(Right.CHART)
    def episode_for(self, patient_id: PatientId) -> Episode:
        """The running episode of a patient; one is opened where none runs."""
        return self._running_episode(patient_id)

    @needs(Right.CHART)
    def correct_episode(self, episode: Episode) -> Episode:
        """Store a corrected episode; the stored form, one version on.

        Raises `Refused` (STALE_RECORD, TEXT_TOO_LONG, PLAN_IMPOSSIBLE).
        """
        return self._corrected(checked_episode(episode), Action.EPISODE_CORRECTED)

    @needs(Right.CHART)
    def end_episode(self, episode: Episode, discharge: str, words: str = "") -> Episode:
        """End an episode for a reason of the vocabulary; the stored form. The next session opens
        another one.

        Raises `Refused` (EPISODE_ENDED, FIELD_MISSING, STALE_RECORD, TEXT_TOO_LONG).
        """
        done = ended(episode, self._clock.now(), discharge, words)
        return self._corrected(done, Action.EPISODE_ENDED)

    @needs(Right.CHART)
    def resume_episode(self, episode: Episode) -> Episode:
        """Take an ended episode up again; the stored form.

        Raises `Refused` (EPISODE_RUNNING where another one is running, STALE_RECORD).
        """
        if any(other.closed is None for other in self._records.episodes(episode.patient_id)):
            raise Refused(ErrorCode.EPISODE_RUNNING)
        return self._corrected(resumed(episode), Action.EPISODE_RESUMED)

    @needs(Right.CHART)
    def open_today(self, patient_id: PatientId) -> Session:
        """Today's draft of this patient, or a new session in the running episode.

        Where no episode runs, one is opened: charting never waits for a form. Raises `Refused`
        (SUPERVISOR_MISSING) for a student who has named nobody.
        """
        self._check_supervised()
        now = self._clock.now()
        lines = self._records.timeline(patient_id)
        for line in lines:
            if line.opened.day == now.day and line.status is Status.DRAFT:
                return self._records.session(line.id)
        return self._opened(patient_id, lines, now)

    def _opened(
        self,
        patient_id: PatientId,
        lines: Sequence[SessionLine],
        visited: Moment,
        written: Moment | None = None,
    ) -> Session:
        episode = self._running_episode(patient_id)
        number = 1 + sum(line.episode_id == episode.id for line in lines)
        session = Session(
            SessionId(self._ids.new()),
            patient_id,
            episode.id,
            number,
            self._by,
            visited,
            supervisor_id=self._who.supervisor_id,
            written=written,
        )
        self._records.add(session, self._trace(session.id, Action.SESSION_OPENED, session))
        return session

    @needs(Right.CHART)
    def open_earlier(self, patient_id: PatientId, visited: Moment) -> Session:
        """A new session for a visit that was, its note begun only now; the draft of that moment,
        if there is one.

        Raises `Refused` (EARLIER_VISIT_IMPOSSIBLE) for a moment to come or over a year ago;
        SUPERVISOR_MISSING as for one of today.
        """
        self._check_supervised()
        now = self._clock.now()
        _check_earlier(visited, now)
        lines = self._records.timeline(patient_id)
        for line in lines:
            if line.opened == visited and line.status is Status.DRAFT:
                return self._records.session(line.id)
        return self._opened(patient_id, lines, visited, written=now)

    def trigger_point(self, site: Site) -> TriggerPoint:
        """A trigger point at `site`, found just now."""
        return TriggerPoint(MarkId(self._ids.new()), site, self._clock.now(), self._by)

    def needle(
        self, site: Site, preset: NeedlePreset, position: Position = Position.PRONE
    ) -> Needle:
        """A needle of `preset` at `site`, set just now in a patient who lies so; out again where
        the technique is in and out.
        """
        now = self._clock.now()
        return Needle(
            MarkId(self._ids.new()),
            site,
            now,
            self._by,
            preset.length,
            preset.diameter,
            preset.technique,
            preset.direction,
            went_in=now,
            came_out=now if preset.technique in AT_ONCE else None,
            position=position,
            handle=preset.handle,
        )

    def pain_area(self, site: AreaSite, quality: PainQuality) -> PainArea:
        """Pain of this quality at `site`, told just now."""
        return PainArea(MarkId(self._ids.new()), site, self._clock.now(), self._by, quality)

    def again(self, mark: TriggerPoint | Needle, site: Site) -> Mark:
        """A mark like another at another site, set just now; its findings are its own to note."""
        if isinstance(mark, TriggerPoint):
            return self.trigger_point(site)
        return self.needle(site, NeedlePreset.like(mark), mark.position or Position.PRONE)

    def answer(self, item: str) -> Answer:
        """An answer to an item, still empty, given just now."""
        return Answer(item, None, self._clock.now(), self._by)

    def entry(self, session: Session, change: Change) -> Entry:
        """The change on its way into the record, made upon `session` as it stands before it."""
        return Entry(
            EntryId(self._ids.new()),
            session.id,
            self._clock.now(),
            self._by,
            change,
            session.version_of(change.subject),
        )

    @needs(Right.CHART)
    def store(self, entry: Entry) -> None:
        """Store an entry for good; what it refuses is said at `SessionRecords.store`.

        Raises `Refused` (SUPERVISOR_MISSING) too, for a student who has named nobody.
        """
        self._check_supervised()
        self._records.store(entry)

    @needs(Right.CHART)
    def take_over(self, session: Session) -> Session:
        """Go on with a visit that a colleague has in hand; both stand on it from now on.

        The session as it is then. Raises `Refused` (ALREADY_SIGNED, NOT_FOUND, SUPERVISOR_MISSING).
        """
        if session.at_work == self._by:
            return session
        self._check_supervised()
        taken = TakeOver(self._clock.now(), self._by, self._who.supervisor_id)
        what = {"from": session.at_work, "taken": taken}
        trace = self._trace(session.id, Action.SESSION_TAKEN_OVER, what)
        self._records.take_over(session.id, taken, trace)
        return replace(session, taken_over=(*session.taken_over, taken))

    @needs(Right.CHART)
    def go_on(self, session_id: SessionId) -> Session:
        """Come back to a visit, and take it over where a colleague had it in hand; one that is
        signed is only come back to. Raises what `take_over` raises.
        """
        session = self._records.session(session_id)
        return self.take_over(session) if session.status is Status.DRAFT else session

    def beside(self, supervisor_id: PractitionerId | None) -> None:
        """Go on in the presence of this supervisor."""
        self._who = replace(self._who, supervisor_id=supervisor_id)

    def _check_supervised(self) -> None:
        if self._who.role in NEEDS_COSIGNATURE and self._who.supervisor_id is None:
            raise Refused(ErrorCode.SUPERVISOR_MISSING)

    def _corrected(self, episode: Episode, action: Action) -> Episode:
        self._records.correct_episode(episode, self._trace(episode.patient_id, action, episode))
        return replace(episode, version=episode.version + 1)

    def _running_episode(self, patient_id: PatientId) -> Episode:
        running = [e for e in self._records.episodes(patient_id) if e.closed is None]
        if running:
            return running[-1]
        key, days = EpisodeId(self._ids.new()), self._interval_days()
        episode = Episode(key, patient_id, self._clock.now(), interval_days=days)
        self._records.add_episode(episode, self._trace(patient_id, Action.EPISODE_OPENED, episode))
        return episode

    def _trace(self, chain: PatientId | SessionId, action: Action, what: object) -> Trace:
        return Trace(
            EntryId(self._ids.new()), chain, self._clock.now(), self._by, action, canonical(what)
        )


def _noted_before(
    records: SessionRecords, session: Session, section: NoteSection
) -> Session | None:
    for line in records.timeline(session.patient_id):
        if line.tells_before(session):
            before = records.session(line.id)
            if before.notes.get(section, "").strip():
                return before
    return None


def _check_earlier(visited: Moment, now: Moment) -> None:
    if not 0 < now.seconds_since(visited) <= EARLIEST_DAYS * 24 * 3600:
        facts = {"day": visited.day.isoformat(), "time": visited.local().strftime("%H:%M")}
        raise Refused(ErrorCode.EARLIER_VISIT_IMPOSSIBLE, facts)
