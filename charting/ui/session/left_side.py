"""The left of the session: the shelf to write in or, once it is signed, the sheet to read."""

from collections.abc import Generator

from PySide6.QtWidgets import QStackedWidget

from charting.ui.session.shelf import Shelf
from charting.ui.session.signed_sheet import SignedSheet


class LeftSide(QStackedWidget):
    """Shows one of the two, and leads what is signed to the one that is shown."""

    def __init__(self, shelf: Shelf, sheet: SignedSheet) -> None:
        super().__init__()
        self._shelf, self._sheet = shelf, sheet

    def fill(self) -> Generator[None, None, None]:
        """Put both in, the shelf part by part, once this stands in its own place."""
        self.addWidget(self._shelf)
        yield from self._shelf.fill()
        self.addWidget(self._sheet)
        yield

    def turn(self, *, read_only: bool) -> bool:
        """Show the one that is right; whether it is the other one now."""
        right = self._sheet if read_only else self._shelf
        if self.currentWidget() is right or self.indexOf(right) < 0:
            return False
        self.setCurrentWidget(right)
        return True

    def sign(self) -> None:
        """Sign what is seen: the session, or the words typed on the sheet."""
        if self.currentWidget() is self._shelf:
            self._shelf.ask_signature()
        elif self._sheet.form.isVisible():
            self._sheet.form.give()

    def add(self) -> None:
        """Ask for an addendum to a signed session."""
        if self.currentWidget() is self._sheet:
            self._sheet.add_button.click()

    def correct(self) -> None:
        """Let a signed session be corrected."""
        if self.currentWidget() is self._sheet and self._sheet.correct_button.isVisible():
            self._sheet.correct_button.click()
