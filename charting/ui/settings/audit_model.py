"""What the settings screen knows of the trail: what is looked for, and what was found."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from charting.domain.audit import KINDS, Action, Wanted, days
from charting.domain.errors import Refused
from charting.domain.ids import PatientId, PractitionerId
from charting.domain.roles import Right, may
from charting.domain.text import with_dates_as_read
from charting.i18n import _, ngettext
from charting.services.audit import PAGE, AuditLine, AuditTable
from charting.services.ports import Clock, PatientLine
from charting.services.practices import OpenPractice
from charting.ui.tasks import Lane, Stepwise
from charting.wording import sentence


class AuditModel(QObject):
    """The entries found so far, the latest first. `refused` and `said` carry a sentence."""

    changed = Signal()
    refused = Signal(str)
    said = Signal(str)

    def __init__(
        self,
        practice: OpenPractice,
        table: AuditTable,
        lane: Lane,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._audit, self._patients = practice.audit, practice.patients
        self._table, self.lane, self._clock = table, lane, clock
        self.may_read = may(practice.practitioner.role, Right.READ_AUDIT)
        self.country = practice.practice.country
        self.people = dict(practice.names)
        self.wanted = Wanted()
        self.lines: tuple[AuditLine, ...] = ()
        self.has_more = False
        self.written = 0
        self._asked = 0
        self._writing: Stepwise[int, int] | None = None

    @property
    def busy(self) -> bool:
        """Whether the trail is being written to a file."""
        return self._writing is not None

    def find_patients(self, typed: str) -> Sequence[PatientLine]:
        """Patients whose names begin so; asked on the lane."""
        return self._patients.find(with_dates_as_read(typed, self.country))

    def look_for(
        self,
        patient_id: PatientId | None,
        by: PractitionerId | None,
        kind: str,
        since: date | None,
        until: date | None,
    ) -> None:
        """Find the latest entries of this kind, or of every kind; `changed` follows."""
        begin, end = days(since, until, self._clock.now().zone)
        actions: frozenset[Action] = KINDS.get(kind, frozenset())
        self.wanted = Wanted(patient_id, by, actions, begin, end)
        self.lines, self.has_more = (), False
        self._read(self.wanted)

    def more(self) -> None:
        """Find the entries before those that are shown."""
        if self.lines and self.has_more:
            self._read(replace(self.wanted, before=self.lines[-1].entry.id))

    def write(self, file: Path) -> None:
        """Write everything that is looked for to a file; the chooser has asked whether one may be
        replaced.
        """
        if self.busy:
            return

        def then(written: int) -> None:
            self._writing = None
            words = ngettext(
                "{n} entry was written to {file}.", "{n} entries were written to {file}.", written
            )
            self.said.emit(words.format(n=written, file=file.name))
            self.changed.emit()

        steps = self._audit.writing(self.wanted, file, self._table, replace_it=True)
        self.written = 0
        self._writing = Stepwise(self.lane, steps, self._went, then, self._failed)
        self.changed.emit()

    def stop(self) -> None:
        """Leave what is being written; nothing of it stays."""
        if self._writing is not None:
            self._writing.stop()
            self._writing = None
            self.said.emit(_("Stopped. No file was written."))
            self.changed.emit()

    def _read(self, wanted: Wanted) -> None:
        self._asked += 1
        asked = self._asked

        def then(found: Sequence[AuditLine]) -> None:
            if asked == self._asked:
                self.lines = (*self.lines, *found)
                self.has_more = len(found) == PAGE
                self.changed.emit()

        self.lane.submit(lambda: self._audit.find(wanted), then, self._failed)

    def _went(self, written: int) -> None:
        self.written = written
        self.changed.emit()

    def _failed(self, problem: Exception) -> None:
        self._writing = None
        if isinstance(problem, Refused):
            self.refused.emit(sentence(problem))
        self.changed.emit()
