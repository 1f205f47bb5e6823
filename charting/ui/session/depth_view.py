"""The order of layers at the selected needle: a schematic section that measures nothing."""

import math

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from charting.domain.body_map import Side, Structure
from charting.domain.marks import ANGLES_DEG, Direction, MapSite, Needle
from charting.i18n import _, listed
from charting.ui import theme
from charting.ui.session.choices import caption
from charting.ui.session.model import SessionModel
from charting.ui.widgets.buttons import option
from charting.ui.widgets.text import Text
from charting.wording import (
    depth_words,
    layer_words,
    level_side_words,
    needle_size_words,
    side_words,
    way_words,
)

# One layer (px); all are drawn alike, for the section has no scale.
BAND = 34
ABOVE, BELOW = 44, 40
SPINE = 46.0
# The skin falls away to the side.
FALL = 14.0

# The needle to its own scale, where ultrasound measured how deep it is: beside the section, for
# the layers have no depths.
SCALED = 46
STEP_MM = 10

# Degrees from straight in towards the midline, for those directions that lie in the section.
_LEANS = {
    Direction.MEDIAL: 30,
    Direction.INFEROMEDIAL: 20,
    Direction.TOWARD_TP: 12,
    Direction.LATERAL: -30,
    Direction.TANGENTIAL: -72,
    Direction.PINCER: -72,
}


class DepthView(QWidget):
    """Shows, when wanted, what a needle's line passes in which order; never how deep it is."""

    def __init__(self, model: SessionModel) -> None:
        super().__init__()
        # A needle goes in at one side, whichever way the language runs.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._model = model
        self._needle: Needle | None = None
        self.wanted = option(_("Order of layers") + "   F3")
        self.wanted.clicked.connect(self._show)
        self._warning = Text(
            _("Schematic, not for guidance"), size=theme.SMALL, ink="answer", bold=True
        )
        self.section = Section()
        self._words = caption("")
        self.scaled = ScaledNeedle()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.TIGHT)
        for part in (self.wanted, self._warning, self.section, self._words, self.scaled):
            rows.addWidget(part)
        self._show()

    def toggle(self) -> None:
        """Show the section, or no longer."""
        self.wanted.click()

    def show_for(self, needle: Needle | None) -> None:
        """Be about this needle, if it is on the map."""
        self._needle = needle if needle and isinstance(needle.site, MapSite) else None
        self.setVisible(self._needle is not None)
        self._show()

    def _show(self) -> None:
        needle = self._needle
        shown = self.wanted.isChecked() and needle is not None
        for part in (self._warning, self.section, self._words, self.scaled):
            part.setVisible(shown)
        if not shown or needle is None or not isinstance(needle.site, MapSite):
            return
        known = self._model.body_map.structures
        layers = [known[each] for each in needle.site.structures if each in known]
        self.section.show_layers(layers, needle.site, needle)
        self._words.setText(
            _("{where}, {direction}. The line shows the way in, not how far.").format(
                where=level_side_words(needle.site), direction=way_words(needle)
            )
        )
        self.scaled.show_needle(needle)
        self.scaled.setVisible(needle.depth_seen)


def leaning(needle: Needle) -> int:
    """Degrees from straight in towards the midline: as noted, where the direction lies in the
    section, or else as such a direction usually leans.
    """
    usual = _LEANS.get(needle.direction, 0)
    if needle.angle_deg is None or usual == 0:
        return usual
    leans = ANGLES_DEG[-1] - needle.angle_deg
    return leans if usual > 0 else -leans


