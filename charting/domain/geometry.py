"""A grid of 5 mm cells over flat areas: which cover a point, and how near their borders are.

All lengths are integers of 0.1 mm. An area is a set of rings under the even-odd rule, so a ring
inside another is a hole, and separate rings are separate parts. Borders belong to the area.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from math import sqrt

CELL = 50

Point = tuple[int, int]
Ring = tuple[Point, ...]
Edge = tuple[int, int, int, int]
"""x0, y0, x1, y1 with (y0, x0) <= (y1, x1): from the lower to the upper end."""
Cell = tuple[int, int]
"""Column and row."""


class Grid:
    """Areas by cell: those that fill a cell, and those whose border passes through it.

    Areas are known by their place in the sequence given, and answered in that order. Nearness is
    kept for the areas in `bordered` only, if given.
    """

    __slots__ = ("_borders", "_covering", "_edges")

    def __init__(
        self, areas: Sequence[Sequence[Ring]], bordered: Container[int] | None = None
    ) -> None:
        self._covering: dict[Cell, tuple[int, ...]] = {}
        self._borders: dict[Cell, list[tuple[int, list[Edge]]]] = {}
        self._edges: dict[Cell, list[tuple[int, Edge]]] = {}
        covering: dict[Cell, list[int]] = {}
        for area, rings in enumerate(areas):
            self._add(area, rings, covering, keeps=bordered is None or area in bordered)
        self._covering = {cell: tuple(found) for cell, found in covering.items()}

    def _add(
        self, area: int, rings: Iterable[Ring], covering: dict[Cell, list[int]], *, keeps: bool
    ) -> None:
        rows: dict[int, tuple[list[Edge], set[int]]] = {}
        for edge in edges(rings):
            for row, columns in _cells(edge):
                in_row = rows.get(row)
                if in_row is None:
                    in_row = rows[row] = ([], set())
                in_row[0].append(edge)
                in_row[1].update(columns)
                for column in columns if keeps else ():
                    self._edges.setdefault((column, row), []).append((area, edge))
        for row, (in_row_edges, columns_touched) in rows.items():
            for column in columns_touched:
                self._borders.setdefault((column, row), []).append((area, in_row_edges))
            for column in _filled(row, in_row_edges, columns_touched):
                covering.setdefault((column, row), []).append(area)

    def covering(self, x: int, y: int) -> tuple[int, ...]:
        """The areas that cover a point, in their order."""
        cell = (x // CELL, y // CELL)
        filled = self._covering.get(cell, ())
        borders = self._borders.get(cell)
        if borders is None:
            return filled
        found = [area for area, area_edges in borders if covers(area_edges, x, y)]
        return tuple(sorted((*filled, *found))) if found else filled

    def near(self, x: int, y: int, reach: int) -> dict[int, float]:
        """The areas with a border within `reach` of a point, and how far that border is."""
        nearest: dict[int, float] = {}
        limit = float(reach * reach)
        for column in range((x - reach) // CELL, (x + reach) // CELL + 1):
            for row in range((y - reach) // CELL, (y + reach) // CELL + 1):
                for area, (x0, y0, x1, y1) in self._edges.get((column, row), ()):
                    along_x, along_y = x1 - x0, y1 - y0
                    from_x, from_y = x - x0, y - y0
                    ahead = along_x * from_x + along_y * from_y
                    if ahead > 0:
                        length = along_x * along_x + along_y * along_y
                        share = ahead / length if ahead < length else 1.0
                        square = (from_x - share * along_x) ** 2 + (from_y - share * along_y) ** 2
                    else:
                        square = from_x * from_x + from_y * from_y
                    if square <= limit and square < nearest.get(area, limit + 1):
                        nearest[area] = square
        return {area: sqrt(square) for area, square in nearest.items()}


def edges(rings: Iterable[Ring]) -> Iterator[Edge]:
    """The edges of rings, each from its lower to its upper end."""
    for ring in rings:
        x0, y0 = ring[-1]
        for x1, y1 in ring:
            yield (x0, y0, x1, y1) if (y0, x0) <= (y1, x1) else (x1, y1, x0, y0)
            x0, y0 = x1, y1


def covers(area_edges: Iterable[Edge], x: int, y: int) -> bool:
    """Whether the area within these edges covers the point; its border counts.

    Only edges that reach the height of the point matter; the others may be left out.
    """
    inside = False
    for x0, y0, x1, y1 in area_edges:
        if y0 <= y < y1:
            turn = (x1 - x0) * (y - y0) - (x - x0) * (y1 - y0)
            if turn > 0:
                inside = not inside
            elif turn == 0:
                return True
        elif y == y1 and (x == x1 or (y0 == y1 and x0 <= x <= x1)):
            return True
    return inside


def simplified(line: Ring, tolerance: float) -> list[Point]:
    """The line without the points that lie within `tolerance` of it (Douglas and Peucker 1973)."""
    keep = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        gaps = [_off_line(line[i], line[first], line[last]) for i in range(first + 1, last)]
        if gaps and max(gaps) > tolerance:
            middle = first + 1 + gaps.index(max(gaps))
            keep.add(middle)
            spans += [(first, middle), (middle, last)]
    return [line[i] for i in sorted(keep)]


def _cells(edge: Edge) -> Iterator[tuple[int, range]]:
    """The rows an edge passes, and in each the columns; 0.1 mm more rather than less."""
    x0, y0, x1, y1 = edge
    first, last = y0 // CELL, y1 // CELL
    for row in range(first, last + 1):
        low, high = x0, x1
        if row > first:
            low = x0 + (x1 - x0) * (row * CELL - y0) // (y1 - y0)
        if row < last:
            high = x0 + (x1 - x0) * (row * CELL + CELL - y0) // (y1 - y0)
        if low > high:
            low, high = high, low
        yield row, range((low - 2) // CELL, (high + 2) // CELL + 1)


def _filled(row: int, area_edges: list[Edge], touched: set[int]) -> Iterator[int]:
    """The columns of a row that lie wholly inside, found between those the border touches."""
    middle = row * CELL + CELL // 2
    inside = False
    for column in range(min(touched) + 1, max(touched)):
        if column in touched:
            continue
        if column - 1 in touched:
            inside = covers(area_edges, column * CELL + CELL // 2, middle)
        if inside:
            yield column


def _off_line(point: Point, start: Point, end: Point) -> float:
    """How far a point is from the straight line through two others."""
    (x, y), (x0, y0), (x1, y1) = point, start, end
    length: float = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
    if length == 0:
        return float(((x - x0) ** 2 + (y - y0) ** 2) ** 0.5)
    return abs((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)) / length
