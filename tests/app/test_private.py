"""Nothing of a patient lies in the clear: not in the database, its log, settings or temporary
files, nor in a title; and a plain database, the control, would be found.
"""

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from charting.services.practices import OpenPractice
from charting.storage import engine
from charting.storage.store import SqlStore
from tests import invented
from tests.invented import new_practice, people
from tests.person import Person, wait

CANARIES = ("Zyxcanaryfamily", "Qwqcanarygiven", "wvwcanarynote", "0799911223344")
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")


def hits(folders: Sequence[Path]) -> list[tuple[str, str]]:
    """The canaries found in the bytes of every file beneath, in each spelling of text."""
    found = []
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            data = file.read_bytes().lower() if file.is_file() else b""
            found += [
                (file.name, canary)
                for canary in CANARIES
                if any(canary.lower().encode(encoding) in data for encoding in _ENCODINGS)
            ]
    return found


def with_canaries(folder: Path) -> OpenPractice:
    """A practice with a patient whose every word is a canary, still open."""
    practice = new_practice(folder)
    family, given, _note, phone = CANARIES
    someone = replace(next(people(1)), family=family, given=given, phone=phone)
    practice.patients.add(someone)
    return practice


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for whatever is temporary."""
    temp = tmp_path / "temp"
    temp.mkdir()
    monkeypatch.setenv("TMPDIR", str(temp))
    monkeypatch.setattr(tempfile, "tempdir", str(temp))
    return temp


@pytest.fixture
def person(qapp: QApplication, tmp_path: Path, temp: Path) -> Iterator[Person]:
    """Somebody with the session of the canary open."""
    with_canaries(tmp_path / "practice").close()
    person = Person(qapp, tmp_path / "practice")
    person.come_to_the_session()
    yield person
    person.leave()


def test_a_visit_at_the_window_leaves_nothing_in_the_clear(
    person: Person,
    tmp_path: Path,
    home: Path,
    temp: Path,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    title = person.desk.window.windowTitle()
    editor = person.page.shelf.findChild(QPlainTextEdit)
    assert editor is not None
    person.page.shelf.open_step(person.page.shelf.prepare)
    editor.setFocus()
    QTest.keyClicks(editor, CANARIES[2])
    person.desk.window.theme_chosen.emit("light")
    person.desk.faults.watch.hear(ValueError, ValueError(CANARIES[0]), None)
    QTest.keyClick(person.desk.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    wait(person.desk.unlock_page.isVisible)
    wait(lambda: not person.desk.lane.busy)
    folder = tmp_path / "practice"
    assert {file.name for file in folder.iterdir()} >= {"practice.db", "practice.keys"}
    assert hits([folder, home, temp]) == []
    assert not list(temp.iterdir())
    said = capfd.readouterr()
    assert not [canary for canary in CANARIES if canary in said.out + said.err]
    assert not [canary for canary in CANARIES if canary in caplog.text]
    caplog.clear()
    assert title == person.desk.window.windowTitle()
    assert not [canary for canary in CANARIES if canary in title]


def test_an_open_database_and_its_log_hold_nothing_in_the_clear(tmp_path: Path) -> None:
    practice = with_canaries(tmp_path / "practice")
    assert (tmp_path / "practice" / "practice.db-wal").stat().st_size > 0
    practice.checks.backup(tmp_path / "copy")
    assert hits([tmp_path]) == []
    practice.close()


def test_a_plain_database_would_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "dbapi2", sqlite3)
    monkeypatch.setattr(engine, "_assert_encrypting", lambda _connection: None)
    monkeypatch.setattr(invented, "QuickStore", SqlStore)
    practice = with_canaries(tmp_path / "practice")
    found = {canary for _file, canary in hits([tmp_path])}
    assert found >= {CANARIES[0], CANARIES[1], CANARIES[3]}
    practice.close()


def test_keys_are_in_no_file(tmp_path: Path) -> None:
    practice = with_canaries(tmp_path / "practice")
    groups = practice.people.new_recovery_key()
    practice.people.keep_recovery_key(groups)
    words = "".join(groups).encode()
    files = [file for file in (tmp_path / "practice").iterdir() if file.is_file()]
    assert files
    assert not [file for file in files if words in file.read_bytes()]
    assert (tmp_path / "practice").stat().st_mode & 0o077 == 0
    practice.close()
