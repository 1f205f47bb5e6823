"""How soon the back is there when a session opens, and how fast a hand can move, zoom and point at
it, however many marks lie on it.
"""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from charting.domain.body_map import Side
from charting.ui.session.body_map_view import BodyMapView
from tests.benchmarks.baselines.bare_view import HEIGHT, WIDTH, BareView
from tests.benchmarks.baselines.plain_marks import PlainMarks
from tests.benchmarks.baselines.scatter_view import ScatterView
from tests.benchmarks.measure import Budget, Figure, Result, Row, Samples, Skipped, in_turn
from tests.benchmarks.peers import NotHere, library
from tests.invented import chart, new_practice, people
from tests.person import Person, wait

MARKS = 500
"""So many may lie on a map of which the budgets are held."""

_FRAME = 16e-3
_NOTCH = 120
_NEAR = (1.5, 5.0)
_HANDS = ("zoom", "pan", "hover")


def map_frames(frames: int, openings: int, sizes: Sequence[int], data: Path) -> list[Row]:
    """The first paint of the map, and frames of a back with so many marks that is zoomed, moved and
    pointed at; peers are installed below `data`.
    """
    rows: list[Row] = []
    try:
        library(data, "pyqtgraph", "colorama")
        has_scatter = True
    except NotHere as why:
        has_scatter = False
        rows.append(Skipped("pyqtgraph's scatter", str(why)))
    qt = QApplication.instance() or QApplication([])
    if not isinstance(qt, QApplication):
        raise TypeError("there is an application without widgets")
    for place, marks in enumerate(sizes):
        with TemporaryDirectory() as name:
            folder = Path(name, "practice")
            practice = new_practice(folder)
            patient = practice.patients.add(next(people(1)))
            chart(practice, practice.sessions.open_today(patient.id), marks, side=Side.LEFT)
            practice.close()
            if not place:
                rows.append(_opened(qt, folder, openings))
            rows += _moved(qt, folder, marks, frames, has_scatter=has_scatter)
    return rows


def _opened(qt: QApplication, folder: Path, openings: int) -> Result:
    first = in_turn({"ours": lambda: _first_paint(qt, folder), "plain": _plain}, openings)
    return Result(
        "key that opens a session to the whole back painted",
        first["ours"],
        {"a plain widget with a picture": first["plain"]},
    )


def _moved(
    qt: QApplication, folder: Path, marks: int, frames: int, *, has_scatter: bool
) -> list[Row]:
    person = Person(qt, folder)
    person.come_to_the_session()
    hands = [_Hand("a bare QGraphicsView", *_bare(marks)), _Hand("a plain widget", *_all(marks))]
    if has_scatter:
        hands.append(_Hand("pyqtgraph's scatter", *_scatter(marks)))
    ours = MovedMap(person.page.view)
    taken: dict[str, dict[str, Samples]] = {}
    for what in _HANDS:
        deeds = {"": getattr(ours, what), **{one.name: getattr(one, what) for one in hands}}
        taken[what] = in_turn(deeds, frames)
    for one in hands:
        one.window.close()
    person.leave()
    return [
        Result(
            f"frame of a {what}: marks on the map",
            samples.pop(""),
            samples,
            Budget(Figure.P95, seconds=_FRAME) if marks <= MARKS else None,
            of=marks,
        )
        for what, samples in taken.items()
    ]


class _Painted(QObject):
    """Notes when the paint events of a widget are over."""

    def __init__(self, widget: QWidget, counts: Callable[[], bool]) -> None:
        super().__init__()
        self._widget, self._counts = widget, counts
        self.at: float | None = None
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the widget paint, then look at the clock."""
        if event.type() is not QEvent.Type.Paint or self.at is not None:
            return False
        self._widget.removeEventFilter(self)
        QApplication.sendEvent(watched, event)
        if self._counts():
            self.at = time.perf_counter()
        else:
            self._widget.installEventFilter(self)
        return True


def _first_paint(qt: QApplication, folder: Path) -> float:
    """The seconds from the key that opens the session to the end of the paint that shows it."""
    person = Person(qt, folder)
    desk = person.desk
    try:
        person.come_to_the_patient()
        # The back is drawn while the person looks at the patient.
        wait(lambda: any(view.is_sharp for view in desk.window.findChildren(BodyMapView)))
        (view,) = desk.window.findChildren(BodyMapView)
        painted = _Painted(view, lambda: view.is_sharp and view.isVisible())
        start = time.perf_counter()
        person.open_session()
        wait(lambda: painted.at is not None)
        return (painted.at or 0.0) - start
    finally:
        person.leave()


class _Plain(QWidget):
    """A widget that shows a picture."""

    def __init__(self) -> None:
        super().__init__()
        self._picture = QPixmap(WIDTH, HEIGHT)
        self._picture.fill(QColor("#faf8f5"))
        self.resize(WIDTH, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Show it."""
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()


