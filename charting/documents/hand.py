"""What the parts of a report are drawn with, and their lines and titles."""

from collections.abc import Mapping
from dataclasses import dataclass

from reportlab.platypus import Paragraph

from charting.documents.sheet import ACCENT, INK, Sheet, paragraph, style
from charting.domain.body_map import BodyMap
from charting.domain.ids import PractitionerId
from charting.domain.visit import Item

SIZE = 10.5
Items = Mapping[str, Item]


@dataclass(frozen=True, slots=True)
class Hand:
    """What every part is drawn with: the sheet, today's map and items, the names of people."""

    sheet: Sheet
    body_map: BodyMap
    items: Items
    names: Mapping[PractitionerId, str]
    country: str


def line(sheet: Sheet, text: str, size: float = SIZE, *, bold: bool = False) -> Paragraph:
    """A line of running text, or a title where it is larger."""
    look = style(size, bold=bold, after=2, colour=ACCENT if size > SIZE else INK)
    return paragraph(text, look, sheet.inner)


def heading(sheet: Sheet, text: str, size: float = 12) -> Paragraph:
    """The title of a part, never alone at the foot of a page."""
    look = style(size, bold=True, colour=ACCENT, before=9, after=3)
    look.keepWithNext = 1
    return paragraph(text, look, sheet.inner)
