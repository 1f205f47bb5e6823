"""Small inputs of the drawer: one of a few options, a number by steps, and a caption above each."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from charting.i18n import _
from charting.ui import theme
from charting.ui.widgets.buttons import option
from charting.ui.widgets.choices import ShorteningBox
from charting.ui.widgets.text import Text

Value = TypeVar("Value")

# An option's edges and padding on both sides of its words (px).
_AROUND_WORDS = 12
# What a question on the shelf has for its options at least (px).
ROOM = 220


def caption(text: str) -> Text:
    """A quiet line of list size."""
    return Text(text, size=theme.SMALL, ink="quiet", wraps=True)


def captioned(text: str, field: QWidget, *, key: str = "") -> QWidget:
    """A field with its caption above it, also for the screen reader; `key` acts on it."""
    box = QWidget()
    rows = QVBoxLayout(box)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(theme.TIGHT)
    label = caption(f"{text}   {key}" if key else text)
    label.setBuddy(field)
    field.setAccessibleName(text)
    rows.addWidget(label)
    rows.addWidget(field)
    return box


def show_key(captioned_field: QWidget, key: str) -> None:
    """Show another key in the caption of what `captioned` made."""
    label = captioned_field.findChild(Text)
    field = label.buddy() if label is not None else None
    if label is not None and field is not None:
        label.setText(f"{field.accessibleName()}   {key}")


def side_by_side(
    grid: QGridLayout, buttons: Sequence[QAbstractButton], across: int, room: int
) -> None:
    """Put buttons into rows of `across`, `room` px wide; one whose words are too long for its part
    has a row of its own.
    """
    row = column = 0
    for button in buttons:
        words = button.fontMetrics().horizontalAdvance(button.text())
        is_long = words + _AROUND_WORDS > (room - (across - 1) * theme.TIGHT) // across
        if column == across or (is_long and column):
            row, column = row + 1, 0
        grid.addWidget(button, row, column, 1, across if is_long else 1)
        column = across if is_long else column + 1


class _Told(QObject):
    """Says that the person chose."""

    chosen = Signal()


class OptionGrid(QWidget, Generic[Value]):
    """Options in rows of `across`, of which one or none is chosen; `told.chosen` tells of the
    person's choice.
    """

    def __init__(
        self,
        options: Sequence[tuple[Value, str]],
        across: int,
        parent: QWidget | None = None,
        *,
        size: int = theme.BODY,
        room: int | None = None,
    ) -> None:
        """Words in type of `size`; long ones have a row of their own where the width is known to
        be `room` (px).
        """
        super().__init__(parent)
        self.told = _Told(self)
        self._values = [value for value, _words in options]
        self._group = QButtonGroup(self)
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.TIGHT)
        for place, (_value, words) in enumerate(options):
            button = option(words, size)
            self._group.addButton(button, place)
            if room is None:
                grid.addWidget(button, place // across, place % across)
        self.buttons = tuple(self._group.buttons())
        if room is not None:
            side_by_side(grid, self.buttons, across, room)
        self._group.idClicked.connect(lambda _id: self.told.chosen.emit())

    def widen(self, column: int) -> None:
        """Give a column half as much room again as the others."""
        for each in range(self._grid.columnCount()):
            self._grid.setColumnStretch(each, 3 if each == column else 2)

    @property
    def value(self) -> Value | None:
        """What is chosen, if anything."""
        chosen = self._group.checkedId()
        return self._values[chosen] if chosen >= 0 else None

    def show_value(self, value: Value | None) -> None:
        """Show a choice, or none, without telling of it."""
        if value in self._values:
            self._group.button(self._values.index(value)).setChecked(True)
            return
        # An exclusive group holds on to its last choice.
        self._group.setExclusive(False)
        for button in self.buttons:
            button.setChecked(False)
        self._group.setExclusive(True)


class OptionRow(OptionGrid[Value]):
    """A single row of options."""

    def __init__(self, options: Sequence[tuple[Value, str]], parent: QWidget | None = None) -> None:
        super().__init__(options, len(options), parent)


class OptionList(ShorteningBox, Generic[Value]):
    """A list of options of which one is chosen; the person's choice is told by `activated`."""

    def __init__(self, options: Sequence[tuple[Value, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: list[Value] = []
        self.setFont(theme.font())
        self.setMinimumHeight(theme.CONTROL)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.offer(options)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field, and the arrow that says there is more."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.current().color("quiet"), 1.6))
        middle = QPointF(18 if self.isRightToLeft() else self.width() - 18, self.height() / 2)
        painter.drawPolyline(
            [middle + QPointF(-4, -2), middle + QPointF(0, 2), middle + QPointF(4, -2)]
        )

    def offer(self, options: Sequence[tuple[Value, str]]) -> None:
        """Offer these options in the place of those before."""
        self.clear()
        self._values = [value for value, _words in options]
        self.addItems([words for _value, words in options])

    @property
    def value(self) -> Value:
        """What is chosen."""
        return self._values[max(0, self.currentIndex())]

    def show_value(self, value: Value, words: str = "") -> None:
        """Show a choice without telling of it; one not offered so far joins the list as `words`."""
        if value not in self._values:
            self._values.append(value)
            self.addItem(words or str(value))
        self.setCurrentIndex(self._values.index(value))


class Stepper(QWidget):
    """A whole number or nothing, by steps: minus, the number, plus."""

    chosen = Signal()

    def __init__(self, step: int, most: int, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step, self._most, self._unit = step, most, unit
        self.value: int | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.TIGHT)
        self._shown = Text(tabular=True)
        self._shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.less = self._button("−", _("Less"), -1)
        self.more = self._button("+", _("More"), 1)
        row.addWidget(self.less)
        row.addWidget(self._shown, 1)
        row.addWidget(self.more)
        self.show_value(None)

    def show_value(self, value: int | None) -> None:
        """Show a number, `None` for not recorded, without telling of it."""
        self.value = value
        self._shown.setText("–" if value is None else f"{value} {self._unit}".strip())

    def limit(self, most: int) -> None:
        """Let the number go up to `most`."""
        self._most = most

    def _button(self, sign: str, words: str, direction: int) -> QToolButton:
        button = QToolButton()
        button.setText(sign)
        button.setAccessibleName(words)
        button.setFont(theme.font())
        button.setProperty("look", "option")
        button.setFixedSize(theme.TARGET, theme.CONTROL)
        button.clicked.connect(lambda: self._go(direction))
        return button

    def _go(self, direction: int) -> None:
        if self.value is None:
            self.show_value(0 if self._step == 1 and direction < 0 else self._step)
        elif self.value == 0 and direction < 0:
            self.show_value(None)
        else:
            self.show_value(min(self._most, max(0, self.value + direction * self._step)))
        self.chosen.emit()
