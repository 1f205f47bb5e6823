"""Record files: the whole record of a patient given out, and one from elsewhere taken in."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from charting import __version__
from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical, digest
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EntryId, PatientId
from charting.domain.moment import Moment
from charting.domain.patient import Patient
from charting.domain.practice import Practice, Practitioner
from charting.domain.record import (
    Export,
    Named,
    PatientRecord,
    RecordFile,
    differing_parts,
    in_stable_order,
    practitioners_named,
)
from charting.domain.record_checks import checked_file
from charting.domain.roles import Right
from charting.named_files import load, require_free, save
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records
from charting.services.steps import at_once
from charting.services.travelling import FhirForm, RecordForm


@dataclass(frozen=True, slots=True)
class Arrival:
    """What came in with a file: the record, and the practitioners named in it whom nobody knew
    here. Nothing came where the same was on file `already`.
    """

    record: PatientRecord
    strangers: tuple[Practitioner, ...] = ()
    already: bool = False

    @property
    def patient(self) -> Patient:
        """Whose record it is."""
        return self.record.patient

    @property
    def marks(self) -> int:
        """The marks of all its sessions."""
        return sum(len(session.marks) for session in self.record.sessions)


class House(NamedTuple):
    """The practice and everybody in it, who stand in every record that it gives out."""

    practice: Practice
    people: Sequence[Practitioner]

    @classmethod
    def of(cls, records: Records) -> "House":
        """As they are now."""
        return cls(records.practice.practice(), records.practice.practitioners())


class RecordFiles:
    """What `who` gives out and takes in.

    Each deed leaves its trace in the chain of the practice: that a record was copied is no part of
    the record, which would never be the same twice.
    """

    def __init__(
        self, records: Records, form: RecordForm, clock: Clock, ids: Ids, who: Practitioner
    ) -> None:
        self._records = records
        self._form = form
        self._clock = clock
        self._ids = ids
        self._who = who

    @needs(Right.EXPORT)
    def give_out(self, patient_id: PatientId) -> bytes:
        """The whole record of a patient as a file. Raises `Refused` (NOT_FOUND)."""
        data = self._form.write(filed(self._records, self._clock, self._who, patient_id))
        what = {"patient": patient_id, "sha256": digest(data).hex()}
        self._records.trail.add(self._trace(Action.RECORD_EXPORTED, what))
        return data

    @needs(Right.EXPORT)
    def give_out_as_fhir(self, patient_id: PatientId, form: FhirForm) -> bytes:
        """The whole record of a patient as a FHIR bundle. Raises `Refused` (NOT_FOUND)."""
        data = b"".join(form.collection(filed(self._records, self._clock, self._who, patient_id)))
        what = {"patient": patient_id, "sha256": digest(data).hex(), "fhir": True}
        self._records.trail.add(self._trace(Action.RECORD_EXPORTED, what))
        return data

    @needs(Right.EXPORT)
    def save(self, patient_id: PatientId, file: Path, *, replace: bool = False) -> None:
        """Write the whole record of a patient to a file that only its owner may read.

        Raises `Refused` (NOT_FOUND, and what `charting.named_files.save` refuses).
        """
        require_free(file, replace=replace)
        save(file, self.give_out(patient_id), replace=replace)

    @needs(Right.IMPORT)
    def load(self, file: Path) -> Arrival:
        """Store the record in the file of this name.

        Raises `Refused` (FILE_UNREADABLE, and what `take_in` refuses).
        """
        return self.take_in(load(file, self._form.largest))

    @needs(Right.IMPORT)
    def take_in(self, data: bytes) -> Arrival:
        """Store the record in a file, all or nothing; nothing on file is ever changed by it.

        Raises `Refused`: what `RecordForm.read` refuses; RECORD_VALUE, RECORD_CHAIN; RECORD_DIFFERS
        where the patient is on file and not everything is the same; RECORD_CLASHES.
        """
        file = checked_file(self._form.read(data))
        record = in_stable_order(file.record)
        if (known := self._on_file(record.patient.id)) is not None:
            _require_same(known, record)
            return Arrival(record, already=True)
        strangers = strangers_of(file, self._records, self._clock.now())
        what = {
            "patient": record.patient.id,
            "practice": file.exported.practice.id,
            "sha256": digest(data).hex(),
            "people": strangers,
        }
        self._records.whole.take_in(record, strangers, self._trace(Action.RECORD_IMPORTED, what))
        return Arrival(record, strangers)

    def _on_file(self, patient_id: PatientId) -> PatientRecord | None:
        try:
            return self._records.whole.of_patient(patient_id)
        except Refused as refused:
            if refused.code is not ErrorCode.NOT_FOUND:
                raise
            return None

    def _trace(self, action: Action, what: object) -> Trace:
        chain = self._records.practice.practice().id
        at = self._clock.now()
        return Trace(EntryId(self._ids.new()), chain, at, self._who.id, action, canonical(what))


def strangers_of(file: RecordFile, records: Records, now: Moment) -> tuple[Practitioner, ...]:
    """Those whom a record names and nobody knows here."""
    here = {person.id for person in records.practice.practitioners()}
    new = (person for person in file.practitioners if person.id not in here)
    return tuple(person.as_stranger(now) for person in new)


def filed(records: Records, clock: Clock, who: Practitioner, patient_id: PatientId) -> RecordFile:
    """The record of a patient as `who` would give it out now. Raises `Refused` (NOT_FOUND)."""
    return at_once(filing(records, clock, who, patient_id, House.of(records)))


def filing(
    records: Records, clock: Clock, who: Practitioner, patient_id: PatientId, house: House
) -> Generator[None, None, RecordFile]:
    """The same in steps, of a `house` that was asked before."""
    practice, everybody = house
    record = yield from records.whole.reading(patient_id)
    yield
    record = in_stable_order(record)
    named = practitioners_named(record)
    people = (one for one in everybody if one.id in named)
    export = Export(clock.now(), Named.of(who), practice, __version__)
    return RecordFile(export, tuple(map(Named.of, people)), record)


def _require_same(known: PatientRecord, coming: PatientRecord) -> None:
    if parts := differing_parts(known, coming):
        facts = {"name": known.patient.name, "parts": ",".join(parts)}
        raise Refused(ErrorCode.RECORD_DIFFERS, facts)
