"""Tests of `charting.domain.session`."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from charting.domain.ids import MarkId
from charting.domain.marks import Needle, TriggerPoint
from charting.domain.session import NoteSection, answer_subject, mark_subject, note_subject
from tests.fakes import uuid7
from tests.strategies import empty_session


def test_versions_are_no_part_of_what_a_session_says(needle: Needle) -> None:
    session = empty_session()
    assert session.touched(mark_subject(needle.id)) == session
    assert session.with_mark(needle) != session


def test_subjects_of_different_kinds_never_share_a_name(needle: Needle) -> None:
    names = {mark_subject(needle.id), answer_subject("plan"), note_subject(NoteSection.PLAN)}
    assert len(names) == 3


def test_a_session_cannot_be_altered_in_place(needle: Needle) -> None:
    session = empty_session().with_mark(needle)
    assert isinstance(session.marks, MappingProxyType)
    with pytest.raises(AttributeError):
        session.number = 2  # type: ignore[misc]


def test_needles_are_listed_without_trigger_points(needle: Needle) -> None:
    point = TriggerPoint(needle.id, needle.site, needle.placed, needle.placed_by)
    second = replace(needle, id=MarkId(uuid7(8)))
    session = empty_session().with_mark(point).with_mark(second)
    assert session.needles() == (second,)
