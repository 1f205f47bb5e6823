"""The section "Keeping and erasing": a list to look through, a hold with a reason, and a record
that goes only when its name is typed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from charting.domain.ids import PatientId
from charting.domain.patient import Patient
from charting.services.practices import OpenPractice, Practices
from charting.storage.store import SqlStore
from charting.system import TimeOrderedIds
from charting.ui.settings.keeping import KeepingPane
from charting.ui.settings.keeping_model import KeepingModel
from charting.ui.tasks import Lane
from charting.vault.key_file import Cost
from charting.vault.slots import SlotVault
from tests.fakes import FixedClock
from tests.invented import FORM, PASSPHRASE
from tests.person import wait
from tests.quick_store import QuickStore

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)


@dataclass
class Looking:
    """The section, over a practice whose first patient was seen long ago."""

    pane: KeepingPane
    model: KeepingModel
    practice: OpenPractice
    lane: Lane
    rooms: set[PatientId]

    def press(self, button: QWidget) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.rest()

    def rest(self) -> None:
        wait(lambda: not self.model.busy and not self.lane.busy)

    def names(self) -> list[str]:
        return [line[0].strip("\u2068\u2069") for line in self.pane.table.lines.lines]


def _somebody(family: str, ids: TimeOrderedIds) -> Patient:
    return Patient(PatientId(ids.new()), family, "Anna", date(1950, 3, 9))


@pytest.fixture
def looking(qtbot: QtBot, tmp_path: Path) -> Iterator[Looking]:
    clock, ids = FixedClock(), TimeOrderedIds()
    store: SqlStore = QuickStore()
    made = Practices(SlotVault(CHEAP, CHEAP), store, clock, ids)
    practice = made.create(tmp_path / "practice", FORM, PASSPHRASE)
    practice.patients.add(_somebody("Keller", ids))
    clock.run_on(timedelta(days=21 * 365 + 9))
    practice.patients.add(_somebody("Roth", ids))
    lane, rooms = Lane(), set[PatientId]()
    model = KeepingModel(practice, lane, clock, rooms.__contains__)
    pane = KeepingPane(model, lane)
    for _step in pane.fill():
        pass
    qtbot.addWidget(pane)
    pane.resize(1000, 1000)
    pane.show()
    pane.start()
    looking = Looking(pane, model, practice, lane, rooms)
    looking.rest()
    yield looking
    lane.close()
    practice.close()


def test_a_record_past_its_time_is_held_lifted_and_erased_by_its_name(looking: Looking) -> None:
    pane, one, model = looking.pane, looking.pane.one, looking.model
    assert pane.rule.text().startswith("Switzerland: 20 years after the last contact.")
    assert "not yet reviewed" in pane.held.text()
    assert looking.names() == ["Keller, Anna"]
    assert not one.isVisible()
    pane.table.selectRow(0)
    looking.rest()
    assert "past its time since" in one.kept.text()
    looking.press(one.hold_button)
    looking.press(one.keep_button)
    assert one.reason.refusal == "Please fill in the reason."
    one.reason.write("A letter of 3 March")
    looking.press(one.keep_button)
    assert pane.message.words.startswith("On hold.")
    assert one.on_hold.words.endswith("Nora Feld: A letter of 3 March")
    assert not one.erase_button.isVisible()
    looking.press(one.hold_button)
    one.reason.write("The case is closed")
    looking.press(one.keep_button)
    assert not one.on_hold.isVisible()

    looking.press(one.erase_button)
    assert [one.why.box.itemData(n) for n in range(one.why.box.count())] == ["over", "mistake"]
    looking.press(one.sure_button)
    assert one.name.refusal.startswith("That is not the name")
    QTest.keyClick(one.name.line, Qt.Key.Key_Escape)
    assert not one.erasing.isVisible()
    looking.press(one.erase_button)
    one.name.write("anna keller")
    looking.rooms.add(model.known.review.lines[0].contact.patient.id)  # type: ignore[union-attr]
    looking.press(one.sure_button)
    assert (
        one.refusal.words == "A visit of Anna Keller is still open in this window. Leave it first."
    )
    looking.rooms.clear()
    gone: list[PatientId] = []
    model.erased.connect(gone.append)
    looking.press(one.sure_button)
    looking.rest()
    assert len(gone) == 1
    assert pane.message.words.startswith("Erased. Nothing of it is left")
    assert not one.isVisible()
    assert looking.names() == []
    assert pane.review.text() == "No record is past its time."
    assert looking.practice.checks.verify().whole


def test_anybody_is_found_by_name_and_the_owner_decides(looking: Looking) -> None:
    pane, one = looking.pane, looking.pane.one
    pane.picker.search.setText("roth")
    looking.rest()
    QTest.keyClick(pane.picker.search, Qt.Key.Key_Return)
    looking.rest()
    assert "to be kept until" in one.kept.text()
    assert looking.model.whys() == ("mistake",)
    pane.early.choose("early")
    looking.rest()
    assert looking.model.whys() == ("asked", "mistake")
    pane.rules.choose("ret.de")
    looking.rest()
    looking.rest()
    assert pane.rule.text().startswith("Germany: 10 years")
    assert "has chosen" in pane.held.text()
    assert looking.practice.retention.held().early
