"""The tool that turns back.svg and its tables into compiled.json, the map the application reads.

    python resources/body_map/compile.py            writes compiled.json beside the drawing
    python resources/body_map/compile.py --check    tells whether compiled.json is up to date

Lengths are millimetres in the frame of the map (x to the patient's right, y cranial) and leave
as integers of 0.1 mm. Curves become straight pieces that stray at most 0.1 mm, rounding included.
"""

import argparse
import hashlib
import json
import math
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn
from xml.parsers import expat

import svgelements
from shapely import LineString

HERE = Path(__file__).parent
FRAME = 1
DRAWING = "back.svg"
TABLES = ("structures.toml", "hazards.toml", "landmarks.toml")
TARGET = "compiled.json"
LAYERS = ("skin", "bone", "deep", "intermediate", "superficial", "line", "hazard", "landmark")
KINDS = {
    "skin": "skin",
    "shade": "shade",
    "bone": "bone",
    "m": "muscle",
    "st": "tissue",
    "fibre": "fibre",
    "line": "line",
    "hz": "hazard",
    "lm": "landmark",
}
OUTLINE = "skin.outline"
NOT_AREAS = ("fibre", "line", "landmark")
LINES_OF_BONE = "bone.detail."
FLATNESS_MM = 0.02
MIDLINE_MM = 0.3
ARCS_OF_BAND = 24

Point = tuple[float, float]
Plain = dict[str, Any]


class SourceRefused(Exception):
    """The drawing or a table cannot become a map; the text names file, line and id."""


@dataclass
class Stroke:
    """One run of points in millimetres, closed or open."""

    points: list[Point]
    closed: bool


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
        for part in path.as_subpaths():
            yield _stroke(svgelements.Path(part))
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as broken:
        here.refuse(f"the {tag} cannot be read ({broken})")


def _stroke(path: svgelements.Path) -> Stroke:
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
    return Stroke(points, closed)


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


def sides(drawn: Drawn) -> Iterator[tuple[str, str, list[Stroke]]]:
    """(map id, side, strokes) of each side that a drawn thing stands for."""
    if not drawn.strokes:
        drawn.refuse("draws nothing")
    strokes, mirror = _banded(drawn), drawn.attributes.get("data-mirror")
    stem, _, side = drawn.id.rpartition(".")
    if mirror == "join":
        yield (
            drawn.id,
            "midline",
            [_joined(drawn, stroke) for stroke in strokes[:1]]
            + [part for stroke in strokes[1:] for part in (stroke, _mirrored(stroke))],
        )
    elif mirror == "true":
        yield drawn.id, "right", strokes
        yield drawn.id, "left", [_mirrored(stroke) for stroke in strokes]
    elif mirror is not None:
        drawn.refuse('data-mirror is "true" or "join"')
    elif side in ("right", "left"):
        yield stem, side, strokes
    elif drawn.kind == "landmark":
        x = strokes[0].points[0][0]
        yield drawn.id, "midline" if abs(x) < 5 else "right" if x > 0 else "left", strokes
    elif all(abs(x) <= MIDLINE_MM for stroke in strokes for x, _ in stroke.points):
        yield drawn.id, "midline", strokes
    else:
        drawn.refuse('off the midline it needs data-mirror, or an id ending in ".right" or ".left"')


def _banded(drawn: Drawn) -> list[Stroke]:
    """The strokes, where `data-half-width` widens a line to the band of that reach round it."""
    width = drawn.attributes.get("data-half-width")
    if width is not None:
        lines = [LineString(stroke.points) for stroke in drawn.strokes]
        bands = [line.buffer(float(width), quad_segs=ARCS_OF_BAND) for line in lines]
        return [Stroke([(x, y) for x, y in band.exterior.coords[:-1]], True) for band in bands]
    joined = drawn.attributes.get("data-mirror") == "join"
    for number, stroke in enumerate(drawn.strokes):
        if drawn.is_area and not stroke.closed and not (joined and number == 0):
            drawn.refuse("an area must be closed")
    return drawn.strokes


def _mirrored(stroke: Stroke) -> Stroke:
    return Stroke([(-x, y) for x, y in reversed(stroke.points)], stroke.closed)


def _joined(drawn: Drawn, half: Stroke) -> Stroke:
    """The right half and its mirror image as one ring."""
    first, last = half.points[0], half.points[-1]
    if half.closed or abs(first[0]) > MIDLINE_MM or abs(last[0]) > MIDLINE_MM:
        drawn.refuse("to be joined, it must be open and begin and end on the midline")
    inner = half.points[1:-1]
    return Stroke(
        [(0.0, first[1]), *inner, (0.0, last[1]), *((-x, y) for x, y in inner[::-1])], True
    )


def _flat(stroke: Stroke) -> list[int]:
    """x, y, x, y ... in 0.1 mm, without repeated points and points on a straight line."""
    kept = list(LineString(stroke.points).simplify(FLATNESS_MM / 2).coords)
    tenths = [(round(x * 10), round(y * 10)) for x, y in kept]
    points: list[tuple[int, int]] = []
    for point in tenths:
        if not points or point != points[-1]:
            while len(points) > 1 and _straight(points[-2], points[-1], point):
                points.pop()
            points.append(point)
    if stroke.closed and len(points) > 1 and points[0] == points[-1]:
        points.pop()
    return [value for point in points for value in point]


