"""The back as a plate of lines that survive a photocopier, with places on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from charting.documents.sheet import INK, WHITE
from charting.domain.body import REFERENCE_BODY, Build
from charting.domain.body_map import BodyMap, Shape
from charting.domain.canonical import digest
from charting.domain.geometry import Point, simplified

# What is seen of the map on paper, in 0.1 mm: from above the tenth rib to below the gluteal fold.
TOP, BOTTOM, HALF_WIDTH = 1720, -2180, 1930
BONE = HexColor("#4a5058")

# Lines nearer together than this (0.1 mm) are one line at the size of a hand.
_TOLERANCE = 8
# The furrow of the back is left out, or it would strike through the spine.
_FOLDS = frozenset({"line.cleft", "line.cleft_top", "line.gluteal_fold", "line.dimple"})
_BONES = ("bone.vertebra", "bone.spinous", "bone.sacr", "bone.coccyx", "bone.hip", "bone.rib.")


@dataclass(frozen=True, slots=True)
class View:
    """The plate on a page: its lower left corner and height in points, and the build drawn."""

    x: float
    y: float
    height: float
    build: Build = REFERENCE_BODY.build

    @property
    def scale(self) -> float:
        """Points to 0.1 mm of the map."""
        return self.height / (TOP - BOTTOM)

    @property
    def width(self) -> float:
        """How wide the plate is, in points."""
        return 2 * self.half_width * self.scale

    @property
    def half_width(self) -> float:
        """From the midline to the edge of the plate, in 0.1 mm of the build."""
        return HALF_WIDTH * self.build.half_width / REFERENCE_BODY.build.half_width

    def place(self, x: int, y: int) -> tuple[float, float]:
        """Where a place of the map (0.1 mm) stands on the page."""
        moved_x, moved_y = _moved((x, y), self.build)
        return (
            self.x + (moved_x + self.half_width) * self.scale,
            self.y + (moved_y - BOTTOM) * self.scale,
        )


def draw_plate(canvas: Canvas, body_map: BodyMap, view: View) -> None:
    """The outline of the body and, within it, spine, pelvis and ribs. A document holds each once,
    however many of its pages show it.
    """
    shown = f"{body_map.frame} {view.build.rows} {view.height:.1f}"
    name = f"plate-{digest(shown.encode()).hex()}"
    if not canvas.hasForm(name):
        canvas.beginForm(name, 0, 0, view.width, view.height)
        _draw(canvas, body_map, view)
        canvas.endForm()
    canvas.saveState()
    canvas.translate(view.x, view.y)
    canvas.doForm(name)
    canvas.restoreState()


def _draw(canvas: Canvas, body_map: BodyMap, view: View) -> None:
    """At its own lower left corner."""
    bones, skin, folds = _paths(body_map, view.build)
    canvas.saveState()
    canvas.translate(view.half_width * view.scale, -BOTTOM * view.scale)
    canvas.scale(view.scale, view.scale)
    canvas.setLineJoin(1)
    canvas.setFillColor(WHITE)
    canvas.setStrokeColor(BONE)
    canvas.setLineWidth(0.5 / view.scale)
    for bone in bones:
        canvas.drawPath(bone, stroke=1, fill=1, fillMode=0)
    canvas.setFillColor(INK)
    canvas.drawPath(folds, stroke=0, fill=1)
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(1.0 / view.scale)
    canvas.drawPath(skin, stroke=1, fill=0)
    canvas.restoreState()


@lru_cache(maxsize=4)
def _paths(
    body_map: BodyMap, build: Build
) -> tuple[Sequence[PDFPathObject], PDFPathObject, PDFPathObject]:
    """The bones one by one, the skin, and its folds, made once for a map and a build."""
    shapes = body_map.shapes
    bones = [_path([shape], build) for shape in shapes if shape.id.startswith(_BONES)]
    skin = _path([shape for shape in shapes if shape.kind == "skin"], build)
    folds = _path([shape for shape in shapes if shape.id in _FOLDS], build)
    return bones, skin, folds


def _path(shapes: Iterable[Shape], build: Build) -> PDFPathObject:
    path = PDFPathObject()
    for shape in shapes:
        for ring in shape.rings:
            kept = simplified((*ring, ring[0]), _TOLERANCE)
            (x, y), *rest = [_moved(point, build) for point in kept]
            path.moveTo(x, y)
            for x, y in rest[:-1]:
                path.lineTo(x, y)
            path.close()
    return path


def _moved(point: Point, build: Build) -> tuple[float, float]:
    """Where a place of the map lies in a build, both in 0.1 mm."""
    x, y = build.drawn(point[0] / 10, point[1] / 10)
    return x * 10, y * 10
