"""Giving out and taking in, in the window: chosen, shown, stopped, undone."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from charting.app.exchange_panes import ExchangePanes
from charting.domain.patient_table import Column, DateOrder
from charting.services.archiving import Part
from charting.services.practices import OpenPractice
from charting.system import SystemClock
from charting.ui.exchange.coming import ComingPane
from charting.ui.exchange.giving import GivingPane
from charting.ui.tasks import InTurns, Lane
from tests.invented import new_practice, people

TABLE = (
    "Nachname;Vorname;Geburtsdatum;Notiz\r\n"
    "Müller;Anna;03.09.1984;x\r\nLi;Bo;31.02.1990;\r\nRoth;Beat;01.02.1970;\r\n"
)


@dataclass
class Exchanging:
    """The panes, over a practice of three people."""

    practice: OpenPractice
    lane: Lane
    giving: GivingPane
    coming: ComingPane
    folder: Path

    def press(self, button: QWidget) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.lane.drain()


@pytest.fixture
def exchanging(qtbot: QtBot, tmp_path: Path) -> Iterator[Exchanging]:
    practice = new_practice(tmp_path / "practice")
    everybody = [practice.patients.add(patient) for patient in people(3)]
    (tmp_path / "people.csv").write_bytes(TABLE.encode("cp1252"))
    lane, owner = Lane(), QObject()
    panes = ExchangePanes(practice, lane, SystemClock(), owner)
    panes.looked_at = lambda: everybody[0]
    panes.choose_new = lambda _parent, name: tmp_path / name
    panes.choose_table = panes.choose_new
    panes.choose_given = lambda _parent: tmp_path / "people.csv"
    for section in InTurns(panes.sections()).whole():
        qtbot.addWidget(section.pane)
        section.pane.show()
    panes.start()
    assert panes.giving is not None
    assert panes.coming is not None
    yield Exchanging(practice, lane, panes.giving, panes.coming, tmp_path)
    lane.close()
    practice.close()


def test_an_archive_of_everybody_is_made_by_one_press(exchanging: Exchanging) -> None:
    exchanging.press(exchanging.giving.start_button)

    assert exchanging.giving.said.words.startswith("practice.zip: 3 patients, 0 sessions.")
    with zipfile.ZipFile(exchanging.folder / "practice.zip") as whole:
        assert {"README.txt", "heads.txt"} <= set(whole.namelist())


def test_one_patient_in_the_forms_ticked(exchanging: Exchanging) -> None:
    giving = exchanging.giving
    giving.whom.choose("one")
    for part, box in giving.parts.items():
        box.setChecked(part is Part.TABLES)

    exchanging.press(giving.start_button)

    with zipfile.ZipFile(exchanging.folder / "record.zip") as whole:
        assert not [name for name in whole.namelist() if name.startswith(("records", "fhir"))]
        assert len(whole.read("tables/patients.csv").splitlines()) == 2


@pytest.mark.long
def test_an_encrypted_archive_needs_its_passphrase_twice(exchanging: Exchanging) -> None:
    giving = exchanging.giving
    giving.encrypt.setChecked(True)
    exchanging.press(giving.start_button)
    assert not list(exchanging.folder.glob("practice.*archive"))

    giving.passphrase.passphrase.write("meadow lantern quietly seventeen")
    giving.passphrase.again.write("meadow lantern quietly seventee")
    exchanging.press(giving.start_button)
    assert not list(exchanging.folder.glob("practice.*archive"))

    giving.passphrase.again.write("meadow lantern quietly seventeen")
    exchanging.press(giving.start_button)
    assert (exchanging.folder / "practice.dnarchive").read_bytes().startswith(b"DNSEAL")
    assert giving.passphrase.passphrase.typed == ""


def test_nothing_ticked_makes_nothing(exchanging: Exchanging) -> None:
    for box in exchanging.giving.parts.values():
        box.setChecked(False)

    exchanging.press(exchanging.giving.start_button)

    assert exchanging.giving.said.words == "Choose at least one form."


def test_a_press_stops_it_and_leaves_nothing(exchanging: Exchanging) -> None:
    giving, before = exchanging.giving, set(exchanging.folder.iterdir())
    QTest.mouseClick(giving.start_button, Qt.MouseButton.LeftButton)
    assert giving.stop_button.isVisible()

    exchanging.press(giving.stop_button)

    assert giving.said.words == "Stopped. Nothing was written."
    assert set(exchanging.folder.iterdir()) == before


def test_a_table_is_shown_before_anything_is_stored(exchanging: Exchanging) -> None:
    coming, practice = exchanging.coming, exchanging.practice

    exchanging.press(coming.open_button)
    exchanging.lane.drain()

    chosen = [field.value for field in coming.mapping.fields]
    assert chosen == ["family", "given", "born", "nothing"]
    assert coming.encoding.value == "cp1252"
    assert coming.counted.text() == "2 come in, 1 line is refused."
    assert coming.take_in_button.words == "Take in 2 patients"
    assert practice.records.counts()["patients"] == 3


def test_what_is_chosen_is_what_is_read(exchanging: Exchanging) -> None:
    coming = exchanging.coming
    exchanging.press(coming.open_button)

    coming.dates.choose(str(DateOrder.MONTH_FIRST))
    exchanging.lane.drain()
    born = [line[2] for line in coming.preview.lines.lines]
    assert "09.03.1984" in born

    coming.mapping.fields[3].choose(str(Column.BORN))
    exchanging.lane.drain()
    assert [field.value for field in coming.mapping.fields][2:] == ["nothing", "born"]
    assert coming.counted.text().startswith("0 come in")


def test_whoever_came_in_can_be_taken_out_again(exchanging: Exchanging) -> None:
    coming, counts = exchanging.coming, exchanging.practice.records.counts
    exchanging.press(coming.open_button)
    exchanging.lane.drain()

    exchanging.press(coming.take_in_button)
    assert (counts()["patients"], coming.said.words) == (5, "2 patients came in.")
    exchanging.press(coming.refused_button)
    assert "31.02.1990" in (exchanging.folder / "refused.csv").read_text("utf-8-sig")
    exchanging.press(coming.back_button)

    assert (counts()["patients"], coming.said.words) == (3, "2 patients are out again.")
    assert not exchanging.practice.checks.verify().findings


def test_who_came_in_can_be_taken_out_again_after_leaving(
    exchanging: Exchanging, qtbot: QtBot
) -> None:
    coming = exchanging.coming
    exchanging.press(coming.open_button)
    exchanging.press(coming.take_in_button)
    before = exchanging.practice.records.counts()["patients"]
    lane, owner = exchanging.lane, QObject()
    # Another evening, other panes over the same practice.
    panes = ExchangePanes(exchanging.practice, lane, SystemClock(), owner)
    for section in InTurns(panes.sections()).whole():
        qtbot.addWidget(section.pane)
    again = panes.coming
    assert again is not None
    again.show()
    panes.start()
    lane.drain()

    assert again.said.words.startswith("The last time: ")
    exchanging.press(again.back_button)

    assert exchanging.practice.records.counts()["patients"] == before - 2
    assert "2 patients are out again" in again.said.words
