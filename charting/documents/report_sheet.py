"""The sheet of a short report that stands alone: its margins, with or without a name."""

from reportlab.pdfgen.canvas import Canvas

from charting.documents import fonts
from charting.documents.hand import SIZE
from charting.documents.sheet import (
    QUIET,
    Imprint,
    Sheet,
    draw_across,
    fitted,
    paper_size,
    style,
)
from charting.documents.tagged_canvas import Margins
from charting.domain.moment import Moment
from charting.domain.practice import Practice
from charting.i18n import _, spoken
from charting.wording import moment_words

_GAP = 16.0


def report_sheet(practice: Practice) -> Sheet:
    """The paper of the practice with the margins of a report."""
    width, height = paper_size(practice.paper)
    return Sheet(width, height, side=48, top=74, bottom=62, size=SIZE)


def report_imprint(title: str, practice: Practice, about: str) -> Imprint:
    """What the file says of itself."""
    return Imprint(title, practice.name, about, spoken())


def report_margins(
    sheet: Sheet, practice: Practice, title: str, about: str, printed: Moment | None
) -> Margins:
    """What stands on every page: whom it is `about`, the practice, and when it was printed; `None`
    for a page that is the same whenever it is made.
    """
    when = moment_words(printed, practice.country) if printed else ""
    made_on = _("Printed {when}").format(when=when) if printed else ""
    quiet, strong = style(9, colour=QUIET), style(10.5, bold=True)

    def draw(canvas: Canvas, number: int, of: int) -> None:
        left, right, top = sheet.side, sheet.width - sheet.side, sheet.height - 40
        room = sheet.inner - fonts.width(title, strong.fontSize, bold=True) - _GAP
        draw_across(canvas, sheet, top, (fitted(about, strong, room), strong), (title, strong))
        name = fitted(practice.name, quiet, sheet.inner / 2)
        draw_across(canvas, sheet, top - 13, ("", quiet), (name, quiet))
        canvas.setStrokeColor(QUIET)
        canvas.setLineWidth(0.5)
        canvas.line(left, top - 19, right, top - 19)
        canvas.line(left, 48, right, 48)
        page = _("Page {page} of {pages}").format(page=number, pages=of)
        draw_across(canvas, sheet, 35, (made_on, quiet), (page, quiet))

    return draw
