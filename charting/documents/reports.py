"""The session report and the whole record on paper: what was charted, by whom and when."""

from collections.abc import Iterable, Mapping, Sequence

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, Table, TableStyle

from charting.documents import fonts
from charting.documents.marks_plate import MarksPlate
from charting.documents.sheet import (
    ACCENT,
    INK,
    QUIET,
    Imprint,
    Margins,
    Sheet,
    draw_line,
    made,
    paper_size,
    paragraph,
    style,
)
from charting.domain.body_map import BodyMap
from charting.domain.ids import PractitionerId
from charting.domain.marks import MapSite, Mark, Needle, TriggerPoint
from charting.domain.moment import Moment
from charting.domain.patient import HealthFact, Patient
from charting.domain.practice import Practice
from charting.domain.session import NoteSection, Session, Status
from charting.domain.visit import Item
from charting.i18n import _
from charting.services.ports import RecordReport, SessionReport
from charting.wording import (
    answer_words,
    clock_words,
    date_words,
    direction_words,
    fact_kind_words,
    needle_size_words,
    sex_words,
    site_words,
    status_words,
    technique_words,
)

SIZE = 10.5
PLATE = 90 * mm
Items = Mapping[str, Item]


def session_report_pdf(report: SessionReport, body_map: BodyMap, items: Iterable[Item]) -> bytes:
    """One session as PDF; `items` are those of today's vocabulary, for the words of the answers."""
    sheet = _sheet(report.practice)
    title = _("Session report")
    story = [_line(sheet, title, 18, bold=True), *_session(report, body_map, _by_id(items), sheet)]
    draft = report.session.status is Status.DRAFT
    return made(
        sheet,
        _imprint(title, report.practice, report.patient),
        story,
        _margins(sheet, report.practice, report.patient, report.printed, draft=draft),
    )


def record_pdf(report: RecordReport, body_map: BodyMap, items: Iterable[Item]) -> bytes:
    """The whole record of a patient as PDF, each session on pages of its own."""
    sheet = _sheet(report.practice)
    known = _by_id(items)
    title = _("Record")
    story = [_line(sheet, title, 18, bold=True), *_person(report, sheet)]
    for session in report.sessions:
        story += [PageBreak(), *_session(session, body_map, known, sheet)]
    draft = any(one.session.status is Status.DRAFT for one in report.sessions)
    return made(
        sheet,
        _imprint(title, report.practice, report.patient),
        story,
        _margins(sheet, report.practice, report.patient, report.printed, draft=draft),
    )


def _by_id(items: Iterable[Item]) -> Items:
    return {item.id: item for item in items}


def _sheet(practice: Practice) -> Sheet:
    width, height = paper_size(practice.paper)
    return Sheet(width, height, side=48, top=74, bottom=62, size=SIZE)


def _imprint(title: str, practice: Practice, patient: Patient) -> Imprint:
    return Imprint(title, practice.name, patient.listed_name, "en")


def _line(sheet: Sheet, text: str, size: float = SIZE, *, bold: bool = False) -> Paragraph:
    look = style(size, bold=bold, after=2, colour=ACCENT if size > SIZE else INK)
    return paragraph(text, look, sheet.inner)


def _heading(sheet: Sheet, text: str) -> Paragraph:
    look = style(13, bold=True, colour=ACCENT, before=9, after=3)
    look.keepWithNext = 1
    return paragraph(text, look, sheet.inner)


def when_words(moment: Moment, country: str) -> str:
    """Day, time and zone: "16/11/2026 16:14 (Europe/Zurich)"."""
    return f"{date_words(moment.day, country)} {clock_words(moment)} ({moment.zone})"


# --- What stands on every page ------------------------------------------------------------------


def _margins(
    sheet: Sheet, practice: Practice, patient: Patient, printed: Moment, *, draft: bool
) -> Margins:
    born = _("born {day}").format(day=date_words(patient.born, practice.country))
    who = f"{patient.listed_name}, {born}"
    made_on = _("Printed {when}").format(when=when_words(printed, practice.country))
    state = _("Draft, not signed") if draft else _("Signed")
    quiet, strong = style(9, colour=QUIET), style(10.5, bold=True)

    def draw(canvas: Canvas, number: int, of: int) -> None:
        left, right, top = sheet.side, sheet.width - sheet.side, sheet.height - 40
        draw_line(canvas, _fitting(who, 62), left, top, strong)
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


