"""The picture of the back: the map's shapes as quiet layers, and what lights up on them."""

from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

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

from charting.domain.body import REFERENCE_BODY, Build
from charting.domain.body_map import BodyMap, Shape, Side
from charting.domain.geometry import Ring
from charting.ui.session.engraving import ORGANS, Engraving, Grain
from charting.ui.session.projection import BOTTOM_MM, TOP_MM, Projection
from charting.ui.theme import Palette


class Layer(Enum):
    """What can be shown and hidden by one key."""

    SKIN = "skin"
    SUPERFICIAL = "superficial"
    INTERMEDIATE = "intermediate"
    DEEP = "deep"
    BONES = "bone"
    NERVES = "nerve"
    HAZARDS = "hazard"
    DERMATOMES = "dermatome"


SHOWN_AT_FIRST = frozenset({Layer.SKIN, Layer.SUPERFICIAL, Layer.INTERMEDIATE, Layer.BONES})

# The order of painting: the skin as the ground, then from the bones outward.
_ORDER = (
    *("skin", "line", "bone", "deep", "intermediate", "superficial"),
    *("ghost", "nerve", "dermatome"),
)


# The drawing is cut off here (mm); what lies beyond the map fades before.
CUT_TOP_MM, CUT_BOTTOM_MM = 190.0, -236.0
FADE = 26.0

MUSCLES = frozenset({Layer.SUPERFICIAL, Layer.INTERMEDIATE, Layer.DEEP})


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


@lru_cache(maxsize=2)
def paths_of(body_map: BodyMap) -> Mapping[tuple[str, Side], QPainterPath]:
    """Every shape of a map on the reference build; known from then on, so that the background
    lane can make them before anybody looks.
    """
    build = REFERENCE_BODY.build
    return {(shape.id, shape.side): _path(shape, build) for shape in body_map.shapes}


