"""The screens beside a visit, through the window: there by a key, on paper, and back again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from charting.domain.outcomes import Scored
from charting.domain.sheet import contents
from tests.invented import new_practice, people
from tests.person import Person, wait

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def person(qapp: QApplication, tmp_path: Path) -> Iterator[Person]:
    practice = new_practice(tmp_path / "practice")
    practice.patients.add(next(people(1)))
    practice.close()
    sitting = Person(qapp, tmp_path / "practice")
    sitting.come_to_the_patient()
    yield sitting
    sitting.leave()


def _press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def test_outcomes_from_a_session_and_on_paper_and_back(person: Person) -> None:
    desk = person.desk
    person.open_session()
    wait(lambda: desk.session_page is not None and desk.session_page.isVisible())
    assert desk.screens is not None
    care = desk.screens.care
    wait(person.page.view.hasFocus)
    _press(Qt.Key.Key_O, CTRL)
    wait(lambda: care.outcomes_page is not None and care.outcomes_page.isVisible())
    page = care.outcomes_page
    assert page is not None
    wait(lambda: care.outcomes.file is not None and not desk.lane.busy)
    assert desk.screens.place.session_id is not None
    wait(lambda: page.entry.form is not None and page.entry.form.fields[0].line.hasFocus())
    _press(Qt.Key.Key_6)
    _press(Qt.Key.Key_Return)
    wait(lambda: len(page.curves) == 1 and not desk.lane.busy)
    patient_id = care.outcomes.patient_id
    assert patient_id is not None
    page.setFocus()
    _press(Qt.Key.Key_P)
    wait(lambda: desk.handout_page is not None and desk.handout_page.isVisible())
    handout = desk.handout_page
    assert handout is not None
    wait(lambda: bool(handout.view.drawn) and not desk.lane.busy)
    assert handout.title.text() == "Outcomes"
    _press(Qt.Key.Key_Escape)
    wait(page.isVisible)
    page.setFocus()
    _press(Qt.Key.Key_Escape)
    wait(person.page.isVisible)
    practice = desk.screens.practice
    sheets = practice.sheets.of_patient(patient_id)
    (scored,) = contents(sheets, Scored)
    assert scored.number("now") == 6
    assert sheets[0].session_id is not None
