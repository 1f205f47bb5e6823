"""How many clicks and key presses the reference session takes, and its parts, counted by the hand
that does them in the real windows.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from charting.ui import actions
from charting.ui import theme as looks
from charting.ui.session.hand_keys import letter_of
from tests.benchmarks.measure import Budget, Figure, Result, Row, Samples, Unit
from tests.loop_watch import LoopWatch
from tests.walk import reference
from tests.walk.album import Album
from tests.walk.hand import Hand
from tests.walk.practitioner import Practitioner

_SIZE = (1440, 900)
_PLACES = ((20, 34), (20, 13), (22, -13), (55, 58), (55, 34), (65, -35))
_PAIRS = 2 * len(_PLACES)


def inputs() -> list[Row]:
    """The budgets of the hand, in clicks and key presses (`design.md`)."""
    qt = QApplication.instance() or looks.make_application()
    assert isinstance(qt, QApplication)
    qt.setDoubleClickInterval(1)
    with TemporaryDirectory() as name:
        watch = LoopWatch()
        hand = Hand(watch)
        album = Album(None, "light", 1, watch, Path(name))
        person = Practitioner(qt, Path(name, "practice"), hand, album, _SIZE)
        person.set_up()
        reference.get_known(person)
        before = hand.inputs
        reference.chart(person)
        session = hand.inputs - before
        checks = sum(reference.CHECKS[-2:])
        person.back_to_patients()
        counted = [
            ("the reference session", session, reference.BUDGET),
            ("the checks of a return visit", checks, reference.CHECKS_BUDGET),
            *_parts(person),
        ]
        person.leave()
    return [
        Result(
            f"inputs: {what}",
            Samples.of([number]),
            {},
            Budget(Figure.LONGEST, seconds=most),
            Unit.COUNT,
        )
        for what, number, most in counted
    ]


def _parts(person: Practitioner) -> list[tuple[str, int, int]]:
    """The next visit: twelve needles as pairs, one of them corrected, those of the last one set
    again, and all of them taken out; the hand begins each of it at the map.
    """
    person.at("2026-12-03 09:00")
    person.find("ref")
    person.open_session()
    hand, counted = person.hand, list[tuple[str, int, int]]()
    at_the_map = person.visit.view.setFocus
    at_the_map()
    before = hand.inputs
    person.arm(Qt.Key.Key_2)
    person.arm(Qt.Key[f"Key_{letter_of(actions.MIRROR, person.visit.sides.ways.now.hand)}"])
    for x_mm, y_mm in _PLACES:
        person.place(x_mm + 6, y_mm + 6)
    _expect(person, _PAIRS)
    counted.append(("twelve needles as mirrored pairs", hand.inputs - before, 8))
    before = hand.inputs
    person.select(1)
    person.press_key(Qt.Key.Key_W)
    counted.append(("one property of one needle corrected", hand.inputs - before, 2))
    at_the_map()
    before = hand.inputs
    person.press_key(Qt.Key.Key_F4)
    for _ in range(_PAIRS):
        person.press_key(Qt.Key.Key_Space)
    _expect(person, 2 * _PAIRS)
    counted.append(("twelve needles of the last visit, each confirmed", hand.inputs - before, 13))
    before = hand.inputs
    person.all_out("24")
    counted.append(("all out, with the count typed", hand.inputs - before, 2 + len("24")))
    return counted


def _expect(person: Practitioner, needles: int) -> None:
    assert person.desk.session is not None
    session = person.desk.session.session
    assert session is not None
    if len(session.needles()) != needles:
        raise AssertionError(f"{len(session.needles())} needles are charted, not {needles}")
