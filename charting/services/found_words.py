"""Words that were looked for in a paper, and where they stand."""

from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in points, from the upper left corner of the page."""


@dataclass(frozen=True, slots=True)
class Found:
    """A place where words were found: the page, from 0, and a box for each line they are on."""

    page: int
    boxes: tuple[Box, ...]
