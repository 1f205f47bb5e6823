"""The window outlives a screen reader that holds what is long gone (WCAG 4.1.2)."""

import sys

import pytest

from tests.access.listing import NEEDED, can_listen
from tests.access.soak import rounds_read


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no AT-SPI")
def test_screens_come_and_go_under_a_reader() -> None:
    assert can_listen(), NEEDED
    read = rounds_read(2)
    assert len(read) == 2
    assert min(read) > 1000
