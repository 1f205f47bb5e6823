"""Starts a program in a library of Qt's and prints the machine's monotonic time in nanoseconds once
its first window is painted: `peer_probe.py LIBRARY MODULE:FUNCTION [arguments]`. It needs nothing
of ours, so that it runs in the environment of a peer.
"""

import os
import sys
import time
from importlib import import_module
from typing import Any

library, begin, *arguments = sys.argv[1:]
core: Any = import_module(f"{library}.QtCore")
widgets: Any = import_module(f"{library}.QtWidgets")
Application: Any = widgets.QApplication


def look() -> None:
    """Paint the first window that is shown, and stamp; else ask again."""
    shown = [each for each in Application.topLevelWidgets() if each.isVisible()]
    if not shown:
        core.QTimer.singleShot(1, look)
        return
    shown[0].repaint()
    print(time.monotonic_ns(), flush=True)
    os._exit(0)


def watched(run: Any) -> Any:  # noqa: ANN401
    """What runs the application, watched."""

    def running(*_given: object) -> int:
        core.QTimer.singleShot(0, look)
        return int(run())

    return running


for name in ("exec", "exec_"):
    if hasattr(Application, name):
        setattr(Application, name, staticmethod(watched(getattr(Application, name))))
module, _colon, function = begin.partition(":")
sys.argv = [module, *arguments]
main = getattr(import_module(module), function)
sys.exit(main(arguments) if library == "PySide6" else main())
