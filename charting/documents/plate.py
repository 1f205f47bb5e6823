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
from charting.domain.geometry import Point, Ring

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
    """The outline of the body and, within it, spine, pelvis and ribs."""
    bones, skin, folds = _paths(body_map, view.build)
    canvas.saveState()
    window = canvas.beginPath()
    window.rect(view.x, view.y, view.width, view.height)
    canvas.clipPath(window, stroke=0, fill=0)
    canvas.translate(view.x + view.half_width * view.scale, view.y - BOTTOM * view.scale)
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


def simplified(line: Ring, tolerance: float) -> list[Point]:
    """The line without the points that lie within `tolerance` of it (Douglas and Peucker 1973)."""
    keep = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        gaps = [_gap(line[i], line[first], line[last]) for i in range(first + 1, last)]
        if gaps and max(gaps) > tolerance:
            middle = first + 1 + gaps.index(max(gaps))
            keep.add(middle)
            spans += [(first, middle), (middle, last)]
    return [line[i] for i in sorted(keep)]


def _gap(point: Point, start: Point, end: Point) -> float:
    """How far a point is from the straight line through two others."""
    (x, y), (x0, y0), (x1, y1) = point, start, end
    length: float = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    if length == 0:
        return float(((x - x0) ** 2 + (y - y0) ** 2) ** 0.5)
    return abs((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)) / length
