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


@pytest.fixture
def visit(qtbot: QtBot, tmp_path: Path) -> Iterator[Visit]:
    """A first visit of an invented patient, its window shown."""
    practice = new_practice(tmp_path / "practice")
    patient = practice.patients.add(next(people(1)))
    session = practice.sessions.open_today(patient.id)
    lane = Lane()
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
    model = SessionModel(practice.sessions, lane, reference, SystemClock())
    plan = FollowUpModel(
        practice.follow_ups, practice.sessions, content.follow_up_plan(), lane, SystemClock()
    )
    signing = SigningModel(model.record, practice, lane, SystemClock())
    events = EventsModel(practice, lane, SystemClock())
    page = InTurns(page_in_turns(model, plan, signing, events, "CH")).whole()
    qtbot.addWidget(page)
    page.resize(1280, 760)
    model.open(patient, session)
    plan.open(session)
    signing.open(session)
    events.open(patient.id, session)
    with qtbot.waitExposed(page):
        page.show()
    page.view.setFocus()
    yield Visit(page, model, lane, practice, qtbot, events)
    lane.close()
    practice.close()
