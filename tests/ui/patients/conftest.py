"""A patients screen over records in memory, ready for the keys."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from charting.domain.patient import Patient, Sex
from charting.services.practices import OpenPractice, Practices
from charting.ui.patients.model import PatientsModel
from charting.ui.patients.page import PatientsPage, page_in_turns
from charting.ui.tasks import InTurns, Lane
from charting.ui.widgets.patient_banner import Identity
from charting.vault.key_file import Cost
from charting.vault.slots import SlotVault
from tests.fake_store import MemoryStore
from tests.fakes import CountingIds, FixedClock
from tests.invented import FORM, PASSPHRASE

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)


@dataclass
class Reception:
    """The screen, what it says of who is looked at, and hands to use it with."""

    page: PatientsPage
    model: PatientsModel
    practice: OpenPractice
    clock: FixedClock
    lane: Lane
    qtbot: QtBot
    identities: list[Identity | None] = field(default_factory=list)

    def add(self, family: str, given: str = "", born: date = date(1984, 3, 9)) -> Patient:
        """Put a patient on file behind the screen's back."""
        patients = self.practice.patients
        return patients.add(Patient(patients.draft(), family, given, born, Sex.FEMALE, "079 1"))

    def refresh(self) -> None:
        """Let the screen look again."""
        self.model.look_again()
        self.settle()

    def settle(self) -> None:
        """Wait until the screen shows what was asked for."""
        self.qtbot.waitUntil(self._is_settled)

    def _is_settled(self) -> bool:
        key, chart = self.page.list.key, self.model.chart
        shows_the_row = key is None or (chart is not None and chart.patient.id == key)
        return shows_the_row and not (self.lane.busy or self.model.searching)

    def type(self, text: str, into: QWidget | None = None) -> None:
        """Type into a field, or into whatever has the focus."""
        QTest.keyClicks(into or self.focus, text)
        self.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        """Press a key wherever the focus is."""
        QTest.keyClick(self.focus, key, modifier or Qt.KeyboardModifier.NoModifier)
        self.settle()

    @property
    def focus(self) -> QWidget:
        """The widget that has the keyboard."""
        return self.page.window().focusWidget()

    @property
    def listed(self) -> list[str]:
        """The names in the list, from the top."""
        return [row.title for row in self.page.list.lines.rows]

    def shown(self) -> Patient | None:
        """The patient whose chart is on the screen."""
        return self.model.chart.patient if self.model.chart else None

    @property
    def identity(self) -> Identity | None:
        """What the patient banner shows."""
        return self.identities[-1] if self.identities else None

    @property
    def on_file(self) -> list[Patient]:
        """All patients that are not archived, by name."""
        return [line.patient for line in self.practice.patients.find("", limit=99)]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def reception(lane: Lane, clock: FixedClock, qtbot: QtBot, tmp_path: Path) -> Reception:
    practices = Practices(SlotVault(CHEAP, CHEAP), MemoryStore(), clock, CountingIds())
    practice = practices.create(tmp_path / "practice", FORM, PASSPHRASE)
    model = PatientsModel(practice, lane, clock)
    page = InTurns(page_in_turns(model)).whole()
    qtbot.addWidget(page)
    shown = Reception(page, model, practice, clock, lane, qtbot)
    page.identified.connect(shown.identities.append)
    page.resize(1440, 800)
    page.show()
    page.setFocus()
    qtbot.waitUntil(page.search.hasFocus)
    shown.settle()
    return shown
