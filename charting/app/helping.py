"""Help for the screen that is shown, in its place, and back to it; pages and keys on paper."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from charting.domain.errors import ErrorCode, Refused
from charting.i18n import _, speaking
from charting.ui import actions
from charting.ui.actions import Action
from charting.ui.help.page import HelpScreen
from charting.ui.tasks import Lane
from charting.ui.window import MainWindow
from charting.wording.keys import part_words

# Which page tells of which screen.
PAGES = {
    "UnlockPage": "unlock",
    "FirstKeyScreen": "data-protection",
    "PatientsPage": "patients",
    "SessionPage": "session",
    "OutcomesPage": "outcomes",
    "CoursePage": "course",
    "LettersPage": "letters",
    "EducationPage": "education",
    "ConsentPage": "consent",
    "HandoutPage": "papers",
    "SettingsPage": "settings",
}
Rows = list[tuple[str, list[tuple[str, str]]]]


class Helping:
    """Makes the screen when it is first asked for."""

    def __init__(
        self, window: MainWindow, lane: Lane, choose_file: Callable[[QWidget, str], Path | None]
    ) -> None:
        self._window, self._lane, self._choose_file = window, lane, choose_file
        self.screen: HelpScreen | None = None
        self._before: QWidget | None = None

    def show(self) -> None:
        """Show the page for the screen that is shown, or go back from it."""
        here = self._window.screens.currentWidget()
        if self.screen is None or not isValid(self.screen):
            self.screen = HelpScreen()
            self.screen.left.connect(self.leave)
            self.screen.keys_wanted.connect(self._write_keys)
            self.screen.page_wanted.connect(self._write_page)
        if here is self.screen:
            self.leave()
            return
        self._before = here
        self.screen.begin(PAGES.get(type(here).__name__, ""), [*here.actions()] if here else [])
        self._window.show_screen(self.screen)

    def leave(self) -> None:
        """Go back to where help was asked for."""
        before, self._before = self._before, None
        is_shown = self.screen is not None and isValid(self.screen) and self.screen.isVisible()
        if before is not None and isValid(before) and is_shown:
            self._window.show_screen(before)

    def _write_keys(self) -> None:
        file = self._choose_file(self._window, _("Keys") + ".pdf")
        if file is not None:
            rows = every_key()
            self._lane.submit(lambda: _write_keys(file, rows), _done, self._on_failed)

    def _write_page(self, title: str, text: str, language: str) -> None:
        file = self._choose_file(self._window, f"{title}.pdf")
        if file is not None:
            self._lane.submit(
                lambda: _write_page(file, title, text, language), _done, self._on_failed
            )

    def _on_failed(self, problem: Exception) -> None:
        from charting.wording import sentence

        if not isinstance(problem, Refused):
            raise problem
        self._window.tell(sentence(problem))


def every_key() -> Rows:
    """All actions with a key, by the part of the application that they belong to."""
    parts: dict[str, list[tuple[str, str]]] = {}
    for action in _actions():
        if action.key and action.words:
            part = part_words(action.id.partition(".")[0])
            row = (action.key, action.spoken)
            rows = parts.setdefault(part, [])
            if row not in rows:
                rows.append(row)
    return list(parts.items())


def _actions() -> Iterator[Action]:
    for value in vars(actions).values():
        if isinstance(value, Action):
            yield value
        elif isinstance(value, tuple):
            yield from (each for each in value if isinstance(each, Action))


def _write_keys(file: Path, rows: Rows) -> None:
    from charting.documents.keys_sheet import keys_pdf

    _write(file, keys_pdf(rows))


def _write_page(file: Path, title: str, text: str, language: str) -> None:
    from charting.documents.help_sheet import page_pdf

    with speaking(language):
        data = page_pdf(title, text)
    _write(file, data)


def _write(file: Path, data: bytes) -> None:
    """Raises `Refused` (FILE_NOT_WRITABLE)."""
    from charting.durable import write_whole

    try:
        write_whole(file, data)
    except OSError as problem:
        raise Refused(ErrorCode.FILE_NOT_WRITABLE, {"file": file.name}) from problem


def _done(_answer: None) -> None:
    """Nothing is said of what went as it should."""
