"""The picture of the back: the map's shapes as quiet layers, painted once and kept as a pixmap."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
)

from charting.domain.body_map import BodyMap, Shape, Side
from charting.ui.session.projection import BOTTOM_MM, TOP_MM, Projection
from charting.ui.theme import Palette


class Layer(Enum):
    """What can be shown and hidden by one key."""

    SKIN = "skin"
    SUPERFICIAL = "superficial"
    INTERMEDIATE = "intermediate"
    DEEP = "deep"
    BONES = "bone"
    HAZARDS = "hazard"


SHOWN_AT_FIRST = frozenset({Layer.SKIN, Layer.SUPERFICIAL, Layer.INTERMEDIATE, Layer.BONES})

# The order of painting: the skin as the ground, then from the bones outward.
_ORDER = ("skin", "line", "bone", "deep", "intermediate", "superficial")


# Organs lie too deep to be a target: they come and go with the hazards.
_ORGANS = frozenset({"st.kidney", "st.pleura", "st.dural_sac"})

# The drawing is cut off here (mm); what lies beyond the map fades before.
CUT_TOP_MM, CUT_BOTTOM_MM = 190.0, -236.0
FADE = 26.0

Styles = Mapping[str, tuple[QPen, QBrush]]


@dataclass(frozen=True, slots=True)
class Look:
    """All that the base picture depends on; an equal look is the same picture."""

    size: QSize
    ratio: float
    projection: Projection
    layers: frozenset[Layer]
    palette: Palette


@dataclass(frozen=True, slots=True)
class Lit:
    """What stands out: the muscle that is pointed at, that of the selected mark, and hazards,
    each on one side (both for the midline).
    """

    pointed: tuple[str, Side] | None = None
    selected: tuple[str, Side] | None = None
    hazards: frozenset[tuple[str, Side]] = frozenset()


class BodyPicture:
    """The shapes of one map as painter paths, and the last pictures made of them."""

    def __init__(self, body_map: BodyMap, margin: Callable[[QPainter, Look], None]) -> None:
        self._map = body_map
        self._margin = margin
        self._paths = [(shape, _path(shape)) for shape in body_map.shapes]
        self._by_id: dict[str, list[tuple[Shape, QPainterPath]]] = {}
        for shape, path in self._paths:
            self._by_id.setdefault(shape.id, []).append((shape, path))
        self._look: Look | None = None
        self._base = QPixmap()
        self._lit: Lit | None = None
        self._pixmap = QPixmap()

    def picture(self, look: Look, lit: Lit) -> QPixmap:
        """The back with this look and what stands out, painted only when one of them is new."""
        if look != self._look:
            self._base = self._painted(look)
            self._look, self._lit = look, None
        if lit != self._lit:
            self._pixmap = self._with_lit(look, lit)
            self._lit = lit
        return self._pixmap

    def _with_lit(self, look: Look, lit: Lit) -> QPixmap:
        pixmap = self._base.copy()
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if lit.selected and lit.selected != lit.pointed:
            self._light_up(painter, *lit.selected, look, strong=False)
        if lit.pointed:
            self._light_up(painter, *lit.pointed, look, strong=True)
        self._hatch(painter, sorted(lit.hazards), look)
        self._margin(painter, look)
        painter.end()
        return pixmap

    def _light_up(
        self, painter: QPainter, muscle: str, side: Side, look: Look, *, strong: bool
    ) -> None:
        colour = QColor(look.palette.muscle_lit)
        fill = QColor(colour)
        fill.setAlphaF(0.55 if strong else 0.35)
        painter.save()
        top, bottom = (look.projection.to_screen(0, mm).y() for mm in (TOP_MM, BOTTOM_MM))
        painter.setClipRect(QRectF(0, top, look.size.width(), bottom - top - FADE))
        painter.setTransform(look.projection.transform(), combine=True)
        for shape, path in self._by_id.get(muscle, ()):
            if side is Side.MIDLINE or shape.side in (side, Side.MIDLINE):
                painter.setPen(_hairline(QColor(look.palette.muscle_line), 1.4))
                painter.setBrush(fill)
                painter.drawPath(path)
        painter.restore()

    def _hatch(self, painter: QPainter, hazards: Iterable[tuple[str, Side]], look: Look) -> None:
        pen = _hairline(QColor(look.palette.hazard), 1.0)
        pen.setStyle(Qt.PenStyle.DashLine)
        brush = QBrush(QColor(look.palette.hazard), Qt.BrushStyle.BDiagPattern)
        for hazard, side in hazards:
            for shape, path in self._by_id.get(hazard, ()):
                if side is Side.MIDLINE or shape.side in (side, Side.MIDLINE):
                    on_screen = look.projection.transform().map(path)
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(brush)
                    painter.setOpacity(0.45)
                    painter.drawPath(on_screen)
                    painter.setOpacity(0.8)
                    painter.setPen(pen)
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.drawPath(on_screen)
        painter.setOpacity(1.0)

    def _painted(self, look: Look) -> QPixmap:
        pixmap = QPixmap(look.size * look.ratio)
        pixmap.setDevicePixelRatio(look.ratio)
        pixmap.fill(QColor(look.palette.surface))
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.setTransform(look.projection.transform(), combine=True)
        styles = _styles(look.palette)
        visible = _visible(look.layers)
        for layer in _ORDER:
            if layer in visible:
                self._paint_layer(painter, layer, look, styles)
        if Layer.BONES in look.layers:
            self._bones_through(painter, look.palette)
        painter.restore()
        self._fade(painter, look)
        if Layer.HAZARDS in look.layers:
            every = [(hazard, Side.MIDLINE) for hazard in self._map.hazards]
            self._hatch(painter, every, look)
        painter.end()
        return pixmap

    def _paint_layer(self, painter: QPainter, layer: str, look: Look, styles: Styles) -> None:
        for shape, path in self._paths:
            if shape.layer == layer and (shape.id not in _ORGANS or Layer.HAZARDS in look.layers):
                pen, brush = styles[_style(shape)]
                painter.setPen(pen)
                painter.setBrush(brush if shape.rings else Qt.BrushStyle.NoBrush)
                painter.drawPath(path)

    def _bones_through(self, painter: QPainter, palette: Palette) -> None:
        """The bones once more as thin lines, to shine through the muscles that cover them."""
        line = QColor(palette.bone_line)
        line.setAlphaF(0.35)
        painter.setPen(_hairline(line, 1.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for shape, path in self._paths:
            if shape.kind == "bone" and not shape.id.startswith("bone.detail"):
                painter.drawPath(path)

    def _fade(self, painter: QPainter, look: Look) -> None:
        """Let the body end softly where the map does, above and below."""
        ground = QColor(look.palette.surface)
        clear = QColor(ground)
        clear.setAlpha(0)
        width = look.size.width()
        for edge_mm, beyond_mm in ((TOP_MM, CUT_TOP_MM), (BOTTOM_MM, CUT_BOTTOM_MM)):
            edge = look.projection.to_screen(0, edge_mm).y()
            beyond = look.projection.to_screen(0, beyond_mm).y()
            outward = 1 if beyond > edge else -1
            gradient = QLinearGradient(0, edge - outward * FADE, 0, edge)
            gradient.setColorAt(0, clear)
            gradient.setColorAt(1, ground)
            low, high = sorted((edge - outward * FADE, beyond + outward * 2))
            painter.fillRect(QRectF(0, low, width, high - low), gradient)


def _style(shape: Shape) -> str:
    if shape.kind == "line" and shape.rings:
        return "filled line"
    return "bone behind" if shape.id == "bone.column" else shape.kind


def _path(shape: Shape) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in shape.rings:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring]))
        path.closeSubpath()
    for line in shape.lines:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in line]))
    return path


def _hairline(colour: QColor, width: float) -> QPen:
    pen = QPen(
        colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )
    pen.setCosmetic(True)
    return pen


def _styles(palette: Palette) -> Styles:
    none, no_pen = QBrush(Qt.BrushStyle.NoBrush), QPen(Qt.PenStyle.NoPen)
    shade = QColor(palette.skin_line)
    shade.setAlphaF(0.0 if palette.name == "contrast" else 0.16)
    muscle = QColor(palette.muscle)
    muscle.setAlphaF(0.8)
    fibre = QColor(palette.muscle_line)
    fibre.setAlphaF(0.35)
    behind = QColor(palette.bone_line)
    behind.setAlphaF(0.45)
    return {
        "skin": (_hairline(QColor(palette.skin_line), 1.6), QBrush(QColor(palette.skin))),
        # The part of the skin that can be charted; it shows by answering the pointer.
        "outline": (no_pen, none),
        "shade": (no_pen, QBrush(shade)),
        "muscle": (_hairline(QColor(palette.muscle_line), 1.0), QBrush(muscle)),
        "tissue": (_hairline(QColor(palette.muscle_line), 0.8), none),
        "fibre": (_hairline(fibre, 0.7), none),
        "bone": (_hairline(QColor(palette.bone_line), 1.0), QBrush(QColor(palette.bone))),
        "bone behind": (_hairline(QColor(palette.bone_line), 0.8), QBrush(behind)),
        "filled line": (no_pen, QBrush(QColor(palette.skin_line))),
        "line": (_hairline(QColor(palette.skin_line), 1.1), none),
    }


def _visible(layers: frozenset[Layer]) -> frozenset[str]:
    shown = {layer.value for layer in layers if layer is not Layer.HAZARDS}
    if Layer.SKIN in layers:
        shown.add("line")
    return frozenset(shown)
