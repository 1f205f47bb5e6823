"""The forms that a visit is filled in on, read from resources/: the grid of movement and nerves."""

from functools import cache
from pathlib import Path

from charting.domain.assessment import DamagedGrid, Grid, grid_of
from charting.places import root
from charting.tables import damaged, read_vocabulary


@cache
def assessment_grid() -> Grid:
    """The grid of movement and nerves. Raises `Refused` (CONTENT_DAMAGED)."""
    return read_assessment_grid(root() / "assessment" / "grid.toml")


def read_assessment_grid(file: Path) -> Grid:
    """The grid in a file. Raises `Refused` (CONTENT_DAMAGED) naming the file and the id."""
    try:
        return grid_of(read_vocabulary(file))
    except DamagedGrid as wrong:
        raise damaged(file, str(wrong)) from wrong
