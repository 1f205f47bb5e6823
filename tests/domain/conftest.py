"""Values that the domain's tests share."""

import pytest

from charting.domain.body_map import Side
from charting.domain.ids import MarkId
from charting.domain.marks import Direction, MapSite, Needle, Technique
from tests.fakes import FixedClock, uuid7
from tests.strategies import ME


@pytest.fixture
def needle() -> Needle:
    """A needle of 50 x 0.30 mm in the right multifidus at L5."""
    now = FixedClock().now()
    site = MapSite(1, 200, 130, Side.RIGHT, "L5", 200, ("m.multifidus",), ())
    return Needle(
        MarkId(uuid7(7)),
        site,
        now,
        ME,
        50,
        300,
        Technique.STATIC_DEEP,
        Direction.PERPENDICULAR,
        went_in=now,
    )
