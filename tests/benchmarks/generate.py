"""Makes a practice of any size: `python -m tests.benchmarks.generate FOLDER --patients 100000`.

Its people, visits and marks are believable and always the same from the same seed. The first two
thousand patients are invented one by one; of the others only the person is, and the care is that of
one of the first under ids of its own. What the application writes beside a record is kept short:
each patient has one entry in the audit trail, and a visit stands signed without the signed bytes.
Speed is measured on it, proof is not.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Engine, Table, event, insert, text

from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical
from charting.domain.ids import EntryId, PatientId
from charting.domain.patient import Patient
from charting.domain.record import PatientRecord
from charting.domain.session import Status
from charting.storage.database import Database
from charting.storage.engine import NAME, open_engine
from charting.storage.record_rows import SET_STATE, rows_of, states_of
from charting.storage.rows.people import patient_row
from charting.storage.search import word_rows
from charting.storage.tables import (
    answers,
    episodes,
    marks,
    notes,
    patient_words,
    patients,
    sessions,
)
from charting.storage.trail import begin_all
from tests.benchmarks.invented_care import FIRST_BYTE, Inventor
from tests.invented import data_key, new_practice

ONE_BY_ONE = 2_000
"""So many patients are invented with all of their care."""

OPEN = 40
"""So many visits are not signed, in a practice of any size."""

_AT_A_TIME = 200
_CARE = (episodes, sessions, marks, answers, notes)
_OWN_IDS = ("id", "patient_id", "episode_id", "session_id")


@dataclass(frozen=True, slots=True)
class Made:
    """How much there is so far."""

    patients: int = 0
    sessions: int = 0
    marks: int = 0

    def and_more(self, some: Sequence[PatientRecord]) -> "Made":
        """With these as well."""
        visits = [each for record in some for each in record.sessions]
        many = sum(len(each.marks) for each in visits)
        return Made(self.patients + len(some), self.sessions + len(visits), self.marks + many)

    def times(self, copies: int) -> "Made":
        """So many times as much."""
        return Made(self.patients * copies, self.sessions * copies, self.marks * copies)


def generate(
    folder: Path, many: int, seed: int = 1, *, opened_within: int | None = None
) -> Iterator[Made]:
    """A practice of so many patients in `folder`; tells how much there is after each step, when all
    of it is in the file. The passphrase is that of `tests.invented`. What is not signed is of the
    first `opened_within` patients: of those that are invented one by one, where it is not said.

    Raises `ValueError` for a number beyond `ONE_BY_ONE` that is no multiple of it.
    """
    first = min(many, ONE_BY_ONE)
    if many % first:
        raise ValueError(f"more than {ONE_BY_ONE} only in steps of as many")
    with closing(new_practice(folder)) as practice:
        inventor = Inventor(practice.practitioner.id, seed)
    engine = open_engine(folder / NAME, data_key(folder))
    event.listen(engine, "connect", _make_haste)
    database = Database(engine, folder)
    made, originals = Made(), list[Patient]()
    within = min(first, opened_within or first)
    every = max(1, within // OPEN)
    for start in range(0, first, _AT_A_TIME):
        places = range(start, min(first, start + _AT_A_TIME))
        some = [inventor.record(int(place < within and place % every == 0)) for place in places]
        with database.writing() as connection:
            _store(connection, some, inventor)
        originals += [record.patient for record in some]
        made = made.and_more(some)
        _bring_home(engine)
        yield made
    for copy in range(1, many // first):
        with database.writing() as connection:
            _copy(connection, originals, copy, inventor)
        _bring_home(engine)
        yield made.times(copy + 1)
    database.close()


def _make_haste(connection: Any, _record: object) -> None:  # noqa: ANN401
    """What is made here can be made again, and holds what was checked when it was made first."""
    for setting in ("synchronous = OFF", "foreign_keys = OFF", "cache_size = -65536"):
        connection.execute(f"PRAGMA {setting}")


def _bring_home(engine: Engine) -> None:
    """Let the file hold all of it, and the log nothing."""
    connection = engine.raw_connection()
    connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _store(connection: Connection, some: Sequence[PatientRecord], inventor: Inventor) -> None:
    """The rows of these records as the application writes them, table by table."""
    rows: dict[Table, list[dict[str, Any]]] = {}
    traces = [_added(record.patient, inventor) for record in some]
    for record, trace in zip(some, traces, strict=True):
        for table, more in rows_of(record, (), trace):
            rows.setdefault(table, []).extend(more)
    for table, all_of_it in rows.items():
        if all_of_it:
            connection.execute(insert(table), all_of_it)
    connection.execute(SET_STATE, [state for record in some for state in states_of(record)])
    _find_by_name(connection, [record.patient for record in some])
    begin_all(connection, traces)


def _copy(
    connection: Connection, originals: Sequence[Patient], copy: int, inventor: Inventor
) -> None:
    """Other people with the care of these, which lies behind all that there is."""
    people = [
        replace(inventor.patient(), id=PatientId(UUID(bytes=_copied(each.id.bytes, copy))))
        for each in originals
    ]
    seen = connection.execute(
        text("SELECT id, seen_utc, last_session FROM patients WHERE id < :end"), _ORIGINALS
    )
    last = {
        _copied(row[0], copy): {"seen_utc": row[1] + copy, "last_session": row[2]} for row in seen
    }
    rows = [{**patient_row(one), **last[one.id.bytes]} for one in people]
    connection.execute(insert(patients), rows)
    _find_by_name(connection, people)
    for table in _CARE:
        connection.execute(text(_copying(table)), {**_ORIGINALS, "age": _first_id(copy)[:1]})
    # Nothing is written into a signed visit: its parts come before its signature.
    theirs = {"from": _first_id(copy), "to": _first_id(copy + 1), "signed": Status.SIGNED.value}
    connection.execute(
        text("UPDATE sessions SET status = :signed WHERE id >= :from AND id < :to"), theirs
    )
    begin_all(connection, [_added(each, inventor) for each in people])


def _copying(table: Table) -> str:
    """The statement that copies the rows of a table that belong to the first patients."""
    values = {column.name: f'"{column.name}"' for column in table.c}
    values |= {
        name: f"CAST(:age || substr({name}, 2) AS BLOB)" for name in _OWN_IDS if name in values
    }
    if table is sessions:
        values["status"] = f"'{Status.DRAFT.value}'"
    key = next(iter(table.primary_key.columns)).name
    names = ", ".join(f'"{name}"' for name in values)
    return (
        f"INSERT INTO {table.name} ({names}) SELECT {', '.join(values.values())} "
        f"FROM {table.name} WHERE {key} < :end ORDER BY {key}"
    )


def _find_by_name(connection: Connection, people: Sequence[Patient]) -> None:
    connection.execute(insert(patient_words), [row for one in people for row in word_rows(one)])


def _added(patient: Patient, inventor: Inventor) -> Trace:
    """That the patient was added."""
    entry, told = EntryId(inventor.new()), canonical({"invented": True})
    return Trace(entry, patient.id, inventor.moment(), inventor.by, Action.PATIENT_ADDED, told)


def _copied(stored: bytes, copy: int) -> bytes:
    """The id that a copy has: of a later age, so that all of a copy lies together."""
    return bytes([FIRST_BYTE + copy]) + stored[1:]


def _first_id(copy: int) -> bytes:
    return bytes([FIRST_BYTE + copy]) + bytes(15)


_ORIGINALS = {"end": _first_id(1)}


def main(arguments: list[str]) -> int:
    """Make it, and say how far it is."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.generate")
    parser.add_argument("folder", type=Path, help="the folder of the practice, not there yet")
    parser.add_argument("--patients", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args(arguments)
    began = time.monotonic()
    for made in generate(wanted.folder, wanted.patients, wanted.seed):
        print(
            f"\r{made.patients / wanted.patients:4.0%}  {made.patients:,} patients, "
            f"{made.sessions:,} visits, {made.marks:,} marks, {time.monotonic() - began:.0f} s",
            end="",
            flush=True,
        )
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
