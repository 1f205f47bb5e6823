"""An archive that the system hands over, by a double click: looked at once a practice is open."""

from pathlib import Path
from typing import TYPE_CHECKING

from charting.i18n import _

if TYPE_CHECKING:
    from charting.app.desk import Desk
    from charting.app.screens import PracticeScreens


class GivenFile:
    """Keeps the file until somebody unlocks, and leads to where it is decided what comes in."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._file: Path | None = None

    def take(self, file: Path) -> None:
        """Take a file: it is looked at now if a practice is open, otherwise with the next one."""
        self._file = file.absolute()
        desk = self._desk
        if desk.screens is not None and desk.window.screens.currentWidget() is not desk.unlock_page:
            self.look(desk.screens, in_visit=False)
            return
        words = _("Unlock, and “{file}” is looked at. Nothing comes in before you say so.")
        desk.unlock_page.locked.say_news(words.format(file=file.name))

    def look(self, screens: "PracticeScreens", *, in_visit: bool) -> None:
        """Look at the file, if there is one. Nobody is led away from a visit."""
        file, page = self._file, screens.session_page
        if file is None or screens.practice.practice.demo:
            return
        self._file = None
        if in_visit or (page is not None and page.isVisible()):
            words = _("After this visit: open “{file}” in the settings, under “{place}”.")
            self._desk.window.tell(words.format(file=file.name, place=_("Take in records")))
        elif not screens.keys.look_at(file):
            words = _("“{file}” cannot be taken in here: only whoever may take in records can.")
            self._desk.window.tell(words.format(file=file.name))
