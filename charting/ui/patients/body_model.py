"""The verb of a patient's body: what was measured of it today."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from charting.domain.body import BodyMeasures, read_measure
from charting.domain.ids import PatientId
from charting.services.patients import Patients
from charting.ui.tasks import Lane


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed of a body: distances in mm, the height in cm."""

    build: str
    spine: str
    psis: str
    height: str


class BodyModel(QObject):
    """`kept` tells that the record changed; `refused` brings what is wrong with what was typed."""

    kept = Signal()
    refused = Signal(object)

    def __init__(self, patients: Patients, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._patients, self._lane = patients, lane

    def measure(self, patient_id: PatientId, typed: Typed, then: Callable[[], None]) -> None:
        """Note what was found of a patient's body; `then` is called once it is stored."""

        def work() -> BodyMeasures:
            return self._patients.measure(
                patient_id,
                typed.build,
                spine=read_measure("spine", typed.spine),
                psis=read_measure("psis", typed.psis),
                height=read_measure("height", typed.height),
            )

        def stored(_measures: BodyMeasures) -> None:
            then()
            self.kept.emit()

        self._lane.submit(work, stored, self.refused.emit)
