"""A copy of the database changed by hand, past the application and past its triggers: each change
is found, but for the two that need a head kept elsewhere.
"""

import random
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from charting.domain.changes import EditNote
from charting.domain.follow_up import ContactOutcome, FollowUpKind
from charting.domain.near_miss import NearMiss
from charting.domain.patient import FactKind
from charting.domain.session import NoteSection
from charting.services.checks import heads_hash
from charting.services.follow_ups import FollowUps
from charting.services.proofs import Proofs
from charting.storage.engine import NAME, connect
from charting.storage.store import SqlStore
from charting.vault.own_keys import verify
from tests.signing_desk import IDS, NORA, SigningDesk
from tests.storage.backends import KEY

# What is worked out from the rest, or counts between writers, says nothing of its own: it is
# neither signed nor told.
_DERIVED = {
    "patients": {"sort_name", "seen_utc", "last_session", "version"},
    "sessions": {"version", "uncounted", "awaits_cosignature"},
    "marks": {"version", "present"},
    "answers": {"version"},
    "notes": {"version"},
    "follow_ups": {"next_due"},
}
_OF_A_NEEDLE = {"depth", "twitches", "pressure", "familiar_pain", "bone_contact"}
# A row of these that is no longer there for the reader stands in the trail alone.
_SHOWN = {"marks": "present = 1", "answers": "at_utc IS NOT NULL", "notes": "text <> ''"}
_TABLES = (
    *("audit", "chains", "signed_records", "signed_heads", "marks", "answers", "notes"),
    *("sessions", "patients", "health_facts", "episodes", "follow_ups", "contact_notes", "sheets"),
)
_KEYS = {
    "audit": ("chain", "number"),
    "chains": ("chain",),
    "signed_records": ("patient_id", "number"),
    "signed_heads": ("patient_id",),
    "marks": ("session_id", "id"),
    "answers": ("session_id", "item"),
    "notes": ("session_id", "section"),
    "contact_notes": ("follow_up_id", "id"),
    "sheets": ("id", "version"),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, founded_folder: Path) -> Path:
    """A practice with every kind of record: drafts, signed, amended, corrected and in error."""
    folder = shutil.copytree(founded_folder, tmp_path_factory.mktemp("whole") / "practice")
    records = SqlStore().open(folder, KEY)
    desk = SigningDesk(records)
    anna, other = desk.patient(), desk.patient("Li", "Wu")
    for patient in (anna, other):
        desk.patients.add_fact(patient.id, FactKind.MEDICINE, "apixaban")
        desk.patients.review(patient.id)
        _sheet(desk, patient.id)
        first = desk.charted(patient)
        desk.signing.sign(first)
        desk.signing.add(first.id, "Called at six: well.")
        second = desk.charted(patient)
        desk.signing.sign(second)
        again = desk.signing.begin_correction(second.id)
        desk.signing.sign(desk.make(again, EditNote(NoteSection.PLAN, "", "Rest")), "Left out")
        desk.signing.enter_in_error(desk.charted(patient).id, "Never came")
        desk.charted(patient)
    _follow_up(desk, desk.patient("Kim", "Anh").id)
    assert desk.findings() == ()
    records.close()
    return folder


def _sheet(desk: SigningDesk, patient_id: Any) -> None:  # noqa: ANN401
    near_miss = NearMiss(desk.clock.now().day, "A pack lay open.")
    sheet = desk.sheets.file(patient_id, near_miss)
    desk.sheets.amend(sheet, NearMiss(near_miss.day, "A pack lay open on the tray."))


def _follow_up(desk: SigningDesk, patient_id: Any) -> None:  # noqa: ANN401
    episode = desk.sessions.episode_for(patient_id)
    calls = FollowUps(desk.records.follow_ups, desk.clock, IDS, NORA)
    call = calls.plan(episode, FollowUpKind.CALL, desk.clock.now().day, "How it went")
    noted = calls.note_contact(call, ContactOutcome.NO_ANSWER, "rang twice")
    desk.contacts.sign(noted, noted.contacts[0])
    calls.note_contact(noted, ContactOutcome.ADDENDUM, "It was the neighbour's number.")