class Section(QWidget):
    """The painted section: skin above, what lies beneath in order, the spine at the midline's
    side.
    """

    def __init__(self) -> None:
        super().__init__()
        self._layers: list[Structure] = []
        self._side = Side.RIGHT
        self._lean = 0

    def show_layers(self, layers: list[Structure], site: MapSite, needle: Needle) -> None:
        """Show these structures, superficial to deep, and a needle's way through them."""
        self._layers, self._side = layers, site.side
        self._lean = leaning(needle)
        self.setFixedHeight(self.sizeHint().height())
        names = [_(each.name) for each in layers]
        self.setAccessibleName(
            _("Schematic, not for guidance. From the skin inward: {names}.").format(
                names=listed(names) or _("no stored muscle")
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its layers."""
        return QSize(240, ABOVE + BAND * (len(self._layers) + 1) + BELOW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the layers, the spine, and the needle's way."""
        palette = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.SMALL))
        tints = ("muscle", "bone")
        for number in range(len(self._layers) + 1):
            painter.setPen(QPen(QColor(palette.muscle_line), 1))
            painter.setBrush(
                QColor(getattr(palette, tints[number % 2]) if number else palette.skin)
            )
            painter.drawPath(self._band(number))
        self._paint_spine(painter, palette)
        self._paint_names(painter, palette)
        self._paint_needle(painter, palette)
        painter.end()

    def _x(self, from_midline: float) -> float:
        """The pixel so far from the midline's edge, which is at the patient's own side."""
        return self.width() - from_midline if self._side is Side.LEFT else from_midline

    def _band(self, number: int) -> QPainterPath:
        top, bottom = ABOVE + number * BAND, ABOVE + (number + 1) * BAND
        far = float(self.width())
        path = QPainterPath(QPointF(self._x(0), top))
        path.quadTo(QPointF(self._x(far * 0.6), top), QPointF(self._x(far), top + FALL))
        path.lineTo(QPointF(self._x(far), bottom + FALL))
        path.quadTo(QPointF(self._x(far * 0.6), bottom), QPointF(self._x(0), bottom))
        path.closeSubpath()
        return path

    def _paint_spine(self, painter: QPainter, palette: theme.Palette) -> None:
        bottom = ABOVE + BAND * (len(self._layers) + 1)
        tip = ABOVE + BAND * 0.6
        spine = QPainterPath(QPointF(self._x(0), tip))
        spine.quadTo(QPointF(self._x(12), tip), QPointF(self._x(12), tip + 14))
        spine.lineTo(QPointF(self._x(12), bottom - 16))
        spine.quadTo(QPointF(self._x(SPINE), bottom - 12), QPointF(self._x(SPINE), float(bottom)))
        spine.lineTo(QPointF(self._x(0), float(bottom)))
        spine.closeSubpath()
        painter.setPen(QPen(QColor(palette.bone_line), 1.2))
        painter.setBrush(QColor(palette.bone))
        painter.drawPath(spine)

    def _paint_names(self, painter: QPainter, palette: theme.Palette) -> None:
        room = self.width() * 0.8 - SPINE - 12
        left = self._x(SPINE + 8) if self._side is not Side.LEFT else self._x(SPINE + 8) - room
        skin = [_("skin")]
        named = [f"{_(each.name)} ({layer_words(each.layer)})" for each in self._layers]
        painter.setPen(QColor(palette.text))
        for number, words in enumerate(skin + named):
            box = QRectF(left, ABOVE + number * BAND, room, BAND)
            elided = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, elided)
        painter.setPen(QColor(palette.quiet))
        below = QRectF(0, self.height() - BELOW, self.width(), BELOW)
        ends = [_("midline"), side_words(self._side).upper()]
        if self._side is Side.LEFT:
            ends.reverse()
        if self._side is Side.MIDLINE:
            ends[1] = ""
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, ends[0])
        painter.drawText(below, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, ends[1])

    def _paint_needle(self, painter: QPainter, palette: theme.Palette) -> None:
        """A handle above the skin; beneath it only the way, which ends nowhere in particular."""
        entry = QPointF(self._x(self.width() * 0.84), ABOVE + FALL * 0.7)
        lean = math.radians(self._lean if self._side is Side.LEFT else -self._lean)
        way = QPointF(math.sin(lean), math.cos(lean))
        bottom = ABOVE + BAND * (len(self._layers) + 1)
        far = (bottom - entry.y()) / max(way.y(), 0.3)
        dashed = QPen(QColor(palette.text), 1.5, Qt.PenStyle.DashLine)
        painter.setPen(dashed)
        painter.drawLine(QLineF(entry, entry + way * far))
        head = entry - way * 30
        painter.setPen(QPen(QColor(palette.text), 2.5))
        painter.drawLine(QLineF(entry, head))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.text))
        painter.drawEllipse(head, 4.5, 4.5)


class ScaledNeedle(QWidget):
    """A needle whose depth ultrasound has shown: how much of it is beneath the skin, to scale."""

    def __init__(self) -> None:
        super().__init__()
        self._needle: Needle | None = None
        self.setFixedHeight(SCALED)

    def show_needle(self, needle: Needle) -> None:
        """Show this needle."""
        self._needle = needle
        self.setAccessibleName(f"{needle_size_words(needle)} mm, {depth_words(needle)}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the handle at the left, the skin, and what lies beneath it with ticks of 10 mm."""
        needle = self._needle
        if needle is None or needle.depth is None:
            return
        palette = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.SMALL))
        scale = (self.width() - 32) / needle.length
        skin, tip, axis = 16 + (needle.length - needle.depth) * scale, self.width() - 16.0, 14.0
        painter.setPen(QPen(QColor(palette.text), 1.2))
        painter.drawLine(QLineF(12, axis, skin, axis))
        painter.setPen(QPen(QColor(palette.text), 3))
        painter.drawLine(QLineF(skin, axis, tip, axis))
        painter.setBrush(QColor(palette.text))
        painter.drawEllipse(QPointF(10, axis), 4.5, 4.5)
        painter.setPen(QPen(QColor(palette.quiet), 1))
        painter.drawLine(QLineF(skin, 2, skin, 26))
        for mm in range(STEP_MM, needle.depth + 1, STEP_MM):
            at = skin + mm * scale
            painter.drawLine(QLineF(at, axis + 4, at, axis + 9))
        painter.setPen(QColor(palette.quiet))
        below = QRectF(0, SCALED - 18, self.width(), 18)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, depth_words(needle))
        painter.end()
