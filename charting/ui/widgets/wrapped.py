"""Boxes to tick and rounds to choose by, whose words go on in the next line."""

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
)

from charting.ui import theme

if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    # The kind of button that it is mixed with brings this ancestor, and Qt takes only one.
    _Button = object

_SIGN = 16
_WIDEST_WORD = 120
_FLAGS = (
    Qt.AlignmentFlag.AlignLeft
    | Qt.AlignmentFlag.AlignVCenter
    | Qt.TextFlag.TextWordWrap
    | Qt.TextFlag.TextShowMnemonic
)


@lru_cache(maxsize=2_048)
def _lines_height(words: str, width: int, font: str) -> int:
    """The height of words at a width (px); a layout asks again and again, and Qt would break them
    into lines each time.
    """
    written = QFont()
    written.fromString(font)
    room = QRect(0, 0, width, 10_000)
    return QFontMetrics(written).boundingRect(room, int(_FLAGS), words).height()


def _height(button: QAbstractButton, width: int) -> int:
    room = max(1, width - _SIGN - theme.SNUG)
    lines = _lines_height(button.text(), room, button.font().toString())
    return max(button.minimumHeight(), lines, _SIGN)


def _paint(
    button: QAbstractButton, option: QStyleOptionButton, sign: QStyle.PrimitiveElement
) -> None:
    painter, direction = QPainter(button), button.layoutDirection()
    box = button.rect()
    at = QRect(QPoint(0, (box.height() - _SIGN) // 2), QSize(_SIGN, _SIGN))
    words = box.adjusted(_SIGN + theme.SNUG, 0, 0, 0)
    option.rect = QStyle.visualRect(direction, box, at)
    button.style().drawPrimitive(sign, option, painter, button)
    painter.setPen(button.palette().color(button.foregroundRole()))
    painter.setFont(button.font())
    painter.drawText(QStyle.visualRect(direction, box, words), int(_FLAGS), button.text())


def _policy() -> QSizePolicy:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy


class _Wrapped(_Button):
    """What a box and a round have in common."""

    def sizeHint(self) -> QSize:
        """All words in one line."""
        width = super().sizeHint().width() + theme.TIGHT
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """One long word must not widen all that stands with it."""
        return QSize(min(super().minimumSizeHint().width(), _WIDEST_WORD), self.minimumHeight())

    def hasHeightForWidth(self) -> bool:
        """The narrower it is, the more lines it has."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high its lines are at a width (px)."""
        return _height(self, width)

    def hitButton(self, pos: QPoint) -> bool:
        """All of its lines can be pressed."""
        return self.rect().contains(pos)


class WrappedBox(_Wrapped, QCheckBox):
    """A box to tick."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setSizePolicy(_policy())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box, then the words beside it."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        _paint(self, option, QStyle.PrimitiveElement.PE_IndicatorCheckBox)


class WrappedRound(_Wrapped, QRadioButton):
    """One of several to choose from."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setSizePolicy(_policy())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the round, then the words beside it."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        _paint(self, option, QStyle.PrimitiveElement.PE_IndicatorRadioButton)
