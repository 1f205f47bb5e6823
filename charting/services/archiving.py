"""Archives: everything of a patient or of the whole practice in one file that needs nothing else to
be read, now or in ten years.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol, TypeVar

from charting import places
from charting.domain.attachment import Attachment
from charting.domain.audit import Action, AuditEntry, ChainHead, Trace
from charting.domain.canonical import canonical
from charting.domain.given_papers import hashes
from charting.domain.ids import EntryId, PatientId
from charting.domain.practice import Practitioner
from charting.domain.record import Named, PatientRecord, RecordFile, pictures_of
from charting.domain.roles import Right
from charting.named_files import require_free
from charting.services.audit import AuditLine, AuditTable
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records
from charting.services.record_files import House, filing
from charting.services.steps import at_once
from charting.services.travelling import (
    Archive,
    Archives,
    FhirForm,
    RecordForm,
    RecordTables,
    SessionMaps,
)

T = TypeVar("T")
Step = tuple[int, int]
"""How many patients of how many are in."""

# So many resources or lines are made in some hundredths of a second, after which one can stop.
_AT_ONCE = 500
_OF_THE_PRACTICE = frozenset({"Organization", "Practitioner", "PractitionerRole"})


class Part(StrEnum):
    """What an archive can hold."""

    RECORDS = "records"
    TABLES = "tables"
    FHIR = "fhir"
    ATTACHMENTS = "attachments"
    MAPS = "maps"
    PAPERS = "papers"


USUAL = frozenset({Part.RECORDS, Part.TABLES, Part.FHIR, Part.ATTACHMENTS})


class Made(Protocol):
    """A paper that was made."""

    @property
    def pdf(self) -> bytes:
        """It, as PDF."""


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms in which an archive holds records; `paper` makes the record of a patient as PDF in
    steps, `maps` those of visits.
    """

    record: RecordForm
    tables: RecordTables
    fhir: FhirForm
    archives: Archives
    paper: Callable[[PatientId], Generator[Step | None, None, Made]]
    maps: Callable[[], SessionMaps]
    audit: AuditTable


@dataclass(frozen=True, slots=True)
class Wanted:
    """What shall be in an archive, of whom (of everybody without a `patient_id`), and encrypted
    with which passphrase, if any. `replace` says that a file of that name may be replaced,
    `access` that the patient asked for it.
    """

    patient_id: PatientId | None = None
    parts: frozenset[Part] = USUAL
    passphrase: str = field(default="", repr=False)
    replace: bool = False
    access: bool = False

    @classmethod
    def by_request(cls, patient_id: PatientId, passphrase: str = "") -> "Wanted":
        """What somebody is given who asks for all that is on file of them (GDPR article 15)."""
        return cls(patient_id, frozenset(Part), passphrase, replace=True, access=True)


@dataclass(frozen=True, slots=True)
class Archived:
    """What went into an archive."""

    patients: int
    sessions: int


