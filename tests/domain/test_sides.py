"""The wrong-side guard: only a complaint that names one side, and only marks on the other."""

import pytest

from charting.domain.body_map import Side
from charting.domain.marks import Mark
from charting.domain.sides import on_the_other_side, side_of
from charting.services.sessions import Sessions
from tests.documents.cases import on_the_map
from tests.fakes import CountingIds, FixedClock, MemoryRecords
from tests.invented import PRESET
from tests.storage.backends import NORA

WORDS = {"left": Side.LEFT, "lt": Side.LEFT, "right": Side.RIGHT}


@pytest.mark.parametrize(
    ("complaint", "side"),
    [
        ("Right-sided low back pain", Side.RIGHT),
        ("Pain LEFT buttock, since May", Side.LEFT),
        ("left and right", None),
        ("leftover stiffness, brightly felt", None),
        ("", None),
    ],
)
def test_a_complaint_names_one_side_or_none(complaint: str, side: Side | None) -> None:
    assert side_of(complaint, WORDS) is side


def _marks(*places: tuple[float, float]) -> list[Mark]:
    sessions = Sessions(MemoryRecords().sessions, FixedClock(), CountingIds(), NORA)
    return [sessions.needle(on_the_map(*place), PRESET) for place in places]


def test_only_marks_on_the_other_side_alone_are_told() -> None:
    left, right = (-20.0, 13.0), (20.0, 13.0)
    assert on_the_other_side(Side.RIGHT, _marks(left)) is Side.LEFT
    assert on_the_other_side(Side.RIGHT, _marks(left, right)) is None
    assert on_the_other_side(Side.RIGHT, _marks(right)) is None
    assert on_the_other_side(Side.RIGHT, _marks((0.0, 13.0))) is None
    assert on_the_other_side(Side.MIDLINE, _marks(left)) is None
