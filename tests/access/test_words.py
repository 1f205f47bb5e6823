"""A language that nobody speaks shows what is unmarked, and what has no room for longer words."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from charting import i18n
from charting.ui import speech
from tests.access.clipped import clipped, unmarked
from tests.pseudo import spoken_pseudo
from tests.screens import at_work, screens

# Names of the invented, keys, and a language's name in itself.
KNOWN = frozenset(
    {
        *("Zoë", "Moser-Wyss", "Moser", "Ingrid", "Li", "Nora Feld", "Practice at the Bridge"),
        *("Ctrl", "Esc", "Enter", "Deutsch", "English", "Español", "Français", "العربية"),
    }
)
# What is read with a patient has translations of its own, file by file; the change log is English.
NO_MESSAGES = ("consent", "education", "settings: LeafletsPane", "settings: WhatsNewPane")


@pytest.fixture
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    with spoken_pseudo(request.param):
        speech.dress(qapp)
        yield request.param
    speech.dress(qapp)


@pytest.mark.parametrize("language", ["qps"], indirect=True)
def test_the_first_screens_are_marked_and_have_room(
    qapp: QApplication, tmp_path: Path, language: str
) -> None:
    assert _wrong(qapp, tmp_path, language, most=2) == []


@pytest.mark.long
@pytest.mark.parametrize("language", ["qps"], indirect=True)
def test_every_screen_is_marked_and_has_room(
    qapp: QApplication, tmp_path: Path, language: str
) -> None:
    assert _wrong(qapp, tmp_path, language, most=None) == []


def _wrong(qapp: QApplication, folder: Path, language: str, most: int | None) -> list[str]:
    person = at_work(qapp, folder / "practice")
    assert i18n.spoken() == language
    window = person.desk.window
    window.resize(1440, 900)
    found = []
    for name, screen in islice(screens(person), most):
        # What has been laid out moves what stands below it, in turns of the loop.
        for _turn in range(30):
            qapp.processEvents()
        found += [f"{name}: {words}" for words in clipped(window)]
        if name not in NO_MESSAGES:
            found += [f"{name}: {words!r} is not marked" for words in unmarked(screen, KNOWN)]
    person.leave()
    return found
