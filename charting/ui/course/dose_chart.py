"""The dose of each visit as bars over the days, on the axis of the curves beneath."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from charting.domain.dose import Dose
from charting.i18n import _
from charting.ui import theme
from charting.ui.outcomes.curve_view import Span
from charting.wording import date_words
from charting.wording.courses import dose_words

_BAND, _TOP, _BOTTOM, _BAR, _LEAST = 100, 24, 28, 28.0, 3.0

Counted = Callable[[Dose], int | None]


class DoseChart(QWidget):
    """Three bands of bars. The pointer and the arrow keys go from visit to visit; `looked_at`
    carries its place.
    """

    looked_at = Signal(int)

    def __init__(self, doses: Sequence[Dose], span: Span, country: str) -> None:
        super().__init__()
        # Time runs to the right, whichever way the language does.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._doses, self._span, self._country = tuple(doses), span, country
        self.at = max(0, len(self._doses) - 1)
        self._bands: tuple[tuple[str, Counted], ...] = (
            (_("Needles"), lambda dose: dose.needles),
            (_("Minutes with needles in"), lambda dose: dose.minutes),
            (_("Twitches"), lambda dose: dose.twitches),
        )
        self.setFixedHeight(_BAND * len(self._bands) + _BOTTOM)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Dose of {n} visits").format(n=len(self._doses)))
        self.setAccessibleDescription(self.words(self.at))

    def sizeHint(self) -> QSize:
        """As wide as there is room for."""
        return QSize(480, self.height())

    def words(self, at: int) -> str:
        """The dose of a visit in words."""
        return dose_words(self._doses[at], self._country) if self._doses else ""

    def look_at(self, at: int) -> None:
        """Go to a visit; what it says is spoken too."""
        at = max(0, min(at, len(self._doses) - 1))
        if at != self.at:
            self.at = at
            self.setAccessibleDescription(self.words(at))
            self.looked_at.emit(at)
            self.update()

    def place(self, at: int) -> float:
        """Where a visit stands, in pixels from the left."""
        return self._span.x(self._doses[at].opened.utc, self.width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go from visit to visit, Home and End to the first and the last."""
        steps = {
            Qt.Key.Key_Left: self.at - 1,
            Qt.Key.Key_Right: self.at + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._doses) - 1,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.look_at(step)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Look at the visit that the pointer is nearest to."""
        away = [abs(self.place(at) - event.position().x()) for at in range(len(self._doses))]
        if away:
            self.look_at(away.index(min(away)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a band for each count, then the days."""
        palette = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._doses:
            self._paint_here(painter, palette)
        for row, (name, counted) in enumerate(self._bands):
            self._paint_band(painter, row * _BAND, name, counted, palette)
        self._paint_days(painter, palette)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(palette.accent), 2))
            frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(frame, theme.RADIUS, theme.RADIUS)

    def _paint_here(self, painter: QPainter, palette: theme.Palette) -> None:
        x, wide = self.place(self.at), self._wide() + 12
        box = QRectF(x - wide / 2, 2, wide, self.height() - _BOTTOM)
        painter.setPen(QPen(QColor(palette.accent), 1))
        painter.setBrush(QColor(palette.chosen))
        painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)

    def _wide(self) -> float:
        """As broad as neighbours leave room for."""
        places = [self.place(at) for at in range(len(self._doses))]
        gaps = [b - a for a, b in pairwise(places) if b > a]
        return min([_BAR, *(gap * 0.6 for gap in gaps)])

    def _paint_band(
        self, painter: QPainter, top: float, name: str, counted: Counted, palette: theme.Palette
    ) -> None:
        values = [counted(dose) for dose in self._doses]
        most = max((value for value in values if value is not None), default=0) or 1
        base, wide = top + _BAND - 4, self._wide()
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(QColor(palette.quiet))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(8, top + 2, self.width(), 18), left, name)
        painter.setPen(QPen(QColor(palette.hairline), 1))
        painter.drawLine(QPointF(0, base), QPointF(self.width(), base))
        painter.setFont(theme.font(theme.SMALL, bold=True, tabular=True))
        room = _BAND - 4 - _TOP - 18
        for at, value in enumerate(values):
            x, high = self.place(at), room * (value or 0) / most
            if value:
                high = max(high, _LEAST)
                bar = QRectF(x - wide / 2, base - high, wide, high)
                painter.fillRect(bar, QColor(palette.accent if at == self.at else palette.text))
            painter.setPen(QColor(palette.text))
            said = "?" if value is None else str(value)
            box = QRectF(x - 30, base - high - 18, 60, 16)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, said)

    def _paint_days(self, painter: QPainter, palette: theme.Palette) -> None:
        painter.setFont(theme.font(theme.SMALL, tabular=True))
        painter.setPen(QColor(palette.quiet))
        taken: list[QRectF] = []
        last = len(self._doses) - 1
        for at in dict.fromkeys((self.at, 0, last, *range(len(self._doses)))):
            if not self._doses:
                return
            day = date_words(self._doses[at].opened.day, self._country)
            wide = painter.fontMetrics().horizontalAdvance(day)
            x = min(max(self.place(at) - wide / 2, 2.0), self.width() - wide - 2.0)
            box = QRectF(x, self.height() - _BOTTOM + 5, wide, 18)
            if not any(box.adjusted(-8, 0, 8, 0).intersects(other) for other in taken):
                taken.append(box)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, day)
