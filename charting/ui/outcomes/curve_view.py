"""A curve drawn: its points over the days, the first score's measurement error, the threshold."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from charting.domain.curves import Axis, Curve, axis_of
from charting.domain.outcomes import Better
from charting.i18n import _
from charting.ui import theme
from charting.wording import date_words
from charting.wording.outcomes import curve_words, decimal_words, point_words

HEIGHT = 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 32, 24, 32
_DOT, _NEAR = 5.0, 24.0


class Span(NamedTuple):
    """The moments that days are drawn between, in microseconds UTC."""

    first: int
    last: int

    @classmethod
    def of(cls, times: Iterable[int]) -> "Span":
        """From the first of these moments to the last."""
        known = sorted(times) or [0]
        return cls(known[0], known[-1])

    def x(self, utc: int, width: float) -> float:
        """Where a moment stands on a widget so wide; the first and the last keep off the edges."""
        share = (utc - self.first) / (self.last - self.first) if self.last > self.first else 0.5
        return _LEFT + (width - _LEFT - _RIGHT) * (0.04 + 0.92 * min(max(share, 0.0), 1.0))


class CurveView(QWidget):
    """One curve. The pointer and the arrow keys go from point to point; `looked_at` carries its
    number, -1 for none.
    """

    looked_at = Signal(int)

    def __init__(self, curve: Curve, country: str, span: Span | None = None) -> None:
        """Its own days are drawn, or those of a longer span that it shares with others."""
        super().__init__()
        # Time runs to the right, whichever way the language does.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.curve, self._country = curve, country
        self._span = span or Span.of(point.entry.at.utc for point in curve.points)
        self._axis: Axis = axis_of(curve)
        self.at = len(curve.points) - 1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(
            _("Curve of {what}, {n} scores").format(what=curve_words(curve), n=len(curve.points))
        )
        self.setAccessibleDescription(self.words(self.at))

    def sizeHint(self) -> QSize:
        """As wide as there is room for."""
        return QSize(480, HEIGHT)

    def words(self, at: int) -> str:
        """The point of that number in words, with its day."""
        point = self.curve.points[at]
        day = date_words(point.entry.at.day, self._country)
        told = f"{day}: {point_words(self.curve, point)}"
        after = self._after(at)
        return _("{point}; after the session {n}").format(point=told, n=after) if after else told

    def _after(self, at: int) -> str:
        session = self.curve.points[at].entry.session_id
        for entry in self.curve.beside:
            if session is not None and entry.session_id == session:
                return str(entry.scored.readings[0].number)
        return ""

    # Looking at a point

    def look_at(self, at: int) -> None:
        """Go to a point; what it says is spoken too."""
        at = max(0, min(at, len(self.curve.points) - 1))
        if at != self.at:
            self.at = at
            self.setAccessibleDescription(self.words(at))
            self.looked_at.emit(at)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go from point to point, Home and End to the first and the last."""
        steps = {
            Qt.Key.Key_Left: self.at - 1,
            Qt.Key.Key_Right: self.at + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self.curve.points) - 1,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.look_at(step)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Look at the point that the pointer is near."""
        places = [self._place(at) for at in range(len(self.curve.points))]
        away = [abs(place.x() - event.position().x()) for place in places]
        nearest = away.index(min(away))
        if away[nearest] <= _NEAR:
            self.look_at(nearest)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring of the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    # Where things lie

    def _box(self) -> QRectF:
        return QRectF(_LEFT, _TOP, self.width() - _LEFT - _RIGHT, self.height() - _TOP - _BOTTOM)

    def _place(self, at: int) -> QPointF:
        point = self.curve.points[at]
        return QPointF(
            self._span.x(point.entry.at.utc, self.width()), self._y(self._axis.share(point.value))
        )

    def _y(self, share: float) -> float:
        box = self._box()
        return box.bottom() - box.height() * share

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bands, the lines, then the curve."""
        palette = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.SMALL, tabular=True))
        self._paint_bands(painter, palette)
        self._paint_axis(painter, palette)
        self._paint_days(painter, palette)
        self._paint_curve(painter, palette)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS
            )

    def _paint_bands(self, painter: QPainter, palette: theme.Palette) -> None:
        box, curve = self._box(), self.curve
        if curve.unsure is not None:
            low, high = (self._y(self._axis.share(value)) for value in curve.unsure)
            painter.fillRect(QRectF(box.left(), high, box.width(), low - high), palette.hover)
            painter.setPen(QPen(QColor(palette.edge), 1, Qt.PenStyle.DotLine))
            for y in (low, high):
                painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
        if curve.threshold is None or not self._axis.low <= curve.threshold <= self._axis.high:
            return
        y = self._y(self._axis.share(curve.threshold))
        is_lower = curve.measure.better is Better.LOWER
        reached = QRectF(box.left(), y if is_lower else box.top(), box.width(), 0)
        reached.setHeight((box.bottom() - y) if is_lower else (y - box.top()))
        painter.fillRect(reached, QColor(palette.chosen))
        painter.setPen(QPen(QColor(palette.accent), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))

    def _paint_axis(self, painter: QPainter, palette: theme.Palette) -> None:
        box = self._box()
        for value in self._axis.lines:
            y = self._y(self._axis.share(value))
            painter.setPen(QPen(QColor(palette.hairline), 1))
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(QColor(palette.quiet))
            label = QRectF(0, y - 10, _LEFT - theme.SNUG, 20)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(label, right, decimal_words(value))

    def _paint_days(self, painter: QPainter, palette: theme.Palette) -> None:
        metrics = QFontMetrics(painter.font())
        painter.setPen(QColor(palette.quiet))
        shown = dict.fromkeys((0, len(self.curve.points) - 1, *range(len(self.curve.points))))
        places: list[QRectF] = []
        for at in shown:
            day = date_words(self.curve.points[at].entry.at.day, self._country)
            wide = metrics.horizontalAdvance(day)
            left = min(self._place(at).x() - wide / 2, self.width() - wide - 2.0)
            label = QRectF(left, self.height() - _BOTTOM + 6, wide, 20)
            if all(not label.adjusted(-8, 0, 8, 0).intersects(other) for other in places):
                places.append(label)
                painter.drawText(label, Qt.AlignmentFlag.AlignLeft, day)

    def _paint_curve(self, painter: QPainter, palette: theme.Palette) -> None:
        places = [self._place(at) for at in range(len(self.curve.points))]
        painter.setPen(QPen(QColor(palette.text), 2))
        painter.drawPolyline(places)
        self._paint_beside(painter, palette)
        for at, place in enumerate(places):
            is_here = at == self.at
            painter.setPen(QPen(QColor(palette.raised), 2))
            painter.setBrush(QColor(palette.accent if is_here else palette.text))
            size = _DOT + 3 if is_here else _DOT
            painter.drawEllipse(place, size, size)
        painter.setPen(palette.color("text"))
        value = decimal_words(self.curve.points[self.at].value)
        painter.setFont(theme.font(theme.BODY, bold=True, tabular=True))
        here = places[self.at]
        above = here.y() - 34 > 0
        label = QRectF(here.x() - 40, here.y() - 32 if above else here.y() + 10, 80, 22)
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, value)

    def _paint_beside(self, painter: QPainter, palette: theme.Palette) -> None:
        """Hollow: what was felt right after, a little to the right of what was felt before."""
        painter.setBrush(QColor(palette.raised))
        for at, _point in enumerate(self.curve.points):
            after = self._after(at)
            if not after:
                continue
            before = self._place(at)
            scale = self.curve.measure.per_unit
            share = self._axis.share(Fraction(int(after), scale))
            place = QPointF(before.x() + 14, self._y(share))
            painter.setPen(QPen(QColor(palette.quiet), 1, Qt.PenStyle.DotLine))
            painter.drawLine(before, place)
            painter.setPen(QPen(QColor(palette.quiet), 1.5))
            painter.drawEllipse(place, _DOT - 1, _DOT - 1)
