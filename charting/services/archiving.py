"""Archives: everything of a patient or of the whole practice in one file that needs nothing else to
be read, now or in ten years.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from charting import places
from charting.domain.audit import Action, AuditEntry, Trace
from charting.domain.canonical import canonical
from charting.domain.ids import EntryId, PatientId
from charting.domain.practice import Practitioner
from charting.domain.record import Named, PatientRecord
from charting.domain.roles import Right
from charting.named_files import require_free
from charting.services.permission import needs
from charting.services.ports import ChainHead, Clock, Ids, Records
from charting.services.record_files import Arrival, RecordFiles, filed
from charting.services.travelling import Archive, Archives, RecordForm, RecordTables

Going = Callable[[int, int], bool]
"""Told how many patients of how many are in; `False` to stop."""

_EVERYBODY = 10_000_000


@dataclass(frozen=True, slots=True)
class Archived:
    """What went into an archive."""

    patients: int
    sessions: int


class Stopped(Exception):
    """The person did not want the archive after all; nothing of it is left."""

    def __init__(self) -> None:
        super().__init__("the archive is not wanted any more")


class Archiving:
    """What `who` gives out and takes in as archives."""

    def __init__(
        self,
        records: Records,
        form: RecordForm,
        tables: RecordTables,
        archives: Archives,
        paper: Callable[[PatientId], bytes] | None,
        clock: Clock,
        ids: Ids,
        who: Practitioner,
    ) -> None:
        """`paper` makes the record of a patient as PDF, where one is wanted."""
        self._records, self._form, self._tables = records, form, tables
        self._archives, self._paper = archives, paper
        self._clock, self._ids, self._who = clock, ids, who
        self._files = RecordFiles(records, form, clock, ids, who)

    @needs(Right.EXPORT)
    def save(
        self,
        file: Path,
        patient_id: PatientId | None = None,
        *,
        replace: bool = False,
        going: Going = lambda _done, _of: True,
    ) -> Archived:
        """Write the archive of a patient, or of everybody, to a file only its owner may read.

        Raises `Refused` (NOT_FOUND, FILE_EXISTS, FILE_NOT_WRITABLE) and `Stopped`.
        """
        require_free(file, replace=replace)
        wanted = self._everybody() if patient_id is None else [patient_id]
        sessions = 0
        heads: list[ChainHead] = []
        with self._archives.making(file) as archive:
            self._add_what_explains(archive)
            for name, line in self._tables.headings().items():
                archive.add_to(f"tables/{name}", line)
            for done, each in enumerate(wanted):
                if not going(done, len(wanted)):
                    raise Stopped
                record = self._add(archive, each)
                sessions += len(record.sessions)
                heads += [_head_of(chain) for chain in record.chains]
            # Those of everybody are all that there are, the practice's own among them.
            every = self._records.trail.heads() if patient_id is None else heads
            archive.add("heads.txt", _lines_of(every))
        self._trace(patient_id, len(wanted))
        return Archived(len(wanted), sessions)

    @needs(Right.IMPORT)
    def load(self, file: Path) -> Iterator[Arrival]:
        """Store the records in an archive, or in a record file, one after the other; each all or
        nothing.

        Raises `Refused`: what `Archives.records` and `RecordFiles.take_in` refuse.
        """
        if not self._archives.is_one(file):
            yield self._files.load(file)
            return
        for data in self._archives.records(file, self._form.largest):
            yield self._files.take_in(data)

    def _add(self, archive: Archive, patient_id: PatientId) -> PatientRecord:
        file = filed(self._records, self._clock, self._who, patient_id)
        record = file.record
        archive.add(f"records/{patient_id.hex}.json", self._form.write(file))
        for name, lines in self._tables.lines(record).items():
            archive.add_to(f"tables/{name}", lines)
        if self._paper is not None:
            archive.add(f"papers/{patient_id.hex}.pdf", self._paper(patient_id))
        return record

    def _add_what_explains(self, archive: Archive) -> None:
        people = tuple(map(Named.of, self._records.practice.practitioners()))
        for name, data in (self._tables.practitioners(people), self._tables.dictionary()):
            archive.add(f"tables/{name}", data)
        for file in sorted((places.root() / "schema").glob("*.json")):
            archive.add(f"schema/{file.name}", file.read_bytes())
        archive.add("README.txt", (places.root() / "schema" / "archive.txt").read_bytes())

    def _everybody(self) -> Sequence[PatientId]:
        search = self._records.patients.search
        return [
            line.patient.id
            for archived in (False, True)
            for line in search((), _EVERYBODY, archived)
        ]

    def _trace(self, patient_id: PatientId | None, patients: int) -> None:
        what = {"archive": True, "patient": patient_id, "patients": patients}
        chain = self._records.practice.practice().id
        entry, at = EntryId(self._ids.new()), self._clock.now()
        trace = Trace(entry, chain, at, self._who.id, Action.RECORD_EXPORTED, canonical(what))
        self._records.trail.add(trace)


def _head_of(chain: Sequence[AuditEntry]) -> ChainHead:
    last = chain[-1]
    return ChainHead(last.chain, last.number, last.hash)


def _lines_of(heads: Sequence[ChainHead]) -> bytes:
    lines = (f"{head.chain.hex} {head.number} {head.hash.hex()}\n" for head in heads)
    return "".join(lines).encode("ascii")
