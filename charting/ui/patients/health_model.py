"""The verbs of a patient's health: facts noted and ended, and all of them gone through."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from charting.domain.ids import PatientId
from charting.domain.patient import FactKind, HealthFact
from charting.services.patients import Patients
from charting.ui.tasks import Lane


class HealthModel(QObject):
    """`kept` tells that the record changed; `refused` brings what is wrong with a fact that was
    typed, `failed` whatever else went wrong.
    """

    kept = Signal()
    refused = Signal(object)
    failed = Signal(object)

    def __init__(self, patients: Patients, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._patients, self._lane = patients, lane
        self._adds = False

    def add_fact(
        self, patient_id: PatientId, kind: FactKind, text: str, then: Callable[[], None]
    ) -> None:
        """Note a health fact of a patient; `then` is called once it is stored."""
        # Entered twice before it is stored, it is one fact.
        if self._adds:
            return
        self._adds = True

        def stored(_fact: HealthFact) -> None:
            self._adds = False
            then()
            self.kept.emit()

        self._lane.submit(
            lambda: self._patients.add_fact(patient_id, kind, text), stored, self._on_refused
        )

    def _on_refused(self, problem: Exception) -> None:
        self._adds = False
        self.refused.emit(problem)

    def end_fact(self, fact: HealthFact) -> None:
        """Note that a fact holds no longer."""
        self._lane.submit(
            lambda: self._patients.end_fact(fact), lambda _fact: self.kept.emit(), self.failed.emit
        )

    def review(self, patient_id: PatientId) -> None:
        """Note that the health facts were gone through with the patient just now."""
        self._lane.submit(
            lambda: self._patients.review(patient_id),
            lambda _review: self.kept.emit(),
            self.failed.emit,
        )
