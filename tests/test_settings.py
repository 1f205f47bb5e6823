"""The choices of this machine survive, and a broken file of them does no harm."""

from pathlib import Path

from charting import settings
from charting.settings import Settings


def test_choices_are_kept_and_unknown_ones_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "settings.json"
    file.parent.mkdir()
    file.write_text('{"of_a_newer_version": 1, "theme": "dark"}', "utf-8")
    assert settings.read(file).theme == "dark"
    settings.write(Settings(theme="contrast"), file)
    assert settings.read(file).theme == "contrast"
    assert "of_a_newer_version" in file.read_text("utf-8")


def test_a_broken_file_means_the_defaults(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    for text in ("", "[1]", '{"theme": 7}', "\x00"):
        file.write_text(text, "utf-8")
        assert settings.read(file) == Settings()
    assert settings.read(tmp_path / "missing.json") == Settings()


def test_an_entry_that_nobody_chose_is_as_it_came_and_the_others_hold(tmp_path: Path) -> None:
    """A window that locked at once could not be used, and one that never locks guards nothing."""
    file = tmp_path / "settings.json"
    for spoiled in (
        '"lock_after_minutes": 0',
        '"lock_after_minutes": 999999',
        '"lock_after_minutes": true',
        '"theme": "purple"',
        '"language": "../../x"',
    ):
        file.write_text(f'{{"still": true, {spoiled}}}', "utf-8")
        assert settings.read(file) == Settings(still=True)
