"""What happened to a patient on their page and among the open work, and their course."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from charting.domain.adverse_events import AdverseEvent, Severity
from charting.domain.changes import AddMark, SetAnswer
from charting.domain.patient import Patient
from charting.domain.session import Session
from charting.domain.visit import NEXT_VISIT, PAIN_BEFORE
from charting.ui.events.model import Draft
from tests.invented import PRESET, places
from tests.ui.patients.conftest import Reception


def _visit(reception: Reception, patient: Patient, pain: int = 6) -> Session:
    sessions = reception.practice.sessions
    session = sessions.open_today(patient.id)
    needle = sessions.needle(next(places(1)), PRESET)
    sessions.store(sessions.entry(session, AddMark(needle)))
    answer = replace(sessions.answer(PAIN_BEFORE), number=pain)
    sessions.store(sessions.entry(session, SetAnswer(PAIN_BEFORE, None, answer)))
    return sessions.session(session.id)


def _bruised(reception: Reception) -> tuple[Patient, Session]:
    patient = reception.add("Nakagawa", "T.")
    session = _visit(reception, patient)
    mark = session.needles()[0].id
    bruise = AdverseEvent("ae.bruise", session.opened.day, Severity.MILD, mark=mark)
    reception.practice.adverse_events.file(patient.id, bruise, session)
    return patient, session


def _look_at(reception: Reception, patient: Patient) -> None:
    reception.refresh()
    reception.page.list.go_to(patient.id)
    reception.settle()
    reception.qtbot.waitUntil(lambda: not reception.lane.busy)


def test_an_event_stands_on_the_page_and_is_closed_there(reception: Reception) -> None:
    patient, session = _bruised(reception)
    reception.clock.run_on(timedelta(days=7))
    _look_at(reception, patient)
    card = reception.page.record.events
    (row,) = card.list.lines.rows
    assert (row.title, row.beside, row.tone) == ("Bruise", "overdue for 2 days", "answer")
    assert "session 1" in row.below
    card.list.entered.emit(row.key)
    assert card.form.isVisible()
    assert card.form.judged_part.isVisible()
    card.form.ended.setText("1.1.2020")
    QTest.keyClick(card.form.ended, Qt.Key.Key_Return)
    reception.qtbot.waitUntil(lambda: bool(card.form.refusal.words))
    assert card.form.ended.text() == "1.1.2020"
    day = session.opened.day + timedelta(days=6)
    card.form.ended.setText(day.isoformat())
    QTest.keyClick(card.form.ended, Qt.Key.Key_Return)
    reception.qtbot.waitUntil(lambda: not card.form.isVisible() and not reception.lane.busy)
    assert card.list.lines.rows[0].beside == "over after 6 days, longer than usual"


def test_an_event_kept_by_a_double_press_happened_once(reception: Reception) -> None:
    patient, session = _bruised(reception)
    _look_at(reception, patient)
    events = reception.model.events
    draft = Draft("ae.bruise", session.opened.day.isoformat(), "", "On the left.")
    events.keep(draft)
    events.keep(draft)
    reception.settle()
    filed = reception.practice.adverse_events.of_patient(patient.id)
    assert len(filed) == 2
    events.keep(draft)
    reception.settle()
    assert len(reception.practice.adverse_events.of_patient(patient.id)) == 3


def test_a_grade_is_kept_and_stays_until_it_is_taken_back(reception: Reception) -> None:
    patient, _session = _bruised(reception)
    _look_at(reception, patient)
    card, events = reception.page.record.events, reception.practice.adverse_events
    for chosen, kept in ((2, 2), (None, 2), (0, None)):
        (row,) = card.list.lines.rows
        card.list.entered.emit(row.key)
        assert card.form.grade.isVisible()
        if chosen is not None:
            card.form.grade.setCurrentIndex(chosen)
        card.form.words.setText(f"{card.form.words.text()}.")
        card.form.keep_button.click()
        reception.qtbot.waitUntil(lambda: not card.form.isVisible() and not reception.lane.busy)
        (line,) = events.of_patient(patient.id)
        assert line.event.grade == kept


def test_something_that_happened_between_visits_is_added_on_the_page(reception: Reception) -> None:
    patient = reception.add("Wu", "Li")
    _look_at(reception, patient)
    card = reception.page.record.events
    assert card.empty.isVisible()
    card.add_button.click()
    card.form.kind.setCurrentIndex(card.form.kind.findData("ae.soreness"))
    card.form.keep()
    reception.qtbot.waitUntil(lambda: bool(card.list.lines.rows))
    assert not card.empty.isVisible()


def test_entered_in_error_asks_why(reception: Reception) -> None:
    patient, _session = _bruised(reception)
    _look_at(reception, patient)
    card = reception.page.record.events
    card.list.entered.emit(card.list.lines.rows[0].key)
    for _ in range(2):
        card.form.strike_button.click()
    reception.qtbot.waitUntil(lambda: bool(card.form.refusal.words))
    card.form.struck.setText("Another patient's")
    card.form.strike_button.click()
    reception.qtbot.waitUntil(lambda: not card.list.lines.rows)


def test_what_is_overdue_stands_among_the_open_work(reception: Reception) -> None:
    patient, _session = _bruised(reception)
    said: list[str] = []
    reception.page.work.said.connect(said.append)
    work = reception.page.work
    reception.refresh()
    reception.page.work.start()
    reception.qtbot.waitUntil(lambda: not reception.lane.busy)
    assert not work.events.isVisible()
    reception.clock.run_on(timedelta(days=6))
    work.start()
    reception.qtbot.waitUntil(work.events.isVisible)
    (row,) = work.events.list.lines.rows
    assert (row.title, row.beside) == ("Nakagawa, T.", "overdue for 1 day")
    assert "1 adverse event" in said[-1]
    work.events.list.entered.emit(row.key)
    reception.settle()
    assert reception.shown() == patient


def test_the_course_proposes_its_days_and_takes_those_agreed(reception: Reception) -> None:
    patient = reception.add("Nakagawa", "T.")
    session = _visit(reception, patient)
    day = session.opened.day + timedelta(days=10)
    sessions = reception.practice.sessions
    answer = replace(sessions.answer(NEXT_VISIT), choice=day.isoformat())
    sessions.store(sessions.entry(session, SetAnswer(NEXT_VISIT, None, answer)))
    _look_at(reception, patient)
    card = reception.page.record.course
    reception.qtbot.waitUntil(card.isVisible)
    assert card.days.text().startswith("Agreed: 03.12.2026. Proposed: 10.12.2026, 17.12.2026")
    assert not card.told.isVisible()
    wanted: list[object] = []
    card.calendar_wanted.connect(wanted.append)
    card.title.setText("  ")
    card.calendar_button.click()
    assert "title" in card.refusal.words
    card.title.setText("Visit")
    card.calendar_button.click()
    assert len(wanted) == 1


def test_a_pain_that_stays_is_told_quietly_with_its_source(reception: Reception) -> None:
    patient = reception.add("Nakagawa", "T.")
    for _ in range(3):
        _visit(reception, patient)
        reception.clock.run_on(timedelta(days=7))
    _look_at(reception, patient)
    card = reception.page.record.course
    reception.qtbot.waitUntil(card.told.isVisible)
    assert card.told.text().startswith("No meaningful change of pain after 3 sessions")
    assert "S89" in card.source.text()
