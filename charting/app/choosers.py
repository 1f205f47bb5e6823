"""The system's own choosers of folders and files, which remember nothing of what is chosen."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore

from charting.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

# Where Qt keeps the folders last visited, and would keep the name of a folder with a patient's.
_REMEMBERED = "QtProject"
_GROUP = "FileDialog"


def ask_for_folder(parent: "QWidget", start: Path) -> Path | None:
    """The folder that the person points at."""
    from PySide6.QtWidgets import QFileDialog

    near = next((place for place in (start, *start.parents) if place.is_dir()), start)
    with unremembered():
        chosen = QFileDialog.getExistingDirectory(parent, _("Choose a folder"), str(near))
    return Path(chosen) if chosen else None


def ask_for_pdf(parent: "QWidget", name: str) -> Path | None:
    """The file that a PDF shall be saved to, `name` proposed; replacing one is asked about."""
    chosen = _new_file(parent, name, _("Save as PDF"), _("PDF files") + " (*.pdf)")
    return with_ending(chosen) if chosen else None


def ask_for_table(parent: "QWidget", name: str) -> Path | None:
    """The file that a table shall be saved to, `name` proposed; replacing one is asked about."""
    return _new_file(parent, name, _("Save as a table"), _("Tables") + " (*.csv)")


def ask_for_report(parent: "QWidget", name: str) -> Path | None:
    """The file that the report of a fault shall be saved to, `name` proposed."""
    return _new_file(parent, name, _("Save the report"), _("Text files") + " (*.txt)")


def ask_for_new_texts(parent: "QWidget", name: str) -> Path | None:
    """The file that texts for the note shall be saved to; replacing one is asked about."""
    return _new_file(parent, name, _("Save the texts"), _("Texts for the note") + " (*.json)")


def ask_for_new_card(parent: "QWidget", name: str) -> Path | None:
    """The file that the card of a clinic shall be saved to; replacing one is asked about."""
    return _new_file(parent, name, _("Write a card"), _("Cards of a clinic") + " (*.card)")


def ask_for_new_dump(parent: "QWidget", name: str) -> Path | None:
    """The file that a clinic's database shall be written to; replacing one is asked about."""
    return _new_file(parent, name, _("Write a dump"), _("Dumps of a database") + " (*.dump)")


def ask_for_card(parent: "QWidget") -> Path | None:
    """The card of the clinic that is to be joined."""
    return _a_file(parent, _("Join a clinic"), _("Cards of a clinic") + " (*.card)")


def ask_for_authority(parent: "QWidget") -> Path | None:
    """The certificates of whoever vouches for a clinic's server."""
    return _a_file(parent, _("Choose a certificate"), _("Certificates") + " (*.pem *.crt *.cer)")


def ask_for_texts(parent: "QWidget") -> Path | None:
    """The file with texts for the note that shall come in."""
    return _a_file(parent, _("Bring in texts"), _("Texts for the note") + " (*.json)")


def _a_file(parent: "QWidget", title: str, kinds: str) -> Path | None:
    from PySide6.QtWidgets import QFileDialog

    documents = QtCore.QStandardPaths.writableLocation(
        QtCore.QStandardPaths.StandardLocation.DocumentsLocation
    )
    with unremembered():
        chosen, _filter = QFileDialog.getOpenFileName(parent, title, documents, kinds)
    return Path(chosen) if chosen else None


def ask_for_new_settings(parent: "QWidget", name: str) -> Path | None:
    """The file that the settings shall be saved to; replacing one is asked about."""
    return _new_file(parent, name, _("Save the settings"), _("Settings") + " (*.json)")


def ask_for_settings(parent: "QWidget") -> Path | None:
    """The file with settings of another computer."""
    from PySide6.QtWidgets import QFileDialog

    documents = QtCore.QStandardPaths.writableLocation(
        QtCore.QStandardPaths.StandardLocation.DocumentsLocation
    )
    title, kinds = _("Take settings from a file"), _("Settings") + " (*.json)"
    with unremembered():
        chosen, _filter = QFileDialog.getOpenFileName(parent, title, documents, kinds)
    return Path(chosen) if chosen else None


def _new_file(parent: "QWidget", name: str, title: str, kinds: str) -> Path | None:
    from PySide6.QtWidgets import QFileDialog

    documents = QtCore.QStandardPaths.writableLocation(
        QtCore.QStandardPaths.StandardLocation.DocumentsLocation
    )
    with unremembered():
        proposed = str(Path(documents, name))
        chosen, _filter = QFileDialog.getSaveFileName(parent, title, proposed, kinds)
    return Path(chosen) if chosen else None


def with_ending(file: Path) -> Path:
    """The file, called .pdf where it has no such ending, unless that would replace another."""
    ended = file if file.suffix.lower() == ".pdf" else file.with_name(f"{file.name}.pdf")
    return file if ended.exists() else ended


def _documents() -> str:
    known = QtCore.QStandardPaths
    return known.writableLocation(known.StandardLocation.DocumentsLocation)


@contextmanager
def unremembered() -> Iterator[None]:
    """Leave what Qt keeps of file choosers as it was before."""
    settings = QtCore.QSettings(QtCore.QSettings.Scope.UserScope, _REMEMBERED)
    settings.beginGroup(_GROUP)
    before = {key: settings.value(key) for key in settings.allKeys()}
    try:
        yield
    finally:
        settings.sync()
        for key in settings.allKeys():
            if key not in before:
                settings.remove(key)
        for key, value in before.items():
            settings.setValue(key, value)
        settings.sync()
