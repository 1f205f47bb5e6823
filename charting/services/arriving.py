"""Records that come back: looked at first, then taken in as was decided; nothing here is lost."""

from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from charting.domain.arrival import USUAL, Coming, What
from charting.domain.attachment import Attachment, Media
from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical, digest
from charting.domain.errors import ErrorCode, Refused
from charting.domain.given_papers import hashes
from charting.domain.ids import EntryId, PatientId
from charting.domain.joining import Relation, joined, tells_so
from charting.domain.patient_table import Known
from charting.domain.practice import Practitioner
from charting.domain.record import (
    PatientRecord,
    RecordFile,
    differing_parts,
    in_stable_order,
    pictures_of,
)
from charting.domain.record_checks import checked_file
from charting.domain.roles import Right
from charting.named_files import load
from charting.services.attachments import Incoming
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records
from charting.services.record_files import strangers_of
from charting.services.travelling import Archives, OpenedArchive, RecordForm

Step = tuple[int, int]
"""How many records of how many are done."""

_EVERYBODY = 10_000_000


Decide = Callable[[Coming], bool]


def as_usual(coming: Coming) -> bool:
    """Take in who is new here, and nothing else."""
    return coming.what in USUAL


@dataclass(frozen=True, slots=True)
class _Source:
    """A record in a file, and where what belongs to it is found."""

    name: str
    of: int
    read: Callable[[], bytes]
    beside: Callable[[str], bytes | None]


@dataclass(slots=True)
class _Read:
    """A record as it was read, with the files that belong to it and are not here."""

    file: RecordFile
    data: bytes
    here: PatientRecord | None
    attached: dict[bytes, bytes] = field(default_factory=dict)
    given: dict[bytes, bytes] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)


