"""What moves by itself: nothing, where the person or the system does not want it."""

from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from charting.ui import theme


def keep_still(*, still: bool) -> None:
    """Let nothing move by itself, or let it again: no flash fades, no cursor blinks, no menu
    unfolds.
    """
    unfolds, _wants_still = _system()
    theme.worn().keep_still(still=still)
    # Below nothing is what the system has.
    QGuiApplication.styleHints().setCursorFlashTime(0 if still else -1)
    QApplication.setEffectEnabled(Qt.UIEffect.UI_General, unfolds and not still)


def may_move() -> bool:
    """Whether neither the person nor the system wants everything to stand still."""
    _unfolds, wants_still = _system()
    return not (theme.worn().still or wants_still)


@cache
def _system() -> tuple[bool, bool]:
    """Whether menus unfold, and whether the system wants nothing to move: asked before either is
    changed here. Qt 6.11 tells the second on Windows alone, where it goes with the first.
    """
    effects = Qt.UIEffect
    told = QGuiApplication.platformName() == "windows"
    still = told and not QApplication.isEffectEnabled(effects.UI_AnimateMenu)
    return QApplication.isEffectEnabled(effects.UI_General), still
