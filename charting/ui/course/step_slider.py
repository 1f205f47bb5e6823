"""A slider that goes step by step, with a tick for each and words for some of them."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QSlider

from charting.ui import theme

HEIGHT = 52
_EDGE, _LINE, _HANDLE, _TICK = 56.0, 16.0, 8.0, 4.0
# Ticks nearer together than this (px) would be a bar.
_CLEAR = 7.0


class StepSlider(QSlider):
    """Arrow keys, Home and End, a click and a drag go from step to step; a screen reader hears the
    words of the step.
    """

    def __init__(self, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        # Time runs to the right, whichever way the language does.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._name = name
        self.words: tuple[str, ...] = ("",)
        self.setSingleStep(1)
        self.setPageStep(1)
        self.setRange(0, 0)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.valueChanged.connect(self._tell)

    def show_steps(self, words: Sequence[str], at: int) -> None:
        """Offer these steps, and stand at one of them; nobody is told."""
        blocked = self.blockSignals(True)
        if tuple(words) != self.words:
            self.words = tuple(words) or ("",)
            self.setRange(0, len(self.words) - 1)
        self.setValue(at)
        self.blockSignals(blocked)
        self._tell(at)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room for."""
        return QSize(320, HEIGHT)

    def place(self, step: int) -> QPointF:
        """Where a step stands."""
        most = max(1, self.maximum())
        wide = self.width() - 2 * _EDGE
        return QPointF(_EDGE + wide * step / most, _LINE)

    def _tell(self, at: int) -> None:
        self.setAccessibleName(f"{self._name}: {self.words[at]}" if self.words[at] else self._name)

    def _step_at(self, x: float) -> int:
        wide = max(1.0, self.width() - 2 * _EDGE)
        return round((x - _EDGE) / wide * self.maximum())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the step under the pointer."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.setValue(self._step_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the hand."""
        self.setValue(self._step_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stay there."""
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line, its ticks with their words, and the handle."""
        palette = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first, last = self.place(0), self.place(self.maximum())
        painter.setPen(QPen(QColor(palette.edge), 2))
        painter.drawLine(first, last)
        painter.setFont(theme.font(theme.SMALL, tabular=True))
        self._paint_steps(painter, palette)
        here = self.place(self.value())
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.drawEllipse(here, _HANDLE + 4, _HANDLE + 4)
        painter.setPen(QPen(QColor(palette.raised), 2))
        painter.setBrush(QColor(palette.accent))
        painter.drawEllipse(here, _HANDLE, _HANDLE)

    def _paint_steps(self, painter: QPainter, palette: theme.Palette) -> None:
        metrics = QFontMetricsF(painter.font())
        at, most = self.value(), self.maximum()
        taken: dict[str, QRectF] = {}
        apart = self.place(1).x() - self.place(0).x() if most else 0.0
        # The step one stands at is named first, then the ends, then what has room between.
        for step in dict.fromkeys((at, 0, most, *range(most + 1))):
            place, words = self.place(step), self.words[step]
            if apart >= _CLEAR or step in (0, most):
                tick = QPointF(0, _TICK)
                painter.setPen(QPen(QColor(palette.edge), 2))
                painter.drawLine(place - tick, place + tick)
            wide = metrics.horizontalAdvance(words)
            left = min(max(place.x() - wide / 2, 8.0), self.width() - wide - 8.0)
            box = QRectF(left, _LINE + 14, wide, 18)
            clear = box.adjusted(-8, 0, 8, 0)
            # One moment of many steps is written once.
            if words and words not in taken and not any(map(clear.intersects, taken.values())):
                taken[words] = box
                painter.setPen(QColor(palette.text if step == at else palette.quiet))
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
