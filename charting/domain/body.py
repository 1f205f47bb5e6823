"""The patient's own body: its build, what was measured of it, and the way between the map and it.

The map is one reference adult. A build moves every place of the map to where it lies in a broader,
slimmer or otherwise made body; a mark is kept on the map, so it stays where it is anatomically.
What is drawn is in mm of the build; `Body.across` and `along` turn these into the patient's own.
"""

from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import copysign

from charting.domain.body_map import Placement, Side
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId, PractitionerId
from charting.domain.moment import Moment

REFERENCE = "reference"

# The reference adult (mm): from the midline to the skin at the hips, where the measured marks lie,
# and how tall the measured man is (BodyParts3D; VERIFY).
HALF_WIDTH_MM = 192.0
T12_MM, S1_MM, PSIS_MM = 114.0, -40.0, (46.0, -36.0)
HEIGHT_MM = 1728.0

# What can be true of a person (mm), children included.
SPINE_MM, PSIS_APART_MM, HEIGHTS_MM = range(70, 251), range(40, 161), range(900, 2301)

# At the skin a build is at least this share as wide as near the midline, or it would fold over.
_NARROWEST = 0.5

# A tenth of the finest that is drawn (mm).
_EXACT_MM = 1e-4


@dataclass(frozen=True, slots=True)
class Row:
    """A height of the map and what becomes of it: `y` goes to `to` (mm), and distances from the
    midline grow by `spine` near it and by `flank` at the skin.
    """

    y: float
    to: float
    spine: float
    flank: float


@dataclass(frozen=True)
class Build:
    """How a body is made, as its data file has it; rows from below upward.

    Across, the factor passes smoothly from `spine` at the midline to `flank` at the skin; along,
    the rows are joined by monotone cubics (Fritsch and Butland 1984), so that no place is folded
    over another.
    """

    id: str
    name: str
    rows: tuple[Row, ...]
    source: str
    reviewed_by: str

    def __post_init__(self) -> None:
        """Raises `ValueError` where places would change their order."""
        rising = all(
            below.y < above.y and below.to < above.to for below, above in pairwise(self.rows)
        )
        if len(self.rows) == 1 or not rising:
            raise ValueError("its rows do not rise")
        if not all(row.spine > 0 and row.flank > row.spine * _NARROWEST for row in self.rows):
            raise ValueError("a row folds the back")

    def drawn(self, x: float, y: float) -> tuple[float, float]:
        """Where a place of the map lies in this build, both in mm."""
        if self.is_reference:
            return x, y
        return copysign(_stretched(abs(x), self._spine(y), self._flank(y)), x), self._height(y)

    def all_drawn(
        self, places: Collection[tuple[float, float]]
    ) -> dict[tuple[float, float], tuple[float, float]]:
        """Where each of many places lies in this build: places of one height in one go."""
        if self.is_reference:
            return {place: place for place in places}
        at = {y for _x, y in places}
        heights = {y: (self._spine(y), self._flank(y), self._height(y)) for y in at}
        found = {}
        for x, y in places:
            spine, flank, height = heights[y]
            found[x, y] = copysign(_stretched(abs(x), spine, flank), x), height
        return found

    def on_map(self, x: float, y: float) -> tuple[float, float]:
        """The place of the map that lies here in this build: the inverse of `drawn`."""
        if self.is_reference:
            return x, y
        low, high = self.rows[0], self.rows[-1]
        over = max(0.0, y - high.to, low.to - y) + 1.0
        y = _solved(self._height, y, low.y - 2 * over, high.y + 2 * over)
        spine, flank = self._spine(y), self._flank(y)
        farthest = abs(x) / min(spine, flank) + 1.0
        across = _solved(lambda at: _stretched(at, spine, flank), abs(x), 0.0, farthest)
        return copysign(across, x), y

    @property
    def is_reference(self) -> bool:
        """Whether it is the body that the map was drawn from."""
        return not self.rows

    @cached_property
    def half_width(self) -> float:
        """From the midline to beyond the skin, in mm."""
        return HALF_WIDTH_MM * max([1.0, *(row.flank for row in self.rows)])

    @cached_property
    def _height(self) -> Callable[[float], float]:
        return _monotone([row.y for row in self.rows], [row.to for row in self.rows])

    @cached_property
    def _spine(self) -> Callable[[float], float]:
        return _monotone([row.y for row in self.rows], [row.spine for row in self.rows], flat=True)

    @cached_property
    def _flank(self) -> Callable[[float], float]:
        return _monotone([row.y for row in self.rows], [row.flank for row in self.rows], flat=True)


