"""Rows of signed records."""

from uuid import UUID

from charting.domain.ids import PatientId, SessionId
from charting.domain.signing import Meaning, SignedId, SignedRecord
from charting.storage.rows.columns import (
    Columns,
    Values,
    moment_of,
    moment_row,
    practitioner_id,
)


def signed_row(record: SignedRecord) -> Columns:
    """A signed record as stored."""
    return {
        "patient_id": record.patient_id.bytes,
        "number": record.number,
        "id": record.id.bytes,
        "session_id": record.session_id.bytes,
        "meaning": record.meaning.value,
        **moment_row("at", record.at),
        "by": record.by.bytes,
        "content": record.content,
        "hash": record.hash,
        "signature": record.signature,
        "public_key": record.public_key,
    }


def signed_of(row: Values) -> SignedRecord:
    """The signed record of a stored row."""
    return SignedRecord(
        SignedId(UUID(bytes=row[2])),
        PatientId(UUID(bytes=row[0])),
        row[1],
        SessionId(UUID(bytes=row[3])),
        Meaning(row[4]),
        moment_of(*row[5:8]),
        practitioner_id(row[8]),
        *row[9:13],
    )
