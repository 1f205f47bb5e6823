"""Nothing is cut off where everything is three times as large (WCAG 1.4.4)."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.access.large import cut_off, cut_off_at_300


def test_the_first_screen_has_room_where_all_is_large(qapp: QApplication, tmp_path: Path) -> None:
    assert list(cut_off(qapp, tmp_path / "practice", most=1)) == []


@pytest.mark.long
def test_no_screen_is_cut_off_at_300_percent() -> None:
    assert cut_off_at_300() == []
