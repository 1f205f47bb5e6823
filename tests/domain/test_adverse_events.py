"""Adverse events: what can be true, when one is overdue, and when needling waits for a review."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from charting import content
from charting.domain.adverse_events import (
    AdverseEvent,
    EventState,
    Severity,
    check_times,
    checked_event,
    days_lasted,
    lasted_longer,
    over_by,
    state_on,
    stops_needling,
)
from charting.domain.errors import ErrorCode, Refused
from charting.domain.event_vocabulary import event_vocabulary_of
from charting.domain.moment import Moment
from charting.domain.near_miss import NearMiss, check_when, checked_near_miss

VOCABULARY = content.event_vocabulary()
ZONE = "Europe/Zurich"
SESSION = Moment.of(datetime(2026, 11, 20, 17, 0, tzinfo=UTC), ZONE)  # 18:00 there
NOW = Moment.of(datetime(2026, 11, 20, 17, 30, tzinfo=UTC), ZONE)
DAY = SESSION.day
FAINT = AdverseEvent("ae.faint", DAY, Severity.MILD, 18 * 60 + 13)


def _rows() -> list[str]:
    lines = (Path(__file__).parent / "events_by_hand.txt").read_text("utf-8").splitlines()
    return [line for line in lines if "|" in line and not line.startswith("#")]


@pytest.mark.parametrize("row", _rows())
def test_an_event_stands_as_the_reference_says(row: str) -> None:
    kind, severity, after, over, reviewed, expected = (part.strip() for part in row.split("|"))
    event = AdverseEvent(
        kind,
        DAY,
        Severity(severity),
        ended=None if over == "-" else DAY + timedelta(days=int(over)),
        review="Looked at by two" if reviewed == "yes" else "",
    )
    today = DAY + timedelta(days=int(after))
    assert state_on(event, VOCABULARY.kinds.get(kind), today) is EventState(expected)


def test_every_kind_is_in_the_table() -> None:
    assert set(VOCABULARY.kinds) <= {row.split("|")[0].strip() for row in _rows()}


def test_a_bruise_that_was_gone_after_six_days_lasted_longer_than_usual() -> None:
    bruise, kind = AdverseEvent("ae.bruise", DAY, Severity.MILD), VOCABULARY.kinds["ae.bruise"]
    assert over_by(bruise, kind) == DAY + timedelta(days=5)
    over = replace(bruise, ended=DAY + timedelta(days=6))
    assert lasted_longer(over, kind)
    assert days_lasted(over, DAY + timedelta(days=14)) == 6
    assert not lasted_longer(replace(bruise, ended=DAY + timedelta(days=5)), kind)
    assert not lasted_longer(bruise, kind)
    assert days_lasted(bruise, DAY + timedelta(days=14)) == 14


def test_words_are_cleaned_and_an_event_of_this_very_minute_is_true() -> None:
    told = replace(FAINT, minute=18 * 60 + 30, words=" pale\r\nand sweating \x07", place=" left ")
    checked = checked_event(told)
    check_times(checked, SESSION, NOW)
    assert (checked.words, checked.place) == ("pale\nand sweating", "left")


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (replace(FAINT, kind=""), ErrorCode.FIELD_MISSING),
        (replace(FAINT, day=DAY - timedelta(days=1)), ErrorCode.EVENT_BEFORE_SESSION),
        (replace(FAINT, minute=17 * 60 + 59), ErrorCode.EVENT_BEFORE_SESSION),
        (replace(FAINT, minute=18 * 60 + 31), ErrorCode.EVENT_IN_FUTURE),
        (replace(FAINT, day=DAY + timedelta(days=1)), ErrorCode.EVENT_IN_FUTURE),
        (replace(FAINT, minute=24 * 60), ErrorCode.TIME_UNREADABLE),
        (replace(FAINT, ended=DAY - timedelta(days=1)), ErrorCode.EVENT_END_IMPOSSIBLE),
        (replace(FAINT, ended=DAY + timedelta(days=1)), ErrorCode.EVENT_END_IMPOSSIBLE),
        (replace(FAINT, grade=6), ErrorCode.EVENT_GRADE),
        (replace(FAINT, words="x" * 4_001), ErrorCode.TEXT_TOO_LONG),
        (replace(FAINT, review="\ud800"), ErrorCode.TEXT_UNREADABLE),
    ],
)
def test_what_cannot_be_true_is_refused(event: AdverseEvent, code: ErrorCode) -> None:
    with pytest.raises(Refused) as refused:
        check_times(checked_event(event), SESSION, NOW)
    assert refused.value.code is code


def test_without_a_minute_the_day_decides() -> None:
    check_times(replace(FAINT, minute=None), SESSION, NOW)


def test_an_event_without_a_session_is_bounded_by_today_alone() -> None:
    check_times(replace(FAINT, day=date(2020, 1, 1)), None, NOW)


def test_a_near_miss_is_bounded_alike() -> None:
    miss = NearMiss(DAY, " five of six ", "nm.count", 18 * 60 + 20, " count aloud ")
    checked = checked_near_miss(miss)
    assert (checked.words, checked.learned) == ("five of six", "count aloud")
    check_when(miss.day, miss.minute, SESSION, NOW)
    with pytest.raises(Refused) as refused:
        check_when(DAY - timedelta(days=1), None, SESSION, NOW)
    assert refused.value.code is ErrorCode.EVENT_BEFORE_SESSION


@pytest.mark.parametrize("miss", [NearMiss(DAY, " "), NearMiss(DAY, "x", minute=-1)])
def test_a_near_miss_says_what_and_when(miss: NearMiss) -> None:
    with pytest.raises(Refused):
        checked_near_miss(miss)


_MILD = AdverseEvent("ae.bruise", DAY, Severity.MILD)
_SIGNIFICANT = replace(_MILD, severity=Severity.SIGNIFICANT)
_SERIOUS = replace(_MILD, severity=Severity.SERIOUS)


@pytest.mark.parametrize(
    ("events", "stops"),
    [
        ([], False),
        ([_MILD] * 9, False),
        ([_SIGNIFICANT], False),
        ([_SIGNIFICANT, _MILD], False),
        ([_SIGNIFICANT, _SIGNIFICANT], True),
        ([_SIGNIFICANT, replace(_SIGNIFICANT, review="read")], False),
        ([_SERIOUS], True),
        ([replace(_SERIOUS, review="read")], False),
        ([replace(_SERIOUS, ended=DAY)], True),
    ],
)
def test_grave_events_wait_for_a_review(events: list[AdverseEvent], stops: bool) -> None:
    assert stops_needling(events) is stops


def test_the_vocabulary_has_every_event_of_the_reference_with_its_source() -> None:
    kinds = VOCABULARY.kinds
    assert len(kinds) == 23
    assert all(kind.source and kind.words for kind in kinds.values())
    offers = {offer.id for offer in content.follow_up_plan().calls}
    assert {call for kind in kinds.values() for call in kind.calls} <= offers
    assert VOCABULARY.words("nm.count").startswith("A needle missing")
    assert VOCABULARY.words("ae.of_another_map") == "ae.of_another_map"


@pytest.mark.parametrize(
    "wrong",
    [
        {"severity": "grave"},
        {"source": ""},
        {"rates": [["nobody", 1, 2]]},
        {"rates": [["brady_2014", 20, 2]]},
    ],
)
def test_a_wrong_row_is_named(wrong: dict[str, object]) -> None:
    table = dict(content.vocabulary("adverse_events"))
    table["kinds"] = [{**table["kinds"][0], **wrong}]
    with pytest.raises(ValueError, match=r"ae\.bruise"):
        event_vocabulary_of(table)
