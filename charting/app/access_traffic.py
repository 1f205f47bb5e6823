"""What a patient may ask for of their record: all of it in one file, and no part in research."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from charting.app.exchanging import archiving, research
from charting.app.record_choosers import ask_for_new_archive
from charting.domain.errors import Refused
from charting.domain.ids import PatientId
from charting.i18n import _
from charting.services.archiving import Archived, Wanted
from charting.services.ports import Clock
from charting.services.practices import OpenPractice
from charting.ui.patients.model import PatientsModel
from charting.ui.patients.page import PatientsPage
from charting.ui.tasks import Lane, Stepwise
from charting.wording import sentence


class AccessTraffic(QObject):
    """Joins the patient's page to the archive of one patient, and to what they say of research."""

    def __init__(
        self,
        practice: OpenPractice,
        page: PatientsPage,
        model: PatientsModel,
        lane: Lane,
        clock: Clock,
    ) -> None:
        super().__init__(page)
        self.choose_file: Callable[[QWidget, str], Path | None] = ask_for_new_archive
        self._page, self._model, self._lane = page, model, lane
        self._archiving, self._research = archiving(practice, clock), research(practice, clock)
        self._clock = clock
        self._going: Stepwise[tuple[int, int], Archived] | None = None
        page.record.access_button.clicked.connect(self.answer)
        page.record.research.toggled.connect(self._on_said)
        model.charted.connect(self._on_charted)

    def answer(self) -> None:
        """Write all that is on file of the patient looked at, also as paper, into one file."""
        chart = self._model.chart
        if chart is None:
            return
        # No name in it: file managers and backups show names to everybody.
        proposed = f"access-{self._clock.now().day.isoformat()}.zip"
        file = self.choose_file(self._page.window(), proposed)
        if file is None:
            return
        words = _(
            "All that is on file of {name} is in {file}, also to be read and printed. It is not "
            "encrypted: give it to nobody else."
        ).format(name=chart.patient.name, file=file.name)
        try:
            steps = self._archiving.writing(file, Wanted.by_request(chart.patient.id))
        except Refused as problem:
            self._failed(problem)
            return
        self._going = Stepwise(
            self._lane,
            steps,
            lambda _step: None,
            lambda _made: self._page.message.say(words),
            self._failed,
        )

    def _on_charted(self) -> None:
        chart = self._model.chart
        if chart is not None and self._model.clinical:
            patient_id = chart.patient.id
            self._lane.submit(
                lambda: self._research.agrees(patient_id),
                lambda agreed: self._show(patient_id, agreed=agreed),
                self._failed,
            )

    def _show(self, patient_id: PatientId, *, agreed: bool) -> None:
        chart, box = self._model.chart, self._page.record.research
        if chart is not None and chart.patient.id == patient_id:
            box.blockSignals(True)
            box.setChecked(agreed)
            box.blockSignals(False)

    def _on_said(self, agreed: bool) -> None:
        chart = self._model.chart
        if chart is not None:
            patient_id = chart.patient.id
            self._lane.submit(
                lambda: self._research.note(patient_id, agreed=agreed),
                lambda _noted: None,
                self._failed,
            )

    def _failed(self, problem: Exception) -> None:
        if isinstance(problem, Refused):
            self._page.message.say(sentence(problem))
