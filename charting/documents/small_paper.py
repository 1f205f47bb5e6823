"""Small paper: labels, and the slip with the next visits. What does not fit is refused, not cut."""

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from charting.documents.sheet import ACCENT, QUIET, Imprint, Sheet, made, paragraph, style
from charting.documents.tags import Role
from charting.domain.errors import ErrorCode, Refused
from charting.domain.paper_sizes import LABELS, SLIPS
from charting.i18n import _, spoken
from charting.services.small_papers import Label, Slip
from charting.wording import date_words
from charting.wording.slips import day_in_full

# Label printers leave this much of an edge blank.
_EDGE = 3 * mm
_MOST_NAME, _LEAST_NAME = 18.0, 7.0
_MOST_PLANNED = 6


def label_pdf(label: Label) -> bytes:
    """A label with the name as large as it fits. Raises `Refused` (PAPER_TOO_SMALL)."""
    wide, high = LABELS[label.sheet]
    sheet = Sheet(wide * mm, high * mm, side=_EDGE, top=_EDGE, bottom=_EDGE, size=9)
    size = _MOST_NAME
    while not _fits(story := _label(label, sheet, size), sheet):
        size -= 0.5
        if size < _LEAST_NAME:
            raise Refused(ErrorCode.PAPER_TOO_SMALL, {"paper": label.sheet})
    return made(sheet, _imprint(_("Label"), label), story, _nothing)


def slip_pdf(slip: Slip) -> bytes:
    """The slip with the next visits. Raises `Refused` (PAPER_TOO_SMALL)."""
    wide, high = SLIPS[slip.sheet]
    edge = 6 * mm if high else 4 * mm
    size = 14.0 if wide > 100 else 11.0
    roomy = Sheet(wide * mm, 10_000, side=edge, top=edge, bottom=edge, size=size)
    story = _slip(slip, roomy)
    needed = _high(story, roomy) + 2 * edge + 1
    if high and needed > high * mm:
        raise Refused(ErrorCode.PAPER_TOO_SMALL, {"paper": slip.sheet})
    sheet = Sheet(wide * mm, high * mm or needed, edge, edge, edge, size)
    return made(sheet, _imprint(_("Next visit"), slip), story, _nothing)


def _label(label: Label, sheet: Sheet, size: float) -> list[Flowable]:
    patient, practice = label.patient, label.practice
    born = _("born {day}").format(day=date_words(patient.born, practice.country))
    small = min(sheet.size, max(size * 0.7, 6.5))
    quiet = style(small, colour=QUIET)
    name = style(size, bold=True, after=size / 6, role=Role.H1)
    said = [born, *([patient.phone] if patient.phone else [])]
    return [
        paragraph(patient.listed_name, name, sheet.inner),
        paragraph(" · ".join(said), style(small, after=1), sheet.inner),
        paragraph(practice.name, quiet, sheet.inner),
    ]


def _slip(slip: Slip, sheet: Sheet) -> list[Flowable]:
    size = sheet.size
    plain, quiet = style(size, after=size / 3), style(size * 0.85, colour=QUIET, after=size / 3)
    title = style(size * 1.25, bold=True, colour=ACCENT, after=size / 2, role=Role.H1)
    story: list[Flowable] = [
        paragraph(_("Next visit"), title, sheet.inner),
        paragraph(slip.patient.name, plain, sheet.inner),
    ]
    if slip.agreed is not None:
        day = style(size * (1.25 if sheet.width > 80 * mm else 1.05), bold=True, after=size / 2)
        story.append(paragraph(day_in_full(slip.agreed), day, sheet.inner))
    else:
        story.append(paragraph(_("No day is agreed yet. Please call us."), plain, sheet.inner))
    if slip.planned:
        story.append(paragraph(_("Planned, to be agreed:"), quiet, sheet.inner))
        look = style(size, indent=size)
        story += [
            paragraph(day_in_full(day), look, sheet.inner, "•")
            for day in slip.planned[:_MOST_PLANNED]
        ]
    story.append(paragraph(_who(slip), style(size * 0.85, before=size / 2), sheet.inner))
    return story


def _who(slip: Slip) -> str:
    practice = slip.practice
    call = _("If you cannot come, call {phone}.").format(phone=practice.phone)
    return "\n".join(filter(None, (practice.name, call if practice.phone else "")))


def _fits(story: Sequence[Flowable], sheet: Sheet) -> bool:
    return _high(story, sheet) <= sheet.inner_height


def _high(story: Sequence[Flowable], sheet: Sheet) -> float:
    """How high the parts are below one another, in points."""
    return sum(
        part.wrap(sheet.inner, 10_000)[1] + part.getSpaceBefore() + part.getSpaceAfter()
        for part in story
    )


def _imprint(title: str, about: Label | Slip) -> Imprint:
    return Imprint(title, about.practice.name, about.patient.listed_name, spoken())


def _nothing(_canvas: Canvas, _number: int, _of: int) -> None:
    """A page this small has nothing at its edges."""
