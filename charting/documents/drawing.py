"""A picture among the text, with the words that are told in its stead."""

from abc import abstractmethod
from collections.abc import Callable
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from charting.documents.tagged_canvas import figure


class Drawing(Flowable):
    """Takes `width` by `height` points, always the same, and touches nothing above it."""

    spaceBefore = 4.0
    width: float
    height: float

    @property
    @abstractmethod
    def alt(self) -> str:
        """What is told to whoever cannot see it."""

    @abstractmethod
    def paint(self) -> None:
        """Draw it."""

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """The room it takes."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw it as the picture of its words."""
        with figure(self.canv, self.alt):
            self.paint()


def recorded(paint: Callable[[Canvas], None]) -> str:
    """The operators of a drawing without text, which can stand on any page: most of the work is to
    spell its numbers.
    """
    canvas: Any = Canvas(BytesIO())
    paint(canvas)
    return "\n".join(canvas._code)