class Archiving:
    """What `who` gives out as archives; what comes back: `charting.services.arriving`."""

    def __init__(
        self, records: Records, forms: Forms, clock: Clock, ids: Ids, who: Practitioner
    ) -> None:
        self._records, self._forms = records, forms
        self._clock, self._ids, self._who = clock, ids, who

    @needs(Right.EXPORT)
    def save(self, file: Path, wanted: Wanted) -> Archived:
        """Write an archive to a file that only its owner may read. Raises what `writing` raises."""
        return at_once(self.writing(file, wanted))

    @needs(Right.EXPORT)
    def writing(self, file: Path, wanted: Wanted) -> Generator[Step, None, Archived]:
        """Write an archive step by step; whoever closes it before its end leaves nothing behind.

        Raises `Refused` (NOT_FOUND, FILE_EXISTS, FILE_NOT_WRITABLE, PASSPHRASE_TOO_SHORT,
        PASSPHRASE_TOO_SIMPLE).
        """
        require_free(file, replace=wanted.replace)
        one = wanted.patient_id
        everybody = self._records.patients.ids() if one is None else [one]
        sessions = 0
        heads: list[ChainHead] = []
        house = House.of(self._records)
        with self._forms.archives.making(file, wanted.passphrase) as archive:
            writing = _Writing(archive, self._forms, wanted, self._records)
            for _part in self._add_what_explains(archive, wanted):
                yield 0, len(everybody)
            for done, each in enumerate(everybody):
                yield done, len(everybody)
                steps = filing(self._records, self._clock, self._who, each, house)
                record_file = yield from _each(steps, (done, len(everybody)))
                for _piece in writing.add(record_file):
                    yield done, len(everybody)
                sessions += len(record_file.record.sessions)
                heads += [_head_of(chain) for chain in record_file.record.chains]
            for lines in self._audit(one):
                archive.add_to("audit.csv", lines)
                yield len(everybody), len(everybody)
            # Those of everybody are all that there are, the practice's own among them.
            every = self._records.trail.heads() if one is None else heads
            archive.add("heads.txt", _lines_of(every))
            for _piece in archive.gather():
                yield len(everybody), len(everybody)
        self._trace(wanted, len(everybody))
        return Archived(len(everybody), sessions)

    def _add_what_explains(self, archive: Archive, wanted: Wanted) -> Iterator[None]:
        people = tuple(map(Named.of, self._records.practice.practitioners()))
        if Part.TABLES in wanted.parts:
            tables = self._forms.tables
            for name, data in (tables.practitioners(people), tables.dictionary()):
                archive.add(f"tables/{name}", data)
            for name, line in tables.headings().items():
                archive.add_to(f"tables/{name}", line)
            yield
        if Part.RECORDS in wanted.parts:
            for file in sorted((places.root() / "schema").glob("*.json")):
                archive.add(f"schema/{file.name}", file.read_bytes())
            yield
        if Part.FHIR in wanted.parts:
            archive.add("fhir/definitions.json", self._forms.fhir.definitions())
            yield
        archive.add("README.txt", (places.root() / "schema" / "archive.txt").read_bytes())

    def _audit(self, patient_id: PatientId | None) -> Iterator[bytes]:
        """What is told of the practice itself, or of a patient outside their own record: who gave
        out, took in and read what; piece by piece.
        """
        records, table = self._records, self._forms.audit
        names = {one.id: one.name for one in records.practice.practitioners()}
        chain, number = records.practice.practice().id, 0
        about = patient_id.hex.encode("ascii") if patient_id is not None else b""
        yield table.headings()
        while told := records.trail.chain(chain, number, _AT_ONCE):
            number = told[-1].number
            yield table.lines(
                [
                    AuditLine(entry, names.get(entry.by, entry.by.hex), "")
                    for entry in told
                    if about in (entry.payload or b"")
                ]
            )

    def _trace(self, wanted: Wanted, patients: int) -> None:
        what = {
            "archive": True,
            "patient": wanted.patient_id,
            "patients": patients,
            "parts": sorted(wanted.parts),
            "encrypted": bool(wanted.passphrase),
            "access": wanted.access,
        }
        chain = self._records.practice.practice().id
        entry, at = EntryId(self._ids.new()), self._clock.now()
        trace = Trace(entry, chain, at, self._who.id, Action.RECORD_EXPORTED, canonical(what))
        self._records.trail.add(trace)


