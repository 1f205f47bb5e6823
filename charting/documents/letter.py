"""A letter and the summary of a visit on paper."""

from reportlab.platypus import Flowable, Spacer

from charting.documents.hand import heading, line
from charting.documents.report_sheet import report_imprint, report_margins, report_sheet
from charting.documents.sheet import Sheet, made, paragraph, style
from charting.documents.tables import pairs, table
from charting.documents.tags import Role
from charting.domain.letters import CodeKind, Letter, VisitSummary, table_in
from charting.i18n import _, listed, ngettext
from charting.services.letters import LetterPage
from charting.wording import date_words
from charting.wording.letters import letter_kind_words, muscle_count_words

SIZE = 11.0


def letter_pdf(page: LetterPage) -> bytes:
    """A letter or a visit summary as PDF; the same page makes the same bytes."""
    practice, patient, content = page.practice, page.patient, page.content
    sheet = report_sheet(practice)
    if isinstance(content, Letter):
        title, story = letter_kind_words(content.kind), _letter(page, content, sheet)
    else:
        title, story = _("Visit summary"), _summary(page, content, sheet)
    born = _("born {day}").format(day=date_words(patient.born, practice.country))
    about = listed((patient.listed_name, born))
    margins = report_margins(sheet, practice, title, about, None)
    return made(sheet, report_imprint(title, practice, about), story, margins)


def _letter(page: LetterPage, letter: Letter, sheet: Sheet) -> list[Flowable]:
    practice = page.practice
    sender = "\n".join(filter(None, (practice.name, practice.phone)))
    return [
        paragraph(sender, style(SIZE, after=14), sheet.inner),
        paragraph(letter.to, style(SIZE, after=14), sheet.inner),
        paragraph(date_words(letter.day, practice.country), style(SIZE, after=10), sheet.inner),
        paragraph(letter.about, style(SIZE + 1, bold=True, after=10, role=Role.H1), sheet.inner),
        *(flowable for part in letter.text.split("\n\n") for flowable in _part(part, sheet)),
    ]


def _part(part: str, sheet: Sheet) -> list[Flowable]:
    """A paragraph of a letter, or the table that it is."""
    rows = table_in(part)
    if not rows:
        return [paragraph(part, style(SIZE, after=6), sheet.inner)]
    heads, *lines = rows
    # What a row is of stands first, and what is said of it in words last.
    between = len(heads) - 2
    shares = [0.26, *([0.34 / between] * between), 0.4] if between else [0.4, 0.6]
    return [table(heads, shares, lines, sheet.inner), Spacer(1, 6)]


def _summary(page: LetterPage, summary: VisitSummary, sheet: Sheet) -> list[Flowable]:
    practice, patient, writer = page.practice, page.patient, page.writer
    minutes = summary.minutes
    took = "" if minutes is None else ngettext("{n} minute", "{n} minutes", minutes)
    rows = [
        (_("Practice"), listed((practice.name, practice.phone))),
        (_("Practitioner"), listed((writer.name, writer.registration))),
        (_("Patient"), patient.listed_name),
        (_("Day of the visit"), date_words(summary.day, practice.country)),
        (_("First needle in to last out"), took.format(n=minutes)),
        (_("Muscles treated"), muscle_count_words(len(summary.muscles))),
        ("", listed(summary.muscles)),
        (_("Remark"), summary.remark),
    ]
    story: list[Flowable] = [
        line(sheet, _("Visit summary"), 18, bold=True),
        line(sheet, _("This is no invoice. Codes and amounts stand as they were typed."), 9),
        Spacer(1, 6),
        pairs(rows, sheet.inner, 0.3),
    ]
    names = {CodeKind.PROCEDURE: _("Procedure"), CodeKind.DIAGNOSIS: _("Diagnosis code")}
    if summary.codes:
        codes = [(names[each.kind], each.code, each.amount) for each in summary.codes]
        heads = (_("What"), _("Code"), _("Amount"))
        story += [
            heading(sheet, _("Codes")),
            table(heads, (0.3, 0.45, 0.25), codes, sheet.inner),
        ]
    return story
