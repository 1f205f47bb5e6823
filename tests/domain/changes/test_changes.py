"""Tests of `charting.domain.changes`: what every change keeps, whatever it changes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charting.domain.changes import AddMark, Change, EditNote, apply
from charting.domain.errors import ErrorCode, Refused
from charting.domain.marks import Mark, in_order
from charting.domain.session import NoteSection, Status
from tests.strategies import changes, charted, empty_session, marks


@given(charted(empty_session(), most=4), st.data())
def test_the_inverse_undoes_a_change_exactly(made: list[Change], data: st.DataObject) -> None:
    session = empty_session()
    for change in made:
        session = apply(change, session)
    last = data.draw(changes(session))
    there = apply(last, session)
    back = apply(last.inverse(), there)
    assert back == session
    assert list(back.marks) == list(session.marks)
    assert apply(last.inverse().inverse(), back) == there


@given(charted(empty_session(), most=6))
def test_a_change_makes_a_new_session_in_order_with_one_version_raised(made: list[Change]) -> None:
    session = empty_session()
    for change in made:
        before = (dict(session.marks), dict(session.versions))
        after = apply(change, session)
        assert (dict(session.marks), dict(session.versions)) == before
        raised = {change.subject: session.version_of(change.subject) + 1}
        assert after.versions == {**session.versions, **raised}
        assert list(after.marks.values()) == sorted(after.marks.values(), key=in_order)
        assert all(key == mark.id for key, mark in after.marks.items())
        session = after


@given(marks())
def test_a_signed_session_refuses_every_change(mark: Mark) -> None:
    signed = replace(empty_session(), status=Status.SIGNED)
    for change in (AddMark(mark), EditNote(NoteSection.PLAN, "", "rest")):
        with pytest.raises(Refused) as refused:
            apply(change, signed)
        assert refused.value.code is ErrorCode.ALREADY_SIGNED
