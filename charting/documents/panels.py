"""Parts of a page that hold others: a panel with or without a frame, words with their sign, two
parts side by side. On a page that runs from right to left they are `turned`.
"""

from collections.abc import Sequence

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable, Paragraph

from charting.documents.line_art import draw_figure
from charting.documents.sheet import ACCENT
from charting.documents.symbols import draw_symbol
from charting.documents.tagged_canvas import outside
from charting.documents.words import Words
from charting.domain.figures import Figure
from charting.domain.leaflet_texts import Urgency

RADIUS = 8
FRAME = 1.8
# What of a loose panel stays together: its heading with two parts, and its last two.
_HEAD, _TAIL = 3, 2


class Panel(Flowable):
    """Parts below one another, on one page where they are no higher than `page`; `pad` > 0 draws
    a frame round them at that distance, `after` is kept free below. All in points. A `loose` one
    may go on over the page, with a few parts at least on either side.
    """

    def __init__(
        self,
        parts: Sequence[Flowable],
        page: float,
        pad: float = 0,
        after: float = 0,
        *,
        loose: bool = False,
        colour: Color = ACCENT,
    ) -> None:
        super().__init__()
        self._parts = list(parts)
        self._colour = colour
        self._page = page
        self._pad = pad
        self._loose = loose
        self.spaceAfter = after

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """How much room the parts take."""
        self.width = aW
        self._heights = [part.wrap(aW - 2 * self._pad, aH)[1] for part in self._parts]
        self._gaps = [0.0, *(part.getSpaceAfter() for part in self._parts[:-1])]
        self.height = sum(self._heights) + sum(self._gaps) + 2 * self._pad
        return self.width, self.height

    def split(self, aW: float, aH: float) -> list[Flowable]:
        """Two panels, the first no higher than `aH`; none where all of it fits the next page, or
        not one part fits here.
        """
        fits_a_page = self.wrap(aW, aH)[1] <= self._page
        room = aH - 2 * self._pad
        for number in range(len(self._parts)):
            room -= self._heights[number] + self._gaps[number]
            if room < 0:
                if fits_a_page and not self._parts_well(number):
                    return []
                return self._split_at(number, aW, room + self._heights[number])
        return [self]

    def _parts_well(self, number: int) -> bool:
        """Whether a heading with two parts can stay here while two go on."""
        return self._loose and _HEAD <= number <= len(self._parts) - _TAIL

    def _split_at(self, number: int, wide: float, room: float) -> list[Flowable]:
        first, rest = self._parts[:number], self._parts[number:]
        if number == 0:
            # A single part that is higher than the room there is.
            pieces = rest[0].split(wide - 2 * self._pad, room)
            if len(pieces) < 2:
                return []
            first, rest = list(pieces[:1]), [*pieces[1:], *rest[1:]]
        shape = (self._page, self._pad, self.spaceAfter)
        return [
            Panel(first, *shape, colour=self._colour),
            Panel(rest, *shape, loose=self._loose, colour=self._colour),
        ]

    def draw(self) -> None:
        """Draw the frame, then the parts from above."""
        if self._pad:
            self.canv.setStrokeColor(self._colour)
            self.canv.setLineWidth(FRAME)
            half = FRAME / 2
            wide, high = self.width - FRAME, self.height - FRAME
            with outside(self.canv):
                self.canv.roundRect(half, half, wide, high, RADIUS, stroke=1, fill=0)
        canvas, down = self.canv, self.height - self._pad
        canvas.translate(self._pad, 0)
        for part, high, gap in zip(self._parts, self._heights, self._gaps, strict=True):
            down -= high + gap
            if isinstance(part, Words):
                # They say themselves how they look: what was before need not be kept for the next.
                canvas.translate(0, down)
                part.draw_here(canvas)
                down = 0.0
            else:
                part.drawOn(canvas, 0, down)


class Signed(Flowable):
    """A heading beside the sign of its urgency."""

    def __init__(
        self,
        heading: Paragraph,
        urgency: Urgency,
        size: float,
        colour: Color = ACCENT,
        *,
        turned: bool = False,
    ) -> None:
        super().__init__()
        self._heading = heading
        self._urgency = urgency
        self._size = size
        self._colour, self._turned = colour, turned

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """How much room heading and sign take."""
        room = aW - self._size * 1.4
        self.width, self.height = aW, max(self._heading.wrap(room, aH)[1], self._size)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the sign, then the heading beside it."""
        size = self._size
        y = self.height - self._heading.style.leading / 2 - size / 2
        with outside(self.canv):
            x = self.width - size if self._turned else 0.0
            draw_symbol(self.canv, self._urgency, x, y, size, self._colour)
        x = 0.0 if self._turned else size * 1.4
        self._heading.drawOn(self.canv, x, self.height - self._heading.height)


class SymbolLine(Flowable):
    """Words beside a symbol, `size` points high, that nobody need be told of."""

    def __init__(
        self, figure: Figure, words: Paragraph, size: float, *, turned: bool = False
    ) -> None:
        super().__init__()
        self._figure, self._words, self._size, self._turned = figure, words, size, turned
        self.spaceAfter = size * 0.16

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """How much room the higher of the two takes."""
        self._high = self._words.wrap(aW - self._size * 1.4, aH)[1]
        self.width, self.height = aW, max(self._high, self._size)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the symbol, and the words level with its middle."""
        x = self.width - self._size if self._turned else 0.0
        with outside(self.canv):
            draw_figure(self.canv, self._figure, x, (self.height - self._size) / 2, self._size)
        x = 0.0 if self._turned else self._size * 1.4
        self._words.drawOn(self.canv, x, (self.height - self._high) / 2)


class Beside(Flowable):
    """One part at the left and parts below one another to its right, or turned; a `column` gives
    the first that width and puts it in the middle of it.
    """

    def __init__(
        self,
        left: Flowable,
        right: Panel,
        gap: float,
        *,
        column: float = 0.0,
        turned: bool = False,
    ) -> None:
        super().__init__()
        self._left = left
        self._right = right
        self._gap, self._column, self._turned = gap, column, turned

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """How much room the higher of the two takes."""
        self._wide, self._left_high = self._left.wrap(aW, aH)
        self._room = aW - max(self._wide, self._column) - self._gap
        self._right_high = self._right.wrap(self._room, aH)[1]
        self.width, self.height = aW, max(self._left_high, self._right_high)
        return self.width, self.height

    def draw(self) -> None:
        """Draw both, their upper edges level."""
        column = max(self._wide, self._column)
        inset = (column - self._wide) / 2
        x = self._room + self._gap if self._turned else 0.0
        self._left.drawOn(self.canv, x + inset, self.height - self._left_high)
        x = 0.0 if self._turned else column + self._gap
        self._right.drawOn(self.canv, x, self.height - self._right_high)
