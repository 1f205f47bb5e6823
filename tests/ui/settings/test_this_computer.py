"""What is chosen for this computer holds at once, goes into a file, and comes out of it again."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from charting import settings
from charting.settings import Settings
from charting.ui.settings.this_computer import FileChoosers, ThisComputerPane
from charting.ui.settings.this_computer_model import ThisComputerModel
from charting.wording import sentence


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def opened(qtbot: QtBot, file: Path, chosen: Path) -> ThisComputerPane:
    model = ThisComputerModel(settings.read(file), file, sentence)
    pane = ThisComputerPane(model, FileChoosers(lambda _w, _name: chosen, lambda _w: chosen))
    qtbot.addWidget(pane)
    return pane


def test_a_choice_holds_at_once_and_is_kept(qtbot: QtBot, file: Path) -> None:
    pane = opened(qtbot, file, file)
    assert (pane.look.value, pane.lock.value, pane.still.isChecked()) == ("system", "10", False)
    pane.lock.box.setCurrentIndex(0)
    pane.lock.box.activated.emit(0)
    pane.still.click()
    assert settings.read(file) == Settings(lock_after_minutes=2, still=True)


def test_the_choices_go_to_another_computer_in_a_file(
    qtbot: QtBot, file: Path, tmp_path: Path
) -> None:
    carried = tmp_path / "carried.json"
    settings.write(Settings("dark", "en", 5, still=True, seen_version="0.1.0"), file)
    pane = opened(qtbot, file, carried)
    pane.save_button.click()
    assert pane.banner.words == "Saved in carried.json."
    assert "seen_version" not in carried.read_text("utf-8")
    other = opened(qtbot, tmp_path / "other.json", carried)
    other.take_button.click()
    assert other.banner.words == "Taken from carried.json."
    assert settings.read(tmp_path / "other.json") == Settings("dark", "en", 5, still=True)
    assert (other.look.value, other.lock.value) == ("dark", "5")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe nothing", "This is no file of settings."),
        (b"[]", "This is no file of settings."),
        (b'{"kind": "texts"}', "This is no file of settings."),
        (b" " * 70_000, "This is no file of settings."),
        (
            b'{"kind": "dry-needling-charting settings", "form": 2, "settings": {}}',
            "saved by a newer version",
        ),
        (
            b'{"kind": "dry-needling-charting settings", "form": 1, "settings": {"theme": "red"}}',
            "“theme” in this file",
        ),
        (
            b'{"kind": "dry-needling-charting settings", "form": 1,'
            b' "settings": {"lock_after_minutes": true}}',
            "“lock_after_minutes” in this file",
        ),
        (
            b'{"kind": "dry-needling-charting settings", "form": 1, "settings": {"passphrase": 1}}',
            "“passphrase” in this file",
        ),
    ],
)
def test_a_wrong_file_is_refused_in_words_and_nothing_is_taken(
    content: bytes, words: str, qtbot: QtBot, file: Path, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_bytes(content)
    pane = opened(qtbot, file, wrong)
    pane.take_button.click()
    assert words in pane.banner.words
    assert settings.read(file) == Settings()
