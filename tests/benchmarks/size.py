"""How much is measured: of the whole run, and of the quick one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """Samples of each part, and how large is what they are taken of."""

    starts: int
    others: int
    clicks: int
    marks: tuple[int, ...]
    queries: int
    loads: int
    leaflets: int
    frames: int
    openings: int
    papers: int
    sessions: int
    gone_out: int
    """Patients with ten visits each."""
    come_in: int
    with_work: int
    grown: tuple[int, ...]
    day: int
    minutes: float
    windows: int
    at_clinic: tuple[int, int, float]
    """Changes over the link, patients of the first page, seconds of thirty clients."""


WHOLE = Size(
    starts=25,
    others=10,
    clicks=200,
    marks=(20, 200, 500, 2_000),
    queries=2_000,
    loads=200,
    leaflets=60,
    frames=120,
    openings=10,
    papers=5,
    sessions=200,
    gone_out=1_000,
    come_in=10_000,
    with_work=10_000,
    grown=(1_000, 10_000, 100_000),
    day=12,
    minutes=1.5,
    windows=5,
    at_clinic=(200, 100_000, 20.0),
)
QUICK = Size(
    starts=7,
    others=3,
    clicks=40,
    marks=(20, 500),
    queries=300,
    loads=60,
    leaflets=15,
    frames=30,
    openings=3,
    papers=1,
    sessions=40,
    gone_out=60,
    come_in=2_000,
    with_work=4_000,
    grown=(200, 1_000),
    day=3,
    minutes=0.5,
    windows=2,
    at_clinic=(40, 2_000, 3.0),
)
