"""What is new is shown piece by piece, and all of it in the end."""

from PySide6.QtWidgets import QApplication

from charting.news import Release
from charting.ui.settings.whats_new import WhatsNewPane
from charting.ui.tasks import InTurns
from charting.ui.widgets.text import Text

_RELEASES = (
    Release("2.0", "May 2027", tuple(f"Second, {n}." for n in range(50))),
    Release("1.0", "", tuple(f"First, {n}." for n in range(3))),
)


def _said(pane: WhatsNewPane) -> str:
    return "\n".join(label.text() for label in pane.findChildren(Text))


def test_the_newest_stands_first_and_the_rest_is_asked_for(qapp: QApplication) -> None:
    pane = WhatsNewPane(_RELEASES)
    InTurns(pane.fill()).whole()
    assert "Second, 0." in _said(pane)
    assert "First, 0." not in _said(pane)
    asked = 0
    while not pane.more.isHidden():
        pane.more.click()
        asked += 1
    assert 0 < asked < 5
    said = _said(pane)
    assert all(entry in said for release in _RELEASES for entry in release.entries)
    assert said.index("Version 2.0, May 2027") < said.index("Second, 49.") < said.index("First, 0.")