class BodyPicture:
    """The shapes of one map as painter paths."""

    def __init__(self, body_map: BodyMap) -> None:
        self._map = body_map
        self._grain = Grain(body_map.shapes)
        self._build = REFERENCE_BODY.build
        self._paths = dict(paths_of(body_map))
        self._by_id: dict[str, list[Shape]] = {}
        for shape in body_map.shapes:
            self._by_id.setdefault(shape.id, []).append(shape)

    def light(self, painter: QPainter, look: Look, lit: Lit) -> None:
        """Paint what stands out on the back."""
        if lit.selected and lit.selected != lit.pointed:
            self._light_up(painter, *lit.selected, look, strong=False)
        if lit.pointed:
            self._light_up(painter, *lit.pointed, look, strong=True)
        self._hatch(painter, sorted(lit.hazards), look)

    def _light_up(
        self, painter: QPainter, muscle: str, side: Side, look: Look, *, strong: bool
    ) -> None:
        colour = QColor(look.palette.muscle_lit)
        fill = QColor(colour)
        fill.setAlphaF(0.55 if strong else 0.35)
        painter.save()
        painter.setClipRect(_body_box(look))
        painter.setTransform(look.projection.transform(), combine=True)
        for shape in self._by_id.get(muscle, ()):
            if side is Side.MIDLINE or shape.side in (side, Side.MIDLINE):
                painter.setPen(_hairline(QColor(look.palette.muscle_line), 1.4))
                painter.setBrush(fill)
                painter.drawPath(self._path(shape, look))
        painter.restore()

    def _hatch(self, painter: QPainter, hazards: Iterable[tuple[str, Side]], look: Look) -> None:
        pen = _hairline(QColor(look.palette.hazard), 1.0)
        pen.setStyle(Qt.PenStyle.DashLine)
        brush = QBrush(QColor(look.palette.hazard), Qt.BrushStyle.BDiagPattern)
        for hazard, side in hazards:
            for shape in self._by_id.get(hazard, ()):
                if side is Side.MIDLINE or shape.side in (side, Side.MIDLINE):
                    on_screen = look.projection.transform().map(self._path(shape, look))
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(brush)
                    painter.setOpacity(0.45)
                    painter.drawPath(on_screen)
                    painter.setOpacity(0.8)
                    painter.setPen(pen)
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.drawPath(on_screen)
        painter.setOpacity(1.0)

    def painting(self, pixmap: QPixmap, look: Look) -> Generator[None, None, None]:
        """Paint the back on a pixmap, a shape each step; given up, it leaves no painter open."""
        painter = QPainter(pixmap)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            yield from self._paint(painter, look)
        finally:
            painter.end()

    def _paint(self, painter: QPainter, look: Look) -> Generator[None, None, None]:
        painter.setTransform(look.projection.transform())
        hand = Engraving(self._grain, look.palette, look.projection.scale)
        visible = _visible(look.layers)
        for layer in _ORDER:
            if layer == "ghost":
                if Layer.BONES in look.layers and look.layers & MUSCLES:
                    yield from self._bones_through(painter, look, hand)
            elif layer in visible:
                yield from self._paint_layer(painter, layer, look, hand)
        painter.resetTransform()
        self._fade(painter, look)
        if Layer.HAZARDS in look.layers:
            for hazard in self._map.hazards:
                yield
                self._hatch(painter, [(hazard, Side.MIDLINE)], look)

    def _paint_layer(
        self, painter: QPainter, layer: str, look: Look, hand: Engraving
    ) -> Generator[None, None, None]:
        for shape in self._map.shapes:
            if shape.layer == layer and (shape.id not in ORGANS or Layer.HAZARDS in look.layers):
                hand.draw(painter, shape, self._path(shape, look))
                yield

    def _path(self, shape: Shape, look: Look) -> QPainterPath:
        """A shape as it lies in the build that is looked at; moved there when first asked for."""
        build = look.projection.body.build
        if build != self._build:
            self._build, self._paths = build, {}
        key = (shape.id, shape.side)
        if key not in self._paths:
            self._paths[key] = _path(shape, build)
        return self._paths[key]

    def _bones_through(
        self, painter: QPainter, look: Look, hand: Engraving
    ) -> Generator[None, None, None]:
        """The bones once more, to shine faintly through the muscles that cover them."""
        bones = QPixmap(look.size * look.ratio)
        bones.setDevicePixelRatio(look.ratio)
        bones.fill(Qt.GlobalColor.transparent)
        on_bones = QPainter(bones)
        try:
            on_bones.setRenderHint(QPainter.RenderHint.Antialiasing)
            on_bones.setTransform(look.projection.transform())
            yield from self._paint_layer(on_bones, "bone", look, hand)
        finally:
            on_bones.end()
        painter.save()
        painter.resetTransform()
        painter.setOpacity(hand.ghost)
        painter.drawPixmap(0, 0, bones)
        painter.restore()

    def _fade(self, painter: QPainter, look: Look) -> None:
        """Let the body end softly where the map does, above and below."""
        ground = QColor(look.palette.surface)
        clear = QColor(ground)
        clear.setAlpha(0)
        across = look.projection.turn.right * (look.size.width() + look.size.height())
        for edge_mm, beyond_mm in ((TOP_MM, CUT_TOP_MM), (BOTTOM_MM, CUT_BOTTOM_MM)):
            edge = look.projection.to_screen(0, edge_mm)
            beyond = look.projection.to_screen(0, beyond_mm)
            outward = look.projection.turn.up * (1 if beyond_mm > edge_mm else -1)
            inner = edge - outward * FADE
            gradient = QLinearGradient(inner, edge)
            gradient.setColorAt(0, clear)
            gradient.setColorAt(1, ground)
            band = QRectF(inner - across, beyond + outward * 2 + across)
            painter.fillRect(band.normalized(), gradient)


def _body_box(look: Look) -> QRectF:
    """Where the body is drawn before it fades, in pixels."""
    turn, fading = look.projection.turn, FADE / look.projection.scale
    across = turn.right * (look.size.width() + look.size.height())
    top = look.projection.to_screen(0, TOP_MM) - across
    bottom = look.projection.to_screen(0, BOTTOM_MM + fading) + across
    return QRectF(top, bottom).normalized()


def _path(shape: Shape, build: Build) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in shape.rings:
        path.addPolygon(_polygon(ring, build))
        path.closeSubpath()
    for line in shape.lines:
        path.addPolygon(_polygon(line, build))
    return path


def _polygon(line: Ring, build: Build) -> QPolygonF:
    if build.is_reference:
        return QPolygonF([QPointF(x, y) for x, y in line])
    moved = (build.drawn(x / 10, y / 10) for x, y in line)
    return QPolygonF([QPointF(x * 10, y * 10) for x, y in moved])


def _hairline(colour: QColor, width: float) -> QPen:
    pen = QPen(
        colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )
    pen.setCosmetic(True)
    return pen


def _visible(layers: frozenset[Layer]) -> frozenset[str]:
    shown = {layer.value for layer in layers if layer is not Layer.HAZARDS}
    if Layer.SKIN in layers:
        shown.add("line")
    return frozenset(shown)
