"""Episodes and sessions as stored: read whole, written change by change."""

from collections.abc import Sequence

from sqlalchemy import bindparam, case, func, insert, or_, select, update

from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical
from charting.domain.changes import Entry
from charting.domain.episode import Episode
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId, SessionId
from charting.domain.session import Session, Status
from charting.services.ports import SessionLine
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
)
from charting.storage.tables import answers, episodes, marks, notes, patients, sessions
from charting.storage.trail import append, is_stored

_EPISODES = (
    select(episodes)
    .where(episodes.c.patient_id == bindparam("patient"))
    .order_by(episodes.c.opened_utc, episodes.c.id)
)
_TIMELINE = (
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
    )
    .outerjoin(marks, (marks.c.session_id == sessions.c.id) & marks.c.present)
    .where(sessions.c.patient_id == bindparam("patient"))
    .group_by(sessions.c.id)
    .order_by(sessions.c.opened_utc.desc(), sessions.c.id.desc())
)
_SESSION = Prepared(select(sessions).where(sessions.c.id == bindparam("session")))
_MARKS = Prepared(
    select(marks)
    .where(marks.c.session_id == bindparam("session"))
    .order_by(marks.c.placed_utc, marks.c.id)
)
_ANSWERS = Prepared(select(answers).where(answers.c.session_id == bindparam("session")))
_NOTES = Prepared(select(notes).where(notes.c.session_id == bindparam("session")))
_STATUS = select(sessions.c.status).where(sessions.c.id == bindparam("session")).with_for_update()
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

    def timeline(self, patient_id: PatientId) -> Sequence[SessionLine]:
        """All sessions of a patient, newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(_TIMELINE, {"patient": patient_id.bytes})
            return tuple(session_line_of(row) for row in rows)

    def session(self, session_id: SessionId) -> Session:
        """One session, whole. Raises `Refused` (NOT_FOUND)."""
        key = {"session": session_id.bytes}
        with self._database.reading() as connection:
            stored = _SESSION.rows(connection, key)
            marks = _MARKS.rows(connection, key)
            answers = _ANSWERS.rows(connection, key)
            notes = _NOTES.rows(connection, key)
        if not stored:
            raise Refused(ErrorCode.NOT_FOUND)
        return session_of(stored[0], marks, answers, notes)

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

    def store(self, entry: Entry) -> None:
        """Store one change and its audit entry in one transaction.

        What it refuses is said at `charting.services.ports.SessionRecords.store`.
        """
        with self._database.writing() as connection:
            key = {"session": entry.session_id.bytes}
            status = connection.execute(_STATUS, key).scalar()
            if status == Status.DRAFT and write(connection, entry):
                append(connection, _trace(entry))
            elif not is_stored(connection, entry.id):
                raise Refused(_why(status))


def _why(status: str | None) -> ErrorCode:
    if status is None:
        return ErrorCode.NOT_FOUND
    return ErrorCode.ALREADY_SIGNED if status == Status.SIGNED else ErrorCode.STALE_RECORD


def _trace(entry: Entry) -> Trace:
    return Trace(
        entry.id,
        entry.session_id,
        entry.at,
        entry.by,
        Action.SESSION_CHANGED,
        canonical(entry.change),
    )
