"""Tab comes to everything on every screen, says what it is, and is held nowhere (WCAG 2.1.1, 2.1.2,
2.4.3, 4.1.2).
"""

from itertools import islice
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.access.tabbing import nameless, stops, unreached
from tests.screens import at_work, screens


def test_the_first_screens_are_walked_with_tab(qapp: QApplication, tmp_path: Path) -> None:
    # Among them a form, in which Qt alone would go round.
    assert _wrong(qapp, tmp_path, most=3) == []


@pytest.mark.long
def test_every_screen_is_walked_with_tab(qapp: QApplication, tmp_path: Path) -> None:
    assert _wrong(qapp, tmp_path, most=None) == []


def _wrong(qapp: QApplication, folder: Path, most: int | None) -> list[str]:
    person = at_work(qapp, folder / "practice")
    window = person.desk.window
    window.resize(1440, 900)
    found = []
    for name, screen in islice(screens(person), most):
        before = QApplication.focusWidget()
        walked = stops(window)
        found += [f"{name}: Tab never comes to {part}" for part in unreached(window, walked)]
        found += [f"{name}: {part} has no name" for part in nameless(walked)]
        (before or screen).setFocus()
    person.leave()
    return found
