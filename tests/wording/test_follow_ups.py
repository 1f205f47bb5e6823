"""When a call is due is said as a colleague would say it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from charting import content
from charting.domain.follow_up import (
    ContactNote,
    ContactOutcome,
    ContactSignature,
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
    said = "20.11.2026 18:00  message left, next try 22.11.2026: with her son"
    assert contact_line(note, "CH", {}) == f"{said} (not signed)"
    assert contact_line(note, "CH", {ME: "Nora Feld"}) == f"{said} (Nora Feld, not signed)"


def test_a_signed_contact_note_says_by_whom_and_on_paper_which_hash() -> None:
    signed = ContactSignature(AT, b"{}", bytes(64), bytes(32))
    note = ContactNote(ContactId(uuid7(7)), AT, ME, ContactOutcome.REACHED, signed=signed)
    names = {ME: "Nora Feld"}
    assert contact_line(note, "CH", names) == "20.11.2026 18:00  reached (signed by Nora Feld)"
    assert contact_line(note, "CH", names, proof=True) == (
        "20.11.2026 18:00  reached (signed by Nora Feld, 20.11.2026 18:00, 4413 6fa3 55b3 678a)"
    )


def test_every_kind_and_outcome_has_its_words() -> None:
    assert all(map(contact_words, ContactOutcome))
    assert all(map(follow_up_kind_words, FollowUpKind))