# --- The person ---------------------------------------------------------------------------------


def _person(report: RecordReport, sheet: Sheet) -> list[Flowable]:
    country = report.practice.country
    patient = report.patient
    lines = [
        patient.listed_name,
        _("born {day}").format(day=date_words(patient.born, country))
        + f", {sex_words(patient.sex)}",
        *([patient.phone] if patient.phone else []),
        report.practice.name,
    ]
    review = report.last_review
    reviewed = (
        _("Health, gone through on {day}").format(day=date_words(review.at.day, country))
        if review
        else _("Health, not yet gone through with the patient")
    )
    facts = [_fact_words(fact, country) for fact in report.facts] or [_("Nothing is noted.")]
    episodes = [
        f"{date_words(one.opened.day, country)}: {one.complaint or _('no complaint noted')}"
        for one in report.episodes
    ]
    return [
        *(_line(sheet, text) for text in lines),
        _heading(sheet, reviewed),
        *(_line(sheet, text) for text in facts),
        *([_heading(sheet, _("Episodes of care"))] if episodes else []),
        *(_line(sheet, text) for text in episodes),
    ]


def _fact_words(fact: HealthFact, country: str) -> str:
    noted = _("noted {day}").format(day=date_words(fact.noted.day, country))
    ended = (
        ", " + _("ended {day}").format(day=date_words(fact.ended.day, country))
        if fact.ended
        else ""
    )
    return f"{fact_kind_words(fact.kind)}: {fact.text} ({noted}{ended})"


# --- One session --------------------------------------------------------------------------------


def _session(
    report: SessionReport, body_map: BodyMap, items: Items, sheet: Sheet
) -> list[Flowable]:
    session = report.session
    country = report.practice.country
    names = {one.id: one.name for one in report.practitioners}
    marks = list(session.marks.values())
    story: list[Flowable] = [
        _heading(
            sheet,
            _("Session {number}, {when}").format(
                number=session.number, when=when_words(session.opened, country)
            ),
        ),
        *(_line(sheet, text) for text in _about(report, names)),
    ]
    if marks:
        sides = (_("LEFT"), _("RIGHT"))
        story += [
            _heading(sheet, _("Marks")),
            MarksPlate(body_map, marks, sides, PLATE),
            _marks_table(marks, body_map, names, sheet),
        ]
        remarks = [_line(sheet, text) for text in _remarks(marks)]
        story += (
            [_heading(sheet, _("Remarks, by the number of the mark")), *remarks] if remarks else []
        )
    story += _answers(session, items, names, sheet, country)
    story += _notes(session, sheet)
    if report.head:
        seal = _("Head of the audit chain: entry {number}, {hash}").format(
            number=report.head.number, hash=report.head.hash.hex()
        )
        story += [_heading(sheet, _("Trail")), _line(sheet, seal, 9)]
    return story


def _about(report: SessionReport, names: Mapping[PractitionerId, str]) -> list[str]:
    session = report.session
    by = names.get(session.practitioner_id, session.practitioner_id.hex)
    registration = next(
        (one.registration for one in report.practitioners if one.id == session.practitioner_id), ""
    )
    lines = [
        _("Patient: {name}").format(name=report.patient.listed_name),
        _("Opened by {name}").format(name=f"{by}, {registration}" if registration else by),
    ]
    if report.episode and report.episode.complaint:
        lines.append(_("Complaint: {complaint}").format(complaint=report.episode.complaint))
    if session.status is Status.DRAFT:
        lines.append(_("This is a draft. It is not signed and may still change."))
    return lines


