"""Small parts of the form of an event: options of which one holds, fields in a line, a fold."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from charting.ui import theme
from charting.ui.widgets.buttons import option
from charting.ui.widgets.fields import LineEdit
from charting.ui.widgets.text import Text

Value = TypeVar("Value")


class _Told(QObject):
    """Says that the person chose."""

    chosen = Signal()


class Options(QWidget, Generic[Value]):
    """Options beside each other of which one holds, or none."""

    def __init__(self, name: str, options: Sequence[tuple[Value, str]]) -> None:
        super().__init__()
        self.told = _Told(self)
        self.setAccessibleName(name)
        self._values = [value for value, _words in options]
        self._group = QButtonGroup(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.TIGHT)
        for place, (_value, words) in enumerate(options):
            button = option(words, theme.SMALL)
            self._group.addButton(button, place)
            line.addWidget(button)
        self._group.idClicked.connect(lambda _id: self.told.chosen.emit())

    @property
    def value(self) -> Value | None:
        """What holds, if anything."""
        place = self._group.checkedId()
        return self._values[place] if place >= 0 else None

    def show_value(self, value: Value | None) -> None:
        """Show what holds without telling of it."""
        # An exclusive group holds on to its last choice.
        self._group.setExclusive(False)
        for place, button in enumerate(self._group.buttons()):
            button.setChecked(self._values[place] == value)
        self._group.setExclusive(True)

    def button(self, value: Value) -> QAbstractButton:
        """The button of one option."""
        return self._group.button(self._values.index(value))


def captioned(words: str, editor: QWidget) -> QWidget:
    """An editor with quiet words above it, which a screen reader says too."""
    box = QWidget()
    rows = QVBoxLayout(box)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(theme.TIGHT)
    label = Text(words, size=theme.SMALL, ink="quiet", wraps=True)
    label.setBuddy(editor)
    editor.setAccessibleName(words)
    rows.addWidget(label)
    rows.addWidget(editor)
    return box


def beside(*parts: QWidget) -> QHBoxLayout:
    """Parts in one line, sharing its width."""
    line = QHBoxLayout()
    line.setSpacing(theme.SNUG)
    for part in parts:
        line.addWidget(part, 1)
    return line


def text_line(limit: int, example: str = "") -> LineEdit:
    """An editor of one line."""
    line = LineEdit()
    line.setMaxLength(limit)
    line.setPlaceholderText(example)
    return line
