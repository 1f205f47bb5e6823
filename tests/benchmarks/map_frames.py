"""How soon the back is there when a session opens, and how fast a hand can move and zoom it."""

import random
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from charting.domain.body_map import Side
from charting.ui.session.body_map_view import BodyMapView
from tests.benchmarks.baselines.bare_view import HEIGHT, WIDTH, BareView
from tests.benchmarks.measure import Budget, Figure, Result, in_turn
from tests.invented import chart, new_practice, people
from tests.person import Person, wait

MARKS = 500
_FRAME = 16e-3
_FIRST = 60e-3
_NOTCH = 120
_NEAR = (1.5, 5.0)


def map_frames(frames: int, openings: int, marks: int = MARKS) -> list[Result]:
    """The first paint of the map, and frames of a back with so many marks that is moved and
    zoomed.
    """
    qt = QApplication.instance() or QApplication([])
    if not isinstance(qt, QApplication):
        raise TypeError("there is an application without widgets")
    with TemporaryDirectory() as name:
        folder = Path(name, "practice")
        practice = new_practice(folder)
        patient = practice.patients.add(next(people(1)))
        chart(practice, practice.sessions.open_today(patient.id), marks, side=Side.LEFT)
        practice.close()
        first = in_turn({"ours": lambda: _first_paint(qt, folder), "plain": _plain}, openings)
        person = Person(qt, folder)
        person.come_to_the_session()
        ours, bare = _Moved(person.page.view), _BareMoved(marks)
        taken = in_turn(
            {
                "zoom": ours.zoom,
                "bare zoom": bare.zoom,
                "pan": ours.pan,
                "bare pan": bare.pan,
            },
            frames,
        )
        bare.view.close()
        person.leave()
    on_map = f"{marks} marks on the map"
    return [
        Result(
            "session opened to the whole back painted",
            first["ours"],
            {"plain widget with a picture": first["plain"]},
            Budget(Figure.P95, seconds=_FIRST),
        ),
        *(
            Result(
                f"frame while {what}ing, {on_map}",
                taken[name],
                {"bare QGraphicsView": taken[f"bare {name}"]},
                Budget(Figure.P95, seconds=_FRAME),
            )
            for name, what in (("zoom", "zoom"), ("pan", "pann"))
        ),
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
    """The seconds from the session's opening to the end of the paint that shows it whole."""
    person = Person(qt, folder)
    desk = person.desk
    try:
        person.come_to_the_patient()
        # The back is drawn while the person looks at the patient.
        wait(lambda: any(view.is_sharp for view in desk.window.findChildren(BodyMapView)))
        (view,) = desk.window.findChildren(BodyMapView)
        opened: list[float] = []
        person.model.changed.connect(lambda: opened.append(time.perf_counter()))
        painted = _Painted(view, lambda: view.is_sharp)
        person.open_session()
        wait(lambda: painted.at is not None)
        return (painted.at or 0.0) - opened[0]
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


class _Moved:
    """The map under a hand that zooms in and out and moves it about."""

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

    def _turned(self, angle: QPoint) -> float:
        place = QPointF(self._chance.uniform(200, 500), self._chance.uniform(200, 500))
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
        start = time.perf_counter()
        QApplication.sendEvent(self._view, event)
        self._view.repaint()
        seconds = time.perf_counter() - start
        QApplication.processEvents()
        return seconds


class _BareMoved:
    """The bare view, moved likewise."""

    def __init__(self, marks: int) -> None:
        self.view = BareView(marks)
        self.view.show()
        self.view.scale(2, 2)
        self._chance = random.Random(5)

    def zoom(self) -> float:
        """The seconds from a change of scale to its frame."""
        factor = self._chance.choice((1.15, 1 / 1.15))
        return self._timed(lambda: self.view.scale(factor, factor))

    def pan(self) -> float:
        """The seconds from a turn of its scroll bar to the frame."""
        bar = self.view.horizontalScrollBar()
        by = self._chance.choice((-12, 12))
        return self._timed(lambda: bar.setValue(bar.value() + by))

    def _timed(self, work: Callable[[], None]) -> float:
        start = time.perf_counter()
        work()
        self.view.viewport().repaint()
        seconds = time.perf_counter() - start
        QApplication.processEvents()
        return seconds
