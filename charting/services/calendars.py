"""Calendar files: the days to come of a patient's course, for another calendar."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from charting.domain.appointment import Appointment
from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical, digest
from charting.domain.ids import EntryId, PatientId
from charting.domain.moment import Moment
from charting.domain.practice import Practitioner
from charting.domain.roles import Right
from charting.named_files import save
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records


class CalendarForm(Protocol):
    """Writes what another calendar reads."""

    def write(self, appointments: Iterable[Appointment], at: Moment) -> bytes:
        """The appointments as a file, as it is given out `at` a moment."""


class Calendars:
    """What `who` gives out of the days to come; it leaves a trace in the chain of the patient."""

    def __init__(
        self, records: Records, form: CalendarForm, clock: Clock, ids: Ids, who: Practitioner
    ) -> None:
        self._records, self._form, self._clock = records, form, clock
        self._ids, self._who = ids, who

    @needs(Right.HAND_OUT)
    def save(self, patient_id: PatientId, appointments: Sequence[Appointment], file: Path) -> None:
        """Write the appointments to a file that only its owner may read; one of that name is
        replaced.

        Raises `Refused` (FILE_EXISTS for what is no file, FILE_NOT_WRITABLE).
        """
        now = self._clock.now()
        data = self._form.write(appointments, now)
        save(file, data, replace=True)
        what = {
            "paper": "calendar",
            "days": [each.day for each in appointments],
            "sha256": digest(data).hex(),
        }
        key = EntryId(self._ids.new())
        trace = Trace(key, patient_id, now, self._who.id, Action.SAVED, canonical(what))
        self._records.trail.add(trace)
