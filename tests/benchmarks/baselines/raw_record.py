"""Frozen baseline: a record in SQLCipher by plain SQL and plain tuples, with no value ever built.

Tables, indexes and widths are those that the application began with; the safety of a commit (WAL,
synchronous FULL) is the same.
"""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

_SCHEMA = """
CREATE TABLE patients (
    id BLOB PRIMARY KEY, family TEXT, given TEXT, born TEXT, sex TEXT, phone TEXT,
    archived INTEGER, version INTEGER, sort_name TEXT, seen_utc INTEGER, last_session TEXT);
CREATE INDEX by_seen ON patients (archived, seen_utc, id);
CREATE TABLE words (
    archived INTEGER, word TEXT, sort_name TEXT, patient_id BLOB,
    PRIMARY KEY (archived, word, sort_name, patient_id)) WITHOUT ROWID;
CREATE INDEX by_patient ON words (patient_id, word);
CREATE TABLE sessions (
    id BLOB PRIMARY KEY, patient_id BLOB, episode_id BLOB, number INTEGER, practitioner_id BLOB,
    opened_utc INTEGER, opened_zone TEXT, opened_day TEXT, status TEXT, version INTEGER);
CREATE TABLE marks (
    session_id BLOB, id BLOB, version INTEGER, present INTEGER, kind TEXT,
    placed_utc INTEGER, placed_zone TEXT, placed_day TEXT, placed_by BLOB, side TEXT,
    frame INTEGER, x INTEGER, y INTEGER, level TEXT, lateral INTEGER, structures TEXT,
    hazards TEXT, region TEXT, muscle TEXT, status TEXT, taut_band INTEGER, tender INTEGER,
    referred_pain TEXT, length INTEGER, diameter INTEGER, technique TEXT, direction TEXT,
    in_utc INTEGER, in_zone TEXT, in_day TEXT, out_utc INTEGER, out_zone TEXT, out_day TEXT,
    depth INTEGER, twitches INTEGER, familiar_pain INTEGER, bone_contact INTEGER, remark TEXT,
    PRIMARY KEY (session_id, id)) WITHOUT ROWID;
CREATE TABLE answers (
    session_id BLOB, item TEXT, version INTEGER, reply TEXT,
    PRIMARY KEY (session_id, item)) WITHOUT ROWID;
CREATE TABLE notes (
    session_id BLOB, section TEXT, version INTEGER, text TEXT,
    PRIMARY KEY (session_id, section)) WITHOUT ROWID;
CREATE TABLE audit (
    chain BLOB, number INTEGER, id BLOB UNIQUE, at_utc INTEGER, payload BLOB, hash BLOB,
    PRIMARY KEY (chain, number)) WITHOUT ROWID;
"""
_SESSION = (bytes(16), bytes(16), 1, bytes(16), 0, "Europe/Zurich", "2026-11-23", "draft", 1)
_MARK = (
    1, "needle", 1_700_000_000_000_000, "Europe/Zurich", "2026-11-23", bytes(16), "right",
    1, 200, 130, "L5", 200, '["m.multifidus", "m.longissimus"]', '["h.kidney"]', None,
    "m.multifidus", None, None, None, None, 50, 300, "static_deep", "perpendicular",
    1_700_000_000_000_000, "Europe/Zurich", "2026-11-23", None, None, None, None, None, None, None,
    "",
)  # fmt: skip


class RawRecord:
    """A record file, made when it is not there."""

    def __init__(self, file: Path, key: bytes) -> None:
        new = not file.exists()
        self._db: Any = dbapi2.connect(file, isolation_level=None)
        self._db.execute(f"PRAGMA key = \"x'{key.hex()}{'00' * 16}'\"")
        for pragma in (
            "foreign_keys = ON",
            "secure_delete = ON",
            "temp_store = MEMORY",
            "journal_mode = WAL",
            "synchronous = FULL",
            "wal_autocheckpoint = 4000",
        ):
            self._db.execute(f"PRAGMA {pragma}")
        if new:
            self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def add_patients(self, people: Iterable[tuple[Sequence[Any], Iterable[str]]]) -> None:
        """Add patients, each the values of a row and the words to find them by."""
        self._db.execute("BEGIN IMMEDIATE")
        for row, words in people:
            self._db.execute(f"INSERT INTO patients VALUES ({_places(11)})", row)
            self._db.executemany(
                "INSERT INTO words VALUES (0, ?, ?, ?)", [(word, row[8], row[0]) for word in words]
            )
        self._db.execute("COMMIT")

    def search(self, words: Sequence[str], limit: int) -> list[Any]:
        """The first patients by name of whom each word begins a word."""
        first, *others = words
        more = "".join(
            " AND EXISTS (SELECT 1 FROM words o WHERE o.patient_id = w.patient_id"
            " AND o.word >= ? AND o.word < ?)"
            for _ in others
        )
        bounds = [bound for word in (first, *others) for bound in (word, word + "\U0010ffff")]
        rows: list[Any] = self._db.execute(
            "SELECT p.* FROM (SELECT DISTINCT w.sort_name, w.patient_id FROM words w"
            f" WHERE w.archived = 0 AND w.word >= ? AND w.word < ?{more}"
            " ORDER BY w.sort_name, w.patient_id LIMIT ?) f JOIN patients p ON p.id = f.patient_id"
            " ORDER BY f.sort_name, f.patient_id",
            (*bounds, limit),
        ).fetchall()
        return rows

    def seen_lately(self, limit: int) -> list[Any]:
        """The patients seen last."""
        rows: list[Any] = self._db.execute(
            "SELECT * FROM patients WHERE archived = 0 ORDER BY seen_utc DESC, id DESC LIMIT ?",
            (limit,),
        ).fetchall()
        return rows

    def add_session(self, marks: int) -> bytes:
        """Add a session with so many marks, eight answers and four notes; its id."""
        session = os.urandom(16)
        self._db.execute("BEGIN IMMEDIATE")
        self._db.execute(f"INSERT INTO sessions VALUES ({_places(10)})", (session, *_SESSION))
        for _ in range(marks):
            self._insert_mark(session)
        for item in range(8):
            self._db.execute("INSERT INTO answers VALUES (?, ?, 1, 'no')", (session, f"i{item}"))
        for section in ("subjective", "objective", "treatment", "plan"):
            self._db.execute("INSERT INTO notes VALUES (?, ?, 1, 'As before.')", (session, section))
        self._db.execute("COMMIT")
        return session

    def load(self, session: bytes) -> list[list[Any]]:
        """Everything of one session, as rows."""
        self._db.execute("BEGIN")
        rows = [
            self._db.execute(f"SELECT * FROM {table} WHERE {key} = ?", (session,)).fetchall()
            for table, key in (
                ("sessions", "id"),
                ("marks", "session_id"),
                ("answers", "session_id"),
                ("notes", "session_id"),
            )
        ]
        self._db.execute("COMMIT")
        return rows

    def commit_mark(self, session: bytes, number: int) -> None:
        """One mark and its audit row, for good."""
        self._db.execute("BEGIN IMMEDIATE")
        self._insert_mark(session)
        self._db.execute(
            "INSERT INTO audit VALUES (?, ?, ?, 0, ?, ?)",
            (session, number, os.urandom(16), bytes(600), bytes(32)),
        )
        self._db.execute("COMMIT")

    def _insert_mark(self, session: bytes) -> None:
        self._db.execute(
            f"INSERT INTO marks VALUES ({_places(38)})", (session, os.urandom(16), 1, *_MARK)
        )


def _places(number: int) -> str:
    return ", ".join("?" * number)
