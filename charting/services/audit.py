"""The audit trail as it is read: found by patient, person, kind and time, its ids made names."""

from collections.abc import Sequence
from dataclasses import dataclass

from charting.domain.audit import Action, AuditEntry, Trace, Wanted
from charting.domain.canonical import canonical
from charting.domain.ids import EntryId
from charting.domain.practice import Practitioner
from charting.domain.roles import Right
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records

PAGE = 200


@dataclass(frozen=True, slots=True)
class AuditLine:
    """An entry with the names of who did it and whom it is about; `patient` is empty where it is
    about the practice.
    """

    entry: AuditEntry
    by_name: str
    patient: str


class Audit:
    """What `who` can learn from the trail; reading it leaves its own trace."""

    def __init__(self, records: Records, clock: Clock, ids: Ids, who: Practitioner) -> None:
        self._records, self._clock, self._ids, self._who = records, clock, ids, who

    @needs(Right.READ_AUDIT)
    def find(self, wanted: Wanted, limit: int = PAGE) -> Sequence[AuditLine]:
        """The entries that are wanted, the latest first."""
        entries = self._records.trail.find(wanted, limit)
        names = {one.id: one.name for one in self._records.practice.practitioners()}
        about = self._records.trail.patients({entry.chain for entry in entries})
        patients = {
            key: self._records.patients.patient(key).listed_name for key in set(about.values())
        }
        self._leave(wanted, len(entries))
        return tuple(
            AuditLine(
                entry,
                names.get(entry.by, entry.by.hex),
                patients[about[entry.chain]] if entry.chain in about else "",
            )
            for entry in entries
        )

    def _leave(self, wanted: Wanted, found: int) -> None:
        what = {"by": wanted.by, "entries": found, "patient": wanted.patient_id}
        self._records.trail.add(
            Trace(
                EntryId(self._ids.new()),
                self._records.practice.practice().id,
                self._clock.now(),
                self._who.id,
                Action.TRAIL_READ,
                canonical(what),
            )
        )
