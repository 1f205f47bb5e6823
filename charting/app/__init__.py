"""The window: its objects built and joined; the heavy parts come after the first paint."""

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QSocketNotifier

from charting import settings
from charting.app.desk import Desk
from charting.app.door import FolderDoor
from charting.privacy import keep_private
from charting.ui import theme as looks

__all__ = ["Desk", "FolderDoor", "keep_private", "run"]


def run(folder: Path | None = None, *, demo: bool = False, theme: str | None = None) -> int:
    """Open the window on the practice in `folder`, by default the platform's; the exit status.

    `demo` opens a throwaway practice of invented people instead. `theme` ("system", "light", "dark"
    or "contrast") is worn for this time only.
    """
    keep_private()
    qt = looks.make_application()
    desk = Desk(qt, folder or settings.data_folder(), demo=demo, theme=theme)
    desk.window.show()
    ears = _close_when_told(desk)
    status = qt.exec()
    del ears
    desk.close()
    return status


def _close_when_told(desk: Desk) -> QSocketNotifier | None:
    """Let Ctrl+C and the end of the desktop session close the window as a person does.

    Qt waits outside Python, where no Python handler would run: the signal is written to a pipe.
    """
    if sys.platform == "win32":
        return None
    heard, told = os.pipe()
    os.set_blocking(told, False)
    signal.set_wakeup_fd(told)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: None)

    def close() -> None:
        os.read(heard, 64)
        # Nobody is there who could be asked about needles.
        desk.is_told_to_close = True
        desk.window.close()

    ears = QSocketNotifier(heard, QSocketNotifier.Type.Read)
    ears.activated.connect(close)
    return ears
