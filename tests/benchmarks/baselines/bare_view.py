"""Frozen baseline: a bare QGraphicsView with a picture of the back's size and so many marks on it;
a click adds one more.
"""

import random

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QGraphicsView

WIDTH, HEIGHT = 800, 900


class BareView(QGraphicsView):
    """Shows `marks` small circles over a picture of one colour, all in the left half."""

    def __init__(self, marks: int) -> None:
        self.held = QGraphicsScene(0, 0, WIDTH, HEIGHT)
        super().__init__(self.held)
        picture = QPixmap(WIDTH, HEIGHT)
        picture.fill(QColor("#faf8f5"))
        self.held.addPixmap(picture)
        chance = random.Random(3)
        for _ in range(marks):
            self.add(QPointF(chance.uniform(20, WIDTH / 2 - 20), chance.uniform(20, HEIGHT - 20)))
        self.setFixedSize(WIDTH + 4, HEIGHT + 4)

    def add(self, place: QPointF) -> QGraphicsItem:
        """Add a mark at a place of the scene."""
        circle = self.held.addEllipse(-5, -5, 10, 10, QPen(QColor("#0b5563"), 2))
        circle.setPos(place)
        return circle

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Add a mark where the left button went down."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.added = self.add(self.mapToScene(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing more happens."""
        event.accept()

    def undo(self) -> None:
        """Take the mark of the last click away."""
        self.held.removeItem(self.added)