def _straight(a: tuple[int, int], b: tuple[int, int], c: tuple[int, int]) -> bool:
    ahead = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]) > 0
    return ahead and (b[0] - a[0]) * (c[1] - a[1]) == (b[1] - a[1]) * (c[0] - a[0])


def shapes(drawn: Iterable[Drawn], tables: Mapping[str, Plain]) -> Iterator[Plain]:
    """The shapes of the map, in the order in which they are painted."""
    for thing in drawn:
        if thing.kind == "landmark":
            continue
        for shape_id, side, strokes in sides(thing):
            row = tables["structures.toml"].get(shape_id, {})
            if row and row["layer"] != thing.layer:
                thing.refuse(f"stands in layer {thing.layer}, structures.toml says {row['layer']}")
            yield {
                "id": shape_id,
                "kind": thing.kind,
                "layer": thing.layer,
                "side": side,
                "rank": row.get("rank", 0),
                "continues": thing.attributes.get("data-continues", ""),
                "rings": [_flat(stroke) for stroke in strokes if stroke.closed],
                "lines": [_flat(stroke) for stroke in strokes if not stroke.closed],
            }


def landmarks(drawn: Iterable[Drawn], rows: Mapping[str, Plain]) -> Iterator[Plain]:
    """The landmarks where they are drawn, at the centres of their circles."""
    for thing in drawn:
        if thing.kind != "landmark":
            continue
        for mark_id, side, strokes in sides(thing):
            row = rows.get(mark_id) or thing.refuse("landmarks.toml has no such row")
            xs, ys = zip(*strokes[0].points, strict=True)
            yield {
                "id": mark_id,
                "name": row["name"],
                "level": row.get("level", ""),
                "side": side,
                "x": round((min(xs) + max(xs)) * 5),
                "y": round((min(ys) + max(ys)) * 5),
            }


def compiled(folder: Path = HERE) -> Plain:
    """The whole map as plain data. Raises `SourceRefused`."""
    sources = {name: _source(folder / name) for name in (DRAWING, *TABLES)}
    tables = {name: _table(name, sources[name]) for name in TABLES}
    drawn = Reader(sources[DRAWING]).drawn
    result = {
        "frame": FRAME,
        "sources": {name: hashlib.sha256(text).hexdigest() for name, text in sources.items()},
        "structures": tables["structures.toml"],
        "hazards": tables["hazards.toml"],
        "landmarks": list(landmarks(drawn, tables["landmarks.toml"])),
        "shapes": list(shapes(drawn, tables)),
    }
    _complete(result, tables)
    return result


def _complete(result: Plain, tables: Mapping[str, Plain]) -> None:
    """Refuse a row without its shape, and a shape without its row."""
    drawn = {shape["id"] for shape in result["shapes"] if shape["kind"] in ("muscle", "tissue")}
    zones = {shape["id"] for shape in result["shapes"] if shape["kind"] == "hazard"}
    marks = {mark["id"] for mark in result["landmarks"]}
    for name, ids in zip(TABLES, (drawn, zones, marks), strict=True):
        rows = {key for key, row in tables[name].items() if row.get("drawn", True)}
        for missing in sorted(rows - ids):
            raise SourceRefused(f"{DRAWING}: {missing} of {name} is not drawn")
        for missing in sorted(ids - set(tables[name])):
            raise SourceRefused(f"{name}: {missing} is drawn in {DRAWING} and has no row")
    if not any(shape["id"] == OUTLINE for shape in result["shapes"]):
        raise SourceRefused(f"{DRAWING}: {OUTLINE} is missing")


def _source(path: Path) -> bytes:
    try:
        return path.read_bytes().replace(b"\r\n", b"\n")
    except OSError as unread:
        raise SourceRefused(f"{path.name} cannot be read ({unread.strerror})") from unread


def _table(name: str, text: bytes) -> Plain:
    try:
        return tomllib.loads(text.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise SourceRefused(f"{name}: {broken}") from broken


def as_text(result: Plain) -> str:
    """The JSON of a map: one row, shape or landmark a line, so that a change reads well."""
    parts = []
    for key, value in result.items():
        if isinstance(value, list):
            rows = "[\n  " + ",\n  ".join(_json(row) for row in value) + "\n ]"
        elif isinstance(value, dict):
            named = (f"{_json(name)}: {_json(row)}" for name, row in value.items())
            rows = "{\n  " + ",\n  ".join(named) + "\n }"
        else:
            rows = _json(value)
        parts.append(f'"{key}": {rows}')
    return "{\n " + ",\n ".join(parts) + "\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main(arguments: list[str] | None = None, folder: Path = HERE) -> int:
    """The command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="compile.py", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing, tell if it is current")
    wanted = parser.parse_args(arguments)
    try:
        text = as_text(compiled(folder))
    except SourceRefused as refused:
        sys.stderr.write(f"{refused}\n")
        return 1
    target = folder / TARGET
    if wanted.check:
        current = target.is_file() and target.read_text("utf-8") == text
        sys.stdout.write(f"{TARGET} is {'up to date' if current else 'out of date'}\n")
        return 0 if current else 1
    target.write_text(text, "utf-8", newline="\n")
    sys.stdout.write(f"{TARGET}: {len(text) // 1024} KiB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