class _Writing:
    """Puts records into an archive in the forms that are wanted, step by step."""

    def __init__(self, archive: Archive, forms: Forms, wanted: Wanted, records: Records) -> None:
        self._archive, self._forms, self._wanted = archive, forms, wanted
        self._papers, self._attached = records.papers, records.attached
        self._clinic_papers = records.clinic_papers
        # The practice and its people stand in every record, and once in what is told of all; so
        # does a file that two records share.
        self._told: set[str] = set()

    def add(self, file: RecordFile) -> Iterator[Step | None]:
        """Add a record; whoever does so may stop after each step."""
        patient, parts = file.record.patient, self._wanted.parts
        if Part.RECORDS in parts:
            data = yield from self._forms.record.writing(file)
            yield from self._archive.adding(f"records/{patient.id.hex}.json", data)
            yield from self._add_given(file)
        if Part.TABLES in parts:
            for name, lines in self._forms.tables.lines(file.record):
                if lines:
                    self._archive.add_to(f"tables/{name}", lines)
                yield None
        if Part.FHIR in parts:
            yield from self._add_fhir(file)
        if Part.ATTACHMENTS in parts:
            yield from self._add_attachments(file.record)
            yield from self._add_pictures(file.record)
        if Part.MAPS in parts:
            yield from self._add_maps(file.record)
        if Part.PAPERS in parts:
            made = yield from self._forms.paper(patient.id)
            yield from self._archive.adding(f"papers/{patient.id.hex}.pdf", made.pdf)

    def _add_given(self, file: RecordFile) -> Iterator[None]:
        """The papers that were handed out, each under its hash."""
        patient_id = file.record.patient.id
        for sha256 in hashes(file.record.papers):
            pdf = self._papers.pdf(patient_id, sha256)
            if pdf is not None:
                name = f"given/{patient_id.hex}/{sha256.hex()}.pdf"
                yield from self._archive.adding(name, pdf)

    def _add_attachments(self, record: PatientRecord) -> Iterator[None]:
        """Each file once, whoever has it; what did not come with a record is not in it either."""
        for sheet in record.sheets:
            attachment = sheet.content
            if not isinstance(attachment, Attachment) or attachment.file_name in self._told:
                continue
            data = self._attached.get(bytes.fromhex(attachment.sha256))
            if data is not None:
                self._told.add(attachment.file_name)
                name = f"attachments/{attachment.file_name}"
                yield from self._archive.adding(name, data)

    def _add_pictures(self, record: PatientRecord) -> Iterator[None]:
        """The clinic's own pictures on the leaflets, each once."""
        names = [name for name in pictures_of(record) if name not in self._told]
        for name, data in self._clinic_papers.pictures(names).items():
            self._told.add(name)
            yield from self._archive.adding(f"pictures/{name}.png", data)

    def _add_maps(self, record: PatientRecord) -> Iterator[None]:
        maps = self._forms.maps()
        for session in record.sessions:
            drawn = maps.of_session(session)
            if drawn is not None:
                self._archive.add(f"maps/{session.id.hex}.svg", drawn)
            yield

    def _add_fhir(self, file: RecordFile) -> Iterator[None]:
        grown: dict[str, list[bytes]] = {}
        for number, (kind, id_, line) in enumerate(self._forms.fhir.resources(file), start=1):
            if number % _AT_ONCE == 0:
                yield
            if kind in _OF_THE_PRACTICE:
                if id_ in self._told:
                    continue
                self._told.add(id_)
            grown.setdefault(kind, []).append(line)
        for kind, lines in grown.items():
            self._archive.add_to(f"fhir/{kind}.ndjson", b"".join(lines))
            yield
        if self._wanted.patient_id is not None:
            for made in self._forms.fhir.documents(file):
                if made is not None:
                    name = f"fhir/documents/{made[0].hex}.json"
                    yield from self._archive.adding(name, b"".join(made[1]))
                yield


def _each(steps: Generator[None, None, T], step: Step) -> Generator[Step, None, T]:
    """What comes of some steps, each of them told as this one."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            made: T = end.value
            return made
        yield step


def _head_of(chain: Sequence[AuditEntry]) -> ChainHead:
    last = chain[-1]
    return ChainHead(last.chain, last.number, last.hash)


def _lines_of(heads: Sequence[ChainHead]) -> bytes:
    lines = (f"{head.chain.hex} {head.number} {head.hash.hex()}\n" for head in heads)
    return "".join(lines).encode("ascii")
