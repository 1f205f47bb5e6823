"""The session report and the whole record on paper: what was charted, by whom and when."""

from collections.abc import Generator, Iterable, Iterator

from reportlab.platypus import CondPageBreak, Flowable

from charting.documents.hand import Hand, heading, line
from charting.documents.outcome_part import outcome_part
from charting.documents.page_edges import edges, whole_name
from charting.documents.record_part import record_part
from charting.documents.report_sheet import report_imprint, report_sheet
from charting.documents.session_part import session_part
from charting.documents.sheet import made, making
from charting.documents.signature_part import state_words
from charting.domain.body_map import BodyMap
from charting.domain.episode import Terms
from charting.domain.follow_up import FollowUpPlan
from charting.domain.visit import Item
from charting.i18n import _
from charting.services.care_papers import OutcomesReport
from charting.services.ports import RecordReport, SessionReport

# A session begins on the page where its head and plate have room, and on the next otherwise.
ROOM_FOR_A_SESSION = 330.0


def session_report_pdf(report: SessionReport, body_map: BodyMap, items: Iterable[Item]) -> bytes:
    """One session as PDF; `items` are those of today's vocabulary, for the words of the answers."""
    sheet = report_sheet(report.practice)
    names = {one.id: one.name for one in report.practitioners}
    hand = Hand(sheet, body_map, _by_id(items), names, report.practice.country)
    title = _("Session report")
    story = [line(sheet, title, 18, bold=True), *session_part(report, hand)]
    return made(
        sheet,
        report_imprint(title, report.practice, report.patient.listed_name),
        story,
        edges(
            sheet,
            report.practice,
            report.patient,
            report.printed,
            state_words(report.session.status),
        ),
    )


def making_record(
    report: RecordReport,
    body_map: BodyMap,
    items: Iterable[Item],
    terms: Terms,
    plan: FollowUpPlan,
) -> Generator[int, None, bytes]:
    """The whole record of a patient as PDF, its sessions one after the other; each step says how
    many parts are laid out, the first of them the person's.
    """
    sheet, known = report_sheet(report.practice), _by_id(items)
    title = _("Record")
    people = [*report.practitioners, *(who for one in report.sessions for who in one.practitioners)]
    names = {one.id: one.name for one in people}
    hand = Hand(sheet, body_map, known, names, report.practice.country)

    def parts() -> Iterator[list[Flowable]]:
        yield [line(sheet, title, 18, bold=True), *record_part(report, hand, terms, plan)]
        for session in report.sessions:
            begin = [CondPageBreak(ROOM_FOR_A_SESSION), heading(sheet, " ", 4)]
            yield [*begin, *session_part(session, hand)]

    about = report_imprint(title, report.practice, report.patient.listed_name)
    margins = edges(sheet, report.practice, report.patient, report.printed, _state(report))
    return making(sheet, about, parts(), margins)


def outcomes_pdf(report: OutcomesReport, body_map: BodyMap) -> bytes:
    """The scores of an episode as PDF."""
    practice, patient = report.practice, report.patient
    sheet, title = report_sheet(practice), _("Outcomes")
    hand = Hand(sheet, body_map, {}, {}, practice.country)
    about = report.episode.complaint if report.episode else ""
    story = [
        line(sheet, about or title, 18, bold=True),
        *whole_name(sheet, practice, patient, title),
        *(
            outcome_part(report.scores, hand, titled=bool(about))
            or [line(sheet, _("Nothing was scored yet."))]
        ),
    ]
    margins = edges(sheet, practice, patient, report.printed, title)
    return made(sheet, report_imprint(title, practice, patient.listed_name), story, margins)


def _state(report: RecordReport) -> str:
    """Whether all of it is signed."""
    if any(one.session.open_to_change for one in report.sessions):
        return _("Holds sessions that are not signed")
    return _("All sessions are signed") if report.sessions else ""


def _by_id(items: Iterable[Item]) -> dict[str, Item]:
    return {item.id: item for item in items}
