"""What is open stands where the day begins, and is done in two presses."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from charting import content
from charting.domain.changes import AddMark, SetAnswer, apply
from charting.domain.follow_up import ContactOutcome, FollowUp
from charting.domain.patient import Patient
from charting.domain.session import Session
from charting.domain.visit import NEEDLES_REMOVED, PACKS_OPENED
from charting.ui.patients.contact_form import ContactForm
from charting.ui.patients.worklist import Group
from charting.ui.widgets.buttons import Button
from tests.invented import PRESET, places
from tests.ui.patients.conftest import Reception

PLAN = content.follow_up_plan()


def _needled(reception: Reception, patient: Patient, found: int | None = None) -> Session:
    """A session with two needles that are out, and so many of them counted."""
    sessions = reception.practice.sessions
    session = sessions.open_today(patient.id)
    changes: list[AddMark | SetAnswer] = [
        AddMark(replace(sessions.needle(site, PRESET), came_out=reception.clock.now()))
        for site in places(2)
    ]
    if found is not None:
        for item, number in ((PACKS_OPENED, 2), (NEEDLES_REMOVED, found)):
            changes.append(SetAnswer(item, None, replace(sessions.answer(item), number=number)))
    for change in changes:
        sessions.store(sessions.entry(session, change))
        session = apply(change, session)
    return session


def _look(reception: Reception) -> None:
    reception.model.work.look_again()
    reception.settle()


def _rows(group: Group) -> list[tuple[str, str, str, str]]:
    return [(row.title, row.below, row.beside, row.tone) for row in group.list.lines.rows]


@pytest.fixture
def szabo(reception: Reception) -> Patient:
    return reception.add("O'Brien-Szabo", "M.")


@pytest.fixture
def overdue(reception: Reception, szabo: Patient) -> FollowUp:
    """A call after a session of two days ago, which should have been made yesterday."""
    reception.clock.run_on(timedelta(days=-2))
    session = _needled(reception, szabo, found=2)
    call = reception.practice.follow_ups.plan_call(session, PLAN.calls[0])
    reception.clock.run_on(timedelta(days=2))
    _look(reception)
    return call


def test_an_empty_worklist_teaches_what_will_stand_there(reception: Reception) -> None:
    work = reception.page.work
    assert work.isVisible()
    assert not work.uncounted.isVisible()
    for group in (work.calls, work.reviews, work.unsigned):
        assert group.none.isVisible()
        assert not group.list.isVisible()
    assert "Plan one at the end of a session" in work.calls.none.text()
    assert reception.page.finding.work_button.words == "Nothing is open"


def test_each_group_says_in_words_what_is_open(reception: Reception, overdue: FollowUp) -> None:
    practice, work = reception.practice, reception.page.work
    wu, keller, li = (reception.add(name) for name in ("Wu", "Keller", "<b>Li</b>"))
    reception.clock.run_on(timedelta(days=-1))
    _needled(reception, wu)
    review = practice.follow_ups.plan_review(
        _needled(reception, li, found=2), reception.clock.now().day + timedelta(days=1), PLAN.review
    )
    reception.clock.run_on(timedelta(days=1))
    _needled(reception, keller)
    _needled(reception, keller, found=1)
    _look(reception)
    assert overdue.due + timedelta(days=1) == review.due
    assert _rows(work.uncounted) == [
        ("Keller", "Today, session 1: 4 needles", "1 of 2 counted", "hazard"),
        ("Wu", "Yesterday, session 1: 2 needles", "not counted", "hazard"),
    ]
    assert _rows(work.calls) == [
        ("O'Brien-Szabo, M.", "24 hours after, session 1", "due yesterday", "answer")
    ]
    assert _rows(work.reviews) == [
        ("<b>Li</b>", "How it goes, goals; go on, change or refer, session 1", "due today", "")
    ]
    assert [row[0] for row in _rows(work.unsigned)] == ["<b>Li</b>", "O'Brien-Szabo, M."]
    words = reception.page.finding.work_button.words
    assert words == "Open: 2 counts, 1 call, 1 review, 2 notes"


def test_red_is_kept_for_needles_that_should_have_been_counted(reception: Reception) -> None:
    _needled(reception, reception.add("Wu"))
    _look(reception)
    assert _rows(reception.page.work.uncounted)[0][2:] == ("not counted", "")


def test_a_call_is_answered_by_two_keys(
    reception: Reception, szabo: Patient, overdue: FollowUp
) -> None:
    work = reception.page.work
    reception.press(Qt.Key.Key_F5)
    assert work.calls.list.hasFocus()
    reception.press(Qt.Key.Key_Return)
    form = work.calls.form
    assert form.isVisible()
    assert (form.who.text(), form.phone.text()) == ("Call M. O'Brien-Szabo", "079 1")
    assert form.why.text() == "24 hours after, session 1, due yesterday"
    reception.press(Qt.Key.Key_R)
    (stored,) = reception.practice.follow_ups.of_patient(szabo.id)
    assert stored.id == overdue.id
    assert [note.outcome for note in stored.contacts] == [ContactOutcome.REACHED]
    assert not form.isVisible()
    assert work.calls.none.isVisible()


def test_a_double_press_notes_one_try(
    reception: Reception, szabo: Patient, overdue: FollowUp
) -> None:
    reception.press(Qt.Key.Key_F5)
    reception.press(Qt.Key.Key_Return)
    press = reception.page.work.calls.form.outcomes[ContactOutcome.NO_ANSWER]
    # Before the first is stored, as where a clinic's server is slow.
    press.click()
    press.click()
    reception.settle()
    (stored,) = reception.practice.follow_ups.of_patient(szabo.id)
    assert [note.outcome for note in stored.contacts] == [ContactOutcome.NO_ANSWER]
    assert stored.id == overdue.id


def test_no_answer_with_words_and_a_next_try_in_two_days(
    reception: Reception, szabo: Patient, overdue: FollowUp
) -> None:
    work = reception.page.work
    row = work.calls.list.visualRect(work.calls.list.model().index(0, 0)).center()
    QTest.mouseClick(work.calls.list.viewport(), Qt.MouseButton.LeftButton, pos=row)
    form = work.calls.form
    reception.type("rang twice, no r", into=form.words)
    assert form.words.text() == "rang twice, no r"
    form.next_try.buttons[0].click()
    form.next_try.buttons[1].click()
    form.outcomes[ContactOutcome.NO_ANSWER].click()
    reception.settle()
    (stored,) = reception.practice.follow_ups.of_patient(szabo.id)
    (note,) = stored.contacts
    today = reception.clock.now().day
    assert (note.words, note.next_try) == ("rang twice, no r", today + timedelta(days=2))
    assert stored.id == overdue.id
    reception.clock.run_on(timedelta(days=2))
    _look(reception)
    assert _rows(work.calls)[0][2] == "due today"
    work.calls.list.go_to_first()
    QTest.keyClick(work.calls.list, Qt.Key.Key_Return)
    assert form.before.text().endswith(
        "no answer, next try 25.11.2026: rang twice, no r (Nora Feld, not signed)"
    )


def test_what_was_noted_stands_on_the_list_until_it_is_signed_by_one_key(
    reception: Reception, szabo: Patient, overdue: FollowUp
) -> None:
    work, practice = reception.page.work, reception.practice
    assert not work.contacts.isVisible()
    noted = practice.follow_ups.note_contact(overdue, ContactOutcome.REACHED, "well")
    practice.follow_ups.note_contact(noted, ContactOutcome.ADDENDUM, "No cough either.")
    _look(reception)
    assert _rows(work.contacts) == [
        ("O'Brien-Szabo, M.", "Call, reached: well", "Today", ""),
        ("O'Brien-Szabo, M.", "Call, addendum: No cough either.", "Today", ""),
    ]
    # With the note of the session.
    assert "3 notes" in reception.page.finding.work_button.words
    work.contacts.list.go_to_first()
    QTest.keyClick(work.contacts.list, Qt.Key.Key_Return)
    form = work.contacts.form
    assert form.sign_button.hasFocus()
    assert form.before.text().splitlines()[0].endswith("reached: well (Nora Feld, not signed)")
    reception.press(Qt.Key.Key_S)
    assert not form.isVisible()
    assert not work.contacts.isVisible()
    (stored,) = practice.follow_ups.of_patient(szabo.id)
    assert all(note.signed for note in stored.contacts)
    assert not stored.is_open


def test_once_a_note_is_signed_the_keys_are_on_the_next(
    reception: Reception, szabo: Patient, overdue: FollowUp
) -> None:
    work, practice = reception.page.work, reception.practice
    session = practice.sessions.open_today(szabo.id)
    for call in (overdue, practice.follow_ups.plan_call(session, PLAN.calls[1])):
        practice.follow_ups.note_contact(call, ContactOutcome.REACHED, "well")
    _look(reception)
    work.contacts.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
    for _note in range(2):
        reception.press(Qt.Key.Key_Return)
        assert work.contacts.form.sign_button.hasFocus()
        reception.press(Qt.Key.Key_S)
    assert not work.contacts.isVisible()


def test_an_addendum_is_kept_from_the_form_and_needs_its_words(
    reception: Reception, szabo: Patient, overdue: FollowUp
) -> None:
    work, practice = reception.page.work, reception.practice
    practice.follow_ups.note_contact(overdue, ContactOutcome.NO_ANSWER, "rang once")
    _look(reception)
    work.contacts.list.go_to_first()
    QTest.keyClick(work.contacts.list, Qt.Key.Key_Return)
    form = work.contacts.form
    reception.press(Qt.Key.Key_T)
    assert "the addendum" in form.refusal.text()
    reception.type("It rang twice.", into=form.words)
    form.addendum_button.click()
    reception.settle()
    (stored,) = practice.follow_ups.of_patient(szabo.id)
    assert [(note.outcome, note.words) for note in stored.contacts] == [
        (ContactOutcome.NO_ANSWER, "rang once"),
        (ContactOutcome.ADDENDUM, "It rang twice."),
    ]
    assert stored.next_due == reception.clock.now().day + timedelta(days=1)


def test_the_chart_is_opened_from_the_call_and_f5_comes_back(
    reception: Reception, szabo: Patient, overdue: FollowUp
) -> None:
    work = reception.page.work
    work.calls.wanted.emit(overdue.id)
    work.calls.form.chart_button.click()
    reception.settle()
    assert reception.shown() == szabo
    assert reception.page.record.isVisible()
    reception.press(Qt.Key.Key_F5)
    assert work.isVisible()
    assert reception.identity is None


def test_escape_leaves_the_call_as_it_was(
    reception: Reception, szabo: Patient, overdue: FollowUp
) -> None:
    work = reception.page.work
    work.calls.list.go_to_first()
    work.calls.wanted.emit(overdue.id)
    reception.press(Qt.Key.Key_Escape)
    assert not work.calls.form.isVisible()
    assert work.calls.list.hasFocus()
    assert reception.practice.follow_ups.of_patient(szabo.id) == (overdue,)


def test_a_review_is_done_and_its_form_offers_no_telephone(
    reception: Reception, szabo: Patient
) -> None:
    session = _needled(reception, szabo, found=2)
    day = reception.clock.now().day
    reception.practice.follow_ups.plan_review(session, day, PLAN.review)
    _look(reception)
    reviews = reception.page.work.reviews
    reviews.list.go_to_first()
    reviews.list.setFocus()
    reception.press(Qt.Key.Key_Return)
    assert not reviews.form.phone.isVisible()
    assert not reviews.form.outcomes[ContactOutcome.NO_ANSWER].isVisible()
    reception.press(Qt.Key.Key_R)
    assert reviews.form.isVisible()
    reception.press(Qt.Key.Key_D)
    (stored,) = reception.practice.follow_ups.of_patient(szabo.id)
    assert [note.outcome for note in stored.contacts] == [ContactOutcome.DONE]


def test_one_press_opens_the_session_of_another_patient(
    reception: Reception, szabo: Patient
) -> None:
    session = _needled(reception, szabo)
    reception.add("Wu")
    _look(reception)
    uncounted = reception.page.work.uncounted.list
    with reception.qtbot.waitSignal(reception.page.session_wanted) as wanted:
        uncounted.go_to_first()
        uncounted.setFocus()
        reception.press(Qt.Key.Key_Return)
    assert wanted.args
    assert wanted.args[:2] == [szabo, session]
    assert wanted.args[2].name == "M. O'Brien-Szabo"
    reception.page.come_back()
    reception.settle()
    assert reception.shown() == szabo


def test_a_long_group_is_folded_and_one_row_of_all_is_gone_to(reception: Reception) -> None:
    for number in range(7):
        _needled(reception, reception.add(f"Muster {number}"), found=2)
    _needled(reception, reception.add("Wu"))
    _look(reception)
    work = reception.page.work
    assert len(_rows(work.unsigned)) == 5
    assert work.unsigned.fold_button.words == "Show all 7"
    work.unsigned.fold_button.click()
    assert len(_rows(work.unsigned)) == 7
    work.unsigned.list.go_to_first()
    work.uncounted.list.go_to_first()
    assert work.unsigned.list.key is None


def test_a_refusal_stands_in_the_form_and_nothing_typed_is_lost(
    reception: Reception, overdue: FollowUp
) -> None:
    work = reception.page.work
    work.calls.wanted.emit(overdue.id)
    reception.practice.follow_ups.withdraw(overdue)
    reception.type("well", into=work.calls.form.words)
    work.calls.form.outcomes[ContactOutcome.REACHED].click()
    reception.settle()
    assert work.calls.form.refusal.isVisible()
    assert work.calls.form.refusal.text().startswith("This was changed elsewhere")
    assert work.calls.form.words.text() == "well"


def test_in_a_low_window_the_call_scrolls_into_sight(
    reception: Reception, overdue: FollowUp
) -> None:
    _needled(reception, reception.add("Wu"))
    reception.page.resize(1180, 500)
    _look(reception)
    reception.press(Qt.Key.Key_F5)
    reception.press(Qt.Key.Key_Tab)
    reception.press(Qt.Key.Key_Return)
    form = reception.page.work.calls.form
    assert form.follow_up == overdue
    reception.qtbot.waitUntil(
        lambda: all(not button.visibleRegion().isEmpty() for button in _shown(form))
    )


def _shown(form: ContactForm) -> list[Button]:
    return [button for button in form.outcomes.values() if not button.isHidden()]
