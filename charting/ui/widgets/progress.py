"""How far something long has come, as a bar."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar

from charting.ui import theme

_HEIGHT = 8


class ProgressBar(QProgressBar):
    """A rounded bar that fills from the left; screen readers hear the percentage."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setFixedHeight(_HEIGHT)

    def show_part(self, done: int, of: int) -> None:
        """Show that so many of so many are done."""
        self.setMaximum(max(1, of))
        self.setValue(done)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, and what is done on it."""
        palette = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(palette.color("edge"))
        painter.setBrush(palette.color("raised"))
        painter.drawRoundedRect(box, _HEIGHT / 2, _HEIGHT / 2)
        if self.value() > 0:
            part = min(1.0, self.value() / self.maximum())
            box.setWidth(max(_HEIGHT, part * box.width()))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.color("accent"))
            painter.drawRoundedRect(box, _HEIGHT / 2, _HEIGHT / 2)
