"""Frozen baseline: a plain widget that paints a picture of the back's size and so many circles, all
of them anew for every frame.
"""

import random

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from tests.benchmarks.baselines.bare_view import HEIGHT, WIDTH


class PlainMarks(QWidget):
    """Shows `marks` small circles over a picture of one colour, all in the left half."""

    def __init__(self, marks: int) -> None:
        super().__init__()
        self._picture = QPixmap(WIDTH, HEIGHT)
        self._picture.fill(QColor("#faf8f5"))
        chance = random.Random(3)
        self._places = [
            QPointF(chance.uniform(20, WIDTH / 2 - 20), chance.uniform(20, HEIGHT - 20))
            for _ in range(marks)
        ]
        self._scale, self._aside = 1.0, 0.0
        self.setFixedSize(WIDTH, HEIGHT)
        self.setMouseTracking(True)

    def zoom(self, factor: float) -> None:
        """Draw all of it larger or smaller from now on."""
        self._scale *= factor

    def pan(self, by: float) -> None:
        """Draw all of it so many pixels further to the right from now on."""
        self._aside += by

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw all of it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(self._aside, 0)
        painter.scale(self._scale, self._scale)
        painter.drawPixmap(0, 0, self._picture)
        painter.setPen(QPen(QColor("#0b5563"), 2))
        for place in self._places:
            painter.drawEllipse(place, 5, 5)
        painter.end()
