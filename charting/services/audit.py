"""The audit trail as it is read: found by patient, person, kind and time, its ids made names."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from charting.domain.audit import Action, AuditEntry, Trace, Wanted
from charting.domain.canonical import canonical, digest
from charting.domain.ids import EntryId
from charting.domain.practice import Practitioner
from charting.domain.roles import Right
from charting.named_files import require_free, save
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


class AuditTable(Protocol):
    """Writes the trail as a table."""

    def headings(self) -> bytes:
        """The first line."""

    def lines(self, lines: Sequence[AuditLine]) -> bytes:
        """A line for each entry."""


class Audit:
    """What `who` can learn from the trail; reading it leaves its own trace."""

    def __init__(self, records: Records, clock: Clock, ids: Ids, who: Practitioner) -> None:
        self._records, self._clock, self._ids, self._who = records, clock, ids, who

    @needs(Right.READ_AUDIT)
    def find(self, wanted: Wanted, limit: int = PAGE) -> Sequence[AuditLine]:
        """The entries that are wanted, the latest first."""
        found = self._lines(wanted, limit)
        what = {"by": wanted.by, "entries": len(found), "patient": wanted.patient_id}
        self._leave(Action.TRAIL_READ, what)
        return found

    @needs(Right.READ_AUDIT)
    def writing(
        self, wanted: Wanted, file: Path, table: AuditTable, *, replace_it: bool = False
    ) -> Generator[int, None, int]:
        """Write all entries that are wanted to a file that only its owner may read, in steps that
        say how many are in it so far; how many there are.

        Raises `Refused` (FILE_EXISTS, FILE_NOT_WRITABLE).
        """
        require_free(file, replace=replace_it)
        parts, written = [table.headings()], 0
        while found := self._lines(wanted, PAGE):
            parts.append(table.lines(found))
            written += len(found)
            wanted = replace(wanted, before=found[-1].entry.id)
            yield written
        data = b"".join(parts)
        save(file, data, replace=replace_it)
        what = {
            "by": wanted.by,
            "entries": written,
            "patient": wanted.patient_id,
            "sha256": digest(data).hex(),
        }
        self._leave(Action.TRAIL_WRITTEN, what)
        return written

    def _lines(self, wanted: Wanted, limit: int) -> Sequence[AuditLine]:
        entries = self._records.trail.find(wanted, limit)
        names = {one.id: one.name for one in self._records.practice.practitioners()}
        about = self._records.trail.patients({entry.chain for entry in entries})
        patients = {
            key: self._records.patients.patient(key).listed_name for key in set(about.values())
        }
        return tuple(
            AuditLine(
                entry,
                names.get(entry.by, entry.by.hex),
                patients[about[entry.chain]] if entry.chain in about else "",
            )
            for entry in entries
        )

    def _leave(self, action: Action, what: object) -> None:
        self._records.trail.add(
            Trace(
                EntryId(self._ids.new()),
                self._records.practice.practice().id,
                self._clock.now(),
                self._who.id,
                action,
                canonical(what),
            )
        )
