"""A person who takes needles out, a click each, until the program is killed.

Run as `python -m tests.faults.out_mode_child KIND FOLDER`. "takes" sets eight needles, takes seven
out again, and prints how many are out each time the disk has one more; "looks" opens the window
once more, goes to the room in the strip by its key, and prints how many are in and out there.
"""

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from charting.domain.changes import EditMark, Entry
from charting.domain.marks import Needle
from tests.person import Person, wait

PLACES = ((20, 13), (-20, 13), (55, 58), (-55, 58), (60, 20), (-60, 20), (40, 90), (-40, 90))
# As patient as a person at the window (seconds).
LONGEST_S = 120


class Told:
    """Says of each needle that is out as soon as the record has it."""

    def __init__(self) -> None:
        self._out = 0

    def stored(self, entry: Entry) -> None:
        """One more entry is on the disk."""
        change = entry.change
        if isinstance(change, EditMark) and isinstance(change.after, Needle):
            self._out += not change.after.in_situ
            print(self._out, flush=True)


def takes(qt: QApplication, person: Person) -> int:
    """Set needles and take all of them but one out, one after the other."""
    person.come_to_the_session()
    view = person.page.view

    def pixel(place: tuple[int, int]) -> QPoint:
        return view.projection.to_screen(*place).toPoint()

    QTest.keyClick(view, Qt.Key.Key_2)
    for place in PLACES:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=pixel(place))
    wait(lambda: not person.model.record.unstored)
    # A signal keeps what it speaks to only as long as somebody else does.
    told = Told()
    person.model.record.stored.connect(told.stored)
    QTest.keyClick(view, Qt.Key.Key_X)
    left: Iterator[tuple[int, int]] = iter(PLACES[:-1])
    timer = QTimer(interval=0)

    def take_one() -> None:
        place = next(left, None)
        if place is None:
            timer.stop()
        else:
            QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=pixel(place))

    timer.timeout.connect(take_one)
    timer.start()
    # Whoever was to kill it may be gone.
    QTimer.singleShot(LONGEST_S * 1000, partial(qt.exit, 1))
    return qt.exec()


def looks(person: Person) -> int:
    """See what the strip leads to after the program was cut short."""
    person.come_to_the_patient()
    wait(person.desk.window.rooms.isVisible)
    QTest.keyClick(person.desk.window, Qt.Key.Key_F8)
    wait(lambda: person.desk.session_page is not None and person.page.isVisible())
    counts = person.model.counts
    print(counts.needles_in, counts.needles_out, person.model.visit.uncounted(), flush=True)
    person.leave()
    return 0


def main(kind: str, folder: Path) -> int:
    """Take needles out, or look."""
    qt = QApplication(sys.argv[:1])
    person = Person(qt, folder)
    return takes(qt, person) if kind == "takes" else looks(person)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
