"""The paper of reports and what stands at the edges of every page."""

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from charting.documents import fonts
from charting.documents.hand import SIZE
from charting.documents.sheet import (
    QUIET,
    Sheet,
    draw_across,
    fitted,
    paragraph,
    style,
)
from charting.documents.tagged_canvas import Margins
from charting.domain.moment import Moment
from charting.domain.patient import Patient
from charting.domain.practice import Practice
from charting.i18n import _, listed
from charting.wording import date_words, moment_words

_GAP = 16.0


def edges(
    sheet: Sheet, practice: Practice, patient: Patient, printed: Moment, state: str
) -> Margins:
    """What stands on every page: whose it is, how far it has come, when it was printed."""
    who = whose(patient, practice.country)
    made_on = _("Printed {when}").format(when=moment_words(printed, practice.country))
    quiet, strong = style(9, colour=QUIET), style(10.5, bold=True)

    def draw(canvas: Canvas, number: int, of: int) -> None:
        left, right, top = sheet.side, sheet.width - sheet.side, sheet.height - 40
        named = fitted(who, strong, _left_of(state, strong, sheet))
        draw_across(canvas, sheet, top, (named, strong), (state, strong))
        name = fitted(practice.name, quiet, sheet.inner / 2)
        draw_across(canvas, sheet, top - 13, (patient.id.hex, quiet), (name, quiet))
        canvas.setStrokeColor(QUIET)
        canvas.setLineWidth(0.5)
        canvas.line(left, top - 19, right, top - 19)
        canvas.line(left, 48, right, 48)
        page = _("Page {page} of {pages}").format(page=number, pages=of)
        draw_across(canvas, sheet, 35, (made_on, quiet), (page, quiet))

    return draw


def whole_name(sheet: Sheet, practice: Practice, patient: Patient, state: str) -> list[Flowable]:
    """The name and the practice among the text of the first page, where the edge has no room for
    all of them.
    """
    strong, quiet = style(10.5, bold=True), style(9)
    who = whose(patient, practice.country)
    cut = [
        text
        for text, look, room in (
            (who, strong, _left_of(state, strong, sheet)),
            (practice.name, quiet, sheet.inner / 2),
        )
        if fitted(text, look, room).endswith("…")
    ]
    return [paragraph(text, style(SIZE, after=2), sheet.inner) for text in cut]


def whose(patient: Patient, country: str) -> str:
    """The name and the date of birth, as they stand on every page."""
    born = _("born {day}").format(day=date_words(patient.born, country))
    return listed((patient.listed_name, born))


def _left_of(state: str, look: ParagraphStyle, sheet: Sheet) -> float:
    """The room beside the state, with a gap, in points."""
    return sheet.inner - fonts.width(state, look.fontSize, bold=True) - _GAP
