"""The section of the settings about a clinic's server, joined to the window."""

from PySide6.QtCore import QObject

from charting.app.choosers import ask_for_authority, ask_for_new_card, ask_for_new_dump
from charting.services.practices import OpenPractice
from charting.storage.clinic.address import read_authority
from charting.ui.settings.clinic import ClinicPane
from charting.ui.settings.clinic_model import ClinicModel
from charting.ui.tasks import Lane
from charting.ui.window import MainWindow


def clinic_pane(
    practice: OpenPractice, window: MainWindow, lane: Lane, parent: QObject
) -> ClinicPane:
    """The pane of an open practice; after a move the window locks, and is opened anew."""
    model = ClinicModel(practice, lane, parent)
    model.decided.connect(window.lock_wanted)
    return ClinicPane(model, ask_for_new_card, ask_for_authority, read_authority, ask_for_new_dump)
