"""Somebody who types a letter into the first field that has the focus; loaded once Qt is."""

import os
import time

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

_run_the_application = QApplication.exec


def sit_down() -> None:
    """Be there when the application runs."""
    QApplication.exec = staticmethod(_run_with_a_typist)  # type: ignore[method-assign]


def _run_with_a_typist() -> int:
    QTimer.singleShot(0, _type_a_letter)
    return _run_the_application()


def _type_a_letter() -> None:
    """Type, paint and stamp once a field has the focus; else ask again."""
    field = QApplication.focusWidget()
    if not isinstance(field, QLineEdit):
        QTimer.singleShot(1, _type_a_letter)
        return
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, Qt.Key.Key_X, Qt.KeyboardModifier.NoModifier, "x")
        QApplication.sendEvent(field, event)
    field.repaint()
    if field.text() != "x":
        os._exit(1)
    print(time.monotonic_ns(), flush=True)
    QApplication.closeAllWindows()
