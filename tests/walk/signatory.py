"""Signing by hand: the last press of a visit, and what is added to a signed record."""

from pathlib import Path

from tests.person import wait
from tests.walk.reception import Reception


class Signatory(Reception):
    """Somebody at the window who signs what was charted."""

    def name_file(self, name: str) -> Path:
        """What the system's own chooser will say: a place in the album under this name."""
        self._file = self.album.place_of(name)
        return self._file

    def sign(self) -> None:
        """Press “Sign” at the end of the last step, which is open, and see the signed record."""
        self.press_sign()
        wait(self.visit.sheet.isVisible)
        self.rest()

    def press_sign(self) -> None:
        """Press “Sign”; whether it is taken is another matter."""
        self.hand.click(self.visit.shelf.sign_pane.press)
        self.rest()

    def add_to_signed(self, words: str) -> None:
        """Sign an addendum to the signed session that is open."""
        sheet = self.visit.sheet
        self.hand.click(sheet.add_button)
        wait(sheet.form.words.hasFocus)
        self.hand.type(words)
        self.hand.click(sheet.form.press)
        wait(lambda: not sheet.form.isVisible())
        self.rest()

    def begin_correction(self) -> None:
        """Let the signed session that is open be written in once more."""
        self.hand.click(self.visit.sheet.correct_button)
        wait(self.visit.shelf.isVisible)
        self.rest()

    def sign_correction(self, reason: str) -> None:
        """Give the reason of a correction and sign it; the last step is open."""
        self.hand.write(self.visit.shelf.sign_pane.reason, reason)
        self.sign()
