"""Opens a practice, waits until nothing is due any more, prints "idle", and stays open."""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from charting.ui import theme as looks
from tests.person import Person, wait

_SETTLES_MS = 12_000

qt = looks.make_application()
assert isinstance(qt, QApplication)
person = Person(qt, Path(sys.argv[1]))
person.come_to_the_patient()
wait(lambda: not person.desk.lane.busy)
QTimer.singleShot(_SETTLES_MS, lambda: print("idle", flush=True))
sys.exit(qt.exec())
