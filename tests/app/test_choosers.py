"""Choosing a file leaves nothing of its place behind."""

from pathlib import Path

from PySide6.QtCore import QSettings

from charting.app.choosers import unremembered, with_ending


def _kept() -> QSettings:
    return QSettings(QSettings.Scope.UserScope, "QtProject")


def test_what_qt_remembers_of_a_chooser_is_as_before(home: Path) -> None:
    before = _kept()
    before.setValue("FileDialog/lastVisited", "file:///before")
    before.sync()
    with unremembered():
        visited = _kept()
        visited.setValue("FileDialog/lastVisited", "file:///Muster")
        visited.setValue("FileDialog/history", ["file:///Muster"])
        visited.sync()
    after = _kept()
    assert after.value("FileDialog/lastVisited") == "file:///before"
    assert not after.contains("FileDialog/history")


def test_an_ending_is_given_but_replaces_nothing(tmp_path: Path) -> None:
    assert with_ending(tmp_path / "leaflet") == tmp_path / "leaflet.pdf"
    assert with_ending(tmp_path / "leaflet.PDF") == tmp_path / "leaflet.PDF"
    (tmp_path / "leaflet.pdf").write_bytes(b"another")
    assert with_ending(tmp_path / "leaflet") == tmp_path / "leaflet"
    assert with_ending(tmp_path / "leaflet.pdf") == tmp_path / "leaflet.pdf"
