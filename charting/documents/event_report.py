"""The report of an adverse event on paper, without the patient's name: for a regulator, an insurer
or the clinic's own log.
"""

from collections.abc import Iterable

from reportlab.platypus import Flowable, KeepTogether

from charting.documents.hand import heading, line
from charting.documents.report_sheet import report_imprint, report_margins, report_sheet
from charting.documents.sheet import Sheet, made
from charting.documents.signature_lines import Signature
from charting.documents.tables import pairs, table
from charting.domain.adverse_events import AdverseEvent
from charting.domain.body_map import BodyMap
from charting.domain.event_vocabulary import EventVocabulary
from charting.domain.marks import Needle
from charting.domain.sheet import Sheet as Filed
from charting.i18n import _, listed
from charting.services.course_papers import EventReport
from charting.wording import (
    date_words,
    direction_words,
    moment_words,
    needle_size_words,
    sex_words,
    site_words,
    technique_words,
)
from charting.wording.events import (
    causality_words,
    event_state_words,
    event_when_words,
    grade_words,
    severity_meaning,
    severity_words,
    spread_words,
)


def event_report_pdf(report: EventReport, body_map: BodyMap, known: EventVocabulary) -> bytes:
    """One adverse event as PDF."""
    sheet, title = report_sheet(report.practice), _("Report of an adverse event")
    story: list[Flowable] = [
        line(sheet, title, 18, bold=True),
        line(sheet, _("The patient is not named; the number above is that of the record."), 9),
        heading(sheet, _("What happened")),
        pairs(list(_happened(report, body_map, known)), sheet.inner, 0.27),
        heading(sheet, _("How it is judged")),
        pairs(list(_judged(report, known)), sheet.inner, 0.27),
        heading(sheet, _("The patient and the treatment")),
        pairs(list(_treated(report)), sheet.inner, 0.27),
        *_needles(report, body_map, sheet),
        *_versions(report, known, sheet),
        KeepTogether(
            [
                heading(sheet, _("Reported by")),
                pairs(_by(report), sheet.inner, 0.27),
                Signature((), _("Date and signature")),
            ]
        ),
    ]
    number = report.patient.id.hex
    margins = report_margins(sheet, report.practice, title, number, report.printed)
    return made(sheet, report_imprint(title, report.practice, number), story, margins)


def _happened(
    report: EventReport, body_map: BodyMap, known: EventVocabulary
) -> Iterable[tuple[str, str]]:
    event, country = report.event, report.practice.country
    yield _("Event"), _(known.words(event.kind))
    yield _("Began"), event_when_words(event, country)
    yield _("Where"), where_words(report, body_map)
    yield _("In the practitioner’s words"), event.words
    yield _("What was done"), event.done
    kind = known.kinds.get(event.kind)
    yield _("How it went on"), event_state_words(event, kind, report.printed.day, country)


def where_words(report: EventReport, body_map: BodyMap) -> str:
    """The site of the mark at which it was, and the words for it."""
    session, mark_id = report.session, report.event.mark
    mark = session.marks.get(mark_id) if session and mark_id else None
    site = site_words(mark.site, body_map.structures) if mark is not None else ""
    return listed((site, report.event.place))


def _judged(report: EventReport, known: EventVocabulary) -> Iterable[tuple[str, str]]:
    event, kind = report.event, known.kinds.get(report.event.kind)
    severity = f"{severity_words(event.severity)}: {severity_meaning(event.severity)}"
    yield _("Severity"), severity
    yield _("Grade (CTCAE)"), grade_words(event.grade)
    yield _("Pain with it, 0 to 10"), "" if event.pain is None else str(event.pain)
    yield _("From the treatment"), causality_words(event.causality) or _("not judged")
    yield _("Expected"), yes_no(event.expected)
    yield _("Could have been prevented"), yes_no(event.preventable)
    yield _("Reported elsewhere"), spread_words(kind) if kind else ""
    yield _("Review"), event.review


def yes_no(answer: bool | None) -> str:
    """A judgement in a word; what nobody judged is said to be so."""
    return _("not judged") if answer is None else _("yes") if answer else _("no")


def _treated(report: EventReport) -> Iterable[tuple[str, str]]:
    patient, session = report.patient, report.session
    day = session.opened.day if session else report.event.day
    yield (
        _("Patient"),
        _("{sex}, {years} years old").format(sex=sex_words(patient.sex), years=patient.age_on(day)),
    )
    if session is not None:
        yield _("Treatment"), moment_words(session.opened, report.practice.country)
        yield _("Needles"), str(len(session.needles()))
        who = report.names.get(session.practitioner_id)
        yield _("Treated by"), listed((who.name, who.registration)) if who else ""


def _needles(report: EventReport, body_map: BodyMap, sheet: Sheet) -> list[Flowable]:
    needles = report.session.needles() if report.session else ()
    if not needles:
        return []
    heads = ("", _("Where"), _("Needle"), _("How"))
    rows = [_needle(number, each, report.event, body_map) for number, each in enumerate(needles, 1)]
    shares = (0.06, 0.46, 0.18, 0.3)
    return [heading(sheet, _("Needles")), table(heads, shares, rows, sheet.inner)]


def _needle(
    number: int, needle: Needle, event: AdverseEvent, body_map: BodyMap
) -> tuple[str, str, str, str]:
    where = site_words(needle.site, body_map.structures)
    here = _("{site} (here)").format(site=where) if needle.id == event.mark else where
    how = listed((technique_words(needle.technique), direction_words(needle.direction)))
    return str(number), here, _("{size} mm").format(size=needle_size_words(needle)), how


def _versions(report: EventReport, known: EventVocabulary, sheet: Sheet) -> list[Flowable]:
    """When what was put on file; only where it was amended."""
    if len(report.versions) < 2:
        return []
    heads = (_("Written"), _("By"), _("How it stood"))
    rows = [_version(each, report, known) for each in report.versions]
    return [
        heading(sheet, _("Put on file")),
        table(heads, (0.25, 0.3, 0.45), rows, sheet.inner),
    ]


def _version(filed: Filed, report: EventReport, known: EventVocabulary) -> tuple[str, str, str]:
    event, country = filed.content, report.practice.country
    who = report.names.get(filed.by)
    stood = ""
    if isinstance(event, AdverseEvent):
        stood = event_state_words(event, known.kinds.get(event.kind), filed.at.day, country)
        stood = listed((severity_words(event.severity), stood))
    return moment_words(filed.at, country), who.name if who else "", stood


def _by(report: EventReport) -> list[tuple[str, str]]:
    practice, last = report.practice, report.versions[-1]
    who = report.names.get(last.by)
    name = listed((who.name, who.registration)) if who else ""
    return [
        (_("Name"), name),
        (_("Practice"), listed((practice.name, practice.phone))),
        (_("Put on file"), moment_words(last.at, practice.country)),
        (_("Printed"), date_words(report.printed.day, practice.country)),
    ]
