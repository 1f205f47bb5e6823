"""Calls and reviews: when they are due, what closes them, and when a review is proposed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

import pytest
from hypothesis import given

from charting import content
from charting.domain.errors import ErrorCode, Refused
from charting.domain.follow_up import (
    CONTACT_LIMIT,
    FARTHEST_DAYS,
    ContactNote,
    ContactOutcome,
    Course,
    FollowUp,
    FollowUpKind,
    Withdrawal,
    call_due,
    checked_contact,
    checked_follow_up,
    course_since_review,
    days_overdue,
    due_by,
    escalates,
    open_ones,
    proposed_calls,
    review_day,
)
from charting.domain.ids import ContactId, EpisodeId, FollowUpId, PatientId, SessionId
from charting.domain.marks import MapSite, Needle
from charting.domain.moment import Moment
from tests.fakes import uuid7
from tests.strategies import ME, empty_session, follow_ups, map_sites, needles

PLAN = content.follow_up_plan()
SIX = Moment.of(datetime(2026, 11, 20, 17, 0, tzinfo=UTC), "Europe/Zurich")
DAY = SIX.day
CALL = FollowUp(
    FollowUpId(uuid7(5)),
    PatientId(uuid7(2)),
    EpisodeId(uuid7(3)),
    SessionId(uuid7(4)),
    FollowUpKind.CALL,
    DAY + timedelta(days=1),
    SIX,
    ME,
    minute=18 * 60,
)


def _on(day: int) -> date:
    return DAY + timedelta(days=day)


def _contact(
    outcome: ContactOutcome, day: int, next_try: int | None = None, number: int = 1
) -> ContactNote:
    at = Moment.of(SIX.local() + timedelta(days=day), SIX.zone)
    again = None if next_try is None else _on(next_try)
    return ContactNote(ContactId(uuid7(number)), at, ME, outcome, next_try=again)


def test_a_call_is_due_on_its_day_and_overdue_from_the_next() -> None:
    assert [days_overdue(CALL, _on(day)) for day in range(5)] == [-1, 0, 1, 2, 3]
    assert due_by([CALL], _on(0)) == ()
    assert due_by([CALL], _on(1)) == (CALL,)


@pytest.mark.parametrize(
    ("outcome", "next_try", "due"),
    [
        (ContactOutcome.REACHED, None, None),
        (ContactOutcome.ADVICE, None, None),
        (ContactOutcome.DONE, None, None),
        (ContactOutcome.REACHED, 3, 3),
        (ContactOutcome.ADVICE, 2, 2),
        (ContactOutcome.NO_ANSWER, 2, 2),
        (ContactOutcome.MESSAGE_LEFT, 4, 4),
        (ContactOutcome.PUT_OFF, 9, 9),
        (ContactOutcome.NO_ANSWER, None, 1),
        (ContactOutcome.MESSAGE_LEFT, None, 1),
    ],
)
def test_only_reached_or_done_without_a_next_try_closes_it(
    outcome: ContactOutcome, next_try: int | None, due: int | None
) -> None:
    noted = CALL.with_contact(_contact(outcome, 1, next_try))
    assert noted.next_due == (None if due is None else _on(due))
    assert noted.is_open is (due is not None)
    assert noted.next_minute == (CALL.minute if due == 1 else None)


def test_a_later_note_opens_a_closed_call_again_and_nothing_is_lost() -> None:
    closed = CALL.with_contact(_contact(ContactOutcome.REACHED, 1, number=7))
    again = closed.with_contact(_contact(ContactOutcome.NO_ANSWER, 2, 3, number=8))
    assert open_ones([closed, again]) == (again,)
    assert [note.outcome for note in again.contacts] == ["reached", "no_answer"]


def test_notes_stand_in_the_order_they_were_made_whatever_order_they_came_in() -> None:
    later, earlier = (
        _contact(ContactOutcome.REACHED, 2, number=7),
        _contact(ContactOutcome.NO_ANSWER, 1, 2, number=8),
    )
    noted = CALL.with_contact(later).with_contact(earlier)
    assert noted.contacts == (earlier, later)
    assert not noted.is_open


def test_what_is_withdrawn_is_no_longer_due() -> None:
    withdrawn = replace(CALL, withdrawn=Withdrawal(SIX, ME, "moved away"))
    assert withdrawn.next_due is None
    assert days_overdue(withdrawn, _on(30)) == -1


def test_the_one_due_first_stands_first_and_an_hour_before_none() -> None:
    at_no_hour = replace(CALL, id=FollowUpId(uuid7(6)), minute=None)
    tomorrow = replace(CALL, id=FollowUpId(uuid7(7)), due=_on(2))
    early = replace(CALL, id=FollowUpId(uuid7(8)), minute=8 * 60)
    assert open_ones([tomorrow, at_no_hour, CALL, early]) == (early, CALL, at_no_hour, tomorrow)


@pytest.mark.parametrize("day", [-1, FARTHEST_DAYS + 1])
def test_a_day_before_the_session_or_over_a_year_away_is_refused(day: int) -> None:
    with pytest.raises(Refused) as refused:
        checked_follow_up(replace(CALL, due=_on(day)), DAY)
    assert refused.value.code is ErrorCode.FOLLOW_UP_IMPOSSIBLE
    assert refused.value.facts == {"day": _on(day).isoformat()}
    with pytest.raises(Refused) as refused:
        checked_contact(_contact(ContactOutcome.NO_ANSWER, 0, day))
    assert refused.value.code is ErrorCode.FOLLOW_UP_IMPOSSIBLE


def test_a_minute_that_no_clock_shows_is_refused() -> None:
    for minute in (-1, 24 * 60):
        with pytest.raises(Refused):
            checked_follow_up(replace(CALL, minute=minute), DAY)


def test_words_are_cleaned_and_have_their_length() -> None:
    told = replace(CALL, words="  bruise\nexpected 3-5 days ")
    assert checked_follow_up(told, DAY).words == "bruise expected 3-5 days"
    note = _contact(ContactOutcome.REACHED, 0)
    assert checked_contact(replace(note, words="well\r\nno pain \n")).words == "well\nno pain"
    with pytest.raises(Refused) as refused:
        checked_contact(replace(note, words="x" * (CONTACT_LIMIT + 1)))
    assert refused.value.facts["field"] == "contact_note"


@given(follow_ups())
def test_open_means_due_on_some_day_and_closed_on_none(follow_up: FollowUp) -> None:
    assert follow_up.is_open is (follow_up.next_due is not None)
    assert (follow_up in open_ones([follow_up])) is follow_up.is_open


# What is offered


def test_the_offers_have_their_source_and_a_time() -> None:
    for offer in PLAN.calls:
        assert offer.source
        assert (offer.minutes > 0) is not (offer.days > 0)
    assert PLAN.review.source


def test_the_offered_calls_are_due_after_24_and_48_hours_and_on_day_5() -> None:
    due = {offer.id: call_due(offer, SIX) for offer in PLAN.calls}
    assert due == {
        "fu.24h": (_on(1), 18 * 60),
        "fu.48h": (_on(2), 18 * 60),
        "fu.day5": (_on(5), None),
        "fu.day30": (_on(30), None),
    }


@pytest.mark.parametrize(
    ("tries", "days", "told"),
    [(0, 1, False), (0, 3, False), (0, 4, True), (2, 2, False), (3, 1, True), (3, 0, True)],
)
def test_a_call_escalates_after_three_tries_in_vain_or_three_days(
    tries: int, days: int, told: bool
) -> None:
    call = CALL
    for number in range(tries):
        again = days if number == tries - 1 else None
        call = call.with_contact(_contact(ContactOutcome.NO_ANSWER, 1, again, number + 1))
    assert escalates(call, _on(days), PLAN.escalation) is told
    reached = call.with_contact(_contact(ContactOutcome.REACHED, 2, number=9))
    assert not escalates(reached, _on(99), PLAN.escalation)
    # To be called once more after all: whoever was reached was not tried in vain.
    once_more = call.with_contact(_contact(ContactOutcome.REACHED, 2, 9, number=9))
    assert not escalates(once_more, _on(9), PLAN.escalation)


def test_a_call_keeps_its_hour_when_the_clocks_change() -> None:
    evening = Moment.of(datetime(2026, 10, 24, 16, 30, tzinfo=UTC), "Europe/Zurich")
    assert call_due(PLAN.calls[0], evening) == (date(2026, 10, 25), 18 * 60 + 30)


@given(needles(), map_sites())
def test_two_calls_are_proposed_where_a_needle_was_set_over_the_pleura(
    needle: Needle, site: MapSite
) -> None:
    session = empty_session()
    for hazards, proposed in (
        ((), ()),
        (("h.kidney",), ()),
        (("h.kidney", "hz.pleura"), ("fu.24h", "fu.48h")),
    ):
        there = replace(needle, site=replace(site, hazards=hazards))
        charted = replace(session, marks=MappingProxyType({needle.id: there}))
        assert tuple(offer.id for offer in proposed_calls(PLAN.calls, charted)) == proposed


# Reviews


@pytest.mark.parametrize(
    ("held", "since", "proposed"),
    [
        (1, 0, 14),  # at session 3, two weeks on
        (2, -7, 7),
        (3, -14, 0),
        (5, -14, 0),
        (1, -27, 1),  # four weeks after the first session
        (1, -28, 0),
        (1, -90, 0),
    ],
)
def test_a_review_is_proposed_at_session_3_or_after_4_weeks(
    held: int, since: int, proposed: int
) -> None:
    course = Course(_on(since), held, interval_days=7)
    assert review_day(course, PLAN.review, DAY) == _on(proposed)


def test_after_a_review_three_more_sessions_or_four_more_weeks_go_by() -> None:
    held = [_on(-21), _on(-14), _on(-7), _on(0)]
    assert course_since_review(_on(-21), 7, held, []) == Course(_on(-21), 4, 7)
    open_review = replace(CALL, kind=FollowUpKind.REVIEW)
    done = open_review.with_contact(_contact(ContactOutcome.DONE, -7))
    for others in ([], [CALL.with_contact(_contact(ContactOutcome.REACHED, 0))], [open_review]):
        assert course_since_review(_on(-21), 7, held, [done, *others]) == Course(_on(-7), 1, 7)
