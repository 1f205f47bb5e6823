"""What a hand presses and an eye reads from an arm's length, made larger, and as it was again."""

from collections.abc import Generator

from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)
from shiboken6 import isValid

from charting.ui import theme
from charting.ui.widgets.buttons import Button
from charting.ui.widgets.text import Text

# A target of this size is hit without looking twice, also in gloves (Chen 2013: 15 to 20 mm).
TARGET_MM = 16
# What is drawn smaller than this is no target of its own: words within text.
_LEAST_HEIGHT = 30
_USUAL = {large: usual for usual, large in theme.ENLARGED.items()}
# So many in a step that nobody feels it.
_AT_ONCE = 12
_READ = (QLabel, QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox)
_PRESSED = (QAbstractButton, QLineEdit, QComboBox)

# Screens between 24 inches at 1080 lines and a telephone; what says otherwise does not know itself.
_KNOWN_PX_PER_MM = (2.6, 9.0)
_USUAL_PX_PER_MM = 96 / 25.4


def px_per_mm(width_px: float, width_mm: float) -> float:
    """How many logical pixels of a screen of this width lie on one mm of its glass; those of 96 DPI
    where the screen does not say, or says what no screen is.
    """
    found = width_px / width_mm if width_mm > 0 else 0.0
    low, high = _KNOWN_PX_PER_MM
    return found if low <= found <= high else _USUAL_PX_PER_MM


def target_px(of: QWidget) -> int:
    """The side of a target on the screen that a widget is on, at least that of the usual mode."""
    screen = of.screen()
    scale = px_per_mm(screen.size().width(), screen.physicalSize().width())
    return max(theme.TARGET, round(TARGET_MM * scale))


def enlarging(within: QWidget, *, large: bool) -> Generator[None, None, None]:
    """Make everything within a widget large, or as it usually is, some of it in each step; done
    twice it is done once.
    """
    side = target_px(within) if large else 0
    for place, widget in enumerate(within.findChildren(QWidget)):
        if not isValid(widget):
            continue
        if isinstance(widget, Text | Button):
            widget.rescale()
        elif isinstance(widget, _READ):
            _rescale(widget, large=large)
        if isinstance(widget, _PRESSED) and not isinstance(widget, QCheckBox | QRadioButton):
            _heighten(widget, side)
        if place % _AT_ONCE == 0:
            yield


def _rescale(widget: QWidget, *, large: bool) -> None:
    sizes = theme.ENLARGED if large else _USUAL
    wanted = sizes.get(widget.font().pixelSize())
    if wanted is not None:
        font = QFont(widget.font())
        font.setPixelSize(wanted)
        widget.setFont(font)


def _heighten(widget: QWidget, side: int) -> None:
    """At least `side` high, or as high as it was before for 0."""
    usual = widget.property("usual_height")
    if usual is None and side:
        if max(widget.minimumHeight(), widget.sizeHint().height()) < _LEAST_HEIGHT:
            return
        widget.setProperty("usual_height", [widget.minimumHeight(), widget.maximumHeight()])
        widget.setMaximumHeight(max(side, widget.maximumHeight()))
        widget.setMinimumHeight(side)
    elif usual is not None and not side:
        widget.setMinimumHeight(usual[0])
        widget.setMaximumHeight(usual[1])
        widget.setProperty("usual_height", None)
