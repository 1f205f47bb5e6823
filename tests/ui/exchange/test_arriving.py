"""Records come in through the window: seen first, decided one by one, and none here is lost."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from charting.app.exchange_panes import ExchangePanes
from charting.app.exchanging import archiving
from charting.domain.errors import Refused
from charting.domain.patient import FactKind
from charting.services.archiving import Wanted
from charting.services.practices import OpenPractice
from charting.system import SystemClock
from charting.ui.exchange.arriving import ArrivingPane
from charting.ui.tasks import InTurns, Lane
from tests.invented import new_practice, people


@dataclass
class Exchanging:
    """The pane over a practice, and another practice that gave its records out."""

    here: OpenPractice
    there: OpenPractice
    lane: Lane
    pane: ArrivingPane
    panes: ExchangePanes
    folder: Path

    def give_out(self, passphrase: str = "") -> Path:
        """What is there as an archive."""
        file = self.folder / ("there.dnarchive" if passphrase else "there.zip")
        wanted = Wanted(passphrase=passphrase, replace=True)
        archiving(self.there, SystemClock()).save(file, wanted)
        return file

    def open(self, file: Path) -> None:
        """Choose a file."""
        self.panes.choose_records = lambda _parent: file
        self.press(self.pane.open_button)

    def press(self, button: QWidget) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.lane.drain()

    def beside(self) -> list[str]:
        """What becomes of each."""
        return [row.beside for row in self.pane.list.lines.rows]


@pytest.fixture
def exchanging(qtbot: QtBot, tmp_path: Path) -> Iterator[Exchanging]:
    here, there = (new_practice(tmp_path / name) for name in ("here", "there"))
    for patient in people(3):
        there.patients.add(patient)
    lane, owner = Lane(), QObject()
    panes = ExchangePanes(here, lane, SystemClock(), owner)
    for section in InTurns(panes.sections()).whole():
        qtbot.addWidget(section.pane)
    assert panes.arriving is not None
    panes.arriving.show()
    panes.start()
    yield Exchanging(here, there, lane, panes.arriving, panes, tmp_path)
    lane.close()
    here.close()
    there.close()


def test_who_is_new_comes_in_and_what_is_here_is_decided(exchanging: Exchanging) -> None:
    pane, here, there = exchanging.pane, exchanging.here, exchanging.there
    exchanging.open(exchanging.give_out())
    assert exchanging.beside() == ["comes in"] * 3
    assert pane.list.hasFocus()
    assert here.records.counts()["patients"] == 0
    exchanging.press(pane.take_in_button)
    assert pane.said.words == "3 records came in."
    first, second, third = here.records.patients.ids()

    # One goes on there, one on both sides, one is the same; and a fourth is probably the third.
    there.patients.add_fact(first, FactKind.MEDICINE, "apixaban")
    for practice, phone in ((here, "1"), (there, "2")):
        known = practice.patients.patient(second)
        practice.patients.correct(replace(known, phone=phone))
    twin = replace(next(people(1, seed=9)), born=here.patients.patient(third).born)
    twin = replace(
        twin,
        family=here.patients.patient(third).family,
        given=here.patients.patient(third).given,
    )
    there.patients.add(twin)
    exchanging.open(exchanging.give_out())

    assert exchanging.beside() == ["", "left out", "left out", ""]
    row = pane.list.lines.rows[1]
    assert "it can be added" in row.below
    assert not pane.take_in_button.isEnabled()
    pane.list.entered.emit(row.key)
    assert exchanging.beside()[1] == "comes in"
    exchanging.press(pane.take_in_button)

    assert pane.said.words == "1 record came in. 3 were left as they are."
    assert [fact.text for fact in here.patients.facts(first)] == ["apixaban"]
    assert here.patients.patient(second).phone == "1"
    assert here.records.counts()["patients"] == 3


@pytest.mark.long
def test_an_encrypted_archive_is_opened_with_its_passphrase(exchanging: Exchanging) -> None:
    pane, passphrase = exchanging.pane, "meadow lantern quietly seventeen"
    exchanging.open(exchanging.give_out(passphrase))
    assert pane.passphrase.isVisible()
    for typed in ("no", passphrase):
        pane.passphrase.write(typed)
        exchanging.press(pane.unseal_button)
    assert exchanging.beside() == ["comes in"] * 3
    exchanging.press(pane.take_in_button)
    assert pane.said.words == "3 records came in."


def test_what_is_no_archive_is_told(exchanging: Exchanging) -> None:
    bad = exchanging.folder / "bad.zip"
    bad.write_bytes(exchanging.give_out().read_bytes()[:-30])
    exchanging.open(bad)
    (row,) = exchanging.pane.list.lines.rows
    assert row.beside == "refused"
    exchanging.open(exchanging.folder / "nowhere.zip")
    assert "nowhere.zip" in exchanging.pane.said.words
    with pytest.raises(Refused):
        exchanging.here.patients.patient(next(people(1)).id)


def test_stopping_leaves_who_is_in(exchanging: Exchanging) -> None:
    exchanging.open(exchanging.give_out())
    QTest.mouseClick(exchanging.pane.take_in_button, Qt.MouseButton.LeftButton)
    exchanging.pane.stop_button.click()
    exchanging.lane.drain()
    assert exchanging.here.records.counts()["patients"] in range(4)
    assert not exchanging.here.records.problems()
