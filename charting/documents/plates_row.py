"""Several backs beside each other, each under its title: one picture among the text."""

from collections.abc import Sequence
from typing import NamedTuple

from charting.documents.drawing import Drawing
from charting.documents.marks_plate import MarksPlate
from charting.documents.sheet import draw_line, style

_TITLE = 9.0
_ABOVE, _BELOW = 16.0, 8.0


class Titled(NamedTuple):
    """A back under its title."""

    title: str
    plate: MarksPlate


class PlatesRow(Drawing):
    """The backs of a row, `width` points wide together, as far apart as there is room."""

    def __init__(self, plates: Sequence[Titled], width: float, told: str) -> None:
        """`told` is said to whoever cannot see them."""
        super().__init__()
        self._plates, self._told = plates, told
        self.width, self.height = width, max(each.plate.height for each in plates)
        self.height += _ABOVE + _BELOW

    @property
    def alt(self) -> str:
        """What it shows, in words."""
        return self._told

    def paint(self) -> None:
        """Draw each back, and its title above it."""
        look, step = style(_TITLE, bold=True), self.width / len(self._plates)
        for place, (title, plate) in enumerate(self._plates):
            self.canv.saveState()
            self.canv.translate(place * step + (step - plate.width) / 2, _BELOW)
            draw_line(self.canv, title, plate.width / 2, plate.height + 4, look, anchor="middle")
            plate.canv = self.canv
            plate.paint()
            self.canv.restoreState()
