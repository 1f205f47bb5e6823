"""The window: its objects built and joined; the heavy parts come after the first paint."""

import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QSocketNotifier, QTimer

from charting import i18n, settings
from charting.app import logbook
from charting.app.desk import Desk
from charting.app.door import FolderDoor
from charting.app.same_window import SameWindow
from charting.app.start_mark import StartMark
from charting.i18n import _
from charting.privacy import keep_private
from charting.ui import speech
from charting.ui import theme as looks
from charting.ui.widgets import small_desk

__all__ = ["Desk", "FolderDoor", "keep_private", "run"]

# What the first window does not need comes when the first letters have had their chance.
_SETTLED_MS = 150


def run(
    folder: Path | None = None,
    *,
    demo: bool = False,
    theme: str | None = None,
    plain: bool = False,
    file: Path | None = None,
) -> int:
    """Open the window on the practice in `folder`, by default the platform's; the exit status.

    The archive `file` is looked at once somebody has unlocked. Where a window on the practice is
    open already, it is the one that looks, and this start ends.

    `demo` opens a throwaway practice of invented people instead. `theme` ("system", "light", "dark"
    or "contrast") is worn for this time only. A `plain` start leaves out what was chosen for this
    machine, as does the one after a start that came to no end.
    """
    keep_private()
    place = folder or settings.data_folder()
    same = SameWindow(settings.settings_file().with_name("windows"), place)
    if not demo and not plain and same.is_elsewhere() and same.hand(file):
        return 0
    mark = StartMark(settings.settings_file().with_name("starting"))
    mark.set()
    qt = looks.make_application()
    if not settings.read(settings.settings_file()).language:
        # Not every system says it in the environment.
        i18n.choose_first(speech.system_languages())
    desk = Desk(qt, place, demo=demo, theme=theme, plain=plain or mark.was_left)
    desk.window.first_painted.connect(mark.clear)
    desk.window.first_painted.connect(lambda: same.listen(desk.given.come))
    desk.window.first_painted.connect(lambda: QTimer.singleShot(_SETTLED_MS, _begin_the_log))
    if plain or mark.was_left:
        desk.window.tell(_plain_words(was_left=mark.was_left), tone="")
    qt.file_opened.connect(lambda path: desk.given.take(Path(path)))
    if file is not None:
        desk.given.take(file)
    window = desk.window
    small_desk.fit(qt, window, window.screens, window.screen().availableSize())
    desk.window.show()
    ears = _close_when_told(desk)
    status = qt.exec()
    del ears
    same.end()
    mark.clear()
    desk.close()
    _begin_the_log()
    logbook.LOG.info("ended")
    logbook.end()
    return status


def _begin_the_log() -> None:
    logbook.begin(logbook.log_file())


def _plain_words(*, was_left: bool) -> str:
    without = _("This start is without what you chose for this computer. Your records are as ever.")
    if not was_left:
        return without
    return _("The last start did not come to an end.") + " " + without


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
