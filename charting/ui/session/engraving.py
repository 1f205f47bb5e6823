"""How each thing of the back is drawn: quiet tints, modelled across the fibres, in fine lines."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import atan2, cos, hypot, sin, sqrt

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QLinearGradient, QPainter, QPainterPath, QPen

from charting.domain.body_map import Shape
from charting.ui.theme import Palette

# Organs lie too deep to be a target: they come and go with the hazards.
ORGANS = frozenset({"st.kidney", "st.pleura", "st.dural_sac"})
# White sheets that the muscles beneath shine through.
SHEETS = frozenset({"st.tlf", "st.erector_aponeurosis"})

# How much darker the muscles of a layer are than those above it, how dark the edge of a muscle
# is, and how light its middle.
_DEEPER = {"superficial": 0.0, "intermediate": 0.10, "deep": 0.20}
_EDGE, _MIDDLE = 0.26, 0.30
# The one colour of nerves and vessels: an atlas's ochre, subdued.
_NERVES = {"light": "#DCCB98", "dark": "#9C8F66"}
_GHOST = 0.20


@dataclass(frozen=True, slots=True)
class Tool:
    """A pen, and a brush for what encloses something."""

    pen: QPen
    brush: QBrush


class Grain:
    """Which way the fibres of each muscle run, for the light across them."""

    def __init__(self, shapes: Iterable[Shape]) -> None:
        self._along = {
            (f"m.{shape.id.removeprefix('fibre.')}", shape.side): _direction(shape)
            for shape in shapes
            if shape.kind == "fibre"
        }

    def across(self, shape: Shape) -> tuple[QPointF, QPointF] | None:
        """From one edge of a muscle to the other across its fibres, in 0.1 mm."""
        along = self._along.get((shape.id, shape.side))
        if along is None:
            return None
        x, y = -sin(along), cos(along)
        reach = [px * x + py * y for ring in shape.rings for px, py in ring]
        centre_x, centre_y = _middle(shape)
        here = centre_x * x + centre_y * y
        near, far = min(reach) - here, max(reach) - here
        return (
            QPointF(centre_x + near * x, centre_y + near * y),
            QPointF(centre_x + far * x, centre_y + far * y),
        )


class Engraving:
    """The hand of one palette at one scale (pixels to a millimetre)."""

    def __init__(self, grain: Grain, palette: Palette, scale: float) -> None:
        self._grain, self._palette, self._scale = grain, palette, scale
        self._plain = palette.name == "contrast"
        dark = QColor(palette.surface).lightnessF() < 0.5
        self._shade = palette.surface if dark else palette.muscle_line
        self._light = palette.muscle_line if dark else palette.bone
        self._tools = self._made()

    def draw(self, painter: QPainter, shape: Shape, path: QPainterPath) -> None:
        """Draw one shape; the painter's transform is that of the map."""
        tool = self._tool(shape)
        painter.setPen(tool.pen)
        painter.setBrush(tool.brush if shape.rings else Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    @property
    def ghost(self) -> float:
        """How strongly the bones shine through what covers them."""
        return 0.35 if self._plain else _GHOST

    def _tool(self, shape: Shape) -> Tool:
        if shape.kind == "muscle":
            return Tool(self._tools["muscle"].pen, self._modelled(shape))
        return self._tools[_kind_of(shape)]

    def _modelled(self, shape: Shape) -> QBrush:
        """The brush of a muscle: light along its middle, darker toward its edges."""
        palette = self._palette
        base = mixed(palette.muscle, self._shade, _DEEPER.get(shape.layer, 0.0))
        ends = None if self._plain else self._grain.across(shape)
        if ends is None:
            return QBrush(base)
        edge, middle = mixed(base, self._shade, _EDGE), mixed(base, self._light, _MIDDLE)
        light = QLinearGradient(*ends)
        for at, colour in ((0.0, edge), (0.22, base), (0.5, middle), (0.78, base), (1.0, edge)):
            light.setColorAt(at, colour)
        return QBrush(light)

    def _made(self) -> Mapping[str, Tool]:
        palette, line = self._palette, self._line
        none, no_pen = QBrush(Qt.BrushStyle.NoBrush), QPen(Qt.PenStyle.NoPen)
        nerve = QColor(_NERVES.get(palette.name, palette.text))
        cartilage = mixed(palette.bone, palette.bone_line, 0.35)
        ligament = mixed(palette.bone, palette.muscle, 0.35)
        text = palette.map_text
        return {
            "skin": Tool(line(palette.skin_line, 0.8), QBrush(QColor(palette.skin))),
            # The part of the skin that can be charted; it shows by answering the pointer.
            "outline": Tool(no_pen, none),
            "shade": Tool(no_pen, none if self._plain else QBrush(faint(palette.skin_line, 0.16))),
            "muscle": Tool(line(palette.muscle_line, 0.5), none),
            "fibre": Tool(line(palette.muscle_line, 0.22, 0.42), none),
            "sheet": Tool(line(palette.muscle_line, 0.3, 0.6), QBrush(faint(palette.bone, 0.5))),
            "sheet fibre": Tool(line(palette.bone_line, 0.2, 0.5), none),
            "ligament": Tool(line(palette.bone_line, 0.35), QBrush(ligament)),
            "gap": Tool(line(palette.muscle_line, 0.3), none),
            "joint": Tool(line(palette.bone_line, 0.35), QBrush(cartilage)),
            "organ": Tool(line(text, 0.4, 0.7), QBrush(faint(text, 0.10))),
            "nerve": Tool(line(mixed(nerve, text, 0.55), 0.3), QBrush(nerve)),
            "dermatome": Tool(line(text, 0.3, 0.5, dashed=True), none),
            "dermatome in turn": Tool(line(text, 0.3, 0.5, dashed=True), QBrush(faint(text, 0.09))),
            "bone": Tool(line(palette.bone_line, 0.5), QBrush(QColor(palette.bone))),
            "bone shade": Tool(
                no_pen, none if self._plain else QBrush(faint(palette.bone_line, 0.17))
            ),
            "bone line": Tool(line(palette.bone_line, 0.3, 0.7), none),
            "bone behind": Tool(
                line(palette.bone_line, 0.4), QBrush(faint(palette.bone_line, 0.45))
            ),
            "filled line": Tool(no_pen, QBrush(QColor(palette.skin_line))),
            "line": Tool(line(palette.skin_line, 0.5), none),
        }

    def _line(
        self, colour: str | QColor, mm: float, alpha: float = 1.0, *, dashed: bool = False
    ) -> QPen:
        """A line of so many mm at 100 %; nearer it grows, but less than the map does."""
        width = max(0.7, mm * sqrt(2 * self._scale))
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        caps, joins = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        pen = QPen(faint(colour, alpha), width, style, caps, joins)
        pen.setCosmetic(True)
        return pen


def mixed(one: str | QColor, other: str | QColor, share: float) -> QColor:
    """A colour with so much of another in it."""
    a, b = QColor(one), QColor(other)
    return QColor.fromRgbF(
        a.redF() + (b.redF() - a.redF()) * share,
        a.greenF() + (b.greenF() - a.greenF()) * share,
        a.blueF() + (b.blueF() - a.blueF()) * share,
    )


def faint(colour: str | QColor, alpha: float) -> QColor:
    """A colour that lets so much of the ground through."""
    made = QColor(colour)
    made.setAlphaF(alpha)
    return made


def _kind_of(shape: Shape) -> str:
    """The tool that draws a shape."""
    if shape.kind == "dermatome":
        return "dermatome in turn" if int(shape.id[-1]) % 2 else "dermatome"
    if shape.kind == "tissue":
        return _tissue(shape)
    if shape.kind == "fibre":
        white = shape.id.endswith("_lig") or shape.id.replace("fibre.", "st.") in SHEETS
        return "sheet fibre" if white else "fibre"
    if shape.kind == "line" and shape.rings:
        return "filled line"
    if shape.kind == "bone":
        if shape.id == "bone.column":
            return "bone behind"
        return "bone" if shape.rings else "bone line"
    return "bone shade" if shape.kind == "shade" and shape.layer == "bone" else shape.kind


def _tissue(shape: Shape) -> str:
    if shape.layer == "nerve":
        return "nerve"
    if shape.id in ORGANS:
        return "organ"
    if shape.id in SHEETS:
        return "sheet"
    if shape.id == "st.lumbar_triangle":
        return "gap"
    return "joint" if shape.id.startswith(("st.facet", "st.sij")) else "ligament"


def _direction(shape: Shape) -> float:
    """The mean direction of lines, as an angle; a line and its reverse run the same way."""
    across = along = 0.0
    for line in shape.lines:
        (x0, y0), (x1, y1) = line[0], line[-1]
        angle, length = 2 * atan2(y1 - y0, x1 - x0), hypot(x1 - x0, y1 - y0)
        across += length * cos(angle)
        along += length * sin(angle)
    return atan2(along, across) / 2


def _middle(shape: Shape) -> tuple[float, float]:
    points = [point for ring in shape.rings for point in ring]
    return sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
