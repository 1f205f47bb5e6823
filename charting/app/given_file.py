"""An archive that the system hands over, by a double click: looked at once a practice is open."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from charting.i18n import _
from charting.ui.unlock.page import UnlockPage
from charting.ui.window import MainWindow

if TYPE_CHECKING:
    from charting.app.screens import PracticeScreens


class GivenFile:
    """Keeps the file until somebody unlocks, and leads to where it is decided what comes in."""

    def __init__(
        self,
        window: MainWindow,
        unlock_page: UnlockPage,
        screens: "Callable[[], PracticeScreens | None]",
    ) -> None:
        """`screens` are those of the practice that is open."""
        self._window, self._unlock_page, self._screens = window, unlock_page, screens
        self._file: Path | None = None

    def come(self, file: Path | None) -> None:
        """Come forward, as a further start asks for, and take the file that it was to open."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.raise_()
        window.activateWindow()
        # Where a system lets no program come forward by itself, it shows that it is asked for.
        QApplication.alert(window)
        if file is not None:
            self.take(file)

    def take(self, file: Path) -> None:
        """Take a file: it is looked at now if a practice is open, otherwise with the next one.

        What is no file is said at once.
        """
        if not file.is_file():
            words = _("“{file}” cannot be looked at: there is no such file any more.")
            self._window.tell(words.format(file=file.name), tone="answer")
            return
        self._file = file.absolute()
        screens = self._screens()
        if screens is not None and self._window.screens.currentWidget() is not self._unlock_page:
            self.look(screens, in_visit=False)
            return
        words = _("Unlock, and “{file}” is looked at. Nothing comes in before you say so.")
        self._unlock_page.locked.say_news(words.format(file=file.name))

    def look(self, screens: "PracticeScreens", *, in_visit: bool) -> None:
        """Look at the file, if there is one. Nobody is led away from a visit."""
        file, page = self._file, screens.session_page
        if file is None or screens.practice.practice.demo:
            return
        self._file = None
        if in_visit or (page is not None and page.isVisible()):
            words = _("After this visit: open “{file}” in the settings, under “{place}”.")
            self._window.tell(words.format(file=file.name, place=_("Take in records")), tone="")
        elif not screens.keys.exchange.what_comes.look_at(file):
            words = _("“{file}” cannot be taken in here: only whoever may take in records can.")
            self._window.tell(words.format(file=file.name))
