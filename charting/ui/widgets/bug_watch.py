"""Hears of every exception that nobody took, and tells where it is without any patient's data."""

import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal, qVersion
from PySide6.QtWidgets import QApplication

from charting import __version__

_PACKAGE = Path(__file__).parent.parent.parent.parent


def report_text(kind: type[BaseException], trace: TracebackType | None) -> str:
    """The exception's kind and the places in the code; its message and values may name people."""
    python = ".".join(str(part) for part in sys.version_info[:3])
    lines = [
        f"Dry-needling charting {__version__} on {sys.platform}",
        f"Python {python}, Qt {qVersion()}",
        kind.__qualname__,
    ]
    lines += [
        f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
    return "\n".join(lines)


def _place(file: str) -> str:
    path = Path(file)
    # The folders above may carry the name of the person who is logged in.
    return str(path.relative_to(_PACKAGE)) if path.is_relative_to(_PACKAGE) else path.name


class BugWatch(QObject):
    """Listens on every thread while it is installed; `show` gets each report on the window's."""

    _heard = Signal(str)

    def __init__(self, show: Callable[[str], None]) -> None:
        super().__init__()
        self._show = show
        self._telling: set[int] = set()
        self._before = sys.excepthook, threading.excepthook
        self._heard.connect(self._pass_on)

    def install(self) -> None:
        """Begin to listen."""
        sys.excepthook = self.hear
        threading.excepthook = lambda bug: self.hear(bug.exc_type, bug.exc_value, bug.exc_traceback)

    def remove(self) -> None:
        """Stop listening."""
        sys.excepthook, threading.excepthook = self._before

    def hear(
        self,
        kind: type[BaseException],
        _problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Report where a bug is, on the error stream too; Ctrl+C is none and ends the window."""
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        report = report_text(kind, trace)
        sys.stderr.write(f"{report}\n")
        thread = threading.get_ident()
        # A fault in the showing itself comes back here from within: it would be shown, and fall
        # again, until the stack is full.
        if thread in self._telling:
            return
        self._telling.add(thread)
        try:
            self._heard.emit(report)
        finally:
            self._telling.discard(thread)

    def _pass_on(self, report: str) -> None:
        self._show(report)