def _marks_table(
    marks: Sequence[Mark],
    body_map: BodyMap,
    names: Mapping[PractitionerId, str],
    sheet: Sheet,
) -> Table:
    heads = ("", _("Where"), _("What"), _("When"), _("Response"), _("Hazards as stored"))
    shares = (0.05, 0.24, 0.2, 0.16, 0.16, 0.19)
    widths = [share * sheet.inner for share in shares]
    small, strong = style(9), style(9, bold=True)
    rows = [[paragraph(head, strong, wide) for head, wide in zip(heads, widths, strict=True)]]
    for number, mark in enumerate(marks, start=1):
        cells = (
            str(number),
            site_words(mark.site, body_map.structures),
            _what(mark),
            _when(mark, names),
            _response(mark),
            _hazards(mark, body_map),
        )
        rows.append(
            [paragraph(cell, small, wide - 6) for cell, wide in zip(cells, widths, strict=True)]
        )
    table = Table(rows, colWidths=widths, repeatRows=1, splitInRow=1, hAlign="LEFT")
    table.setStyle(
        TableStyle(
            [
                # Named, or the table brings a font that is not embedded.
                ("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, QUIET),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 6),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ]
        )
    )
    return table


def _what(mark: Mark) -> str:
    if isinstance(mark, TriggerPoint):
        return _("{status} trigger point").format(status=status_words(mark.status))
    size = _("needle {size} mm").format(size=needle_size_words(mark))
    said = [size, technique_words(mark.technique), direction_words(mark.direction)]
    if mark.depth is not None:
        said.append(_("depth {depth} mm").format(depth=mark.depth))
    return ", ".join(said)


def _when(mark: Mark, names: Mapping[PractitionerId, str]) -> str:
    by = names.get(mark.placed_by, mark.placed_by.hex)
    if isinstance(mark, Needle):
        out = clock_words(mark.came_out) if mark.came_out else _("still in")
        return f"{clock_words(mark.went_in)}–{out}, {by}"
    return f"{clock_words(mark.placed)}, {by}"


def _response(mark: Mark) -> str:
    """What was looked for and found; what was not looked for is not mentioned."""
    if isinstance(mark, TriggerPoint):
        found = ((mark.taut_band, _("taut band")), (mark.tender, _("tender")))
        said = [mark.referred_pain] if mark.referred_pain else []
    else:
        found = ((mark.familiar_pain, _("familiar pain")), (mark.bone_contact, _("bone contact")))
        said = [] if mark.twitches is None else [_("twitches {n}").format(n=mark.twitches)]
    for reply, words in found:
        if reply is not None:
            said.append(words if reply else _("no {finding}").format(finding=words))
    return ", ".join(said)


def _hazards(mark: Mark, body_map: BodyMap) -> str:
    if not isinstance(mark.site, MapSite):
        return _("not on the map")
    known = body_map.hazards
    return ", ".join(_(known[one].name) if one in known else one for one in mark.site.hazards)


def _remarks(marks: Sequence[Mark]) -> Iterable[str]:
    for number, mark in enumerate(marks, start=1):
        if mark.remark:
            yield f"{number}: {mark.remark}"


def _answers(
    session: Session, items: Items, names: Mapping[PractitionerId, str], sheet: Sheet, country: str
) -> list[Flowable]:
    if not session.answers:
        return []
    lines = []
    for one in session.answers.values():
        item = items.get(one.item)
        asked = _(item.words) if item else one.item
        by = names.get(one.by, one.by.hex)
        said = answer_words(one, item, country)
        lines.append(f"{asked}: {said} ({clock_words(one.at)}, {by})")
    return [_heading(sheet, _("Asked and noted")), *(_line(sheet, text) for text in lines)]


def _notes(session: Session, sheet: Sheet) -> list[Flowable]:
    words = {
        NoteSection.SUBJECTIVE: _("Subjective"),
        NoteSection.OBJECTIVE: _("Objective"),
        NoteSection.TREATMENT: _("Treatment"),
        NoteSection.PLAN: _("Plan"),
    }
    story: list[Flowable] = []
    for section in NoteSection:
        if text := session.notes.get(section):
            story.append(_heading(sheet, words[section]))
            story += [_line(sheet, line or " ") for line in text.split("\n")]
    return story
