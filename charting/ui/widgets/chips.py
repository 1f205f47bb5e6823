"""Chips and key hints: few words in a small frame."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy

from charting.ui import theme
from charting.ui.widgets.text import Text, tip


class Chip(Text):
    """A fact in a frame. `tone` is "hazard", "answer", "counted" or "" for a plain one."""

    def __init__(self, words: str, tone: str = "") -> None:
        super().__init__(words, size=theme.SMALL)
        self.setProperty("look", "chip")
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def shorten(self, width: int) -> None:
        """Shorten the words to `width` px; the whole of them stands in the tip."""
        whole = self.text()
        self.setAccessibleName(whole)
        tip(self, whole)
        self.setText(self.fontMetrics().elidedText(whole, Qt.TextElideMode.ElideRight, width))


class KeyHint(Text):
    """The name of a key, as on the keyboard."""

    def __init__(self, key: str) -> None:
        super().__init__(key, size=theme.SMALL)
        self.setProperty("look", "key")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
