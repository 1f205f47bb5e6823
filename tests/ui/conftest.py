"""What the tests of screens share: the hand of the house, a lane, and awkward names."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from charting import places
from charting.ui import theme
from charting.ui.tasks import Lane


@pytest.fixture(autouse=True, scope="session")
def hand_of_the_house(qapp: QApplication) -> None:
    theme.load_fonts(places.font_files())
    theme.apply(qapp, "light")


@pytest.fixture
def lane() -> Iterator[Lane]:
    lane = Lane()
    yield lane
    lane.close()
