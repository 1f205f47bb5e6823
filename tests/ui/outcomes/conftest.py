"""The outcomes screen over a practice in memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from charting.domain.patient import Patient
from charting.domain.sheet import Sheet
from charting.services.outcomes import Outcomes
from charting.services.practices import OpenPractice, Practices
from charting.ui.outcomes.model import OutcomesModel
from charting.ui.outcomes.page import OutcomesPage, page_in_turns
from charting.ui.tasks import InTurns, Lane
from charting.vault.key_file import Cost
from charting.vault.slots import SlotVault
from tests.fake_store import MemoryStore
from tests.fakes import CountingIds, FixedClock
from tests.invented import FORM, PASSPHRASE, people

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)


@dataclass
class Scorer:
    """The screen, the practice behind it, and the hand that uses it."""

    page: OutcomesPage
    model: OutcomesModel
    practice: OpenPractice
    patient: Patient
    clock: FixedClock
    lane: Lane
    qtbot: QtBot
    text: Path | None = None
    gone: list[str] = field(default_factory=list)

    def open(self) -> None:
        """Come to the screen from the chart."""
        self.page.begin(back_to="Patients")
        self.model.open(self.patient.id)
        self.settle()

    def press(self, key: Qt.Key) -> None:
        """Press a key wherever the focus is."""
        QTest.keyClick(self.page.window().focusWidget(), key)
        self.settle()

    def type(self, *texts: str) -> None:
        """Type into one field after the other, and press Enter in the last."""
        for at, text in enumerate(texts):
            if at:
                self.press(Qt.Key.Key_Tab)
            QTest.keyClicks(self.page.window().focusWidget(), text)
        self.press(Qt.Key.Key_Return)

    def settle(self) -> None:
        """Wait until everything is stored and shown."""
        self.qtbot.waitUntil(lambda: not self.lane.busy)

    @property
    def on_file(self) -> tuple[Sheet, ...]:
        """Every version of every sheet of the patient."""
        return tuple(self.practice.sheets.of_patient(self.patient.id))

    @property
    def refusal(self) -> str:
        """Why something was refused."""
        return self.page.entry.refusal.words


@pytest.fixture
def scorer(lane: Lane, qtbot: QtBot, tmp_path: Path) -> Iterator[Scorer]:
    clock, parent = FixedClock(), QObject()
    practices = Practices(SlotVault(CHEAP, CHEAP), MemoryStore(), clock, CountingIds())
    practice = practices.create(tmp_path / "practice", FORM, PASSPHRASE)
    patient = practice.patients.add(next(people(1, CountingIds(7_000))))
    practice.sessions.episode_for(patient.id)
    scores = Outcomes(practice.records, practice.sheets, practice.folder, practice.practitioner)
    model = OutcomesModel(scores, lane, clock, "CH", parent)

    def choose(_parent: QWidget) -> Path | None:
        return shown.text

    page = InTurns(page_in_turns(model, choose)).whole()
    qtbot.addWidget(page)
    shown = Scorer(page, model, practice, patient, clock, lane, qtbot)
    page.left.connect(lambda: shown.gone.append("left"))
    page.paper_wanted.connect(lambda: shown.gone.append("paper"))
    page.resize(1280, 820)
    with qtbot.waitExposed(page):
        page.show()
    page.setFocus()
    shown.open()
    yield shown
    lane.drain()
