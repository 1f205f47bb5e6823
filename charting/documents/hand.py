"""What the parts of a report are drawn with, and their lines and titles."""

from collections.abc import Mapping
from dataclasses import dataclass

from reportlab.platypus import Paragraph

from charting.documents.sheet import ACCENT, INK, Sheet, paragraph, style
from charting.documents.tags import Role
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
    is_title = size > SIZE
    look = style(
        size,
        bold=bold,
        after=2,
        colour=ACCENT if is_title else INK,
        role=Role.H1 if is_title else Role.TEXT,
    )
    return paragraph(text, look, sheet.inner)


def heading(sheet: Sheet, text: str, size: float = 12, role: Role = Role.H2) -> Paragraph:
    """The title of a part, never alone at the foot of a page; `role` is how deep it stands."""
    look = style(size, bold=True, colour=ACCENT, before=9, after=3, role=role)
    look.keepWithNext = 1
    return paragraph(text, look, sheet.inner)
