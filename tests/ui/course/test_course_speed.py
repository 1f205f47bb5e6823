"""A long course opens without a stall; the slider goes from visit to visit as fast as a hand."""

import gc
from collections.abc import Callable
from functools import partial
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from charting.domain.site_responses import Response
from charting.ui.course.model import Face
from charting.ui.course.page import CoursePage, page_in_turns
from charting.ui.tasks import InTurns
from tests.loop_watch import LoopWatch
from tests.pace import spent
from tests.ui.course.conftest import Charted, Reader

STALL_S, STEP_S = 0.050, 0.016

_Told = TypeVar("_Told")
SIZES = [(4, 20), pytest.param(12, 40, marks=pytest.mark.long)]


def _opened(reader: Reader) -> None:
    reader.open()
    reader.qtbot.waitUntil(lambda: reader.page.view.is_sharp)


@pytest.mark.parametrize(("visits", "marks"), SIZES)
def test_it_opens_and_turns_to_each_face_without_a_stall(
    charted: Charted, visits: int, marks: int
) -> None:
    reader = charted(visits, marks)
    # What earlier tests left behind is not this window's work.
    gc.collect()
    watch = LoopWatch()
    watch.start()
    _opened(reader)
    for face in (Face.RESPONSES, Face.DOSE, Face.REPLAY, Face.COMPARE):
        reader.model.turn_to(face)
        reader.qtbot.waitUntil(lambda: reader.page.dose.filled)
        QApplication.processEvents()
    watch.stop()
    assert watch.longest_at_pace() <= STALL_S


@pytest.mark.parametrize(("visits", "marks"), SIZES)
def test_a_step_of_the_slider_is_not_felt(charted: Charted, visits: int, marks: int) -> None:
    reader = charted(visits, marks)
    _opened(reader)
    for face in Face:
        reader.model.turn_to(face)
        _at_rest(reader)
        assert _p95(reader, list(range(visits)) * (60 // visits)) <= STEP_S, face
    reader.model.turn_to(Face.COMPARE)
    reader.model.lay_over(over=True)
    _at_rest(reader)
    assert _p95(reader, list(range(visits)) * (60 // visits)) <= STEP_S


@pytest.mark.parametrize(("visits", "marks"), SIZES)
def test_a_step_of_the_replay_and_another_response_are_not_felt(
    charted: Charted, visits: int, marks: int
) -> None:
    reader = charted(visits, marks)
    _opened(reader)
    reader.model.turn_to(Face.REPLAY)
    _at_rest(reader)
    replay = reader.page.panes.replay
    took = []
    for _step in range(len(replay.list.lines.rows)):
        took.append(spent(partial(_told, replay.go, 1)))
    assert sorted(took)[int(len(took) * 0.95)] <= STEP_S
    reader.model.turn_to(Face.RESPONSES)
    for response in (Response.PAIN, Response.FAMILIAR, Response.TWITCH):
        assert spent(partial(_told, reader.model.look_for, response)) <= STALL_S


def _at_rest(reader: Reader) -> None:
    """Let the back be drawn anew in the room it has now: that is nobody's step."""
    view = reader.page.view
    reader.qtbot.waitUntil(lambda: view.is_sharp or not view.isVisible())


def _p95(reader: Reader, steps: list[int]) -> float:
    """The own work of a step with all that it paints (s)."""
    took = [spent(partial(_told, reader.page.slider.setValue, at)) for at in steps]
    return sorted(took)[int(len(took) * 0.95)]


def _told(say: Callable[[_Told], object], what: _Told) -> None:
    say(what)
    QApplication.processEvents()


def test_the_page_is_made_without_a_stall(charted: Charted, qtbot: QtBot) -> None:
    reader = charted(1, 3)
    gc.collect()
    watch = LoopWatch()
    watch.start()
    made: list[CoursePage] = []
    making = InTurns(page_in_turns(reader.model))
    making.then(made.append)
    qtbot.waitUntil(lambda: bool(made))
    watch.stop()
    qtbot.addWidget(made[0])
    assert watch.longest_at_pace() <= STALL_S
