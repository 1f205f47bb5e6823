"""Frozen baseline: a bare PySide6 window with one field. Ends, and prints the machine's monotonic
time in nanoseconds, as soon as a typed letter has been painted in the field.
"""

import os
import sys
import time

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

application = QApplication(sys.argv)
window = QWidget()
field = QLineEdit()
layout = QVBoxLayout(window)
layout.addWidget(field)
window.resize(1200, 800)
window.show()
field.setFocus()


def type_a_letter() -> None:
    """Type, paint and stamp once the field has the focus; else ask again."""
    if QApplication.focusWidget() is not field:
        QTimer.singleShot(1, type_a_letter)
        return
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, Qt.Key.Key_X, Qt.KeyboardModifier.NoModifier, "x")
        QApplication.sendEvent(field, event)
    field.repaint()
    if field.text() == "x":
        print(time.monotonic_ns(), flush=True)
        os._exit(0)
    os._exit(1)


QTimer.singleShot(0, type_a_letter)
application.exec()
