"""Research extracts: what those who agreed let be known of their care, without their names."""

from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical, digest
from charting.domain.ids import EntryId, PatientId
from charting.domain.practice import Practitioner
from charting.domain.record import PatientRecord, in_stable_order
from charting.domain.research import Disguise, ResearchConsent, agrees, disguise
from charting.domain.roles import Right
from charting.domain.sheet import Sheet, standing
from charting.named_files import require_free
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records
from charting.services.sheets import Sheets
from charting.services.travelling import Archives

Step = tuple[int, int]
"""How many people of how many were looked at."""


class ResearchTables(Protocol):
    """Tables of what is told without names, each under the name of its file."""

    def headings(self, *, words: bool) -> Mapping[str, bytes]:
        """The first line of each table; `words` says that what was written in words is in it."""

    def lines(self, record: PatientRecord, who: Disguise, *, words: bool) -> Mapping[str, bytes]:
        """What a record adds to each table."""

    def readme(self) -> bytes:
        """What the tables are, and what was left out of them."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """How many people and visits are in an extract, and of how many who never agreed nothing is."""

    people: int
    visits: int
    left_out: int


class Research:
    """What `who` can do for research."""

    def __init__(
        self,
        records: Records,
        sheets: Sheets,
        archives: Archives,
        tables: ResearchTables,
        made_by: tuple[Clock, Ids, Practitioner],
    ) -> None:
        self._records, self._sheets = records, sheets
        self._archives, self._tables = archives, tables
        self._clock, self._ids, self._who = made_by

    @needs(Right.READ_CLINICAL)
    def agrees(self, patient_id: PatientId) -> bool:
        """Whether somebody agrees that their record is used."""
        return agrees(_consents(self._sheets.of_patient(patient_id)))

    @needs(Right.CHART)
    def note(self, patient_id: PatientId, *, agreed: bool) -> None:
        """Note what somebody said, if it is another thing than before."""
        if self.agrees(patient_id) != agreed:
            self._sheets.file(patient_id, ResearchConsent(agreed))

    @needs(Right.EXPORT)
    def writing(
        self, file: Path, *, words: bool = False, replace: bool = False
    ) -> Generator[Step, None, Extracted]:
        """Write the extract of all who agree, step by step; whoever closes it before its end leaves
        nothing behind. With `words`, what was written in words is in it, and may hold names.

        Raises `Refused` (FILE_EXISTS, FILE_NOT_WRITABLE).
        """
        require_free(file, replace=replace)
        # The order of ids is that of coming here: numbers are given in one that says nothing.
        secret = digest(self._ids.new().bytes)
        everybody = sorted(self._records.patients.ids(), key=lambda one: digest(secret + one.bytes))
        people = visits = 0
        with self._archives.making(file) as archive:
            archive.add("README.txt", self._tables.readme())
            for name, line in self._tables.headings(words=words).items():
                archive.add_to(name, line)
            for done, patient_id in enumerate(everybody):
                yield done, len(everybody)
                if not agrees(_consents(self._records.sheets.of_patient(patient_id))):
                    continue
                people += 1
                record = in_stable_order(self._records.whole.of_patient(patient_id))
                visits += len(record.sessions)
                told = disguise(people, record.patient, secret)
                for name, lines in self._tables.lines(record, told, words=words).items():
                    archive.add_to(name, lines)
        self._trace(people, words=words)
        return Extracted(people, visits, len(everybody) - people)

    def _trace(self, people: int, *, words: bool) -> None:
        what = {"research": True, "patient": None, "patients": people, "words": words}
        chain = self._records.practice.practice().id
        entry, at = EntryId(self._ids.new()), self._clock.now()
        trace = Trace(entry, chain, at, self._who.id, Action.RECORD_EXPORTED, canonical(what))
        self._records.trail.add(trace)


def _consents(sheets: Iterable[Sheet]) -> list[ResearchConsent]:
    """What was noted, in the order in which it was."""
    noted = (sheet.content for sheet in standing(sheets))
    return [each for each in noted if isinstance(each, ResearchConsent)]
