"""Papers that were handed out as stored: a row for each, and the bytes once for each patient."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, insert, select
from sqlalchemy.exc import IntegrityError

from charting.domain.audit import Trace
from charting.domain.given_papers import GivenPaper
from charting.domain.ids import PatientId
from charting.storage.database import Database
from charting.storage.rows.papers import given_of, given_row
from charting.storage.tables import given_papers, paper_files
from charting.storage.trail import append, is_stored

OF_PATIENT = (
    select(given_papers)
    .where(given_papers.c.patient_id == bindparam("patient"))
    .order_by(given_papers.c.given_utc, given_papers.c.id)
)
_THIS = (
    paper_files.c.patient_id == bindparam("patient"),
    paper_files.c.sha256 == bindparam("hash"),
)
_IS_KEPT = select(paper_files.c.sha256).where(*_THIS)
_PDF = select(paper_files.c.pdf).where(*_THIS)
_IS_LISTED = (
    select(given_papers.c.id)
    .where(
        given_papers.c.patient_id == bindparam("patient"),
        given_papers.c.sha256 == bindparam("hash"),
    )
    .limit(1)
)


class SqlPapers:
    """Implements `charting.services.paper_records.PaperRecords`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_patient(self, patient_id: PatientId) -> Sequence[GivenPaper]:
        """What was handed out to a patient, the first first."""
        with self._database.reading() as connection:
            rows = connection.execute(OF_PATIENT, {"patient": patient_id.bytes})
            return tuple(map(given_of, rows))

    def keep(self, paper: GivenPaper, pdf: bytes, trace: Trace) -> None:
        """Store that a paper was handed out, with its bytes; sent twice, it is stored once."""
        with self._database.writing() as connection:
            if is_stored(connection, trace.id):
                return
            _keep_file(connection, paper.patient_id, paper.sha256, pdf)
            connection.execute(insert(given_papers), given_row(paper))
            append(connection, trace)

    def pdf(self, patient_id: PatientId, sha256: bytes) -> bytes | None:
        """The bytes of a paper, `None` where they are not kept."""
        with self._database.reading() as connection:
            return connection.execute(_PDF, _key(patient_id, sha256)).scalar_one_or_none()

    def bring(self, patient_id: PatientId, sha256: bytes, pdf: bytes) -> bool:
        """Store the bytes of a paper that is listed and whose bytes are not kept; whether that was
        so.
        """
        with self._database.writing() as connection:
            if connection.execute(_IS_LISTED, _key(patient_id, sha256)).first() is None:
                return False
            return _keep_file(connection, patient_id, sha256, pdf)


def _keep_file(connection: Connection, patient_id: PatientId, sha256: bytes, pdf: bytes) -> bool:
    """Store a file that is not there yet; whether it was not."""
    if connection.execute(_IS_KEPT, _key(patient_id, sha256)).first() is not None:
        return False
    row = {"patient_id": patient_id.bytes, "sha256": sha256, "pdf": pdf}
    try:
        with connection.begin_nested():
            connection.execute(insert(paper_files), row)
    except IntegrityError:
        # Somebody else stored the same bytes a moment ago.
        return False
    return True


def _key(patient_id: PatientId, sha256: bytes) -> dict[str, bytes]:
    return {"patient": patient_id.bytes, "hash": sha256}
