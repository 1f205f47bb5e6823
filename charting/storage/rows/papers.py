"""Rows of papers that were handed out."""

from uuid import UUID

from charting.domain.given_papers import GivenId, GivenPaper, Kind, Way
from charting.domain.ids import PatientId, SessionId
from charting.storage.rows.columns import (
    Columns,
    Values,
    moment_of,
    moment_row,
    practitioner_id,
)


def given_row(paper: GivenPaper) -> Columns:
    """A paper that was handed out as stored."""
    return {
        "id": paper.id.bytes,
        "patient_id": paper.patient_id.bytes,
        "session_id": paper.session_id and paper.session_id.bytes,
        "kind": paper.kind.value,
        "way": paper.way.value,
        **moment_row("given", paper.given),
        "by": paper.by.bytes,
        "sha256": paper.sha256,
        "sheet": paper.sheet,
    }


def given_of(row: Values) -> GivenPaper:
    """The paper of a stored row."""
    return GivenPaper(
        GivenId(UUID(bytes=row[0])),
        PatientId(UUID(bytes=row[1])),
        Kind(row[3]),
        Way(row[4]),
        moment_of(*row[5:8]),
        practitioner_id(row[8]),
        row[9],
        row[10],
        None if row[2] is None else SessionId(UUID(bytes=row[2])),
    )
