"""A field to sign in by pen, finger or mouse; the strokes are kept as they were drawn."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QTabletEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from charting.domain.consent import PAD_HIGH, PAD_WIDE, PRESSED, Stroke, drawn
from charting.i18n import _
from charting.ui import theme

_INSET = 2.0
_THIN, _THICK = 1.2, 3.2
# A move shorter than this, in units of the pad, tells nothing more of a signature.
_STEP = 6


class SignaturePad(QWidget):
    """`changed` is told with each stroke that is done. A pen tells how hard it presses; a finger
    and a mouse press as hard as can be.
    """

    changed = Signal()

    def __init__(self, *, read_only: bool = False) -> None:
        super().__init__()
        self.read_only = read_only
        self._strokes: list[list[int]] = []
        self._draws = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if not read_only:
            self.setCursor(Qt.CursorShape.CrossCursor)
        self._name()

    @property
    def strokes(self) -> tuple[Stroke, ...]:
        """What was drawn."""
        return tuple(tuple(stroke) for stroke in self._strokes)

    def show_strokes(self, strokes: tuple[Stroke, ...]) -> None:
        """Show a signature, or none."""
        self._strokes, self._draws = [list(stroke) for stroke in strokes], False
        self._name()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """The pad keeps its shape."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its width asks for."""
        return round(width * PAD_HIGH / PAD_WIDE)

    def sizeHint(self) -> QSize:
        """Large enough for a hand."""
        return QSize(360, self.heightForWidth(360))

    def minimumSizeHint(self) -> QSize:
        """Small enough for a list of signatures."""
        return QSize(120, self.heightForWidth(120))

    # The hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._begin(event.position(), PRESSED)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw on."""
        self._go_on(event.position(), PRESSED)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The stroke is done."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._end()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen, with how hard it presses; its mouse events do not come then."""
        event.accept()
        pressed = round(min(1.0, max(0.0, event.pressure())) * PRESSED)
        if event.type() is QEvent.Type.TabletPress:
            self._begin(event.position(), pressed)
        elif event.type() is QEvent.Type.TabletMove:
            self._go_on(event.position(), pressed)
        elif event.type() is QEvent.Type.TabletRelease:
            self._end()

    def _begin(self, at: QPointF, pressed: int) -> None:
        if not self.read_only:
            self._draws = True
            self._strokes.append([*self._place(at), pressed])
            self.update()

    def _go_on(self, at: QPointF, pressed: int) -> None:
        if not self._draws:
            return
        stroke, (x, y) = self._strokes[-1], self._place(at)
        if abs(x - stroke[-3]) + abs(y - stroke[-2]) >= _STEP:
            stroke += [x, y, pressed]
            self.update()

    def _end(self) -> None:
        if self._draws:
            self._draws = False
            self._name()
            self.changed.emit()

    def _place(self, at: QPointF) -> tuple[int, int]:
        box = self._box()
        x = (at.x() - box.left()) / box.width() * PAD_WIDE
        y = (at.y() - box.top()) / box.height() * PAD_HIGH
        return min(PAD_WIDE, max(0, round(x))), min(PAD_HIGH, max(0, round(y)))

    def _box(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_INSET, _INSET, -_INSET, -_INSET)

    def _name(self) -> None:
        is_signed = drawn(tuple(map(tuple, self._strokes))) > 0
        self.setAccessibleName(_("Signed by hand") if is_signed else _("Field to sign in by hand"))

    # The picture

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the field, the line to sign on, and the strokes."""
        palette, box = theme.current(), self._box()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(palette.color("raised"))
        painter.setPen(QPen(palette.color("edge"), theme.HAIRLINE))
        painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
        painter.setPen(QPen(palette.color("hairline"), 1, Qt.PenStyle.DashLine))
        line = box.top() + box.height() * 0.78
        painter.drawLine(QPointF(box.left() + 16, line), QPointF(box.right() - 16, line))
        if not self._strokes:
            self._paint_hint(painter, box)
        for stroke in self._strokes:
            self._paint_stroke(painter, box, stroke, palette.color("text"))

    def _paint_hint(self, painter: QPainter, box: QRectF) -> None:
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(theme.current().color("quiet"))
        words = _("not signed") if self.read_only else _("Sign here with pen, finger or mouse")
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_stroke(self, painter: QPainter, box: QRectF, stroke: list[int], ink: QColor) -> None:
        wide, high = box.width() / PAD_WIDE, box.height() / PAD_HIGH
        points = [
            (QPointF(box.left() + x * wide, box.top() + y * high), pressed)
            for x, y, pressed in zip(stroke[0::3], stroke[1::3], stroke[2::3], strict=True)
        ]
        pen = QPen(ink, _THIN)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        for (before, _pressed), (after, pressed) in pairwise(points):
            pen.setWidthF(_THIN + (_THICK - _THIN) * pressed / PRESSED * 0.6)
            painter.setPen(pen)
            painter.drawLine(before, after)
