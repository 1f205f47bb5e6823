"""Files that are kept with a record come from where the person points, and are shown as paper."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from charting.app.papers import Papers
from charting.app.record_choosers import ask_for_attachment
from charting.clinic_map import clinic_map
from charting.documents.incoming import IncomingFiles
from charting.documents.paper import Paper
from charting.domain.given_papers import Kind
from charting.i18n import _
from charting.services.attachments import Attachments
from charting.services.handouts import Handout
from charting.services.ports import Clock
from charting.services.practices import OpenPractice
from charting.system import TimeOrderedIds
from charting.ui.handout.model import Alone
from charting.ui.patients.model import PatientsModel
from charting.ui.patients.page import PatientsPage


class AttachmentTraffic(QObject):
    """Joins the patient's page to files and paper."""

    def __init__(
        self,
        practice: OpenPractice,
        page: PatientsPage,
        model: PatientsModel,
        papers: Papers,
        clock: Clock,
    ) -> None:
        super().__init__(page)
        self.choose_file: Callable[[QWidget], Path | None] = ask_for_attachment
        self._page, self._model, self._papers = page, model.attachments, papers
        self._card = page.record.attachments
        paper = Paper(clinic_map(practice.folder).body_map, ())
        made_by = (clock, TimeOrderedIds(), practice.practitioner)
        self._model.join(
            Attachments(practice.records, practice.sheets, IncomingFiles(), paper, made_by)
        )
        self._card.file_wanted.connect(self.add)
        self._model.shown.connect(self._on_shown)

    def add(self) -> None:
        """Ask for a file, and what it is."""
        file = self.choose_file(self._page.window())
        if file is not None:
            self._card.form.ask(file)

    def _on_shown(self, pages: Handout) -> None:
        patient_id = self._model.patient_id
        if patient_id is not None:
            alone = Alone(lambda _size: pages, sheets=())
            self._papers.open_alone(patient_id, Kind.ATTACHMENT, alone, _("Patients"))
