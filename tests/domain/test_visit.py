"""A visit as recorded: what is asked, what is lacking, and the count of needles."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from uuid import UUID

import pytest

from charting import content
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EpisodeId, PatientId, PractitionerId, SessionId
from charting.domain.moment import Moment
from charting.domain.session import Answer, Reply, Session
from charting.domain.visit import (
    NEEDLES_REMOVED,
    NEXT_VISIT,
    OUTCOME,
    PACKS_OPENED,
    Kind,
    Outcome,
    asked,
    checked_next_visit,
    count_difference,
    lacking,
    needs_a_look,
    next_visit,
    outcome,
    unresolved_count,
    was_needled,
)

ITEMS = content.visit_items()
AT = Moment.of(datetime(2026, 11, 16, 15, 5, tzinfo=UTC), "Europe/Zurich")
BY = PractitionerId(UUID(int=1))
EMPTY = Session(SessionId(UUID(int=2)), PatientId(UUID(int=3)), EpisodeId(UUID(int=4)), 1, BY, AT)


def _with(*answers: Answer) -> Session:
    return replace(EMPTY, answers=MappingProxyType({each.item: each for each in answers}))


def _number(item: str, number: int) -> Answer:
    return Answer(item, None, AT, BY, number=number)


def _choice(item: str, choice: str) -> Answer:
    return Answer(item, None, AT, BY, choice=choice)


def test_every_outcome_and_choice_of_the_vocabulary_is_known() -> None:
    items = {item.id: item for item in ITEMS}
    assert [code for code, _words in items[OUTCOME].choices] == list(Outcome)
    assert {PACKS_OPENED, NEEDLES_REMOVED, NEXT_VISIT} <= items.keys()
    assert all(item.source for item in ITEMS)


def test_no_count_hygiene_or_leaflet_is_asked_for_where_no_needle_was_opened() -> None:
    declined = _with(_choice(OUTCOME, "declined"))
    assert not was_needled(declined)
    assert not any(item.needled for item in ITEMS if asked(item, declined))
    assert not unresolved_count(declined)


def test_who_did_not_attend_is_asked_nothing_but_the_next_visit() -> None:
    away = _with(_choice(OUTCOME, "did_not_attend"))
    assert [item.id for item in ITEMS if asked(item, away)] == [NEXT_VISIT, OUTCOME]


def test_the_count_is_open_until_as_many_are_out_as_packs_were_opened() -> None:
    assert unresolved_count(_with(_choice(OUTCOME, "needled")))
    short = _with(_number(PACKS_OPENED, 6), _number(NEEDLES_REMOVED, 5))
    assert unresolved_count(short)
    assert count_difference(short) == (5, 6)
    whole = _with(_number(PACKS_OPENED, 6), _number(NEEDLES_REMOVED, 6))
    assert not unresolved_count(whole)
    assert count_difference(whole) is None


def test_an_unknown_is_never_taken_for_the_hoped_reply() -> None:
    item = next(each for each in ITEMS if each.id == "rf.ces.saddle")
    assert not needs_a_look(item, None)
    assert not needs_a_look(item, Answer(item.id, Reply.NO, AT, BY))
    assert needs_a_look(item, Answer(item.id, Reply.UNKNOWN, AT, BY))
    assert needs_a_look(item, Answer(item.id, Reply.YES, AT, BY))


def test_what_is_lacking_shrinks_with_each_answer() -> None:
    before = lacking(EMPTY, ITEMS)
    assert all(item.kind is not Kind.SIGN for item in before)
    after = lacking(_with(Answer(before[0].id, Reply.YES, AT, BY)), ITEMS)
    assert len(after) == len(before) - 1


@pytest.mark.parametrize("days", [-1, 367, 40_000])
def test_an_impossible_next_visit_is_refused(days: int) -> None:
    with pytest.raises(Refused) as refused:
        checked_next_visit(AT.day + timedelta(days=days), EMPTY)
    assert refused.value.code is ErrorCode.NEXT_VISIT_IMPOSSIBLE


def test_the_next_visit_and_the_outcome_are_read_back() -> None:
    session = _with(_choice(NEXT_VISIT, "2026-11-23"), _choice(OUTCOME, "partly"))
    assert next_visit(session) == date(2026, 11, 23)
    assert outcome(session) is Outcome.PARTLY
    assert next_visit(EMPTY) is None
    assert outcome(EMPTY) is None
