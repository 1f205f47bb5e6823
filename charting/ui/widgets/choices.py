"""A box to choose one of several in, by itself or as a labelled field."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from charting.domain.paper_sizes import LARGE
from charting.i18n import _
from charting.ui import theme
from charting.ui.widgets.fields import Field
from charting.ui.widgets.text import tip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionComboBox

# What stands beside the words of a box (px): their distance from its edges, and the arrow.
_BESIDE_WORDS = 14 + 32 + 12
_PAPER_WIDTH = 240


class ShorteningBox(QComboBox):
    """A box whose words end in an ellipsis where there is no room; all of them stand in the tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def initStyleOption(self, option: "QStyleOptionComboBox") -> None:
        """Say as much of the words as there is room for."""
        super().initStyleOption(option)
        words = self.currentText()
        room = max(0, self.width() - _BESIDE_WORDS)
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)
        option.currentText = shown
        tip(self, words if shown != words else "")

    def widest(self) -> int:
        """How wide it must be (px) to say every choice in full."""
        measure = self.fontMetrics().horizontalAdvance
        said = (measure(self.itemText(index)) for index in range(self.count()))
        return max(said, default=0) + _BESIDE_WORDS + 1

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel turns the page beneath and never what is set: nobody sees it change."""
        event.ignore()


class ChoiceBox(ShorteningBox):
    """A box to choose one of several in, with an arrow of our own hand."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(theme.font())
        self._has_own_list = False

    def showPopup(self) -> None:
        """Show the choices, in a list that the theme styles: made when it is first asked for, for
        most boxes of a screen are never opened.
        """
        if not self._has_own_list:
            self._has_own_list = True
            self.setView(QtWidgets.QListView())
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, then its arrow."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(theme.current().quiet), 1.75)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        turned = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x, y = 20 if turned else self.width() - 20, self.height() / 2
        painter.drawPolyline([QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)])


class ChoiceField(Field):
    """A field to choose one of several in; each choice has a value and words."""

    chosen = Signal(str)

    def __init__(self, label: str, choices: Iterable[tuple[str, str]], *, hint: str = "") -> None:
        self.box = ChoiceBox()
        super().__init__(label, self.box, hint=hint)
        self.offer(choices)
        self.box.currentIndexChanged.connect(lambda _index: self._on_chosen())

    @property
    def value(self) -> str:
        """The value chosen, or nothing."""
        return str(self.box.currentData() or "")

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """Offer these choices, pairs of value and words, instead."""
        self.box.clear()
        for value, words in choices:
            self.box.addItem(words, value)

    def choose(self, value: str) -> None:
        """Choose a value; one that is not offered leaves the choice as it is."""
        index = self.box.findData(value)
        if index >= 0:
            self.box.setCurrentIndex(index)

    def _on_chosen(self) -> None:
        self.accept()
        self.chosen.emit(self.value)


def paper_choice(usual: str) -> ChoiceField:
    """A field to choose the paper of a document in, its usual size before any is chosen."""
    field = ChoiceField(_("Size of paper"), ((each, each) for each in LARGE))
    field.choose(usual)
    field.setMaximumWidth(_PAPER_WIDTH)
    return field
