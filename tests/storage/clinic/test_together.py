"""Jan's window while Nora charts in the same visit from another computer."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from charting.domain.audit import Action
from charting.domain.changes import AddMark, EditMark, EditNote, apply
from charting.domain.marks import Needle
from charting.domain.session import NoteSection, Session
from charting.services.practices import OpenPractice
from charting.ui.session.company_bar import CompanyBar
from charting.ui.session.deciding import DecidingPane
from tests.invented import PRESET, people, places
from tests.person import Person, wait
from tests.services.world import OTHER

SOON_S = 2.0


class Nora:
    """Charts beside, through the services of her own computer."""

    def __init__(self, practice: OpenPractice, session: Session) -> None:
        self.practice, self.session = practice, session

    def do(self, change: AddMark | EditMark | EditNote) -> None:
        """Store a change of the visit."""
        sessions = self.practice.sessions
        sessions.store(sessions.entry(self.session, change))
        self.session = apply(change, self.session)

    def read(self) -> Session:
        """The visit as the record has it."""
        self.session = self.practice.sessions.session(self.session.id)
        return self.session


def _soon(until: Callable[[], bool]) -> None:
    began = time.monotonic()
    wait(until)
    assert time.monotonic() - began < SOON_S


def _settled(jan: Person) -> None:
    wait(lambda: not jan.desk.lane.busy and not jan.model.settling)


@pytest.mark.long
def test_two_in_one_visit(
    qapp: QApplication, joined: Callable[[str], Path], nora: OpenPractice
) -> None:
    patient = nora.patients.add(replace(next(people(1, seed=81)), family="Aaronsson"))
    beside = Nora(nora, nora.sessions.open_today(patient.id))
    jan = Person(qapp, joined("window"))
    jan.come_to_the_patient(OTHER)
    jan.open_session()
    wait(lambda: jan.desk.session_page is not None and jan.desk.session_page.isVisible())
    bar = jan.page.findChild(CompanyBar)
    assert bar is not None
    _settled(jan)
    _sees_what_she_does(jan, beside, bar)
    _types_on(jan, beside)
    _decides(jan, beside, bar)
    _takes_over(jan, beside, bar)
    jan.leave()


def _sees_what_she_does(jan: Person, nora: Nora, bar: CompanyBar) -> None:
    assert bar.company.words == "Nora Feld has this visit in hand."
    listening = nora.practice.together.listen(lambda _news: None)
    assert listening is not None
    listening.attend(frozenset({nora.session.id}))
    _soon(lambda: "It is open there now." in bar.company.words)
    listening.close()
    _soon(lambda: "It is open there now." not in bar.company.words)
    for site in places(2, seed=5):
        nora.do(AddMark(nora.practice.sessions.needle(site, PRESET)))
    _soon(lambda: len(jan.model.marks) == 2)
    assert jan.model.place(30.0, 40.0)
    _settled(jan)
    rows = jan.page.marks.model()
    told = [str(rows.index(row, 0).data()) for row in range(3)]
    assert [words.rpartition("by ")[2] for words in told] == ["Nora Feld", "Nora Feld", "Jan Roth"]
    assert jan.page.view.entries.sentence(0).endswith("by Nora Feld")


def _types_on(jan: Person, nora: Nora) -> None:
    """What others do moves nothing under the hand that types."""
    shelf = jan.page.shelf
    shelf.open_step(shelf.prepare)
    editor = shelf.notes.editors[NoteSection.SUBJECTIVE]
    editor.setFocus()
    QTest.keyClicks(editor, "Worse in the morning")
    editor.keep()
    _settled(jan)
    nora.read()
    words = "Told by the son: Worse in the morning"
    nora.do(EditNote(NoteSection.SUBJECTIVE, "Worse in the morning", words))
    at = editor.textCursor().position()
    _soon(lambda: editor.toPlainText() == words)
    assert editor.textCursor().position() == at + len("Told by the son: ")
    assert editor.hasFocus()
    # Both write at once.
    QTest.keyClicks(editor, ", at night too")
    nora.do(EditNote(NoteSection.SUBJECTIVE, words, words + ", less by noon"))
    wait(lambda: bool(jan.model.record.conflicts))
    _settled(jan)


def _decides(jan: Person, nora: Nora, bar: CompanyBar) -> None:
    record = jan.model.record
    assert bar.clash.words.startswith("You and Nora Feld changed the same.")
    QTest.mouseClick(bar.clash.action, Qt.MouseButton.LeftButton)
    pane = jan.page.findChild(DecidingPane)
    assert pane is not None
    assert pane.isVisible()
    sides = pane.theirs.said.text(), pane.mine.said.text()
    assert [side.rpartition(", ")[2] for side in sides] == ["less by noon", "at night too"]
    assert pane.about.text().startswith("Note:")
    QTest.mouseClick(pane.both, Qt.MouseButton.LeftButton)
    _settled(jan)
    assert not record.conflicts
    assert nora.read().notes[NoteSection.SUBJECTIVE] == "\n".join(sides)
    # A mark: Nora's change comes first, Jan's is stored by its entry at the same time.
    shown = jan.model.marks[0]
    assert isinstance(shown, Needle)
    nora.do(EditMark(shown, replace(shown, depth=30)))
    jan.model.edit(replace(shown, depth=20))
    wait(lambda: bool(record.conflicts))
    _settled(jan)
    QTest.mouseClick(bar.clash.action, Qt.MouseButton.LeftButton)
    assert "30 mm" in pane.theirs.said.text()
    assert "20 mm" in pane.mine.said.text()
    QTest.mouseClick(pane.mine.press, Qt.MouseButton.LeftButton)
    _settled(jan)
    stored = nora.read().marks[shown.id]
    assert isinstance(stored, Needle)
    assert stored.depth == 20
    kept = nora.practice.records.trail.chain(nora.session.id)
    assert sum(each.action is Action.CHANGE_SET_ASIDE for each in kept) == 2
    assert not nora.practice.checks.verify().findings


def _takes_over(jan: Person, nora: Nora, bar: CompanyBar) -> None:
    assert bar.company.words == "Nora Feld has this visit in hand. 2 needles are in."
    QTest.mouseClick(bar.company.action, Qt.MouseButton.LeftButton)
    wait(lambda: bar.company.words.startswith("You took this visit over from Nora Feld at"))
    session = nora.read()
    assert session.at_work == jan.desk.screens.practice.practitioner.id  # type: ignore[union-attr]
    assert len(session.needles()) == 2
