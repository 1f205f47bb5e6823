"""A session screen over a real encrypted practice, ready for the hand."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from charting import content
from charting.domain.patient import Patient
from charting.domain.session import Session
from charting.exchange.box_labels import Gs1Labels
from charting.services.practices import OpenPractice
from charting.system import SystemClock
from charting.ui import theme
from charting.ui.events.model import EventsModel
from charting.ui.session.follow_up_plan import FollowUpModel
from charting.ui.session.model import Reference, SessionModel
from charting.ui.session.page import SessionPage, page_in_turns
from charting.ui.session.signing_model import SigningModel
from charting.ui.tasks import InTurns, Lane
from tests.invented import PRESET, new_practice, people

KIT = replace(content.needle_kit(), presets=(PRESET,))


@dataclass(frozen=True)
class Visit:
    """An open session: its screen, its model, and the practice that keeps it."""

    page: SessionPage
    model: SessionModel
    lane: Lane
    practice: OpenPractice
    qtbot: QtBot
    events: EventsModel

    def click(self, x_mm: float, y_mm: float) -> None:
        """Click the back at a place of the map."""
        pixel = self.page.view.projection.to_screen(x_mm, y_mm).toPoint()
        QTest.mouseClick(self.page.view, Qt.MouseButton.LeftButton, pos=pixel)
        self.settle()

    def settle(self) -> None:
        """Wait until the whole screen shows what has changed."""
        self.qtbot.waitUntil(lambda: not self.model.settling)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key while the map has the focus."""
        QTest.keyClick(self.page.view, key, modifier or Qt.KeyboardModifier.NoModifier)
        self.settle()

    def stored(self) -> Session:
        """The session as the database has it, once everything is stored."""
        self.lane.drain()
        self.settle()
        assert self.model.session is not None
        return self.practice.sessions.session(self.model.session.id)


@pytest.fixture(autouse=True, scope="session")
def dressed(qapp: QApplication) -> None:
    """The look of the house, always the light one."""
    theme.load_fonts(content.font_files())
    theme.apply(qapp, "light")


@dataclass(frozen=True)
class Seat:
    """A room for one visit after the other, as in the window: a screen, its models, and the
    practice that keeps them.
    """

    page: SessionPage
    model: SessionModel
    plan: FollowUpModel
    signing: SigningModel
    events: EventsModel
    lane: Lane
    practice: OpenPractice
    coming: Iterator[Patient]

    def leave(self) -> None:
        """Close it with all that is on it."""
        self.page.close()
        self.page.deleteLater()
        self.lane.close()
        self.practice.close()


def _seat(folder: Path) -> Seat:
    practice, lane, clock = new_practice(folder), Lane(), SystemClock()
    reference = Reference(
        content.body_map(),
        KIT,
        content.visit_items(),
        content.reminder_rules(),
        content.pain_reminders(),
        practice.screenings,
        practice.point_sets,
        practice.own_screen,
        practice.note_texts,
        "CH",
        practice.supplies,
        Gs1Labels(),
        practice.together,
    )
    model = SessionModel(practice.sessions, lane, reference, clock)
    plan = FollowUpModel(
        practice.follow_ups, practice.sessions, content.follow_up_plan(), lane, clock
    )
    signing = SigningModel(model.record, practice, lane, clock)
    events = EventsModel(practice, lane, clock)
    page = InTurns(page_in_turns(model, plan, signing, events, "CH")).whole()
    page.resize(1280, 760)
    return Seat(page, model, plan, signing, events, lane, practice, people(100))


@pytest.fixture(scope="module")
def seat(dressed: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seat]:
    """The room of a module's tests: to make one takes longer than most of them."""
    seat = _seat(tmp_path_factory.mktemp("seat"))
    yield seat
    seat.leave()


@pytest.fixture
def visit(qtbot: QtBot, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Visit]:
    """A first visit of an invented patient, its window shown; marked `own_room`, in a room in which
    nobody was before.
    """
    is_own = request.node.get_closest_marker("own_room") is not None
    seat: Seat = _seat(tmp_path / "practice") if is_own else request.getfixturevalue("seat")
    patient = seat.practice.patients.add(next(seat.coming))
    session = seat.practice.sessions.open_today(patient.id)
    seat.page.begin()
    seat.model.open(patient, session)
    seat.plan.open(session)
    seat.signing.open(session)
    seat.events.open(patient.id, session)
    if not seat.page.isVisible():
        with qtbot.waitExposed(seat.page):
            seat.page.show()
    seat.page.activateWindow()
    qtbot.waitUntil(seat.page.isActiveWindow)
    seat.page.view.setFocus()
    yield Visit(seat.page, seat.model, seat.lane, seat.practice, qtbot, seat.events)
    seat.lane.drain()
    if is_own:
        seat.leave()
