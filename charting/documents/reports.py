"""The session report and the whole record on paper: what was charted, by whom and when."""

from collections.abc import Iterable

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable

from charting.documents.hand import SIZE, Hand, heading, line
from charting.documents.outcome_part import outcome_part
from charting.documents.record_part import record_part
from charting.documents.session_part import session_part
from charting.documents.sheet import (
    QUIET,
    Imprint,
    Margins,
    Sheet,
    draw_line,
    made,
    paper_size,
    style,
)
from charting.documents.signature_part import state_words
from charting.domain.body_map import BodyMap
from charting.domain.episode import Terms
from charting.domain.follow_up import FollowUpPlan
from charting.domain.moment import Moment
from charting.domain.patient import Patient
from charting.domain.practice import Practice
from charting.domain.visit import Item
from charting.i18n import _
from charting.services.care_papers import OutcomesReport
from charting.services.ports import RecordReport, SessionReport
from charting.wording import date_words, moment_words

# A session begins on the page where its head and plate have room, and on the next otherwise.
ROOM_FOR_A_SESSION = 330.0


def session_report_pdf(report: SessionReport, body_map: BodyMap, items: Iterable[Item]) -> bytes:
    """One session as PDF; `items` are those of today's vocabulary, for the words of the answers."""
    sheet = _sheet(report.practice)
    names = {one.id: one.name for one in report.practitioners}
    hand = Hand(sheet, body_map, _by_id(items), names, report.practice.country)
    title = _("Session report")
    story = [line(sheet, title, 18, bold=True), *session_part(report, hand)]
    return made(
        sheet,
        _imprint(title, report.practice, report.patient),
        story,
        _margins(
            sheet,
            report.practice,
            report.patient,
            report.printed,
            state_words(report.session.status),
        ),
    )


def record_pdf(
    report: RecordReport,
    body_map: BodyMap,
    items: Iterable[Item],
    terms: Terms,
    plan: FollowUpPlan,
) -> bytes:
    """The whole record of a patient as PDF, its sessions one after the other."""
    sheet, known = _sheet(report.practice), _by_id(items)
    title = _("Record")
    people = [who for one in report.sessions for who in one.practitioners]
    names = {one.id: one.name for one in people}
    hand = Hand(sheet, body_map, known, names, report.practice.country)
    story: list[Flowable] = [
        line(sheet, title, 18, bold=True),
        *record_part(report, hand, terms, plan),
    ]
    for session in report.sessions:
        story += [CondPageBreak(ROOM_FOR_A_SESSION), heading(sheet, " ", 4)]
        story += session_part(session, hand)
    return made(
        sheet,
        _imprint(title, report.practice, report.patient),
        story,
        _margins(sheet, report.practice, report.patient, report.printed, _state(report)),
    )


def outcomes_pdf(report: OutcomesReport, body_map: BodyMap) -> bytes:
    """The scores of an episode as PDF."""
    practice, patient = report.practice, report.patient
    sheet, title = _sheet(practice), _("Outcomes")
    hand = Hand(sheet, body_map, {}, {}, practice.country)
    about = report.episode.complaint if report.episode else ""
    story = [
        line(sheet, about or title, 18, bold=True),
        *(outcome_part(report.scores, hand) or [line(sheet, _("Nothing was scored yet."))]),
    ]
    margins = _margins(sheet, practice, patient, report.printed, title)
    return made(sheet, _imprint(title, practice, patient), story, margins)


def _state(report: RecordReport) -> str:
    """Whether all of it is signed."""
    if any(one.session.open_to_change for one in report.sessions):
        return _("Holds sessions that are not signed")
    return _("All sessions are signed") if report.sessions else ""


def _by_id(items: Iterable[Item]) -> dict[str, Item]:
    return {item.id: item for item in items}


def _sheet(practice: Practice) -> Sheet:
    width, height = paper_size(practice.paper)
    return Sheet(width, height, side=48, top=74, bottom=62, size=SIZE)


def _imprint(title: str, practice: Practice, patient: Patient) -> Imprint:
    return Imprint(title, practice.name, patient.listed_name, "en")


# --- What stands on every page ------------------------------------------------------------------


def _margins(
    sheet: Sheet, practice: Practice, patient: Patient, printed: Moment, state: str
) -> Margins:
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
