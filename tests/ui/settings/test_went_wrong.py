"""What the clinic counted stands beside what was published, never as one number."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from charting.domain.adverse_events import AdverseEvent, Severity
from charting.domain.changes import AddMark
from charting.domain.near_miss import NearMiss
from charting.services.practices import OpenPractice
from charting.ui.settings.went_wrong import WentWrongPane
from charting.ui.settings.went_wrong_model import WentWrongModel
from charting.ui.tasks import Lane
from charting.ui.widgets.text import Text
from tests.invented import PRESET, new_practice, people, places


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[OpenPractice]:
    made = new_practice(tmp_path / "practice")
    yield made
    made.close()


def _pane(qtbot: QtBot, practice: OpenPractice, lane: Lane) -> WentWrongPane:
    pane = WentWrongPane(WentWrongModel(practice, lane))
    qtbot.addWidget(pane)
    for _row in pane.fill():
        pass
    pane.start()
    lane.drain()
    return pane


def test_a_clinic_without_treatments_counts_nothing(
    qtbot: QtBot, practice: OpenPractice, lane: Lane
) -> None:
    pane = _pane(qtbot, practice, lane)
    assert pane.total.text() == "Any adverse event: no treatment yet."
    assert "None in this time" in pane.near.text()


def test_counted_and_published_stand_beside_each_other(
    qtbot: QtBot, practice: OpenPractice, lane: Lane
) -> None:
    for number, patient in enumerate(people(4)):
        session = practice.sessions.open_today(practice.patients.add(patient).id)
        needle = practice.sessions.needle(next(places(1)), PRESET)
        out = replace(needle, came_out=needle.went_in)
        practice.sessions.store(practice.sessions.entry(session, AddMark(out)))
        if number == 0:
            event = AdverseEvent("ae.bruise", session.opened.day, Severity.MILD)
            practice.adverse_events.file(patient.id, event, session)
            miss = NearMiss(session.opened.day, "Five of six", "nm.count", learned="Count aloud")
            practice.adverse_events.file_near_miss(patient.id, miss, session)
    pane = _pane(qtbot, practice, lane)
    bruise = next(row for row in pane.rates if row.kind.id == "ae.bruise")
    said = [label.text() for label in bruise.findChildren(Text)]
    assert "1 of 4 (4.6 to 69.9 of 100)" in said
    assert "7.55 to 7.7 of 100: common" in said
    assert any(words.endswith("39 physiotherapists (S80)") for words in said)
    faint = next(row for row in pane.rates if row.kind.id == "ae.faint")
    assert faint.counted.text() == "0 of 4 (0.0 to 49.0 of 100)"
    assert "Learned: Count aloud" in pane.near.text()
    assert "not yet reviewed" in pane.review.text()
