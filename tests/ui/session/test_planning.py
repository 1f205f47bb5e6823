"""Calls and the review are planned in the last step of a session, and withdrawn there."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from charting.domain.changes import EditMark
from charting.domain.follow_up import FollowUp, FollowUpKind
from charting.domain.marks import MapSite
from charting.ui.session.planning import Planning
from tests.ui.session.conftest import Visit


@pytest.fixture
def planning(visit: Visit) -> Planning:
    """The part of the shelf, with the last step open."""
    visit.page.shelf.open_step(visit.page.shelf.finish)
    visit.lane.drain()
    return visit.page.shelf.planning


def _planned(visit: Visit) -> list[FollowUp]:
    visit.lane.drain()
    assert visit.model.patient is not None
    return list(visit.practice.follow_ups.of_patient(visit.model.patient.id))


def test_one_press_plans_a_call_and_the_next_withdraws_it(visit: Visit, planning: Planning) -> None:
    in_24_h, in_48_h, *_later = planning.calls.values()
    in_24_h.click()
    assert not in_24_h.isChecked()  # not before the record has it
    in_24_h.click()
    (call,) = _planned(visit)
    session = visit.stored()
    assert (call.reason, call.session_id) == ("fu.24h", session.id)
    assert call.due == session.opened.day + timedelta(days=1)
    assert in_24_h.isChecked()
    assert planning.due.text().startswith("Call due tomorrow at ")
    in_48_h.click()
    in_24_h.click()
    first, second = _planned(visit)
    assert first.withdrawn is not None
    assert second.is_open
    assert (in_24_h.isChecked(), in_48_h.isChecked()) == (False, True)
    in_24_h.click()
    assert [each.is_open for each in _planned(visit)] == [False, True, True]


def test_undo_is_the_sessions_and_leaves_calls_alone(visit: Visit, planning: Planning) -> None:
    visit.click(18, 13)
    next(iter(planning.calls.values())).click()
    visit.lane.drain()
    visit.press(Qt.Key.Key_U)
    assert not visit.stored().marks
    assert [each.is_open for each in _planned(visit)] == [True]


def test_calls_are_proposed_where_the_pleura_is_near(visit: Visit, planning: Planning) -> None:
    assert not planning.proposal.isVisible()
    visit.press(Qt.Key.Key_1)
    visit.click(18, 13)
    (needle,) = visit.stored().needles()
    assert isinstance(needle.site, MapSite)
    near = replace(needle, site=replace(needle.site, hazards=("hz.pleura",)))
    visit.model.record.do(EditMark(needle, near), "near the pleura")
    visit.settle()
    assert planning.proposal.isVisible()
    assert planning.proposal.text().endswith("a call in 24 h and in 48 h is proposed.")
    assert not _planned(visit)
    for press in list(planning.calls.values())[:2]:
        press.click()
        visit.lane.drain()
    assert not planning.proposal.isVisible()


def test_a_review_is_proposed_typed_or_pressed_and_withdrawn(
    visit: Visit, planning: Planning
) -> None:
    day = visit.stored().opened.day
    assert not planning.review_due.isVisible()
    third = day + timedelta(days=14)
    assert planning.review_press.words == f"Proposed: {third:%d.%m.%Y}"
    planning.review_press.click()
    (review,) = _planned(visit)
    assert (review.kind, review.due) == (FollowUpKind.REVIEW, third)
    assert planning.review.text() == f"Review due on {third:%d.%m.%Y}"
    assert not planning.review_line.isVisible()
    planning.withdraw.click()
    visit.lane.drain()
    assert planning.review_line.isVisible()
    typed = day + timedelta(days=30)
    planning.review_line.setFocus()
    QTest.keyClicks(planning.review_line, f"{typed.day}.{typed.month}.{typed.year}")
    QTest.keyClick(planning.review_line, Qt.Key.Key_Return)
    assert [each.due for each in _planned(visit) if each.is_open] == [typed]


def test_an_impossible_review_is_refused_in_words(visit: Visit, planning: Planning) -> None:
    planning.review_line.setFocus()
    QTest.keyClicks(planning.review_line, "1.1.1999")
    QTest.keyClick(planning.review_line, Qt.Key.Key_Return)
    assert not _planned(visit)
    assert "cannot be due on 01.01.1999" in visit.page.sentence.words
    assert planning.review_line.text() == "1.1.1999"
