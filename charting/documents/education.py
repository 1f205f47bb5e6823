"""What is read with a patient, on paper: in the leaflet's type, large where it is read large."""

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether

from charting.documents.leaflet import LARGE, NORMAL
from charting.documents.sheet import (
    ACCENT,
    QUIET,
    Imprint,
    Sheet,
    draw_across,
    made,
    paper_size,
    paragraph,
    style,
)
from charting.documents.tagged_canvas import Margins
from charting.documents.tags import Role
from charting.domain.education import Education, Section, talked_about
from charting.services.care_papers import Reading

_FOOT = 30.0
# A part of so few lines stands whole on one page.
_FEW = 5


def education_pdf(reading: Reading, education: Education) -> bytes:
    """The education as PDF; what the patient's episode is about is marked."""
    practice, patient, phrases = reading.practice, reading.patient, education.phrases
    size = LARGE if patient.reads_large else NORMAL
    width, height = paper_size(practice.paper)
    sheet = Sheet(width, height, side=52, top=36, bottom=_FOOT + size * 2, size=size)
    wide = sheet.inner
    story: list[Flowable] = [
        paragraph(
            phrases["title"],
            style(size * 1.6, bold=True, colour=ACCENT, after=4, role=Role.H1),
            wide,
        ),
        paragraph(phrases["for"].format(name=patient.name), style(size, after=4), wide),
        paragraph(f"{phrases['lead']} {phrases['not_yours']}", style(size, after=6), wide),
    ]
    for section in education.sections:
        story += _section(section, reading, education, sheet)
    if not education.reviewed:
        story.append(paragraph(phrases["not_reviewed"], style(size, bold=True, before=8), wide))
    imprint = Imprint(phrases["title"], practice.name, patient.name, education.code)
    return made(sheet, imprint, story, _margins(sheet, education))


def _section(
    section: Section, reading: Reading, education: Education, sheet: Sheet
) -> list[Flowable]:
    size, wide = sheet.size, sheet.inner
    own = set(talked_about(section, reading.codes))
    text, strong = style(size, indent=size * 1.1), style(size, indent=size * 1.1, bold=True)
    heading = style(size * 1.2, bold=True, colour=ACCENT, before=size * 0.7, after=2, role=Role.H2)
    parts: list[Flowable] = [
        paragraph(section.heading, heading, wide),
        paragraph(section.lead, style(size, after=2), wide),
    ]
    for item in section.items:
        is_own = item in own
        words = f"{item.text} ({education.phrases['yours']})" if is_own else item.text
        if item.evidence is not section.evidence:
            words = f"{words} {education.evidence[item.evidence]}"
        parts.append(paragraph(words, strong if is_own else text, wide, "•"))
    known = f"{education.phrases['how_known']} {education.evidence[section.evidence]}"
    parts.append(paragraph(known, style(size, colour=QUIET, before=2), wide))
    together = len(parts) if len(section.items) <= _FEW else 3
    return [KeepTogether(parts[:together]), *parts[together:]]


def _margins(sheet: Sheet, education: Education) -> Margins:
    look = style(sheet.size, colour=QUIET)

    def draw(canvas: Canvas, number: int, of: int) -> None:
        foot = education.phrases["footer"].format(version=education.version)
        page = education.phrases["page"].format(page=number, pages=of)
        draw_across(canvas, sheet, _FOOT, (foot, look), (page, look))

    return draw
