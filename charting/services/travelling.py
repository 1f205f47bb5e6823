"""What the services ask of the outside when a record leaves a practice or comes into one, as
protocols.
"""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO, Protocol

from charting.domain.audit import AuditEntry, Trace
from charting.domain.ids import PatientId, SessionId
from charting.domain.practice import Practitioner
from charting.domain.record import Named, PatientRecord, RecordFile
from charting.domain.session import Session

"""To whom a paper was handed out, and its bytes."""


class WholeRecords(Protocol):
    """The whole record of a patient at once, given out and taken in."""

    def of_patient(self, patient_id: PatientId) -> PatientRecord:
        """All that is on file of a patient, of one moment. Raises `Refused` (NOT_FOUND)."""

    def reading(self, patient_id: PatientId) -> Generator[None, None, PatientRecord]:
        """The same, read when this is called, and made of what was read in steps.

        Raises `Refused` (NOT_FOUND).
        """

    def take_in(
        self, record: PatientRecord, strangers: Sequence[Practitioner], trace: Trace
    ) -> None:
        """Store the record of a patient who is not on file, with its audit trails as they are and
        the practitioners nobody here knows, all or nothing; `trace` tells of it.

        Raises `Refused` (RECORD_CLASHES) where an id of it is taken.
        """

    def join(
        self,
        before: PatientRecord,
        after: PatientRecord,
        strangers: Sequence[Practitioner],
        retold: Sequence[AuditEntry],
        trace: Trace,
    ) -> None:
        """Store what a record on file has become by another one, with what is retold in its trails,
        all or nothing; `trace` tells of it.

        Raises `Refused` (RECORD_CLASHES; STALE_RECORD where it is no longer as it was `before`).
        """


class RecordForm(Protocol):
    """The form in which a record travels; a file of more than `largest` bytes is none."""

    @property
    def largest(self) -> int:
        """The most bytes that are read."""

    def write(self, file: RecordFile) -> bytes:
        """The file; the same record gives the same bytes but for its `exported`."""

    def writing(self, file: RecordFile) -> Generator[None, None, bytes]:
        """The same in steps."""

    def read(self, data: bytes) -> RecordFile:
        """What was written, not yet checked for sense.

        Raises `Refused` (RECORD_TOO_LARGE, RECORD_NOT_JSON, RECORD_FOREIGN, RECORD_NEWER,
        RECORD_VALUE, RECORD_LACKS, RECORD_UNKNOWN).
        """


class RecordTables(Protocol):
    """The record as tables for a spreadsheet, each under the name of its file."""

    def headings(self) -> Mapping[str, bytes]:
        """The first line of each table."""

    def lines(self, record: PatientRecord) -> Iterator[tuple[str, bytes]]:
        """What a record adds to each table, one after the other and piece by piece."""

    def practitioners(self, people: Sequence[Named]) -> tuple[str, bytes]:
        """The table of those whose ids stand in the others."""

    def dictionary(self) -> tuple[str, bytes]:
        """What each column means, and in which unit."""


class FhirForm(Protocol):
    """The record as FHIR R4, for the programs of others."""

    def resources(self, file: RecordFile) -> Iterator[tuple[str, str, bytes]]:
        """Every resource of a record: its kind, its id, and a line of NDJSON."""

    def collection(self, file: RecordFile) -> Iterator[bytes]:
        """A bundle of everything of a patient, piece by piece, the record itself among it."""

    def documents(self, file: RecordFile) -> Iterator[tuple[SessionId, Iterator[bytes]] | None]:
        """A document for each visit, piece by piece; `None` where one may stop before the first."""

    def definitions(self) -> bytes:
        """Our profiles, extensions and code systems."""


class SessionMaps(Protocol):
    """What was charted on the back, as pictures that need no application."""

    def of_session(self, session: Session) -> bytes | None:
        """The marks of a visit as SVG; `None` where none lies on the map."""


class Seals(Protocol):
    """Encrypts streams with a passphrase, and opens them again."""

    def is_sealed(self, file: Path) -> bool:
        """Whether a file was sealed here."""

    def sealing(self, stream: BinaryIO, passphrase: str) -> BinaryIO:
        """What is written to it is written encrypted to `stream`; whole once it is closed.

        Raises `Refused` (PASSPHRASE_TOO_SHORT, PASSPHRASE_TOO_SIMPLE).
        """

    def opening(self, stream: BinaryIO, passphrase: str) -> BinaryIO:
        """The sealed `stream` as it was written, to be read anywhere.

        Raises `Refused` (ARCHIVE_PASSPHRASE, ARCHIVE_DAMAGED), also while it is read.
        """

    def aside(self, stream: BinaryIO) -> tuple[BinaryIO, Callable[[], BinaryIO]]:
        """What is kept on a disk for a while under a key that nobody keeps: where it is written,
        and, once that is closed, how it is read.
        """


class Archive(Protocol):
    """A file of files that is being written."""

    def add(self, name: str, data: bytes) -> None:
        """Add a file."""

    def adding(self, name: str, data: bytes) -> Iterator[None]:
        """Add a file, however large, in steps."""

    def add_to(self, name: str, data: bytes) -> None:
        """Add to a file that grows until the archive is whole."""

    def gather(self) -> Iterator[None]:
        """Put in what grew, after which nothing is added to it; whoever does so may stop after each
        step. What is not put in by then is when the archive is whole.
        """


class OpenedArchive(Protocol):
    """An archive that is read; what it gives is as its manifest says."""

    @property
    def records(self) -> Sequence[str]:
        """The names of the records in it."""

    def read(self, name: str) -> bytes | None:
        """A file in it, `None` where there is none of that name. Raises `Refused`
        (ARCHIVE_DAMAGED).
        """


class Archives(Protocol):
    """Makes archives, and reads them."""

    def making(self, file: Path, passphrase: str = "") -> AbstractContextManager[Archive]:
        """Write the archive `file`, which is there only once it is whole, and holds the SHA-256
        of each file in it; encrypted where there is a passphrase.

        Raises `Refused` (FILE_NOT_WRITABLE, PASSPHRASE_TOO_SHORT, PASSPHRASE_TOO_SIMPLE).
        """

    def is_one(self, file: Path) -> bool:
        """Whether `file` is an archive at all."""

    def opened(
        self, file: Path, most: int, passphrase: str = ""
    ) -> AbstractContextManager[OpenedArchive]:
        """An archive, all of whose files were checked against its manifest; no record in it has
        more than `most` bytes.

        Raises `Refused` (ARCHIVE_DAMAGED, ARCHIVE_WITHOUT_RECORDS, RECORD_TOO_LARGE,
        FILE_UNREADABLE, ARCHIVE_SEALED where it is encrypted and there is no passphrase,
        ARCHIVE_PASSPHRASE).
        """
