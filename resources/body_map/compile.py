"""The tool that turns back.svg and its tables into compiled.json, the map the application reads.

    python resources/body_map/compile.py            writes compiled.json beside the drawing
    python resources/body_map/compile.py --check    tells whether compiled.json is up to date

Lengths are millimetres in the frame of the map (x to the patient's right, y cranial) and leave
as integers of 0.1 mm. Curves become straight pieces that stray at most 0.1 mm, rounding included.
"""

import argparse
import hashlib
import json
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from drawing import DRAWING, FLATNESS_MM, OUTLINE, Drawn, Reader, SourceRefused, Stroke
from shapely import LineString
from shapely.ops import unary_union

HERE = Path(__file__).parent
FRAME = 1
SIGNED = {"name": str, "source": str, "reviewed_by": str, "reviewed_on": str}
# What each row of a table must say, and in what kind.
TABLES: Mapping[str, Mapping[str, type | tuple[type, ...]]] = {
    "structures.toml": {
        **SIGNED,
        **{"latin": str, "layer": str, "rank": int, "fma": str},
        **{"needling_default": bool, "lengths_mm": list, "chart_order": int},
    },
    "hazards.toml": {**SIGNED, "severity": str, "rule": str},
    "dermatomes.toml": SIGNED,
    "landmarks.toml": {"name": str, "x_mm": int, "y_mm": int, "source": str},
}
TARGET = "compiled.json"
MIDLINE_MM = 0.3
ARCS_OF_BAND = 24
# How far a fibre or another mere line may stray: nothing is measured by it.
LOOSE_MM = 0.06

Plain = dict[str, Any]


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
    """The strokes, where `data-half-width` widens lines to one band of that reach round them."""
    bands = [
        LineString(stroke.points).buffer(stroke.reach, quad_segs=ARCS_OF_BAND)
        for stroke in drawn.strokes
        if stroke.reach
    ]
    if bands:
        whole = unary_union(bands)
        parts = getattr(whole, "geoms", [whole])
        rings = [ring for part in parts for ring in (part.exterior, *part.interiors)]
        return [Stroke([(x, y) for x, y in ring.coords[:-1]], True) for ring in rings]
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


def _flat(stroke: Stroke, tolerance: float = FLATNESS_MM / 2) -> list[int]:
    """x, y, x, y ... in 0.1 mm, without repeated points and points on a straight line."""
    kept = list(LineString(stroke.points).simplify(tolerance).coords)
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
                "lines": [_flat(stroke, LOOSE_MM) for stroke in strokes if not stroke.closed],
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
        "dermatomes": tables["dermatomes.toml"],
        "landmarks": list(landmarks(drawn, tables["landmarks.toml"])),
        "shapes": list(shapes(drawn, tables)),
    }
    _complete(result, tables, sources)
    return result


def _complete(result: Plain, tables: Mapping[str, Plain], sources: Mapping[str, bytes]) -> None:
    """Refuse a row without its shape, and a shape without its row."""
    drawn = {shape["id"] for shape in result["shapes"] if shape["kind"] in ("muscle", "tissue")}
    zones = {shape["id"] for shape in result["shapes"] if shape["kind"] == "hazard"}
    fields = {shape["id"] for shape in result["shapes"] if shape["kind"] == "dermatome"}
    marks = {mark["id"] for mark in result["landmarks"]}
    for name, ids in zip(TABLES, (drawn, zones, fields, marks), strict=True):
        rows = {key for key, row in tables[name].items() if row.get("drawn", True)}
        for missing in sorted(rows - ids):
            raise SourceRefused(
                f"{_place(name, sources[name], missing)}: it is not drawn in {DRAWING}"
            )
        for missing in sorted(ids - set(tables[name])):
            where = _place(DRAWING, sources[DRAWING], missing)
            raise SourceRefused(f"{where}: it has no row in {name}")
    if not any(shape["id"] == OUTLINE for shape in result["shapes"]):
        raise SourceRefused(f"{DRAWING}: {OUTLINE} is missing")


def _source(path: Path) -> bytes:
    try:
        return path.read_bytes().replace(b"\r\n", b"\n")
    except OSError as unread:
        raise SourceRefused(f"{path.name} cannot be read ({unread.strerror})") from unread


def _table(name: str, text: bytes) -> Plain:
    try:
        table = tomllib.loads(text.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise SourceRefused(f"{name}: {broken}") from broken
    for row_id, row in table.items():
        for key, kind in TABLES[name].items():
            if not isinstance(row, dict) or not isinstance(row.get(key), kind):
                raise SourceRefused(f"{_place(name, text, row_id)}: {key} is missing or wrong")
        if not row["source"]:
            raise SourceRefused(f"{_place(name, text, row_id)}: it has no source")
    return table


def _place(name: str, text: bytes, row_id: str) -> str:
    """The file, the line and the id of something in it."""
    before, found, _ = text.decode().partition(f'"{row_id}"')
    number = before.count("\n") + 1
    line = f", line {number}" if found else ""
    return f"{name}{line}, {row_id}"


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
