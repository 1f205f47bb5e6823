"""The sheet of keys, to be printed and hung up: every key of the application by where it works."""

from collections.abc import Sequence

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from charting.documents.hand import SIZE, heading, line
from charting.documents.sheet import Imprint, Sheet, made, paper_size
from charting.documents.tables import table
from charting.i18n import _, spoken


def keys_pdf(parts: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> bytes:
    """Pairs of key and deed under the name of each part, as PDF."""
    width, height = paper_size("A4")
    sheet = Sheet(width, height, side=48, top=44, bottom=44, size=SIZE)
    story: list[Flowable] = [line(sheet, _("Every key"), 18, bold=True)]
    for name, rows in parts:
        story.append(heading(sheet, name))
        story.append(table((_("Key"), _("What it does")), (0.25, 0.75), rows, sheet.inner))
    title = _("Every key")
    return made(sheet, Imprint(title, "", title, spoken()), story, _nothing)


def _nothing(_canvas: Canvas, _number: int, _of: int) -> None:
    """A sheet for the wall has nothing at its edges."""
