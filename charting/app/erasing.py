"""The settings joined with the screens of a practice: who comes in shows in the lists, nobody whose
visit is open is erased, and no screen shows them after it.
"""

from collections.abc import Iterable
from typing import Protocol

from charting.app.keys import KeyScreens
from charting.app.rooms import Rooms
from charting.domain.ids import PatientId
from charting.ui.patients.model import PatientsModel
from charting.ui.patients.page import PatientsPage


class Aside(Protocol):
    """A screen beside a visit or a chart."""

    def put_away(self) -> None:
        """Where it was opened from is not come back to."""


def join_settings(
    keys: KeyScreens,
    rooms: Rooms,
    asides: Iterable[Aside],
    model: PatientsModel,
    page: PatientsPage,
) -> None:
    """Join the settings with the rooms, and with whatever else shows a patient."""

    def in_room(patient_id: PatientId) -> bool:
        return any(each.patient_id == patient_id for each in rooms.kept())

    def forget(_patient_id: PatientId) -> None:
        for aside in asides:
            aside.put_away()
        model.look_at(None)
        model.look_again()
        keys.before = page

    keys.exchange.join(model)
    keys.in_room = in_room
    keys.erased.connect(forget)
