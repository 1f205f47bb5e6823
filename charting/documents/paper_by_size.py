"""The same documents on another size of paper than the practice's own."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import replace
from pathlib import Path

from charting import content
from charting.clinic_map import clinic_map
from charting.documents.paper import Paper
from charting.domain.body_map import BodyMap
from charting.domain.leaflet import Leaflet
from charting.domain.paper_sizes import LARGE
from charting.domain.practice import Practice
from charting.domain.screening_rules import Screening
from charting.domain.visit import Item
from charting.services.care_papers import CourseReport, OutcomesReport, Reading
from charting.services.consent_report import ConsentReport
from charting.services.course_papers import EpisodeSummary, EventReport
from charting.services.letters import LetterPage
from charting.services.ports import RecordReport, SessionReport
from charting.services.record_papers import (
    About,
    ContactReport,
    NeedleLog,
    PlateReport,
    TrailReport,
)


class OtherPaper(Paper):
    """Makes the documents of `Paper` on the size `paper`."""

    def __init__(self, body_map: BodyMap, items: Sequence[Item], paper: str) -> None:
        super().__init__(body_map, items)
        self._paper = paper

    def leaflet(self, leaflet: Leaflet) -> bytes:
        """The aftercare leaflet as PDF."""
        return super().leaflet(replace(leaflet, paper=self._paper))

    def session_report(self, report: SessionReport) -> bytes:
        """One session as PDF."""
        return super().session_report(replace(report, practice=self._of(report.practice)))

    def making_record(self, report: RecordReport) -> Generator[int, None, bytes]:
        """The whole record of a patient as PDF, in steps."""
        return super().making_record(replace(report, practice=self._of(report.practice)))

    def consent(self, report: ConsentReport) -> bytes:
        """A written consent as PDF."""
        return super().consent(replace(report, practice=self._of(report.practice)))

    def plate(self, report: PlateReport) -> bytes:
        """The marks of a visit on the body map as PDF."""
        return super().plate(replace(report, about=self._about(report.about)))

    def needle_log(self, log: NeedleLog) -> bytes:
        """Every needle with its lot as PDF."""
        return super().needle_log(replace(log, about=self._about(log.about)))

    def contacts(self, report: ContactReport) -> bytes:
        """Every contact note as PDF."""
        return super().contacts(replace(report, about=self._about(report.about)))

    def trail(self, report: TrailReport) -> bytes:
        """The trail of changes as PDF."""
        return super().trail(replace(report, about=self._about(report.about)))

    def outcomes(self, report: OutcomesReport) -> bytes:
        """The scores of an episode as PDF."""
        return super().outcomes(replace(report, practice=self._of(report.practice)))

    def course(self, report: CourseReport) -> bytes:
        """The course of an episode as PDF."""
        return super().course(replace(report, practice=self._of(report.practice)))

    def education(self, reading: Reading) -> bytes:
        """What is read with a patient as PDF."""
        return super().education(replace(reading, practice=self._of(reading.practice)))

    def event_report(self, report: EventReport) -> bytes:
        """The report of one adverse event as PDF."""
        return super().event_report(replace(report, practice=self._of(report.practice)))

    def episode_summary(self, summary: EpisodeSummary) -> bytes:
        """The summary of one episode as PDF."""
        return super().episode_summary(replace(summary, practice=self._of(summary.practice)))

    def letter(self, page: LetterPage) -> bytes:
        """A letter or a visit summary as PDF."""
        return super().letter(replace(page, practice=self._of(page.practice)))

    def _of(self, practice: Practice) -> Practice:
        return practice.on_paper(self._paper)

    def _about(self, about: About) -> About:
        return replace(about, practice=self._of(about.practice))


def documents_of(folder: Path, rules: Screening) -> Callable[[str], Paper]:
    """What makes the documents of a practice with its own map and rules, for each size of paper;
    on the practice's own where none is named.
    """
    body_map, items = clinic_map(folder).body_map, content.visit_items_of(rules)
    return lambda size: (
        OtherPaper(body_map, items, size) if size in LARGE else Paper(body_map, items)
    )
