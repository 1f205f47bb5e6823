"""What the panels beside the map are made of: a column, and buttons of which one is pressed."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from charting.ui import theme
from charting.ui.widgets.buttons import Button

T = TypeVar("T")


def column(panel: QWidget) -> QVBoxLayout:
    """The column of a panel, with the margins of the house."""
    rows = QVBoxLayout(panel)
    rows.setContentsMargins(theme.ROOM, theme.ROOM, theme.ROOM, theme.ROOM)
    rows.setSpacing(theme.SNUG)
    return rows


class Choice(QWidget, Generic[T]):
    """Buttons beside each other, of which one is pressed; each stands for a value."""

    def __init__(
        self,
        name: str,
        offered: Iterable[tuple[T, str, str]],
        chosen: Callable[[T], None],
        *,
        size: int = theme.SMALL,
    ) -> None:
        """`offered` are values, words and keys; `chosen` hears of the one pressed."""
        super().__init__()
        self.setAccessibleName(name)
        self.buttons: dict[T, Button] = {}
        self._group = QButtonGroup(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SNUG)
        for value, words, key in offered:
            button = Button(words, key=key, size=size)
            button.setCheckable(True)
            self.buttons[value] = button
            self._group.addButton(button)
            line.addWidget(button)
        line.addStretch()
        self._group.buttonClicked.connect(lambda pressed: chosen(self._value_of(pressed)))

    def show_chosen(self, value: T) -> None:
        """Press the button of a value."""
        self.buttons[value].setChecked(True)

    def _value_of(self, pressed: object) -> T:
        return next(value for value, button in self.buttons.items() if button is pressed)
