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
