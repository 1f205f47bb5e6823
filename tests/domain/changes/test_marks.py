"""Tests of `charting.domain.changes.marks`: what each refuses."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given

from charting.domain.audit import Action
from charting.domain.body_map import Side
from charting.domain.changes import AddMark, Change, EditMark, Entry, MoveMark, RemoveMark, apply
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EntryId, MarkId
from charting.domain.marks import (
    Direction,
    MapSite,
    Mark,
    Needle,
    SiteInWords,
    Technique,
    TriggerPoint,
)
from charting.domain.moment import Moment
from tests.fakes import FixedClock, uuid7
from tests.strategies import ME, empty_session, marks

SITE = MapSite(1, 200, 130, Side.RIGHT, "L5", 200, ("m.multifidus",), ())
ELSEWHERE = SiteInWords("forearm", "brachioradialis", Side.LEFT)
POINT = TriggerPoint(MarkId(uuid7(5)), SITE, FixedClock().now(), ME)


def refusal(change: Change, *before: Change) -> ErrorCode:
    session = empty_session()
    for earlier in before:
        session = apply(earlier, session)
    with pytest.raises(Refused) as refused:
        apply(change, session)
    return refused.value.code


@given(marks())
def test_a_mark_is_added_once(mark: Mark) -> None:
    assert apply(AddMark(mark), empty_session()).marks == {mark.id: mark}
    assert refusal(AddMark(mark), AddMark(mark)) is ErrorCode.STALE_RECORD


@pytest.mark.parametrize(
    "change",
    [
        RemoveMark(POINT),
        MoveMark(POINT.id, SITE, ELSEWHERE),
        EditMark(POINT, replace(POINT, tender=True)),
    ],
)
def test_a_mark_that_is_not_there_or_was_changed_is_stale(change: Change) -> None:
    assert refusal(change) is ErrorCode.STALE_RECORD
    elsewhere = replace(POINT, site=replace(SITE, x=210))
    assert refusal(change, AddMark(elsewhere)) is ErrorCode.STALE_RECORD


def test_a_mark_is_moved_from_the_map_to_words_and_keeps_the_rest() -> None:
    added = apply(AddMark(POINT), empty_session())
    moved = apply(MoveMark(POINT.id, SITE, ELSEWHERE), added)
    assert moved.marks[POINT.id] == replace(POINT, site=ELSEWHERE)


def test_a_correction_keeps_id_and_moment_of_placing() -> None:
    later = Moment.of(FixedClock().at + timedelta(minutes=1), "UTC")
    for after in (replace(POINT, id=MarkId(uuid7(6))), replace(POINT, placed=later)):
        assert refusal(EditMark(POINT, after), AddMark(POINT)) is ErrorCode.STALE_RECORD


def test_a_mark_that_cannot_be_true_is_refused_by_every_change(needle: Needle) -> None:
    nowhere = SiteInWords("", "", Side.LEFT)
    assert refusal(AddMark(replace(POINT, site=nowhere))) is ErrorCode.PLACE_IN_WORDS_MISSING
    move = MoveMark(POINT.id, SITE, nowhere)
    assert refusal(move, AddMark(POINT)) is ErrorCode.PLACE_IN_WORDS_MISSING
    deep = EditMark(needle, replace(needle, depth=needle.length + 1))
    assert refusal(deep, AddMark(needle)) is ErrorCode.DEPTH_BEYOND_NEEDLE


def test_a_needle_against_a_rule_is_called_so_in_the_trail() -> None:
    now = FixedClock().now()
    needle = Needle(
        *(MarkId(uuid7(6)), SITE, now, ME, 40, 250),
        Technique.STATIC_DEEP,
        Direction.PERPENDICULAR,
        went_in=now,
    )
    against = replace(needle, against=("ab.refuses",))
    more = replace(against, against=("ab.refuses", "pr.bleeding"))

    def called(change: Change) -> Action:
        return Entry(EntryId(uuid7(8)), empty_session().id, now, ME, change, 0).action

    overriding = (AddMark(against), EditMark(needle, against), EditMark(against, more))
    assert {called(change) for change in overriding} == {Action.RULE_OVERRIDDEN}
    others = (AddMark(needle), EditMark(more, against), RemoveMark(against), AddMark(POINT))
    assert {called(change) for change in others} == {Action.SESSION_CHANGED}
