"""One catalogue speaks for screen, paper and command line."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from charting import i18n


@pytest.fixture
def english_again(tmp_path: Path) -> Iterator[None]:
    """Speak English again afterwards."""
    yield
    i18n.choose("en", tmp_path)


@pytest.mark.usefixtures("english_again")
def test_a_language_without_a_catalogue_falls_back_to_english(tmp_path: Path) -> None:
    i18n.choose("tlh", tmp_path)
    assert i18n._("Undo") == "Undo"
    assert i18n.ngettext("{n} needle", "{n} needles", 1) == "{n} needle"
    assert i18n.ngettext("{n} needle", "{n} needles", 4) == "{n} needles"
