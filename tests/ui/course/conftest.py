"""The course screen over a practice in memory, with a course that was charted."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from charting import content
from charting.domain.patient import Patient
from charting.domain.session import Session
from charting.services.courses import Courses
from charting.services.practices import OpenPractice, Practices
from charting.ui.course.model import CourseModel, Reference
from charting.ui.course.page import CoursePage, page_in_turns
from charting.ui.tasks import InTurns, Lane
from charting.vault.key_file import Cost
from charting.vault.slots import SlotVault
from tests.fake_store import MemoryStore
from tests.fakes import CountingIds, FixedClock
from tests.invented import FORM, PASSPHRASE, people
from tests.invented_courses import course

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)


@dataclass
class Reader:
    """The screen, the practice behind it, and the hand that uses it."""

    page: CoursePage
    model: CourseModel
    practice: OpenPractice
    patient: Patient
    visits: tuple[Session, ...]
    clock: FixedClock
    lane: Lane
    qtbot: QtBot
    gone: list[str] = field(default_factory=list)

    def open(self, session: Session | None = None) -> None:
        """Come to the screen from the chart, or from a session."""
        self.page.begin(back_to="Patients")
        self.model.open(self.patient.id, session.id if session else None)
        self.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key wherever the focus is."""
        focused = self.page.window().focusWidget()
        QTest.keyClick(focused, key, modifier or Qt.KeyboardModifier.NoModifier)

    def click(self, pixel: QPoint) -> None:
        """Click the map."""
        QTest.mouseClick(self.page.view, Qt.MouseButton.LeftButton, pos=pixel)

    def settle(self) -> None:
        """Wait until everything is read and shown."""
        self.qtbot.waitUntil(
            lambda: self.model.file is not None and not self.lane.busy and self.page.dose.filled
        )


Charted = Callable[[int, int], Reader]


@pytest.fixture
def charted(lane: Lane, qtbot: QtBot, tmp_path: Path) -> Iterator[Charted]:
    """Makes the screen for a course of so many visits with so many marks each."""
    parent = QObject()

    def make(visits: int, marks: int) -> Reader:
        clock = FixedClock()
        practices = Practices(SlotVault(CHEAP, CHEAP), MemoryStore(), clock, CountingIds())
        practice = practices.create(tmp_path / "practice", FORM, PASSPHRASE)
        patient = practice.patients.add(next(people(1, CountingIds(7_000))))
        held = course(practice, clock, patient.id, visits, marks)
        courses = Courses(practice.records, practice.patients, practice.practitioner)
        items = {item.id: item for item in content.visit_items()}
        model = CourseModel(courses, lane, Reference(content.body_map(), items, "CH"), parent)
        page = InTurns(page_in_turns(model)).whole()
        qtbot.addWidget(page)
        shown = Reader(page, model, practice, patient, held, clock, lane, qtbot)
        page.left.connect(lambda: shown.gone.append("left"))
        page.paper_wanted.connect(lambda: shown.gone.append("paper"))
        page.resize(1440, 820)
        with qtbot.waitExposed(page):
            page.show()
        page.setFocus()
        return shown

    yield make
    lane.drain()


@pytest.fixture
def reader(charted: Charted) -> Reader:
    """A course of four visits with nine marks each, opened."""
    made = charted(4, 9)
    made.open()
    return made
