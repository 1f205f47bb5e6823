"""When a call is due is said as a colleague would say it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from charting import content
from charting.domain.follow_up import (
    ContactNote,
    ContactOutcome,
    FollowUp,
    FollowUpKind,
)
from charting.domain.ids import ContactId, EpisodeId, FollowUpId, PatientId
from charting.domain.moment import Moment
from charting.wording import (
    contact_line,
    contact_words,
    due_words,
    follow_up_kind_words,
    reason_words,
)
from tests.fakes import uuid7
from tests.strategies import ME

AT = Moment.of(datetime(2026, 11, 20, 17, 0, tzinfo=UTC), "Europe/Zurich")
CALL = FollowUp(
    FollowUpId(uuid7(5)),
    PatientId(uuid7(2)),
    EpisodeId(uuid7(3)),
    None,
    FollowUpKind.CALL,
    date(2026, 11, 21),
    AT,
    ME,
    minute=18 * 60 + 5,
    reason="fu.24h",
)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (19, "due on 21.11.2026"),
        (20, "due tomorrow at 18:05"),
        (21, "due today at 18:05"),
        (22, "due yesterday"),
        (23, "due 2 days ago"),
        (30, "due 9 days ago"),
    ],
)
def test_when_it_is_due(today: int, words: str) -> None:
    assert due_words(CALL, date(2026, 11, today), "CH") == words


def test_the_hour_is_that_of_the_plan_and_not_of_the_next_try() -> None:
    tomorrow = AT.day + timedelta(days=2)
    note = ContactNote(ContactId(uuid7(7)), AT, ME, ContactOutcome.NO_ANSWER, "", tomorrow)
    assert due_words(CALL.with_contact(note), tomorrow, "CH") == "due today"
    assert due_words(replace(CALL, minute=None), CALL.due, "CH") == "due today"


def test_a_closed_one_was_due() -> None:
    note = ContactNote(ContactId(uuid7(7)), AT, ME, ContactOutcome.REACHED)
    assert due_words(CALL.with_contact(note), CALL.due, "GB") == "was due on 21/11/2026"


def test_the_reason_is_that_of_the_offer_or_the_practitioners_own() -> None:
    plan = content.follow_up_plan()
    assert reason_words(CALL, plan) == "24 hours after"
    assert reason_words(replace(CALL, words="bruise"), plan) == "bruise"
    assert reason_words(replace(CALL, reason="fu.gone"), plan) == ""
    assert reason_words(replace(CALL, reason=""), plan) == ""


def test_a_contact_note_in_one_line() -> None:
    note = ContactNote(
        ContactId(uuid7(7)),
        AT,
        ME,
        ContactOutcome.MESSAGE_LEFT,
        "with\nher son",
        date(2026, 11, 22),
    )
    assert (
        contact_line(note, "CH")
        == "20.11.2026 18:00  message left, next try 22.11.2026: with her son"
    )


def test_every_kind_and_outcome_has_its_words() -> None:
    assert all(map(contact_words, ContactOutcome))
    assert all(map(follow_up_kind_words, FollowUpKind))