class Arriving:
    """What `who` takes in of archives and record files."""

    def __init__(
        self,
        records: Records,
        form: RecordForm,
        archives: Archives,
        incoming: Incoming,
        made_by: tuple[Clock, Ids, Practitioner],
        secure: Callable[[], object] = lambda: None,
    ) -> None:
        """`secure` is done before anything is stored, and may refuse."""
        self._secure = secure
        self._records, self._form, self._archives = records, form, archives
        self._incoming = incoming
        self._clock, self._ids, self._who = made_by

    @needs(Right.IMPORT)
    def looking(
        self, file: Path, passphrase: str = ""
    ) -> Generator[Step, None, tuple[Coming, ...]]:
        """What would come of a file, record by record; nothing is stored.

        Raises `Refused`: what `Archives.opened` refuses; FILE_UNREADABLE.
        """
        return (yield from self._each(file, passphrase, None))

    @needs(Right.IMPORT)
    def taking(
        self, file: Path, passphrase: str = "", decide: Decide = as_usual
    ) -> Generator[Step, None, tuple[Coming, ...]]:
        """Take in what `decide` says, each record all or nothing, and what came of each. Files that
        belong to a record here, and were missing, come back with it in any case.

        Raises `Refused` as `looking` does, before anything is stored.
        """
        self._secure()
        return (yield from self._each(file, passphrase, decide))

    def _each(
        self, file: Path, passphrase: str, decide: Decide | None
    ) -> Generator[Step, None, tuple[Coming, ...]]:
        found: list[Coming] = []
        # Who stand beside each other in one practice are not each other.
        everybody = self._everybody()
        with ExitStack() as held:
            for source in self._sources(held, file, passphrase):
                yield len(found), source.of
                coming, read = self._looked_at(source, everybody)
                if decide is not None and read is not None:
                    coming = self._taken(coming, read, decide(coming))
                found.append(coming)
        return tuple(found)

    def _sources(self, held: ExitStack, file: Path, passphrase: str) -> Iterator[_Source]:
        if not self._archives.is_one(file):
            data = load(file, self._form.largest)
            yield _Source(file.name, 1, lambda: data, lambda _name: None)
            return
        archive = held.enter_context(self._archives.opened(file, self._form.largest, passphrase))
        names = archive.records
        for name in names:
            yield _Source(name, len(names), partial(_bytes, archive, name), archive.read)

    def _everybody(self) -> Known:
        known = Known()
        for archived in (False, True):
            for line in self._records.patients.search((), _EVERYBODY, archived):
                known.add(line.patient)
        return known

    # One record

    def _looked_at(self, source: _Source, everybody: Known) -> tuple[Coming, _Read | None]:
        try:
            read = self._read(source)
            coming = self._coming(source.name, read, everybody)
        except Refused as refused:
            # What was read stands in the traceback, and would stay as long as the refusal.
            return Coming(source.name, What.REFUSED, why=refused.with_traceback(None)), None
        return coming, read

    def _read(self, source: _Source) -> _Read:
        data = source.read()
        file = checked_file(self._form.read(data))
        file = replace(file, record=in_stable_order(file.record))
        read = _Read(file, data, self._on_file(file.record.patient.id))
        self._find_pictures(read, source)
        for sheet in file.record.sheets:
            if isinstance(attachment := sheet.content, Attachment):
                key = bytes.fromhex(attachment.sha256)
                beside = source.beside(f"attachments/{attachment.file_name}")
                if beside is None or key in read.attached or self._records.attached.has(key):
                    continue
                if digest(beside) != key:
                    raise Refused(ErrorCode.ARCHIVE_DAMAGED, {"file": attachment.file_name})
                self._incoming.check(attachment.media, beside)
                read.attached[key] = beside
        patient_id = file.record.patient.id
        for sha256 in hashes(file.record.papers):
            pdf = source.beside(f"given/{patient_id.hex}/{sha256.hex()}.pdf")
            if pdf is not None and digest(pdf) != sha256:
                raise Refused(ErrorCode.ARCHIVE_DAMAGED, {"file": f"{sha256.hex()}.pdf"})
            if pdf is not None:
                read.given[sha256] = pdf
        return read

    def _find_pictures(self, read: _Read, source: _Source) -> None:
        """The pictures on its leaflets that are not here."""
        names = pictures_of(read.file.record)
        here = self._records.clinic_papers.pictures(names)
        for name in (each for each in names if each not in here):
            picture = source.beside(f"pictures/{name}.png")
            if picture is None:
                continue
            if digest(picture).hex() != name:
                raise Refused(ErrorCode.ARCHIVE_DAMAGED, {"file": f"{name}.png"})
            self._incoming.check(Media.PNG, picture)
            read.pictures[name] = picture

    def _coming(self, name: str, read: _Read, everybody: Known) -> Coming:
        record = read.file.record
        marks = sum(len(session.marks) for session in record.sessions)
        coming = Coming(name, What.NEW, record.patient, len(record.sessions), marks)
        if read.here is None:
            known = everybody.double_of(record.patient)
            return replace(coming, what=What.DOUBLE if known else What.NEW, known=known)
        would = joined(read.here, record)
        if would.relation is Relation.SAME:
            _require_same(read.here, record)
        elif would.relation is not Relation.BEHIND and not tells_so(record):
            raise Refused(ErrorCode.RECORD_CHAIN)
        return replace(coming, what=What(would.relation), joined=would)

    def _taken(self, coming: Coming, read: _Read, wanted: bool) -> Coming:
        """What came of a record, stored as far as it was decided."""
        is_offered = wanted and coming.offered
        if not is_offered and read.here is None:
            return coming
        try:
            for key, data in read.attached.items():
                self._records.attached.put(key, data)
            for name, picture in read.pictures.items():
                self._records.clinic_papers.keep_picture(name, picture)
            strangers = self._store(coming, read) if is_offered else ()
            for sha256, pdf in read.given.items():
                self._records.papers.bring(read.file.record.patient.id, sha256, pdf)
        except Refused as refused:
            return replace(coming, what=What.REFUSED, why=refused)
        return replace(coming, took=is_offered, strangers=strangers)

    def _store(self, coming: Coming, read: _Read) -> tuple[Practitioner, ...]:
        strangers = strangers_of(read.file, self._records, self._clock.now())
        record, would = read.file.record, coming.joined
        what = {
            "patient": record.patient.id,
            "practice": read.file.exported.practice.id,
            "sha256": digest(read.data).hex(),
            "people": strangers,
            "joined": would is not None,
        }
        chain, at = self._records.practice.practice().id, self._clock.now()
        entry, action = EntryId(self._ids.new()), Action.RECORD_IMPORTED
        trace = Trace(entry, chain, at, self._who.id, action, canonical(what))
        if would is None or read.here is None:
            self._records.whole.take_in(record, strangers, trace)
        else:
            after, retold = would.record, would.retold
            self._records.whole.join(read.here, after, strangers, retold, trace)
        return strangers

    def _on_file(self, patient_id: PatientId) -> PatientRecord | None:
        try:
            return in_stable_order(self._records.whole.of_patient(patient_id))
        except Refused as refused:
            if refused.code is not ErrorCode.NOT_FOUND:
                raise
            return None


def _bytes(archive: OpenedArchive, name: str) -> bytes:
    return archive.read(name) or b""


def _require_same(known: PatientRecord, coming: PatientRecord) -> None:
    """Nothing was done on either side, and so nothing may be another."""
    if parts := differing_parts(known, coming):
        facts = {"name": known.patient.name, "parts": ",".join(parts)}
        raise Refused(ErrorCode.RECORD_DIFFERS, facts)
