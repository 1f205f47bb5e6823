"""Tests of `charting.domain.changes.answers`."""

import pytest

from charting.domain.changes import SetAnswer, apply
from charting.domain.errors import ErrorCode, Refused
from charting.domain.session import Answer, Reply
from tests.fakes import FixedClock
from tests.strategies import ME, empty_session

NO = Answer("consent", Reply.NO, FixedClock().now(), ME)
YES = Answer("consent", Reply.YES, FixedClock().now(), ME, "in writing")


def test_an_answer_is_given_corrected_and_withdrawn() -> None:
    session = apply(SetAnswer("consent", None, NO), empty_session())
    session = apply(SetAnswer("consent", NO, YES), session)
    assert session.answers == {"consent": YES}
    session = apply(SetAnswer("consent", YES, None), session)
    assert session.answers == {}
    assert session.version_of(SetAnswer("consent", None, NO).subject) == 3


def test_an_item_answered_otherwise_since_is_stale() -> None:
    session = apply(SetAnswer("consent", None, NO), empty_session())
    with pytest.raises(Refused) as refused:
        apply(SetAnswer("consent", None, YES), session)
    assert refused.value.code is ErrorCode.STALE_RECORD
