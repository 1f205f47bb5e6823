"""Before a practice is set up one can look round among invented people, and comes back to what was
typed.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from charting import app
from tests.invented import practices
from tests.person import wait


@pytest.mark.long  # its short form: tests/ui/unlock, the click is heard
def test_the_demonstration_is_one_click_away_and_leads_back(
    qapp: QApplication, tmp_path: Path
) -> None:
    folder = tmp_path / "practice"
    desk = app.Desk(qapp, folder, theme="light", door=app.FolderDoor(practices()))
    desk.window.show()
    pane = desk.unlock_page.first_run
    assert pane is not None
    wait(pane.practitioner.line.hasFocus)
    QTest.keyClicks(pane.practitioner.line, "Nora Feld")

    QTest.mouseClick(pane.demo_button, Qt.MouseButton.LeftButton)
    wait(lambda: desk.patients_page is not None and desk.patients_page.isVisible())
    assert desk.window.top.demonstration.text().startswith("Demonstration: invented people")
    assert desk.window.top.leave.isVisible()
    assert desk.screens is not None
    invented = desk.screens.practice.folder.parent
    assert invented.exists()

    QTest.mouseClick(desk.window.top.leave, Qt.MouseButton.LeftButton)
    wait(pane.isVisible)
    assert pane.practitioner.typed == "Nora Feld"
    assert not desk.window.top.demonstration.text()
    assert not desk.window.top.leave.isVisible()
    wait(lambda: not desk.lane.busy and not desk.window.forgets)
    assert not invented.exists()
    assert not folder.exists()
    desk.window.close()
    desk.close()
