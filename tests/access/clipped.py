"""Finds on a screen what was never marked for translation, and words that are cut off."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QLabel,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from charting.ui.widgets.buttons import Button
from charting.ui.widgets.text import ElidedText
from charting.ui.widgets.wrapped import WrappedBox, WrappedRound
from tests.pseudo import OPENS

# So much the foot of a line may lack and nobody sees it (px).
_HAIR = 3


def clipped(screen: QWidget) -> Iterator[str]:
    """The words that are cut off, each with where."""
    for label in screen.findChildren(QLabel):
        if label.isVisible() and label.text() and not isinstance(label, ElidedText):
            yield from _of_label(label)
            yield from _outside(label, label.text())
    for button in screen.findChildren(QAbstractButton):
        if button.isVisible():
            yield from _of_button(button)
            yield from _outside(button, button.accessibleName() or button.text())


def _of_label(label: QLabel) -> Iterator[str]:
    words, wide = label.text(), label.contentsRect().width()
    if label.wordWrap():
        wanted = label.heightForWidth(label.width())
        if wanted > label.height() + _HAIR:
            yield f"{words!r} is {wanted} high in {label.height()}"
    elif max(map(label.fontMetrics().horizontalAdvance, words.split("\n"))) > wide + _HAIR:
        yield f"{words!r} is wider than {wide}"


def _of_button(button: QAbstractButton) -> Iterator[str]:
    if isinstance(button, WrappedBox | WrappedRound):
        if button.heightForWidth(button.width()) > button.height() + _HAIR:
            yield f"{button.text()!r} is higher than {button.height()}"
    elif isinstance(button, QCheckBox | QRadioButton):
        yield f"{button.text()!r} does not wrap"


def _outside(part: QWidget, words: str) -> Iterator[str]:
    """Told where it stands beyond the width of what it scrolls in."""
    around = part.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is None or around.horizontalScrollBar().maximum() > 0:
        return
    sight = around.viewport()
    box = QRect(part.mapTo(sight, QPoint(0, 0)), part.size())
    if box.left() < -_HAIR or box.right() > sight.width() + _HAIR:
        yield f"{words!r} stands at {box.left()} to {box.right()} of {sight.width()}"


def unmarked(screen: QWidget, known: frozenset[str]) -> Iterator[str]:
    """Words that are no message, beside those that are `known` to be somebody's own."""
    said = [label.text() for label in screen.findChildren(QLabel) if label.isVisible()]
    said += [b.words for b in screen.findChildren(Button) if b.isVisible()]
    for words in said:
        rest = words
        for own in sorted(known, key=len, reverse=True):
            rest = rest.replace(own, "")
        if OPENS not in words and sum(map(str.isalpha, rest)) > 2:
            yield words
