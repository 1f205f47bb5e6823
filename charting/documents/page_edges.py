"""The paper of reports and what stands at the edges of every page."""

from reportlab.pdfgen.canvas import Canvas

from charting.documents.hand import SIZE
from charting.documents.sheet import (
    QUIET,
    Imprint,
    Sheet,
    draw_line,
    paper_size,
    style,
)
from charting.documents.tagged_canvas import Margins
from charting.domain.moment import Moment
from charting.domain.patient import Patient
from charting.domain.practice import Practice
from charting.i18n import _
from charting.wording import date_words, moment_words


def sheet_of(practice: Practice) -> Sheet:
    """The paper of a practice with room for what stands at its edges."""
    width, height = paper_size(practice.paper)
    return Sheet(width, height, side=48, top=74, bottom=62, size=SIZE)


def imprint(title: str, practice: Practice, patient: Patient) -> Imprint:
    """What a report says of itself to whoever opens the file."""
    return Imprint(title, practice.name, patient.listed_name, "en")


def edges(
    sheet: Sheet, practice: Practice, patient: Patient, printed: Moment, state: str
) -> Margins:
    """What stands on every page: whose it is, how far it has come, when it was printed."""
    born = _("born {day}").format(day=date_words(patient.born, practice.country))
    who = f"{patient.listed_name}, {born}"
    made_on = _("Printed {when}").format(when=moment_words(printed, practice.country))
    quiet, strong = style(9, colour=QUIET), style(10.5, bold=True)

    def draw(canvas: Canvas, number: int, of: int) -> None:
        left, right, top = sheet.side, sheet.width - sheet.side, sheet.height - 40
        draw_line(canvas, _fitting(who, 56), left, top, strong)
        draw_line(canvas, state, right, top, strong, anchor="end")
        draw_line(canvas, patient.id.hex, left, top - 13, quiet)
        draw_line(canvas, _fitting(practice.name, 50), right, top - 13, quiet, anchor="end")
        canvas.setStrokeColor(QUIET)
        canvas.setLineWidth(0.5)
        canvas.line(left, top - 19, right, top - 19)
        canvas.line(left, 48, right, 48)
        draw_line(canvas, made_on, left, 35, quiet)
        page = _("Page {page} of {pages}").format(page=number, pages=of)
        draw_line(canvas, page, right, 35, quiet, anchor="end")

    return draw


def _fitting(text: str, longest: int) -> str:
    """A line that fits its place at the edge; the whole of it stands on the first page."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