@dataclass(frozen=True, slots=True)
class BodyMeasures:
    """What was found of a patient's body on one day, in mm; `None` was not measured.

    `spine` is the distance between the spinous tips of T12 and S1, `psis` that between the
    posterior superior iliac spines, `height` the body height, from which the two are estimated.
    """

    patient_id: PatientId
    build: str
    measured: Moment
    measured_by: PractitionerId
    spine: int | None = None
    psis: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """A build and the patient's millimetres to one of it, `across` the body and `along` it."""

    build: Build
    across: float = 1.0
    along: float = 1.0

    def lateral_mm(self, x_mm: float, y_mm: float) -> float:
        """How far from the midline a place of the map lies on this patient."""
        return abs(self.build.drawn(x_mm, y_mm)[0]) * self.across

    def place_mm(self, lateral_mm: float, side: Side, y_mm: float) -> tuple[float, float]:
        """The place of the map this far from the midline on this patient, at a height of the
        map.
        """
        drawn = lateral_mm / self.across * (-1 if side is Side.LEFT else 1)
        _, height = self.build.drawn(0.0, y_mm)
        return self.build.on_map(drawn, height)[0], y_mm

    def above_mm(self, y_mm: float, from_mm: float) -> float:
        """How far cranial a height of the map lies of another on this patient."""
        return (self.build.drawn(0.0, y_mm)[1] - self.build.drawn(0.0, from_mm)[1]) * self.along

    def height_mm(self, from_mm: float, above_mm: float) -> float:
        """The height of the map so far cranial of another on this patient."""
        drawn = self.build.drawn(0.0, from_mm)[1] + above_mm / self.along
        return self.build.on_map(0.0, drawn)[1]

    def seen(self, placement: Placement) -> Placement:
        """The placement with its distances, from the midline and from its level, in the patient's
        millimetres.
        """
        lateral = self.lateral_mm(placement.x_mm, placement.y_mm)
        above = self.above_mm(placement.y_mm, placement.y_mm - placement.above_mm)
        return placement._replace(lateral_mm=round(lateral, 1), above_mm=round(above, 1))


REFERENCE_BODY = Body(Build(REFERENCE, "as the map is drawn", (), "BP3D", ""))


def body_of(measures: BodyMeasures | None, builds: Mapping[str, Build]) -> Body:
    """The body that was measured; that of the map without measures, and where a build is no
    longer known, its measures in the build of the map.
    """
    if measures is None:
        return REFERENCE_BODY
    build = builds.get(measures.build, REFERENCE_BODY.build)
    estimate = measures.height / HEIGHT_MM if measures.height else 1.0
    drawn_spine = build.drawn(0.0, T12_MM)[1] - build.drawn(0.0, S1_MM)[1]
    drawn_psis = 2 * build.drawn(*PSIS_MM)[0]
    return Body(
        build,
        measures.psis / drawn_psis if measures.psis else estimate,
        measures.spine / drawn_spine if measures.spine else estimate,
    )


def read_measure(measure: str, typed: str) -> int | None:
    """A typed measure in mm: distances are typed in mm, the height in cm; nothing typed is `None`.

    Raises `Refused` (MEASURE_UNREADABLE).
    """
    words = typed.strip().replace(",", ".").removesuffix("mm").removesuffix("cm").strip()
    if not typed.strip():
        return None
    unit = "cm" if measure == "height" else "mm"
    try:
        return round(float(words) * (10 if unit == "cm" else 1))
    except (ValueError, OverflowError):
        raise Refused(ErrorCode.MEASURE_UNREADABLE, {"measure": measure, "unit": unit}) from None


def checked_measures(measures: BodyMeasures) -> BodyMeasures:
    """The measures, if a person can have them. Raises `Refused` (MEASURE_IMPOSSIBLE)."""
    for what, mm, possible in (
        ("spine", measures.spine, SPINE_MM),
        ("psis", measures.psis, PSIS_APART_MM),
        ("height", measures.height, HEIGHTS_MM),
    ):
        if mm is not None and mm not in possible:
            facts: dict[str, str | int] = {"measure": what, "mm": mm}
            facts |= {"least": possible[0], "most": possible[-1]}
            raise Refused(ErrorCode.MEASURE_IMPOSSIBLE, facts)
    return measures


def _stretched(x: float, spine: float, flank: float) -> float:
    """A distance from the midline, by `spine` at it and by `flank` at the skin."""
    share = min(x / HALF_WIDTH_MM, 1.0)
    return x * (spine + (flank - spine) * share * share * (3 - 2 * share))


def _solved(rising: Callable[[float], float], wanted: float, low: float, high: float) -> float:
    """Where a rising function has a value, between two bounds, by halving."""
    while high - low > _EXACT_MM:
        middle = (low + high) / 2
        if rising(middle) < wanted:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _monotone(
    xs: Sequence[float], ys: Sequence[float], *, flat: bool = False
) -> Callable[[float], float]:
    """The monotone cubic through points; beyond the ends straight on, or level if `flat`."""
    last = len(xs) - 1
    slopes = [(ys[i + 1] - ys[i]) / (xs[i + 1] - xs[i]) for i in range(last)]
    ends = (0.0, 0.0) if flat else (slopes[0], slopes[-1])
    inner = [2 * a * b / (a + b) if a * b > 0 else 0.0 for a, b in pairwise(slopes)]
    tangents = [ends[0], *inner, ends[1]]

    def value(x: float) -> float:
        if x <= xs[0]:
            return ys[0] + (x - xs[0]) * tangents[0]
        if x >= xs[last]:
            return ys[last] + (x - xs[last]) * tangents[last]
        i = bisect_right(xs, x) - 1
        width = xs[i + 1] - xs[i]
        t = (x - xs[i]) / width
        a, b = width * tangents[i], width * tangents[i + 1]
        rise = ys[i + 1] - ys[i]
        return ys[i] + t * (a + t * (3 * rise - 2 * a - b + t * (a + b - 2 * rise)))

    return value
