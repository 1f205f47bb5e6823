"""The chart of a patient: health as dated facts, archived and brought back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from charting.domain.changes import SetAnswer, apply
from charting.domain.given_papers import GivenPaper, Kind, Way
from charting.domain.patient import FactKind, Patient
from charting.domain.visit import OUTCOME, PAIN_AFTER, PAIN_BEFORE
from charting.ui.widgets.buttons import Button
from charting.ui.widgets.text import Text
from tests.ui.patients.conftest import Reception


@pytest.fixture
def wu(reception: Reception) -> Patient:
    """A patient whose chart the screen shows."""
    patient = reception.add("Wu", "Li")
    reception.refresh()
    reception.press(Qt.Key.Key_Down)
    return patient


def test_a_fact_is_added_in_one_line(wu: Patient, reception: Reception) -> None:
    health = reception.page.record.health
    assert health.empty.isVisible()
    reception.press(Qt.Key.Key_F6)
    assert health.text.hasFocus()
    health.kind.setCurrentIndex(health.kind.findData(FactKind.ALLERGY.value))
    reception.type("nickel")
    reception.press(Qt.Key.Key_Return)
    (fact,) = reception.practice.patients.facts(wu.id)
    assert (fact.kind, fact.text) == (FactKind.ALLERGY, "nickel")
    assert health.text.text() == ""
    assert not health.empty.isVisible()
    assert reception.identity
    assert [alert.words for alert in reception.identity.alerts] == ["Allergy: nickel"]


def test_a_fact_entered_twice_before_it_is_stored_is_one(wu: Patient, reception: Reception) -> None:
    health = reception.page.record.health
    health.text.setText("nickel")
    health.add_button.click()
    health.add_button.click()
    reception.settle()
    assert [each.text for each in reception.practice.patients.facts(wu.id)] == ["nickel"]


def test_an_empty_fact_is_refused_where_it_is_typed(wu: Patient, reception: Reception) -> None:
    health = reception.page.record.health
    health.add_button.click()
    reception.settle()
    assert health.refusal.isVisible()
    assert health.refusal.text() == "Please fill in the health note."
    assert not reception.practice.patients.facts(wu.id)


def test_a_fact_ends_and_stays_to_be_seen(wu: Patient, reception: Reception) -> None:
    reception.practice.patients.add_fact(wu.id, FactKind.MEDICINE, "apixaban")
    reception.model.read_again()
    reception.settle()
    health = reception.page.record.health
    (end,) = (button for button in health.findChildren(Button) if button.words == "End")
    end.click()
    reception.settle()
    (fact,) = reception.practice.patients.facts(wu.id)
    assert not fact.current
    assert health.ended_button.words == "Show 1 that has ended"
    health.ended_button.click()
    assert health.ended_button.words == "Hide what has ended"
    assert "apixaban" in [text.text() for text in health.findChildren(Text) if text.isVisible()]


def test_one_key_says_that_nothing_has_changed(wu: Patient, reception: Reception) -> None:
    header = reception.page.record.health.header
    assert header.beneath.text() == "Not gone through yet"
    reception.press(Qt.Key.Key_F9)
    assert reception.practice.patients.last_review(wu.id)
    assert header.beneath.text() == "Gone through 23.11.2026"


def test_a_patient_is_archived_and_brought_back(wu: Patient, reception: Reception) -> None:
    record = reception.page.record
    record.archive_button.click()
    reception.settle()
    assert reception.practice.patients.patient(wu.id).archived
    assert "Li Wu is archived" in reception.page.message.words
    assert reception.listed == []
    reception.press(Qt.Key.Key_F7)
    assert reception.listed == ["Wu, Li"]
    reception.page.list.go_to_first()
    reception.settle()
    assert record.archived.isVisible()
    assert not record.open_button.isVisible()
    record.archived.action.click()
    reception.settle()
    assert not reception.practice.patients.patient(wu.id).archived
    reception.page.finding.archived_button.click()
    reception.settle()
    assert reception.listed == ["Wu, Li"]


def test_what_was_half_typed_does_not_wander_to_the_next_patient(
    wu: Patient, reception: Reception
) -> None:
    del wu
    reception.add("Muster", "Anna")
    reception.refresh()
    reception.page.record.health.text.setText("nickel")
    reception.page.list.go_to(None)
    reception.page.list.go_to_first()
    reception.settle()
    first = reception.model.chart
    reception.page.list.go_to(reception.model.lines[1].patient.id)
    reception.settle()
    assert reception.model.chart is not first
    assert reception.page.record.health.text.text() == ""


def test_sessions_stand_by_episode_each_in_one_line(wu: Patient, reception: Reception) -> None:
    practice, clock = reception.practice, reception.clock
    sessions = practice.sessions
    first = sessions.open_today(wu.id)
    for item, answer in (
        (PAIN_BEFORE, {"number": 6}),
        (PAIN_AFTER, {"number": 4}),
        (OUTCOME, {"choice": "referred"}),
    ):
        change = SetAnswer(item, None, replace(sessions.answer(item), **answer))
        sessions.store(sessions.entry(first, change))
        first = apply(change, first)
    (old,) = sessions.episodes(wu.id)
    clock.run_on(timedelta(days=7))
    old = sessions.correct_episode(replace(old, complaint="<b>left</b> ache", closed=clock.now()))
    sessions.open_today(wu.id)
    reception.model.read_again()
    reception.settle()
    card = reception.page.record.sessions
    running, closed = card.episodes
    assert card.header.beneath.text() == "2 sessions in 2 episodes"
    assert running.course.text() == "1 of 4 sessions, since 30.11.2026"
    assert closed.complaint.text() == "<b>left</b> ache"
    assert closed.course.text() == "1 of 4 sessions, 23.11.2026 to 30.11.2026, closed"
    assert [row.below for row in running.list.lines.rows] == ["Session 1: nothing charted yet"]
    assert [(row.title, row.below, row.beside) for row in closed.list.lines.rows] == [
        ("23.11.2026", "Session 1: not needled: referred, pain 6 → 4", "Draft")
    ]


def test_a_session_more_takes_its_room_in_the_list(wu: Patient, reception: Reception) -> None:
    card = reception.page.record.sessions
    for number in range(1, 4):
        reception.practice.sessions.open_today(wu.id)
        reception.clock.run_on(timedelta(days=7))
        reception.page.hide()
        reception.model.read_again()
        reception.settle()
        reception.page.show()
        QApplication.processEvents()
        (part,) = card.episodes
        assert part.list.visibleRegion().boundingRect().height() == 64 * number


def test_the_papers_of_a_patient_or_of_the_session_gone_to(
    wu: Patient, reception: Reception
) -> None:
    wanted: list[tuple[object, object]] = []
    reception.page.papers_wanted.connect(lambda *ids: wanted.append(ids))
    first = reception.practice.sessions.open_today(wu.id)
    reception.clock.run_on(timedelta(days=7))
    reception.practice.sessions.open_today(wu.id)
    reception.model.read_again()
    reception.settle()
    reception.page.record.papers_button.click()
    visits = reception.page.record.sessions.episodes[0].list
    visits.setFocus()
    visits.go_to(first.id)
    reception.press(Qt.Key.Key_F11)
    assert wanted == [(wu.id, None), (wu.id, first.id)]


def test_what_was_handed_out_is_listed_and_asked_for_again(
    wu: Patient, reception: Reception
) -> None:
    card = reception.page.record.papers
    assert card.empty.isVisible()
    given = reception.practice.given_papers
    for number in range(6):
        given.keep(wu.id, Kind.LETTER, "A4", b"%%PDF %d" % number, Way.PRINTED)
    reception.model.read_again()
    reception.settle()
    assert [row.title for row in card.list.lines.rows] == ["Letter"] * 4
    assert card.list.lines.rows[0].below == "printed, Nora Feld"
    card.more.click()
    assert len(card.list.lines.rows) == 6
    wanted: list[GivenPaper] = []
    card.paper_wanted.connect(wanted.append)
    card.list.entered.emit(card.list.lines.rows[-1].key)
    assert [given.shown(paper) for paper in wanted] == [b"%PDF 0"]


@pytest.mark.parametrize("width", [1440, 1280, 1024])
def test_no_button_of_the_page_is_cut_off_where_the_window_is_narrow(
    wu: Patient, reception: Reception, width: int
) -> None:
    reception.page.resize(width, 800)
    reception.settle()
    pane = reception.page.record
    buttons = (
        *(pane.open_button, pane.earlier_button, pane.papers_button, pane.episode_button),
        *(pane.correct_button, pane.archive_button, pane.export_button),
        *(*pane.care.buttons, pane.care.consent),
    )
    for button in buttons:
        left = button.mapTo(pane.viewport(), button.rect().topLeft()).x()
        assert left >= 0
        assert left + button.width() <= pane.viewport().width()
        assert button.width() >= button.sizeHint().width()
        around = button.parentWidget()
        assert around is not None
        assert button.geometry().bottom() < around.height()
