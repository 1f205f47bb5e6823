"""The episode of a patient planned by hand: what is ticked and typed is kept with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from charting.domain.episode import Episode
from charting.services.practices import OpenPractice
from charting.ui.patients.episode import EpisodeForm
from charting.ui.patients.episode_model import EpisodeModel
from charting.ui.tasks import Lane
from tests.invented import new_practice, people


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[OpenPractice]:
    """A practice with nobody in it yet."""
    made = new_practice(tmp_path / "practice")
    yield made
    made.close()


@pytest.fixture
def lane() -> Iterator[Lane]:
    """The background lane."""
    made = Lane()
    yield made
    made.close()


def test_what_is_ticked_and_typed_is_kept(qtbot: QtBot, practice: OpenPractice, lane: Lane) -> None:
    patient = practice.patients.add(next(people(1)))
    model = EpisodeModel(practice.sessions, lane, lane)
    form = EpisodeForm(model)
    qtbot.addWidget(form)
    form.show()
    kept: list[Episode] = []
    model.kept.connect(kept.append)
    with qtbot.waitSignal(model.ready):
        model.plan_for(patient.id)
    QTest.keyClicks(form.complaint.line, "right low back ache <b>7 weeks</b>")
    for code in ("ca.lifting", "ca.muscle_strain"):
        form.causes.boxes[code].click()
    form.symptoms.boxes["sy.dull_ache"].click()
    form.goals.boxes["go.pain"].click()
    form.planned.setValue(6)
    with qtbot.waitSignal(model.kept):
        form.keep_button.click()
    (stored,) = practice.sessions.episodes(patient.id)
    assert stored == kept[0]
    assert stored.complaint == "right low back ache <b>7 weeks</b>"
    assert stored.causes == ("ca.muscle_strain", "ca.lifting")
    assert (stored.planned_sessions, stored.interval_days) == (6, 7)


def test_one_who_planned_meanwhile_is_not_overwritten(
    qtbot: QtBot, practice: OpenPractice, lane: Lane
) -> None:
    patient = practice.patients.add(next(people(1)))
    model = EpisodeModel(practice.sessions, lane, lane)
    form = EpisodeForm(model)
    qtbot.addWidget(form)
    with qtbot.waitSignal(model.ready):
        model.plan_for(patient.id)
    practice.sessions.correct_episode(practice.sessions.episode_for(patient.id))
    QTest.keyClicks(form.complaint.line, "mine")
    with qtbot.waitSignal(model.refused):
        form.keep_button.click()
    assert "changed elsewhere" in form.banner.words
    assert form.complaint.typed == "mine"


def test_an_episode_ends_with_a_reason_and_the_next_session_opens_another(
    qtbot: QtBot, practice: OpenPractice, lane: Lane
) -> None:
    patient = practice.patients.add(next(people(1)))
    model = EpisodeModel(practice.sessions, lane, lane)
    form = EpisodeForm(model)
    qtbot.addWidget(form)
    with qtbot.waitSignal(model.ready):
        model.plan_for(patient.id)
    QTest.keyClicks(form.complaint.line, "low back")
    with qtbot.waitSignal(model.refused):
        form.end_button.click()
    assert "why the episode ends" in form.banner.words
    form.discharge.boxes["moved"].click()
    form.discharge.boxes["goals_met"].click()
    with qtbot.waitSignal(model.ended) as told:
        form.end_button.click()
    (first,) = practice.sessions.episodes(patient.id)
    assert (first.complaint, first.discharge) == ("low back", "goals_met")
    assert first == told.args[0]
    session = practice.sessions.open_today(patient.id)
    assert session.episode_id != first.id
    with qtbot.waitSignal(model.refused) as refused:
        model.resume(first)
    assert "Another episode" in refused.args[0]


def test_an_end_by_mistake_is_taken_back(qtbot: QtBot, practice: OpenPractice, lane: Lane) -> None:
    patient = practice.patients.add(next(people(1)))
    model = EpisodeModel(practice.sessions, lane, lane)
    done = practice.sessions.end_episode(practice.sessions.episode_for(patient.id), "moved")
    with qtbot.waitSignal(model.kept):
        model.resume(done)
    (running,) = practice.sessions.episodes(patient.id)
    assert (running.closed, running.discharge) == (None, "")


def test_what_the_causes_call_for_is_said_at_once(
    qtbot: QtBot, practice: OpenPractice, lane: Lane
) -> None:
    form = EpisodeForm(EpisodeModel(practice.sessions, lane, lane))
    qtbot.addWidget(form)
    form.causes.boxes["ca.spinal_stenosis"].click()
    assert "bladder" in form.ask_again.words
    form.causes.boxes["ca.spinal_stenosis"].click()
    assert form.ask_again.words == ""
