"""The system's own choosers of record files, which remember nothing of what is chosen."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from charting.app.choosers import unremembered
from charting.i18n import _


def ask_for_new_record(parent: QWidget, name: str) -> Path | None:
    """The file that a record shall go into, `name` proposed; replacing one is asked about."""
    kinds = _("Records") + " (*.json)"
    with unremembered():
        chosen, _kind = QFileDialog.getSaveFileName(
            parent, _("Export the record"), str(_documents() / name), kinds
        )
    return Path(chosen) if chosen else None


def ask_for_records(parent: QWidget) -> list[Path]:
    """The files with records that shall come in."""
    kinds = _("Records and archives") + " (*.json *.zip *.dnarchive)"
    with unremembered():
        chosen, _kind = QFileDialog.getOpenFileNames(
            parent, _("Bring in a record"), str(_documents()), kinds
        )
    return [Path(file) for file in chosen]


def ask_for_one_archive(parent: QWidget) -> Path | None:
    """The archive or record that shall come in."""
    kinds = _("Records and archives") + " (*.json *.zip *.dnarchive)"
    with unremembered():
        chosen, _kind = QFileDialog.getOpenFileName(
            parent, _("Take in records"), str(_documents()), kinds
        )
    return Path(chosen) if chosen else None


def ask_for_new_archive(parent: QWidget, name: str) -> Path | None:
    """The file that an archive shall go into, `name` proposed; replacing one is asked about."""
    kinds = _("Archives") + " (*.zip *.dnarchive)"
    with unremembered():
        chosen, _kind = QFileDialog.getSaveFileName(
            parent, _("Give out"), str(_documents() / name), kinds
        )
    return Path(chosen) if chosen else None


def ask_for_patients(parent: QWidget) -> Path | None:
    """The file of another program with people in it."""
    kinds = _("Tables, contacts and FHIR") + " (*.csv *.tsv *.txt *.vcf *.json *.ndjson)"
    with unremembered():
        chosen, _kind = QFileDialog.getOpenFileName(
            parent, _("Take in patients"), str(_documents()), kinds
        )
    return Path(chosen) if chosen else None


def ask_for_attachment(parent: QWidget) -> Path | None:
    """The photograph, scan or PDF that is to be kept with a record."""
    kinds = _("Pictures and PDF") + " (*.jpg *.jpeg *.png *.webp *.tif *.tiff *.pdf)"
    with unremembered():
        chosen, _kind = QFileDialog.getOpenFileName(
            parent, _("Keep a file"), str(_documents()), kinds
        )
    return Path(chosen) if chosen else None


def ask_for_picture(parent: QWidget) -> Path | None:
    """The file with a logo, or with a picture of a movement."""
    kinds = _("Pictures") + " (*.png *.jpg *.jpeg *.webp *.gif *.bmp *.tif *.tiff)"
    with unremembered():
        chosen, _kind = QFileDialog.getOpenFileName(
            parent, _("Choose a picture"), str(_documents()), kinds
        )
    return Path(chosen) if chosen else None


def ask_for_text(parent: QWidget) -> Path | None:
    """The file with the official text of a questionnaire."""
    kinds = _("Plain text") + " (*.txt)"
    with unremembered():
        chosen, _kind = QFileDialog.getOpenFileName(
            parent, _("Bring in the official text"), str(_documents()), kinds
        )
    return Path(chosen) if chosen else None


def _documents() -> Path:
    where = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(where))
