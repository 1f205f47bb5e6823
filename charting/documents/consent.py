"""A written consent on paper: the text that was signed, questions, signatures, what was taken back.

The text is that which was signed, whatever today's says; its hash stands beneath.
"""

from collections.abc import Iterator
from dataclasses import replace

from reportlab.platypus import Flowable, KeepTogether

from charting.documents.hand import heading, line
from charting.documents.page_edges import edges, whole_name
from charting.documents.report_sheet import report_imprint, report_sheet
from charting.documents.sheet import Sheet, made, paragraph, style
from charting.documents.signature_lines import Signature
from charting.documents.tables import pairs
from charting.domain.consent import ConsentText
from charting.i18n import _
from charting.languages import ENGLISH
from charting.services.consent_report import ConsentReport
from charting.wording import moment_words
from charting.wording.consent import consent_facts, declaration_words, signer_words

_BULLET = "- "
# What a patient reads is printed as large as the leaflet (clinical reference 7.3).
_NORMAL, _LARGE = 14.0, 18.0


def consent_pdf(report: ConsentReport) -> bytes:
    """The consent as PDF, for the patient and for the record."""
    sheet = report_sheet(report.practice)
    consent = report.on_file.consent
    names = {one.id: one.name for one in report.practitioners}
    by = names.get(consent.needles_by, consent.needles_by.hex)
    size = _LARGE if report.patient.reads_large else _NORMAL
    story: list[Flowable] = [line(sheet, consent.text.title, size * 1.5, bold=True)]
    state = _("Taken back") if report.on_file.ended else _("In force")
    story += whole_name(sheet, report.practice, report.patient, state)
    if not is_checked(consent.text):
        waits = _("No practitioner has checked this translation yet.")
        story.append(paragraph(waits, style(size, bold=True, after=4), sheet.inner))
    story += list(_text(consent.text, sheet, size))
    if consent.questions:
        story.append(heading(sheet, _("Asked and answered"), size))
        story += [
            paragraph(f"{one.asked}\n{one.answered}", style(size, after=4), sheet.inner)
            for one in consent.questions
        ]
    story.append(heading(sheet, _("Signed"), size))
    under = style(size, bold=True, after=size / 2)
    story.append(paragraph(declaration_words(consent.text, by), under, sheet.inner))
    country = report.practice.country
    for one in consent.signatures:
        who = _("{who}: {name}, {when}").format(
            who=signer_words(one.signer), name=one.name, when=moment_words(one.at, country)
        )
        story.append(KeepTogether([Signature(one.strokes, who)]))
    facts = consent_facts(report.on_file, names, report.regions, country)
    story += [heading(sheet, _("On file")), pairs(facts, sheet.inner, 0.2)]
    return made(
        sheet,
        replace(
            report_imprint(consent.text.title, report.practice, report.patient.listed_name),
            language=consent.text.language,
        ),
        story,
        edges(sheet, report.practice, report.patient, report.printed, state),
    )


def is_checked(text: ConsentText) -> bool:
    """Whether a practitioner has signed off a translation; English is what it was made from."""
    return text.language.partition("-")[0] == ENGLISH or bool(text.reviewed_by)


def _text(text: ConsentText, sheet: Sheet, size: float) -> Iterator[Flowable]:
    plain, bullet = style(size, after=2), style(size, indent=size, after=2)
    for section in text.sections:
        yield heading(sheet, section.heading, size)
        for words in section.lines:
            if words.startswith(_BULLET):
                yield paragraph(words.removeprefix(_BULLET), bullet, sheet.inner, "•")
            else:
                yield paragraph(words, plain, sheet.inner)
