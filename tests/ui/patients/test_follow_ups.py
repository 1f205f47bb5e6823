"""The calls and reviews of a patient: planned, past, with their session and every contact note."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from charting import content
from charting.domain.follow_up import ContactOutcome, FollowUpKind
from charting.domain.patient import Patient
from charting.domain.session import Session
from charting.ui.patients.follow_ups import FollowUpsCard
from tests.ui.patients.conftest import Reception

PLAN = content.follow_up_plan()


@pytest.fixture
def wu(reception: Reception) -> Patient:
    return reception.add("Wu", "Li")


@pytest.fixture
def session(reception: Reception, wu: Patient) -> Session:
    """A session of today; the chart is shown."""
    session = reception.practice.sessions.open_today(wu.id)
    reception.refresh()
    reception.press(Qt.Key.Key_Down)
    return session


def _card(reception: Reception) -> FollowUpsCard:
    reception.model.read_again()
    reception.settle()
    return reception.page.record.follow_ups


def _listed(card: FollowUpsCard) -> list[tuple[str, str, str]]:
    return [(row.title.text(), row.state.text(), row.notes.text()) for row in card.listed]


def test_those_to_come_stand_before_those_past_with_their_notes(
    reception: Reception, session: Session
) -> None:
    follow_ups = reception.practice.follow_ups
    first, second, third = (follow_ups.plan_call(session, offer) for offer in PLAN.calls[:3])
    reception.clock.run_on(timedelta(days=1))
    follow_ups.note_contact(first, ContactOutcome.REACHED, "well, <b>no</b> pain")
    follow_ups.withdraw(third, "moves away")
    assert _listed(_card(reception)) == [
        ("Call: 48 hours after, session 1", "due tomorrow at 13:00", ""),
        (
            "Call: day 5, when a small bruise is usually gone, session 1",
            "withdrawn 24.11.2026: moves away",
            "",
        ),
        (
            "Call: 24 hours after, session 1",
            "reached",
            "24.11.2026 13:00  reached: well, <b>no</b> pain (Nora Feld, not signed)",
        ),
    ]
    card = _card(reception)
    assert card.header.beneath.text() == "1 to come, 2 past"
    assert [row.button.isHidden() for row in card.listed] == [False, True, False]
    assert second.is_open


def test_a_call_is_planned_here_outside_a_session(
    reception: Reception, wu: Patient, session: Session
) -> None:
    card = _card(reception)
    assert card.empty.isVisible()
    card.planning.day.setFocus()
    reception.type("25.11.2026", into=card.planning.day)
    reception.type("bruise", into=card.planning.reason)
    reception.press(Qt.Key.Key_Return)
    (call,) = reception.practice.follow_ups.of_patient(wu.id)
    assert (call.kind, call.session_id, call.words) == (FollowUpKind.CALL, None, "bruise")
    assert call.episode_id == session.episode_id
    assert _listed(card) == [("Call: bruise", "due on 25.11.2026", "")]
    assert card.planning.day.text() == ""


def test_what_is_planned_by_a_double_press_is_one_call(
    reception: Reception, wu: Patient, session: Session
) -> None:
    card = _card(reception)
    reception.type("25.11.2026", into=card.planning.day)
    card.planning.button.click()
    card.planning.button.click()
    reception.settle()
    (call,) = reception.practice.follow_ups.of_patient(wu.id)
    assert call.episode_id == session.episode_id


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("22.11.2026", "A call or a review cannot be due on 22.11.2026."),
        ("25.11.2036", "A call or a review cannot be due on 25.11.2036."),
        ("soon", "“soon” is not a date that can be read."),
    ],
)
def test_an_impossible_day_is_refused_in_words_and_what_was_typed_stays(
    reception: Reception, wu: Patient, session: Session, typed: str, refusal: str
) -> None:
    card = _card(reception)
    reception.type(typed, into=card.planning.day)
    card.planning.button.click()
    reception.settle()
    assert card.refusal.isVisible()
    assert card.refusal.text().startswith(refusal)
    assert card.planning.day.text() == typed
    assert not reception.practice.follow_ups.of_patient(session.patient_id)
    assert wu.id == session.patient_id


def test_a_review_is_proposed_at_the_third_session_and_never_made_by_itself(
    reception: Reception, wu: Patient, session: Session
) -> None:
    assert not _card(reception).proposal.isVisible()
    for _number in range(2):
        reception.clock.run_on(timedelta(days=7))
        reception.practice.sessions.open_today(wu.id)
    card = _card(reception)
    assert card.proposal.isVisible()
    assert not reception.practice.follow_ups.of_patient(wu.id)
    card.proposal.action.click()
    reception.settle()
    (review,) = reception.practice.follow_ups.of_patient(wu.id)
    assert (review.kind, review.due) == (FollowUpKind.REVIEW, reception.clock.now().day)
    assert review.episode_id == session.episode_id
    assert not card.proposal.isVisible()
    card.listed[0].button.click()
    assert card.form.isVisible()
    reception.press(Qt.Key.Key_D)
    assert _listed(card)[0][1] == "done"


def test_a_note_made_by_mistake_is_followed_by_another(
    reception: Reception, wu: Patient, session: Session
) -> None:
    follow_ups = reception.practice.follow_ups
    follow_ups.note_contact(follow_ups.plan_call(session, PLAN.calls[0]), ContactOutcome.REACHED)
    card = _card(reception)
    card.listed[0].button.click()
    reception.clock.run_on(timedelta(minutes=1))
    reception.press(Qt.Key.Key_N)
    (call,) = follow_ups.of_patient(wu.id)
    assert [note.outcome for note in call.contacts] == ["reached", "no_answer"]
    assert call.is_open


def test_many_past_ones_are_folded(reception: Reception, session: Session) -> None:
    follow_ups = reception.practice.follow_ups
    for _number in range(5):
        follow_ups.withdraw(follow_ups.plan_call(session, PLAN.calls[0]))
    card = _card(reception)
    assert len(card.listed) == 3
    assert card.all_button.words == "Show all 5 past"
    card.all_button.click()
    assert len(card.listed) == 5


def test_the_form_of_one_patient_does_not_wander_to_the_next(
    reception: Reception, session: Session
) -> None:
    reception.practice.follow_ups.plan_call(session, PLAN.calls[0])
    card = _card(reception)
    card.listed[0].button.click()
    assert card.form.isVisible()
    reception.add("Aebi")
    reception.refresh()
    reception.page.list.go_to_first()
    reception.settle()
    assert card.form.follow_up is None
    assert not card.form.isVisible()
