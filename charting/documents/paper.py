"""Paper: the documents that services ask for, made with the map and the vocabulary of today."""

from collections.abc import Generator, Sequence

from charting import care_content, content
from charting.documents.attached_page import attachment_pdf
from charting.documents.audit_extract import trail_pdf
from charting.documents.body_map_plate import plate_pdf
from charting.documents.consent import consent_pdf
from charting.documents.contact_list import contacts_pdf
from charting.documents.course_report import course_pdf
from charting.documents.education import education_pdf
from charting.documents.episode_summary import SummaryWords, episode_summary_pdf
from charting.documents.event_report import event_report_pdf
from charting.documents.leaflet import leaflet_pdf
from charting.documents.letter import letter_pdf
from charting.documents.needle_log import needle_log_pdf
from charting.documents.recovery import recovery_pdf
from charting.documents.reports import making_record, outcomes_pdf, session_report_pdf
from charting.documents.sheet import whole
from charting.documents.small_paper import label_pdf, slip_pdf
from charting.domain.attachment import Attachment
from charting.domain.body_map import BodyMap
from charting.domain.leaflet import Leaflet
from charting.domain.visit import Item
from charting.i18n import language_for, speaking
from charting.languages import EDUCATION, language_of
from charting.services.care_papers import CourseReport, OutcomesReport, Reading
from charting.services.consent_report import ConsentReport
from charting.services.course_papers import EpisodeSummary, EventReport
from charting.services.letters import LetterPage
from charting.services.ports import RecordReport, SessionReport
from charting.services.record_papers import ContactReport, NeedleLog, PlateReport, TrailReport
from charting.services.small_papers import Label, Slip
from charting.services.vaults import RecoveryPaper


class Paper:
    """Makes `services.ports.Documents` of `body_map` and the `items` asked in a visit."""

    def __init__(self, body_map: BodyMap, items: Sequence[Item]) -> None:
        self._map = body_map
        self._items = items

    def leaflet(self, leaflet: Leaflet) -> bytes:
        """The aftercare leaflet as PDF, in its own language."""
        with speaking(leaflet.language):
            return leaflet_pdf(leaflet, self._map)

    def session_report(self, report: SessionReport) -> bytes:
        """One session as PDF."""
        return session_report_pdf(report, self._map, self._items)

    def record(self, report: RecordReport) -> bytes:
        """The whole record of a patient as PDF."""
        return whole(self.making_record(report))

    def making_record(self, report: RecordReport) -> Generator[int, None, bytes]:
        """The same in steps, which say how many parts are laid out."""
        terms, plan = content.episode_terms(), content.follow_up_plan()
        return making_record(report, self._map, self._items, terms, plan)

    def event_report(self, report: EventReport) -> bytes:
        """The report of one adverse event as PDF."""
        return event_report_pdf(report, self._map, content.event_vocabulary())

    def episode_summary(self, summary: EpisodeSummary) -> bytes:
        """The summary of one episode as PDF."""
        items = {item.id: item for item in self._items}
        again = content.vocabulary("course")["come_again"]["lines"]
        words = SummaryWords(
            self._map, items, content.episode_terms(), content.event_vocabulary(), again
        )
        return episode_summary_pdf(summary, words)

    def plate(self, report: PlateReport) -> bytes:
        """The marks of a visit on the body map as PDF."""
        return plate_pdf(report, self._map, {item.id: item for item in self._items})

    def needle_log(self, log: NeedleLog) -> bytes:
        """Every needle with its lot as PDF."""
        return needle_log_pdf(log, self._map)

    def contacts(self, report: ContactReport) -> bytes:
        """Every contact note as PDF."""
        return contacts_pdf(report, self._map, content.follow_up_plan())

    def trail(self, report: TrailReport) -> bytes:
        """The trail of changes as PDF."""
        return trail_pdf(report)

    def label(self, label: Label) -> bytes:
        """A label as PDF. Raises `Refused` (PAPER_TOO_SMALL)."""
        return label_pdf(label)

    def slip(self, slip: Slip) -> bytes:
        """The slip with the next visits as PDF, in the language of the patient if it is spoken.

        Raises `Refused` (PAPER_TOO_SMALL).
        """
        with speaking(language_for(slip.patient.language)):
            return slip_pdf(slip)

    def outcomes(self, report: OutcomesReport) -> bytes:
        """The scores of an episode as PDF."""
        return outcomes_pdf(report, self._map)

    def course(self, report: CourseReport) -> bytes:
        """The course of an episode as PDF."""
        return course_pdf(report, self._map, {item.id: item for item in self._items})

    def consent(self, report: ConsentReport) -> bytes:
        """A written consent as PDF, all of it in the language in which it was signed."""
        with speaking(report.on_file.consent.text.language):
            return consent_pdf(report)

    def education(self, reading: Reading) -> bytes:
        """What is read with a patient as PDF, in their language where there is a text in it."""
        language = language_of(EDUCATION, reading.patient.language)
        with speaking(language):
            return education_pdf(reading, care_content.education(language))

    def letter(self, page: LetterPage) -> bytes:
        """A letter or a visit summary as PDF."""
        return letter_pdf(page)

    def attachment(self, attachment: Attachment, data: bytes, paper: str) -> bytes:
        """An attachment as PDF."""
        return attachment_pdf(attachment, data, paper)

    def recovery_key(self, paper: RecoveryPaper) -> bytes:
        """A recovery key as PDF."""
        return recovery_pdf(paper)
