"""Reads back.svg: the things that are drawn, with their ids, lines, layers and strokes."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

import svgelements

DRAWING = "back.svg"
LAYERS = (
    *("skin", "bone", "deep", "intermediate", "superficial", "nerve", "dermatome", "line"),
    *("hazard", "landmark"),
)
KINDS = {
    "skin": "skin",
    "shade": "shade",
    "bone": "bone",
    "m": "muscle",
    "st": "tissue",
    "fibre": "fibre",
    "line": "line",
    "hz": "hazard",
    "dt": "dermatome",
    "lm": "landmark",
}
OUTLINE = "skin.outline"
NOT_AREAS = ("fibre", "line", "landmark")
LINES_OF_BONE = "bone.detail."
FLATNESS_MM = 0.02

Point = tuple[float, float]


class SourceRefused(Exception):
    """The drawing or a table cannot become a map; the text names file, line and id."""


@dataclass
class Stroke:
    """One run of points in millimetres, closed or open; `reach` widens it to a band."""

    points: list[Point]
    closed: bool
    reach: float | None = None


@dataclass
class Drawn:
    """One thing of the drawing: its id, where it stands in the file, and its strokes."""

    id: str
    line: int
    layer: str
    attributes: Mapping[str, str]
    strokes: list[Stroke] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """What the first word of the id says it is."""
        return "outline" if self.id == OUTLINE else KINDS[self.id.split(".")[0]]

    @property
    def is_area(self) -> bool:
        """Whether it must enclose something."""
        return self.kind not in NOT_AREAS and not self.id.startswith(LINES_OF_BONE)

    def refuse(self, why: str) -> NoReturn:
        """Raise `SourceRefused` at this place."""
        raise SourceRefused(f"{DRAWING}, line {self.line}, {self.id or 'no id'}: {why}")


class Reader:
    """Walks the drawing and collects what is in it, with line numbers."""

    def __init__(self, text: bytes) -> None:
        self.drawn: list[Drawn] = []
        self._seen: set[str] = set()
        self._matrices = [svgelements.Matrix()]
        self._layers = [""]
        self._groups: list[Drawn | None] = [None]
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        try:
            self._parser.Parse(text, True)
        except expat.ExpatError as broken:
            raise SourceRefused(f"{DRAWING}, line {broken.lineno}: not well-formed XML") from broken

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        here = Drawn(
            attributes.get("id", ""), self._parser.CurrentLineNumber, self._layers[-1], attributes
        )
        matrix = svgelements.Matrix(attributes.get("transform", "")) * self._matrices[-1]
        group = self._groups[-1]
        if attributes.get("inkscape:groupmode") == "layer" and here.id != "layers":
            if here.id not in LAYERS:
                here.refuse(f"unknown layer; the layers are {', '.join(LAYERS)}")
            here.layer = here.id
        elif tag == "g" and here.layer:
            group = self._register(here)
        elif tag in ("path", "circle", "ellipse"):
            target = group or self._register(here)
            target.strokes.extend(_strokes(here, tag, matrix))
        elif tag in ("rect", "polygon", "polyline", "line", "use", "text", "image"):
            here.refuse(f"a {tag} is not read; convert it to a path")
        self._matrices.append(matrix)
        self._layers.append(here.layer)
        self._groups.append(group)

    def _end(self, tag: str) -> None:
        self._matrices.pop()
        self._layers.pop()
        self._groups.pop()

    def _register(self, here: Drawn) -> Drawn:
        if not here.layer:
            here.refuse("stands in no layer")
        if here.id.split(".")[0] not in KINDS or "." not in here.id:
            here.refuse(f"an id starts with one of {', '.join(f'{kind}.' for kind in KINDS)}")
        if here.id in self._seen:
            here.refuse("the id is used twice")
        self._seen.add(here.id)
        self.drawn.append(here)
        return here


def _strokes(here: Drawn, tag: str, matrix: svgelements.Matrix) -> Iterator[Stroke]:
    try:
        if tag == "path":
            path = svgelements.Path(here.attributes["d"]) * matrix
        else:
            path = svgelements.Path(getattr(svgelements, tag.title())(here.attributes)) * matrix
        path.reify()
        path.approximate_arcs_with_cubics()
        reach = float(width) if (width := here.attributes.get("data-half-width")) else None
        for part in path.as_subpaths():
            yield Stroke(*_stroke(svgelements.Path(part)), reach)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as broken:
        here.refuse(f"the {tag} cannot be read ({broken})")


def _stroke(path: svgelements.Path) -> tuple[list[Point], bool]:
    """One subpath as points, with y turned from the paper's (down) to the map's (up)."""
    points: list[Point] = []
    closed = False
    for segment in path:
        closed = closed or isinstance(segment, svgelements.Close)
        if segment.end is None:
            continue
        for step in range(1, (pieces := _pieces(segment)) + 1):
            at = segment.point(step / pieces) if pieces > 1 else segment.end
            point = (float(at.x), -float(at.y))
            if not points or math.dist(points[-1], point) > 1e-9:
                points.append(point)
    if closed and len(points) > 1 and math.dist(points[0], points[-1]) < 1e-6:
        points.pop()
    if len(points) < 2:
        raise ValueError("it has fewer than two points")
    return points, closed


def _pieces(segment: svgelements.PathSegment) -> int:
    """How many straight pieces keep a Bézier curve within `FLATNESS_MM` (Wang's bound)."""
    controls = [
        complex(point)
        for name in ("start", "control", "control1", "control2", "end")
        if (point := getattr(segment, name, None)) is not None
    ]
    degree = len(controls) - 1
    if degree < 2:
        return 1
    bend = max(
        abs(a - 2 * b + c) for a, b, c in zip(controls, controls[1:], controls[2:], strict=False)
    )
    return max(1, math.ceil(math.sqrt(degree * (degree - 1) * bend / (8 * FLATNESS_MM))))
