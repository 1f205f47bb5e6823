"""What a hand does to write down an examination: the grid, and a sign tested again."""

from collections.abc import Mapping

from PySide6.QtCore import Qt

from charting.ui.session.assessment_pane import AssessmentPane
from charting.ui.session.sign_rows import ComparedRow, SignRow
from tests.walk.practitioner import Practitioner


def fill_grid(person: Practitioner, changed: Mapping[str, str]) -> None:
    """Open the grid: keys for the cells that are changed, one for all the others, and into the
    note with it.
    """
    person.hand.click(person.visit.shelf.assess)
    person.rest()
    (pane,) = (each for each in person.visit.beside.panes if isinstance(each, AssessmentPane))
    for cell, keys in changed.items():
        pane.view.go_to(cell)
        for key in keys:
            person.press_key(Qt.Key[f"Key_{key}"])
    person.press_key(Qt.Key.Key_T)
    person.hand.click(pane.tell_button)
    person.rest()


def close_grid(person: Practitioner) -> None:
    """Put the grid away."""
    person.press_key(Qt.Key.Key_Escape)


def sign(person: Practitioner, item: str, words: str, measured: str) -> None:
    """Note a sign, and what it measures, its unit typed behind the number."""
    person.enter(item, words)
    _measure(person, item, measured)


def compare(person: Practitioner, item: str, words: str, measured: str) -> None:
    """Say how a sign tested again is now, and what it measures."""
    row = person.visit.shelf.items[item]
    assert isinstance(row, ComparedRow)
    person.hand.click(next(each for each in row.options.buttons if each.text()[2:] == words))
    person.rest()
    _measure(person, item, measured)


def _measure(person: Practitioner, item: str, measured: str) -> None:
    row = person.visit.shelf.items[item]
    assert isinstance(row, SignRow | ComparedRow)
    person.hand.write(row.number, measured)
    person.hand.press(Qt.Key.Key_Return)
    person.rest()
