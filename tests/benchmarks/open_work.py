"""Reading what is open, as the start does: among a whole practice's sessions and calls."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Table, insert

from charting.domain.episode import Episode
from charting.domain.follow_up import FollowUp, FollowUpKind
from charting.domain.ids import EpisodeId, FollowUpId, SessionId
from charting.domain.patient import Patient
from charting.domain.session import Session
from charting.services.practices import OpenPractice
from charting.storage.database import Database
from charting.storage.engine import NAME, open_engine
from charting.storage.rows.follow_ups import follow_up_row
from charting.storage.rows.people import patient_row
from charting.storage.rows.sessions import episode_row, session_row
from charting.storage.tables import episodes, follow_ups, patients, sessions
from charting.system import SystemClock, TimeOrderedIds
from tests.benchmarks.measure import Budget, Figure, Result, measured, timed
from tests.invented import PASSPHRASE, data_key, new_practice, people, practices

_FEW = 1_000
_AT_A_TIME = 5_000
_OPEN = 40
_SESSIONS_EACH = 3
_TABLES = (patients, episodes, sessions, follow_ups)
_IDS = TimeOrderedIds()


def open_work(rounds: int, many: int) -> list[Result]:
    """Uncounted sessions, drafts, and calls due: 40 of each open among `many` patients with three
    sessions and a closed call each, none of it signed; beside the same with 1,000 patients.
    """
    with TemporaryDirectory() as name:
        folder, small = Path(name, "practice"), Path(name, "small")
        for place, number in ((folder, many), (small, _FEW)):
            _fill(place, number)
        practice, few = practices().open(folder, PASSPHRASE), practices().open(small, PASSPHRASE)
        result = measured(
            f"open work of {many:,} patients",
            timed(lambda: _read(practice)),
            {f"{_FEW:,} patients": timed(lambda: _read(few))},
            rounds,
            Budget(Figure.P95, seconds=10e-3),
        )
        practice.close()
        few.close()
    return [result]


def _read(practice: OpenPractice) -> None:
    found = len(practice.sessions.uncounted()), len(practice.follow_ups.due())
    if found != (_OPEN, _OPEN) or not practice.sessions.worklist():
        raise ValueError(f"what is open was not found: {found}")


def _fill(folder: Path, many: int) -> None:
    practice = new_practice(folder)
    by = practice.practitioner.id
    practice.close()
    database = Database(open_engine(folder / NAME, data_key(folder)), folder)
    rows: dict[Table, list[dict[str, Any]]] = {table: [] for table in _TABLES}
    for place, patient in enumerate(people(many)):
        for table, row in _care(patient, by, is_open=place % (many // _OPEN) == 0):
            rows[table].append(row)
        if len(rows[patients]) == _AT_A_TIME or place == many - 1:
            with database.writing() as connection:
                for table, some in rows.items():
                    connection.execute(insert(table), some)
                    some.clear()
    database.close()


def _care(patient: Patient, by: Any, *, is_open: bool) -> Iterator[tuple[Table, dict[str, Any]]]:  # noqa: ANN401
    """The rows of one patient's care; a call that is not open is closed, so is a count."""
    now = SystemClock().now()
    yield patients, {**patient_row(patient), "seen_utc": now.utc, "last_session": str(now.day)}
    episode = Episode(EpisodeId(_IDS.new()), patient.id, now)
    yield episodes, episode_row(episode)
    for number in range(1, _SESSIONS_EACH + 1):
        session = Session(SessionId(_IDS.new()), patient.id, episode.id, number, by, now)
        uncounted = is_open and number == _SESSIONS_EACH
        yield sessions, {**session_row(session), "uncounted": uncounted}
    call = FollowUp(
        FollowUpId(_IDS.new()),
        patient.id,
        episode.id,
        session.id,
        FollowUpKind.CALL,
        now.day,
        now,
        by,
    )
    row = follow_up_row(call)
    yield follow_ups, row if is_open else {**row, "next_due": None}
