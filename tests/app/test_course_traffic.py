"""The course leaves the patient's page as papers and as a calendar file, said in a sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from charting.app.course_traffic import CourseTraffic, ask_for_calendar
from charting.domain.adverse_events import AdverseEvent, Severity
from charting.domain.canonical import digest
from charting.domain.given_papers import Kind, Way
from charting.ui.patients.page import PatientsPage
from tests.documents.every_document import DOCUMENTS
from tests.invented import new_practice, people
from tests.person import Person, wait

LETTER = DOCUMENTS["letter"]()


class Counter:
    """A patients screen with one patient looked at, who has a session and a bruise."""

    def __init__(self, person: Person, file: Path) -> None:
        self.desk = person.desk
        wait(lambda: self.desk.patients_page is not None)
        assert self.desk.screens is not None
        traffic = self.desk.screens.course_traffic
        assert isinstance(traffic, CourseTraffic)
        traffic.choose_file = lambda _window, _name: file
        assert isinstance(self.desk.patients_page, PatientsPage)
        self.page = self.desk.patients_page
        wait(lambda: self.page.record.course.isVisible() and not self.desk.lane.busy)

    def press(self, button: QWidget) -> str:
        """Press a button; what the page says then."""
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        wait(lambda: not self.desk.lane.busy)
        QApplication.processEvents()
        return self.page.message.words

    def paper(self) -> Kind:
        """The paper that is shown."""
        wait(lambda: self.desk.handout_page is not None and self.desk.handout_page.isVisible())
        assert self.desk.screens is not None
        model = self.desk.screens.papers.model
        wait(lambda: model.handout is not None)
        assert model.handout is not None
        assert self.desk.handout_page is not None
        assert not any(kind.isVisible() for kind in self.desk.handout_page.panel.kinds.values())
        return model.handout.kind


@pytest.fixture
def counter(qapp: QApplication, tmp_path: Path) -> Iterator[Counter]:
    practice = new_practice(tmp_path / "practice")
    patient = practice.patients.add(next(people(1)))
    session = practice.sessions.open_today(patient.id)
    bruise = AdverseEvent("ae.bruise", session.opened.day, Severity.MILD)
    practice.adverse_events.file(patient.id, bruise, session)
    practice.given_papers.keep(patient.id, Kind.LETTER, "A4", LETTER, Way.MAILED)
    practice.close()
    person = Person(qapp, tmp_path / "practice")
    person.come_to_the_patient()
    yield Counter(person, tmp_path / "visits.ics")
    person.leave()


def test_the_days_to_come_go_into_a_file(counter: Counter, tmp_path: Path) -> None:
    said = counter.press(counter.page.record.course.calendar_button)
    assert said == "3 days were saved as “visits.ics”."
    data = (tmp_path / "visits.ics").read_text("utf-8")
    assert data.count("BEGIN:VEVENT") == 3


def test_a_file_that_cannot_be_written_is_told(counter: Counter) -> None:
    assert counter.desk.screens is not None
    traffic = counter.desk.screens.course_traffic
    assert traffic is not None
    traffic.choose_file = lambda _window, _name: Path("/nowhere/at/all/visits.ics")
    assert "visits.ics" in counter.press(counter.page.record.course.calendar_button)
    traffic.choose_file = lambda _window, _name: None
    counter.page.message.hush()
    assert counter.press(counter.page.record.course.calendar_button) == ""


def test_the_summary_and_the_report_are_shown_as_papers(counter: Counter) -> None:
    counter.press(counter.page.record.course.summary_button)
    assert counter.paper() is Kind.EPISODE
    assert counter.desk.handout_page is not None
    counter.desk.handout_page.leave()
    card = counter.page.record.events
    wait(lambda: not counter.desk.lane.busy and card.isVisible() and bool(card.list.lines.rows))
    card.list.entered.emit(card.list.lines.rows[0].key)
    wait(lambda: card.form.report_button.height() > 0)
    counter.press(card.form.report_button)
    assert counter.paper() is Kind.EVENT


def test_the_chooser_remembers_nothing(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def chosen(*_asked: object) -> tuple[str, str]:
        settings = QSettings(QSettings.Scope.UserScope, "QtProject")
        settings.setValue("FileDialog/lastVisited", str(tmp_path))
        settings.sync()
        return str(tmp_path / "visits.ics"), ""

    def remembered() -> object:
        return QSettings(QSettings.Scope.UserScope, "QtProject").value("FileDialog/lastVisited")

    before = remembered()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    assert ask_for_calendar(QWidget(), "visits.ics") == tmp_path / "visits.ics"
    assert remembered() == before


def test_what_was_handed_out_is_shown_as_it_was(counter: Counter) -> None:
    card = counter.page.record.papers
    wait(lambda: bool(card.list.lines.rows))
    card.list.entered.emit(card.list.lines.rows[0].key)
    assert counter.paper() is Kind.LETTER
    assert counter.desk.screens is not None
    handout = counter.desk.screens.papers.model.handout
    assert handout is not None
    assert handout.pdf == LETTER
    assert counter.desk.handout_page is not None
    said = counter.desk.handout_page.panel.state.words
    assert "saved with a password, to be mailed" in said
    # It stands in groups, so that it can break.
    assert digest(LETTER).hex() in said.replace(" ", "")
