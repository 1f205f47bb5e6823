"""Who got a lot: asked for by somebody at the settings."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from charting.documents.lot_list import LotLists
from charting.domain.changes import AddMark
from charting.domain.errors import ErrorCode, Refused
from charting.domain.lots import Lot
from charting.services.practices import OpenPractice
from charting.ui.settings.lots import LotsPane
from charting.ui.settings.lots_model import LotsModel
from charting.ui.tasks import Lane
from tests.documents.reading import opened, text
from tests.invented import PRESET, new_practice, people, places

LOT = Lot("AB-1234", date(2040, 6, 30))


class Desk:
    """A printer that takes everything, unless it is gone."""

    def __init__(self, name: str = "Canon") -> None:
        self.name, self.printed = name, b""

    def printer(self) -> str:
        return self.name

    def print_pdf(self, pdf: bytes, title: str, printer: str) -> None:
        if printer == "gone":
            raise Refused(ErrorCode.PRINTER_MISSING, {"printer": printer})
        assert title == "Who got a lot"
        self.printed = pdf


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[OpenPractice]:
    made = new_practice(tmp_path / "practice")
    made.supplies.open_box(LOT, 50, 300)
    for number, patient in enumerate(people(3), start=1):
        session = made.sessions.open_today(made.patients.add(patient).id)
        for site in places(number):
            needle = made.sessions.needle(site, PRESET)
            change = AddMark(replace(needle, lot=LOT if number > 1 else None))
            made.sessions.store(made.sessions.entry(session, change))
    yield made
    made.close()


@pytest.fixture
def lane() -> Iterator[Lane]:
    made = Lane()
    yield made
    made.close()


def _pane(qtbot: QtBot, practice: OpenPractice, lane: Lane, desk: Desk, file: Path) -> LotsPane:
    pane = LotsPane(LotsModel(practice, LotLists(), desk, lane), lambda _parent, _name: file)
    qtbot.addWidget(pane)
    pane.show()
    pane.start()
    lane.drain()
    return pane


def _look(pane: LotsPane, lane: Lane, typed: str) -> None:
    pane.lot.line.clear()
    QTest.keyClicks(pane.lot.line, typed)
    QTest.keyClick(pane.lot.line, Qt.Key.Key_Return)
    lane.drain()


def test_everybody_who_got_it_is_listed_saved_and_printed(
    qtbot: QtBot, practice: OpenPractice, lane: Lane, tmp_path: Path
) -> None:
    desk, file = Desk(), tmp_path / "lot.pdf"
    pane = _pane(qtbot, practice, lane, desk, file)
    assert not pane.save_button.isVisible()
    _look(pane, lane, "ab-1234")
    assert pane.heading.text() == "Lot AB-1234: 5 needles, 2 patients."
    assert [line[4] for line in pane.table.lines.lines] == ["3", "2"]
    assert "use by 30.06.2040" in pane.boxes.text()
    pane.save_button.click()
    lane.drain()
    assert "It names patients" in pane.message.words
    words = text(file.read_bytes())
    name = pane.table.lines.lines[0][0]
    assert "Who got lot AB-1234 5 needles, 2 patients." in words
    assert name in words
    assert pane.sheet.value == practice.practice.paper == "A4"
    pane.sheet.choose("Letter")
    pane.print_button.click()
    lane.drain()
    assert [float(each) for each in opened(desk.printed).pages[0].mediabox[2:]] == [612, 792]
    pane.start()
    assert pane.table.lines.lines == ()


def test_a_lot_nobody_knows_is_refused_at_its_field(
    qtbot: QtBot, practice: OpenPractice, lane: Lane, tmp_path: Path
) -> None:
    pane = _pane(qtbot, practice, lane, Desk("gone"), tmp_path / "nowhere" / "lot.pdf")
    _look(pane, lane, "zz-9")
    assert "Nothing is on file of lot ZZ-9." in pane.lot.refusal
    assert pane.lot.typed == "zz-9"
    _look(pane, lane, "AB-1234")
    assert pane.lot.refusal == ""
    for button in (pane.save_button, pane.print_button):
        pane.message.hush()
        button.click()
        lane.drain()
        assert pane.message.words
