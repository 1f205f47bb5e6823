"""Patients of another program taken in from a table: looked at first, all in a batch that can be
taken out again.
"""

import json
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from charting.domain.audit import Action, Trace, Wanted
from charting.domain.canonical import canonical
from charting.domain.ids import EntryId, PatientId
from charting.domain.patient import Patient
from charting.domain.patient_table import (
    ComingTable,
    Known,
    Line,
    Reading,
    RefusedLine,
    guessed,
    read_line,
)
from charting.domain.practice import Practitioner
from charting.domain.roles import Right
from charting.domain.text import MONTH_FIRST
from charting.named_files import save
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records

AT_A_TIME = 500
_EVERYBODY = 10_000_000
# So many entries hold the largest table.
_FEW = 400
Step = tuple[int, int]
"""How many lines of how many are done."""


class PatientTables(Protocol):
    """Reads files in which other programs keep people."""

    encodings: Sequence[str]
    """The encodings that can be chosen."""

    def read(self, file: Path, encoding: str = "") -> ComingTable:
        """The table in a file.

        Raises `Refused` (FILE_UNREADABLE, TABLE_TOO_LARGE, TABLE_ENCODING, TABLE_EMPTY,
        TABLE_FOREIGN).
        """

    def refused(self, table: ComingTable, lines: Iterable[tuple[Line, str]]) -> bytes:
        """The lines refused, with the reasons, to be mended and read again."""


class Doubles(StrEnum):
    """What becomes of a line about somebody who is probably on file."""

    LEFT_OUT = "left_out"
    TAKEN_IN = "taken_in"


@dataclass(frozen=True, slots=True)
class Double:
    """A line about somebody who is probably on file, or came earlier in the same table."""

    line: Line
    patient: Patient
    known: Patient


@dataclass(slots=True)
class Batch:
    """What came of a table: whom it brought, who is probably here already, and what was refused."""

    patients: list[Patient] = field(default_factory=list)
    doubles: list[Double] = field(default_factory=list)
    refused: list[RefusedLine] = field(default_factory=list)


class ComingPatients:
    """What `who` takes in from the tables of other programs."""

    def __init__(
        self,
        records: Records,
        tables: PatientTables,
        clock: Clock,
        ids: Ids,
        who: Practitioner,
        secure: Callable[[], object] = lambda: None,
    ) -> None:
        """`secure` is done before anything is stored, and may refuse."""
        self._secure = secure
        self._records, self._tables = records, tables
        self._clock, self._ids, self._who = clock, ids, who

    @needs(Right.IMPORT)
    def read(self, file: Path, encoding: str = "") -> tuple[ComingTable, Reading]:
        """The table in a file, and how it is probably read. Raises what `PatientTables.read`
        raises.
        """
        table = self._tables.read(file, encoding)
        country = self._records.practice.practice().country
        return table, guessed(table, country in MONTH_FIRST)

    @needs(Right.IMPORT)
    def looked_at(self, table: ComingTable, reading: Reading) -> Batch:
        """What would come of the table; nothing is stored."""
        batch = Batch()
        coming = self._sorted(table, reading, Doubles.LEFT_OUT, batch)
        batch.patients += [one for one in coming if one is not None]
        return batch

    @needs(Right.IMPORT)
    def taking_in(
        self, table: ComingTable, reading: Reading, doubles: Doubles, batch: Batch
    ) -> Generator[Step, None, None]:
        """Store the patients of the table, some at a time, each some all or nothing; `batch` says
        at every step who is in.
        """
        self._secure()
        waiting: list[Patient] = []
        key = self._ids.new().hex
        for done, patient in enumerate(self._sorted(table, reading, doubles, batch), start=1):
            if patient is not None:
                waiting.append(patient)
            if len(waiting) == AT_A_TIME:
                self._store(waiting, batch, (table.sha256, key))
                waiting = []
                yield done, len(table.lines)
            elif done % AT_A_TIME == 0:
                yield done, len(table.lines)
        self._store(waiting, batch, (table.sha256, key))

    @needs(Right.IMPORT)
    def last_batch(self) -> Batch | None:
        """Those of the last table that `who` took in who are still on file, so that they can be
        taken out again whenever that is seen; `None` where there are none.
        """
        wanted = Wanted(by=self._who.id, actions=frozenset({Action.RECORD_IMPORTED}))
        entries = self._records.trail.find(wanted, _FEW)
        told = [json.loads(entry.payload or b"{}") for entry in entries]
        key = next((each["batch"] for each in told if "batch" in each), None)
        came = {one for each in told if key and each.get("batch") == key for one in each["ids"]}
        here = [one for one in self._records.patients.ids() if one.hex in came]
        return Batch([self._records.patients.patient(one) for one in here]) if here else None

    @needs(Right.IMPORT)
    def take_back(self, batch: Batch) -> Generator[Step, None, int]:
        """Take the patients of a batch out again, as far as nothing was written of them since; how
        many are out.
        """
        out, whole = 0, len(batch.patients)
        for start in range(0, whole, AT_A_TIME):
            some = batch.patients[start : start + AT_A_TIME]
            traces = [self._trace(one.id, Action.PATIENT_TAKEN_BACK, one) for one in some]
            out += self._records.patients.take_back(some, traces)
            yield min(whole, start + AT_A_TIME), whole
        return out

    @needs(Right.IMPORT)
    def save_refused(
        self, table: ComingTable, lines: Iterable[tuple[Line, str]], file: Path
    ) -> None:
        """Write the refused lines with their reasons to a file only its owner may read.

        Raises `Refused` (FILE_NOT_WRITABLE).
        """
        save(file, self._tables.refused(table, lines), replace=True)

    def _sorted(
        self, table: ComingTable, reading: Reading, doubles: Doubles, batch: Batch
    ) -> Iterator[Patient | None]:
        """Each line's patient who comes in, or nobody; what else it is goes into the batch."""
        today, known = self._clock.now().day, self._everybody()
        for line in table.lines:
            one = read_line(line, reading, PatientId(self._ids.new()), today)
            if isinstance(one, RefusedLine):
                batch.refused.append(one)
                yield None
                continue
            same = known.double_of(one)
            if same is not None:
                batch.doubles.append(Double(line, one, same))
                if doubles is Doubles.LEFT_OUT:
                    yield None
                    continue
            known.add(one)
            yield one

    def _everybody(self) -> Known:
        known = Known()
        for archived in (False, True):
            for line in self._records.patients.search((), _EVERYBODY, archived):
                known.add(line.patient)
        return known

    def _store(self, some: list[Patient], batch: Batch, of: tuple[str, str]) -> None:
        if some:
            traces = [self._trace(one.id, Action.PATIENT_ADDED, one) for one in some]
            self._records.patients.add_all(some, traces)
            batch.patients += some
            table, key = of
            ids = [one.id for one in some]
            what = {"table": table, "batch": key, "patients": len(ids), "ids": ids, "people": ()}
            self._records.trail.add(self._of_practice(Action.RECORD_IMPORTED, what))

    def _trace(self, patient_id: PatientId, action: Action, what: object) -> Trace:
        entry, at = EntryId(self._ids.new()), self._clock.now()
        return Trace(entry, patient_id, at, self._who.id, action, canonical(what))

    def _of_practice(self, action: Action, what: object) -> Trace:
        practice, at = self._records.practice.practice().id, self._clock.now()
        entry = EntryId(self._ids.new())
        return Trace(entry, practice, at, self._who.id, action, canonical(what))