@dataclass(frozen=True)
class Manipulation:
    """One thing done to the database by hand."""

    words: str
    do: Callable[[Any], None]


def manipulations(driver: Any, number: int, seed: int) -> Iterator[Manipulation]:  # noqa: ANN401
    """So many manipulations, each kind in turn, at places that chance chooses."""
    chance = random.Random(seed)
    kinds = (_edit, _edit, _delete, _insert, _reorder)
    made = 0
    while made < number:
        kind = kinds[made % len(kinds)]
        table = _TABLES[(made // len(kinds)) % len(_TABLES)]
        found = kind(driver, table, chance)
        if found is not None:
            yield found
            made += 1


def _rows(driver: Any, table: str) -> list[dict[str, Any]]:  # noqa: ANN401
    shown = _SHOWN.get(table, "1 = 1")
    cursor = driver.execute(f"SELECT * FROM {table} WHERE {shown}")
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _where(table: str, row: dict[str, Any]) -> tuple[str, list[Any]]:
    keys = _KEYS.get(table, ("id",))
    return " AND ".join(f'"{key}" = ?' for key in keys), [row[key] for key in keys]


def _edit(driver: Any, table: str, chance: random.Random) -> Manipulation | None:  # noqa: ANN401
    row = chance.choice(_rows(driver, table))
    # What is empty may be a column of another kind of mark, which nobody reads.
    said = {name for name, value in row.items() if value is not None}
    more = _OF_A_NEEDLE if row.get("kind") == "needle" else set()
    column = chance.choice(sorted((said | more) - _DERIVED.get(table, set())))
    value = _otherwise(row[column], column, chance)
    where, key = _where(table, row)
    statement = f'UPDATE {table} SET "{column}" = ? WHERE {where}'
    return Manipulation(f"{table}.{column} edited", lambda to: to.execute(statement, [value, *key]))


def _otherwise(value: Any, column: str, chance: random.Random) -> Any:  # noqa: ANN401
    if column == "id":
        # One bit on may be the id of a neighbour.
        return chance.randbytes(16)
    if isinstance(value, bytes) and value:
        at = chance.randrange(len(value))
        return value[:at] + bytes([value[at] ^ (1 << chance.randrange(8))]) + value[at + 1 :]
    if isinstance(value, int) and column in ("number", "version"):
        return value + 1000
    if isinstance(value, int):
        return 1 - value if value in (0, 1) else value + chance.choice((-1, 1, 60_000_000))
    if isinstance(value, str):
        return date(2031, 1, 1).isoformat() if column.endswith("_day") else f"{value}x"
    return 1 if column.endswith(("utc", "depth", "number", "minute", "pressure")) else b"\x07" * 16


def _delete(driver: Any, table: str, chance: random.Random) -> Manipulation | None:  # noqa: ANN401
    where, key = _where(table, chance.choice(_rows(driver, table)))
    statement = f"DELETE FROM {table} WHERE {where}"
    return Manipulation(f"{table}: a row deleted", lambda to: to.execute(statement, key))


def _insert(driver: Any, table: str, chance: random.Random) -> Manipulation | None:  # noqa: ANN401
    row = dict(chance.choice(_rows(driver, table)))
    key = _KEYS.get(table, ("id",))[-1]
    fresh = chance.randbytes(16)
    later = 1000 + chance.randrange(9)
    own = {"number": later, "version": later, "item": "vi.other", "section": "plan"}
    row[key] = own.get(key, fresh)
    if "id" in row:
        row["id"] = fresh
    if table == "notes" and any(
        (one["session_id"], one["section"]) == (row["session_id"], "plan")
        for one in _rows(driver, table)
    ):
        return Manipulation(
            "notes: a row replaced", _put("REPLACE", table, {**row, "text": "Other"})
        )
    return Manipulation(f"{table}: a row put in", _put("INSERT", table, row))


def _put(how: str, table: str, row: dict[str, Any]) -> Callable[[Any], None]:
    names = ", ".join(f'"{name}"' for name in row)
    places = ", ".join("?" for _name in row)
    statement = f"{how} INTO {table} ({names}) VALUES ({places})"

    def do(driver: Any) -> None:  # noqa: ANN401
        driver.execute(statement, list(row.values()))

    return do


def _reorder(driver: Any, table: str, chance: random.Random) -> Manipulation | None:  # noqa: ANN401
    table = chance.choice(("audit", "signed_records"))
    key = _KEYS[table][0]
    rows = _rows(driver, table)
    one = chance.choice([row for row in rows if row["number"] > 1])
    statement = f"UPDATE {table} SET number = ? WHERE {key} = ? AND number = ?"
    before, at = one["number"] - 1, one["number"]

    def do(to: Any) -> None:  # noqa: ANN401
        for after, number in ((-1, before), (before, at), (at, -1)):
            to.execute(statement, [after, one[key], number])

    return Manipulation(f"{table}: two rows change places", do)


@contextmanager
def _past_the_guards(folder: Path) -> Iterator[Any]:
    """The driver's connection, its triggers and references out of force meanwhile."""
    driver = connect(folder / NAME, KEY)
    driver.execute("PRAGMA foreign_keys = OFF")
    triggers = driver.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall()
    for name, _sql in triggers:
        driver.execute(f'DROP TRIGGER "{name}"')
    yield driver
    for _name, sql in triggers:
        driver.execute(sql)
    driver.close()


def _found(folder: Path) -> Sequence[object]:
    records = SqlStore().open(folder, KEY)
    try:
        return (*Proofs(records, verify).findings(), *records.problems())
    finally:
        records.close()


def _unfound(whole: Path, place: Path, number: int, seed: int) -> list[str]:
    """The manipulations that a check does not find, in words."""
    driver = connect(whole / NAME, KEY)
    chosen = list(manipulations(driver, number, seed))
    driver.close()
    missed = []
    for which, manipulation in enumerate(chosen):
        copy = shutil.copytree(whole, place / str(which))
        with _past_the_guards(copy) as to:
            manipulation.do(to)
        if not _found(copy):
            missed.append(manipulation.words)
        shutil.rmtree(copy)
    return missed


def test_each_of_some_manipulations_is_found(whole: Path, tmp_path: Path) -> None:
    assert _found(whole) == ()
    assert _unfound(whole, tmp_path, 5, seed=7) == []


@pytest.mark.long
def test_each_of_three_hundred_manipulations_is_found(whole: Path, tmp_path: Path) -> None:
    assert _unfound(whole, tmp_path, 300, seed=300) == []


def test_a_guard_that_is_gone_is_found(whole: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(whole, tmp_path / "copy")
    driver = connect(copy / NAME, KEY)
    driver.execute("DROP TRIGGER marks_signed_update")
    driver.close()

    assert _found(copy) == ("the trigger marks_signed_update is gone",)


# --- The two that need a head kept elsewhere ----------------------------------------------------


def _heads(folder: Path) -> bytes:
    records = SqlStore().open(folder, KEY)
    try:
        return heads_hash(records.trail.heads())
    finally:
        records.close()


def test_a_tail_cut_off_with_its_head_shows_in_the_hash_of_the_heads_alone(
    whole: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(whole, tmp_path / "copy")
    records = SqlStore().open(copy, KEY)
    desk = SigningDesk(records)
    patient_id = records.patients.ids()[0]
    desk.patients.viewed(patient_id)
    kept = heads_hash(records.trail.heads())
    cut, last = records.trail.chain(patient_id)[-2:]
    records.close()
    with _past_the_guards(copy) as driver:
        key = [patient_id.bytes]
        driver.execute(
            "UPDATE chains SET number = ?, hash = ? WHERE chain = ?", [cut.number, cut.hash, *key]
        )
        driver.execute("DELETE FROM audit WHERE chain = ? AND number = ?", [*key, last.number])

    assert _found(copy) == ()
    assert _heads(copy) != kept


def test_an_older_file_put_back_shows_in_the_hash_of_the_heads_alone(
    whole: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(whole, tmp_path / "copy")
    records = SqlStore().open(copy, KEY)
    desk = SigningDesk(records)
    desk.signing.sign(desk.charted(desk.patient("Later", "On")))
    kept = heads_hash(records.trail.heads())
    records.close()
    shutil.copyfile(whole / NAME, copy / NAME)

    assert _found(copy) == ()
    assert _heads(copy) != kept