def _plain() -> float:
    """The seconds from showing a plain widget to the end of its first paint."""
    widget = _Plain()
    painted = _Painted(widget, lambda: True)
    start = time.perf_counter()
    widget.show()
    wait(lambda: painted.at is not None)
    widget.close()
    return (painted.at or 0.0) - start


class MovedMap:
    """The map under a hand that zooms in and out, moves it about, and points at it."""

    def __init__(self, view: QWidget) -> None:
        self._view = view
        self._chance = random.Random(5)
        self._nearer = True
        self._zoom = 1.0

    def zoom(self) -> float:
        """The seconds from a notch of the wheel to the frame that shows it."""
        self._zoom *= 1.15 if self._nearer else 1 / 1.15
        if not _NEAR[0] < self._zoom < _NEAR[1]:
            self._nearer = self._zoom <= _NEAR[0]
        angle = _NOTCH if self._nearer else -_NOTCH
        return self._turned(QPoint(0, angle))

    def pan(self) -> float:
        """The seconds from a sideways turn of the wheel to the frame that shows it."""
        return self._turned(QPoint(self._chance.choice((-24, 24)), 0))

    def hover(self) -> float:
        """The seconds from a move of the pointer until nothing is due any more."""
        start = time.perf_counter()
        _point(self._view, self._place())
        QApplication.processEvents()
        return time.perf_counter() - start

    def _place(self) -> QPointF:
        return QPointF(self._chance.uniform(200, 500), self._chance.uniform(200, 500))

    def _turned(self, angle: QPoint) -> float:
        place = self._place()
        event = QWheelEvent(
            place,
            QPointF(self._view.mapToGlobal(place)),
            QPoint(),
            angle,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        return _until_painted(lambda: QApplication.sendEvent(self._view, event), self._view)


@dataclass(frozen=True, slots=True)
class _Hand:
    """One that is measured beside ours, moved likewise: what is shown, what of it is painted, and
    how it is zoomed by a factor and moved by some pixels.
    """

    name: str
    window: QWidget
    port: QWidget
    by_factor: Callable[[float], None]
    by_pixels: Callable[[int], None]

    def zoom(self) -> float:
        """The seconds from a change of scale to its frame."""
        factor = random.choice((1.15, 1 / 1.15))
        return _until_painted(lambda: self.by_factor(factor), self.port)

    def pan(self) -> float:
        """The seconds from a move to its frame."""
        by = random.choice((-12, 12))
        return _until_painted(lambda: self.by_pixels(by), self.port)

    def hover(self) -> float:
        """The seconds from a move of the pointer to a frame."""
        place = QPointF(random.uniform(200, 500), random.uniform(200, 500))
        return _until_painted(lambda: _point(self.port, place), self.port)


_Moving = tuple[QWidget, QWidget, Callable[[float], None], Callable[[int], None]]


def _bare(marks: int) -> _Moving:
    view = BareView(marks)
    view.setMouseTracking(True)
    view.show()
    view.scale(2, 2)
    bar = view.horizontalScrollBar()
    return (
        view,
        view.viewport(),
        lambda by: view.scale(by, by),
        lambda by: bar.setValue(bar.value() + by),
    )


def _all(marks: int) -> _Moving:
    widget = PlainMarks(marks)
    widget.show()
    return widget, widget, widget.zoom, widget.pan


def _scatter(marks: int) -> _Moving:
    view = ScatterView(marks)
    view.window.show()
    return view.window, view.port, view.zoom, view.pan


def _until_painted(work: Callable[[], object], widget: QWidget) -> float:
    start = time.perf_counter()
    work()
    widget.repaint()
    seconds = time.perf_counter() - start
    QApplication.processEvents()
    return seconds


def _point(widget: QWidget, place: QPointF) -> None:
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        place,
        QPointF(widget.mapToGlobal(place)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)
