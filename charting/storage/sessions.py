"""Episodes and sessions as stored: read whole, written change by change."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, ScalarSelect, bindparam, case, func, insert, or_, select, update

from charting.domain.audit import Trace
from charting.domain.canonical import canonical
from charting.domain.changes import Entry
from charting.domain.episode import Episode
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId, SessionId
from charting.domain.session import OPEN_TO_CHANGE, Session, Status, TakeOver
from charting.domain.visit import (
    NEEDLES_REMOVED,
    OUTCOME,
    PACKS_OPENED,
    PAIN_AFTER,
    PAIN_BEFORE,
    UNUSED,
)
from charting.services.ports import SessionLine, WorkLine
from charting.storage.changes import write
from charting.storage.database import Database
from charting.storage.prepared import Prepared
from charting.storage.rows.marks import NEEDLE, TRIGGER_POINT
from charting.storage.rows.sessions import (
    episode_of,
    episode_row,
    session_line_of,
    session_of,
    session_row,
    taken_over_of,
    taken_over_words,
    work_line_of,
)
from charting.storage.tables import answers, episodes, marks, notes, patients, sessions
from charting.storage.trail import append, is_stored
from charting.storage.uncounted import recount


def _answer(item: str, column: Any) -> ScalarSelect[Any]:  # noqa: ANN401 - a number or a choice
    """What was answered to an item of each session."""
    this = (answers.c.session_id == sessions.c.id) & (answers.c.item == item)
    return select(column).where(this).correlate(sessions).scalar_subquery()


_EPISODES = (
    select(episodes)
    .where(episodes.c.patient_id == bindparam("patient"))
    .order_by(episodes.c.opened_utc, episodes.c.id)
)
_LINES = (
    select(
        sessions.c.id,
        sessions.c.episode_id,
        sessions.c.number,
        sessions.c.practitioner_id,
        sessions.c.opened_utc,
        sessions.c.opened_zone,
        sessions.c.opened_day,
        sessions.c.status,
        func.count(case((marks.c.kind == TRIGGER_POINT, 1))),
        func.count(case((marks.c.kind == NEEDLE, 1))),
        func.count(case(((marks.c.kind == NEEDLE) & marks.c.came_out_utc.is_(None), 1))),
        _answer(OUTCOME, answers.c.choice),
        _answer(PAIN_BEFORE, answers.c.number),
        _answer(PAIN_AFTER, answers.c.number),
        _answer(PACKS_OPENED, answers.c.number),
        _answer(NEEDLES_REMOVED, answers.c.number)
        + func.coalesce(_answer(UNUSED, answers.c.number), 0),
        sessions.c.uncounted,
    )
    .outerjoin(marks, (marks.c.session_id == sessions.c.id) & marks.c.present)
    .group_by(sessions.c.id)
    .order_by(sessions.c.opened_utc.desc(), sessions.c.id.desc())
)
_TIMELINE = _LINES.where(sessions.c.patient_id == bindparam("patient"))
_DRAFTS = (
    select(sessions.c.id)
    .where(sessions.c.status.in_(sorted(OPEN_TO_CHANGE)))
    .order_by(sessions.c.opened_utc.desc(), sessions.c.id.desc())
    .limit(bindparam("most"))
)
_UNCOUNTED = (
    select(sessions.c.id)
    .where(sessions.c.uncounted)
    .order_by(sessions.c.opened_utc.desc(), sessions.c.id.desc())
    .limit(bindparam("most"))
)
_WORK_LINES = (
    _LINES.add_columns(*patients.c)
    .join(patients, patients.c.id == sessions.c.patient_id)
    .group_by(patients.c.id)
)
_DRAFT_LINES = _WORK_LINES.where(sessions.c.id.in_(_DRAFTS))
_UNCOUNTED_LINES = _WORK_LINES.where(sessions.c.id.in_(_UNCOUNTED))
_TO_COSIGN = (
    select(sessions.c.id)
    .where(sessions.c.awaits_cosignature)
    .order_by(sessions.c.opened_utc.desc(), sessions.c.id.desc())
    .limit(bindparam("most"))
)
_COSIGN_LINES = _WORK_LINES.where(sessions.c.id.in_(_TO_COSIGN))
_CORRECT_EPISODE = update(episodes).where(
    episodes.c.id == bindparam("episode"), episodes.c.version == bindparam("read")
)
_NEEDLED = (
    select(func.count(func.distinct(sessions.c.id)))
    .join(marks, (marks.c.session_id == sessions.c.id) & marks.c.present)
    .where(
        marks.c.kind == NEEDLE,
        sessions.c.opened_day > bindparam("since"),
        sessions.c.status != Status.IN_ERROR,
    )
)
_IDS = select(sessions.c.id).order_by(sessions.c.id)
_SESSION = Prepared(select(sessions).where(sessions.c.id == bindparam("session")))
_MARKS = Prepared(
    select(marks)
    .where(marks.c.session_id == bindparam("session"))
    .order_by(marks.c.placed_utc, marks.c.id)
)
_ANSWERS = Prepared(select(answers).where(answers.c.session_id == bindparam("session")))
_NOTES = Prepared(select(notes).where(notes.c.session_id == bindparam("session")))
_STATUS = (
    select(sessions.c.status, sessions.c.uncounted)
    .where(sessions.c.id == bindparam("session"))
    .with_for_update()
)
_TAKEN_OVER = select(sessions.c.taken_over).where(sessions.c.id == bindparam("session"))
_TAKE_OVER = (
    update(sessions)
    .where(sessions.c.id == bindparam("session"))
    .values(taken_over=bindparam("words"))
)
_SEEN = (
    update(patients)
    .where(
        patients.c.id == bindparam("patient"),
        or_(patients.c.last_session.is_(None), patients.c.seen_utc <= bindparam("utc")),
    )
    .values(seen_utc=bindparam("utc"), last_session=bindparam("day"))
)


class SqlSessions:
    """Implements `charting.services.ports.SessionRecords`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def episodes(self, patient_id: PatientId) -> Sequence[Episode]:
        """All episodes, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(_EPISODES, {"patient": patient_id.bytes})
            return tuple(episode_of(row) for row in rows)

    def add_episode(self, episode: Episode, trace: Trace) -> None:
        """Store a new episode."""
        with self._database.writing() as connection:
            if not is_stored(connection, trace.id):
                connection.execute(insert(episodes), episode_row(episode))
                append(connection, trace)

    def correct_episode(self, episode: Episode, trace: Trace) -> None:
        """Store a corrected episode, whose `version` is the one that was read; it rises by one.

        Raises `Refused` (STALE_RECORD).
        """
        row = {**episode_row(episode), "version": episode.version + 1}
        key = {"episode": episode.id.bytes, "read": episode.version}
        with self._database.writing() as connection:
            if connection.execute(_CORRECT_EPISODE, {**row, **key}).rowcount == 1:
                append(connection, trace)
            elif not is_stored(connection, trace.id):
                raise Refused(ErrorCode.STALE_RECORD)

    def timeline(self, patient_id: PatientId) -> Sequence[SessionLine]:
        """All sessions of a patient, newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(_TIMELINE, {"patient": patient_id.bytes})
            return tuple(session_line_of(row) for row in rows)

    def worklist(self, limit: int) -> Sequence[WorkLine]:
        """The sessions that are not signed yet, of all patients, newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(_DRAFT_LINES, {"most": limit})
            return tuple(work_line_of(row) for row in rows)

    def uncounted(self, limit: int) -> Sequence[WorkLine]:
        """The sessions of all patients with needles that are not counted out, newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(_UNCOUNTED_LINES, {"most": limit})
            return tuple(work_line_of(row) for row in rows)

    def to_cosign(self, limit: int) -> Sequence[WorkLine]:
        """The signed sessions of all patients that wait for a co-signature, newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(_COSIGN_LINES, {"most": limit})
            return tuple(work_line_of(row) for row in rows)

    def session(self, session_id: SessionId) -> Session:
        """One session, whole. Raises `Refused` (NOT_FOUND)."""
        with self._database.reading() as connection:
            return read_session(connection, session_id)

    def ids(self) -> Sequence[SessionId]:
        """Every session there is."""
        with self._database.reading() as connection:
            rows = connection.execute(_IDS).scalars()
            return tuple(SessionId(UUID(bytes=key)) for key in rows)

    def needled(self, since: date) -> int:
        """How many sessions after the day `since` have a needle on their chart."""
        with self._database.reading() as connection:
            found = connection.execute(_NEEDLED, {"since": since.isoformat()})
            return int(found.scalar_one())

    def add(self, session: Session, trace: Trace) -> None:
        """Store a new session without marks, answers or notes."""
        opened = session.opened
        seen = {
            "patient": session.patient_id.bytes,
            "utc": opened.utc,
            "day": opened.day.isoformat(),
        }
        with self._database.writing() as connection:
            if not is_stored(connection, trace.id):
                connection.execute(insert(sessions), session_row(session))
                connection.execute(_SEEN, seen)
                append(connection, trace)

    def take_over(self, session_id: SessionId, taken: TakeOver, trace: Trace) -> None:
        """Store that a colleague goes on with a session; sent twice, it is stored once.

        Raises `Refused` (NOT_FOUND, ALREADY_SIGNED).
        """
        key = {"session": session_id.bytes}
        with self._database.writing() as connection:
            if is_stored(connection, trace.id):
                return
            status, _ = connection.execute(_STATUS, key).first() or (None, False)
            if status != Status.DRAFT:
                raise Refused(ErrorCode.ALREADY_SIGNED if status else ErrorCode.NOT_FOUND)
            before = taken_over_of(connection.execute(_TAKEN_OVER, key).scalar_one())
            after = taken_over_words((*before, taken))
            connection.execute(_TAKE_OVER, {**key, "words": after})
            append(connection, trace)

    def store(self, entry: Entry) -> None:
        """Store one change and its audit entry in one transaction.

        What it refuses is said at `charting.services.ports.SessionRecords.store`.
        """
        with self._database.writing() as connection:
            key = {"session": entry.session_id.bytes}
            status, uncounted = connection.execute(_STATUS, key).first() or (None, False)
            if status in OPEN_TO_CHANGE and write(connection, entry):
                recount(connection, entry.session_id, entry.change, uncounted=uncounted)
                append(connection, trace_of(entry))
            elif not is_stored(connection, entry.id):
                raise Refused(why_not(status))


def read_session(connection: Connection, session_id: SessionId) -> Session:
    """One session, whole, within a transaction. Raises `Refused` (NOT_FOUND)."""
    key = {"session": session_id.bytes}
    stored = _SESSION.rows(connection, key)
    if not stored:
        raise Refused(ErrorCode.NOT_FOUND)
    marks = _MARKS.rows(connection, key)
    answers = _ANSWERS.rows(connection, key)
    notes = _NOTES.rows(connection, key)
    return session_of(stored[0], marks, answers, notes)


def why_not(status: str | None) -> ErrorCode:
    """Why a session of this status, `None` where there is none, does not take a change."""
    if status is None:
        return ErrorCode.NOT_FOUND
    return ErrorCode.STALE_RECORD if status in OPEN_TO_CHANGE else ErrorCode.ALREADY_SIGNED


def trace_of(entry: Entry) -> Trace:
    """By what the trail knows a change."""
    return Trace(
        entry.id,
        entry.session_id,
        entry.at,
        entry.by,
        entry.action,
        canonical(entry.change),
    )
