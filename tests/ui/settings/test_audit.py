"""The section "Audit": looked for by patient, person, kind and day, read, and written to a file."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from charting.domain.audit import Action
from charting.domain.changes import AddMark
from charting.domain.roles import Role
from charting.exchange.audit_table import CsvAudit
from charting.services.practices import OpenPractice
from charting.system import SystemClock
from charting.ui.settings.audit import AuditPane
from charting.ui.settings.audit_model import AuditModel
from charting.ui.tasks import InTurns, Lane
from tests.invented import PRESET, new_practice, people, places


@dataclass
class Reading:
    """The section, over a practice in which something was done."""

    pane: AuditPane
    model: AuditModel
    practice: OpenPractice
    lane: Lane
    file: Path

    def shown(self) -> list[tuple[str, ...]]:
        self.lane.drain()
        return [line[1:] for line in self.pane.table.lines.lines]


@pytest.fixture
def reading(qtbot: QtBot, tmp_path: Path) -> Iterator[Reading]:
    practice = new_practice(tmp_path / "practice")
    first, other = people(2)
    for patient in (replace(first, family="Muster", given="Anna"), other):
        practice.patients.add(patient)
        practice.patients.viewed(patient.id)
    session = practice.sessions.open_today(first.id)
    needle = practice.sessions.needle(next(places(1)), PRESET)
    against = AddMark(replace(needle, against=("pr.bleeding",), reason="agreed with the doctor"))
    practice.sessions.store(practice.sessions.entry(session, against))
    lane = Lane()
    model = AuditModel(practice, CsvAudit(), lane, SystemClock())
    pane = AuditPane(model, lambda _parent, _name: tmp_path / "trail.csv")
    InTurns(pane.fill()).whole()
    qtbot.addWidget(pane)
    yield Reading(pane, model, practice, lane, tmp_path / "trail.csv")
    lane.close()
    practice.close()


def test_it_is_read_when_it_is_seen_and_reading_leaves_a_trace(reading: Reading) -> None:
    reading.pane.start()
    assert reading.shown() == []
    reading.pane.show()
    assert ("Nora Feld", "needle set against a rule", "Muster, Anna") in reading.shown()
    assert "entries, the latest first" in reading.pane.heading.text()
    chain = reading.practice.records.trail.chain(reading.practice.practice.id)
    assert [one.action for one in chain].count(Action.TRAIL_READ) == 1


def test_it_is_found_by_patient_and_kind_by_keyboard(reading: Reading) -> None:
    pane = reading.pane
    pane.show()
    QTest.keyClicks(pane.patient.search, "mus an")
    reading.lane.drain()
    QTest.keyClick(pane.patient.search, Qt.Key.Key_Down)
    QTest.keyClick(pane.patient.list, Qt.Key.Key_Return)
    assert {line[2] for line in reading.shown()} == {"Muster, Anna"}
    assert pane.patient.taken.text().startswith("Muster, Anna, born ")
    pane.kind.choose("overrides")
    assert reading.shown() == [("Nora Feld", "needle set against a rule", "Muster, Anna")]
    pane.patient.search.selectAll()
    QTest.keyClick(pane.patient.search, Qt.Key.Key_Delete)
    pane.kind.choose("views")
    assert {line[2] for line in reading.shown()} >= {"Muster, Anna", ""}


def test_days_are_read_and_refused_at_their_field(reading: Reading) -> None:
    pane = reading.pane
    pane.show()
    pane.since.write("1.13.2026")
    QTest.keyClick(pane.since.line, Qt.Key.Key_Return)
    assert "is not a date" in pane.since.refusal
    pane.since.write("")
    pane.until.write("1.1.2020")
    QTest.keyClick(pane.until.line, Qt.Key.Key_Return)
    assert reading.shown() == []
    assert pane.heading.text() == "Nothing was done."


def test_it_is_written_to_a_file_and_that_leaves_a_trace(reading: Reading) -> None:
    pane = reading.pane
    pane.show()
    reading.lane.drain()
    QTest.mouseClick(pane.write_button, Qt.MouseButton.LeftButton)
    reading.lane.drain()
    assert pane.message.words.endswith(" entries were written to trail.csv.")
    text = reading.file.read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows[-1]["what"] == "practice set up"
    against = next(row for row in rows if row["action"] == "rule_overridden")
    assert (against["by"], against["patient"]) == ("Nora Feld", "Muster, Anna")
    assert "agreed with the doctor" not in text
    assert reading.file.stat().st_mode & 0o077 == 0
    last = reading.practice.records.trail.chain(reading.practice.practice.id)[-1]
    assert last.action is Action.TRAIL_WRITTEN


def test_only_who_may_read_it_is_offered_it(reading: Reading) -> None:
    for role, may in ((Role.SUPERVISOR, True), (Role.PRACTITIONER, False)):
        who = replace(reading.practice.practitioner, role=role)
        other = replace(reading.practice, practitioner=who)
        model = AuditModel(other, CsvAudit(), reading.lane, SystemClock())
        assert model.may_read is may
