"""The attachments of the patient looked at: those there are, and what is done with one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from charting.domain.attachment import AttachmentKind
from charting.domain.errors import Refused
from charting.domain.ids import PatientId
from charting.domain.sheet import Sheet
from charting.services.attachments import Attachments
from charting.services.handouts import Handout
from charting.ui.tasks import Lane
from charting.wording import sentence


class AttachmentsModel(QObject):
    """`changed` when there are others, `kept` when one was put on file or changed; `refused`
    carries a sentence, `shown` the pages of one.
    """

    changed = Signal()
    kept = Signal()
    refused = Signal(str)
    shown = Signal(object)

    def __init__(self, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = lane
        self._attachments: Attachments | None = None
        self.patient_id: PatientId | None = None
        self.sheets: tuple[Sheet, ...] = ()

    def join(self, attachments: Attachments) -> None:
        """From now on there is somebody who keeps them."""
        self._attachments = attachments
        if self.patient_id is not None:
            self.open(self.patient_id)

    def open(self, patient_id: PatientId) -> None:
        """Be about a patient."""
        if patient_id != self.patient_id:
            self.patient_id, self.sheets = patient_id, ()
            self.changed.emit()
        attachments = self._attachments
        if attachments is not None:
            self._lane.submit(
                lambda: attachments.of_patient(patient_id),
                lambda sheets: self._show(patient_id, tuple(sheets)),
                self._failed,
            )

    def add(self, file: Path, kind: AttachmentKind, title: str) -> None:
        """Keep a file with the record of the patient."""
        patient_id = self.patient_id
        if patient_id is not None:
            self._do(lambda service: service.add(patient_id, file, kind, title))

    def call(self, sheet: Sheet, kind: AttachmentKind, title: str) -> None:
        """Say otherwise what an attachment is."""
        self._do(lambda service: service.call(sheet, kind, title))

    def strike(self, sheet: Sheet, reason: str) -> None:
        """Say that an attachment was entered in error."""
        self._do(lambda service: service.strike(sheet, reason))

    def show(self, sheet: Sheet) -> None:
        """Have the pages of an attachment made."""
        attachments = self._attachments
        if attachments is not None:
            self._lane.submit(lambda: attachments.shown(sheet), self._on_shown, self._failed)

    def _do(self, work: Callable[[Attachments], Sheet]) -> None:
        attachments = self._attachments
        if attachments is not None:
            self._lane.submit(lambda: work(attachments), self._on_kept, self._failed)

    def _on_shown(self, pages: Handout) -> None:
        self.shown.emit(pages)

    def _on_kept(self, _sheet: Sheet) -> None:
        self.kept.emit()
        if self.patient_id is not None:
            self.open(self.patient_id)

    def _show(self, patient_id: PatientId, sheets: tuple[Sheet, ...]) -> None:
        if patient_id == self.patient_id:
            self.sheets = sheets
            self.changed.emit()

    def _failed(self, problem: Exception) -> None:
        if isinstance(problem, Refused):
            self.refused.emit(sentence(problem))
