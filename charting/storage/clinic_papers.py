"""A clinic's own paper as stored: each version a row that is only added, pictures by their hash."""

import json
from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from charting.domain.audit import Trace
from charting.domain.canonical import canonical
from charting.domain.clinic_paper import ClinicContent, ClinicPaper, ClinicPaperId
from charting.domain.errors import ErrorCode, Refused
from charting.domain.revive import revive
from charting.storage.database import Database
from charting.storage.rows.columns import Values, moment_of, moment_row
from charting.storage.tables import clinic_papers, pictures
from charting.storage.trail import append, is_stored


class SqlClinicPapers:
    """Implements `charting.services.clinic_paper_records.ClinicPaperRecords`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> Sequence[ClinicPaper]:
        """Every version of everything, in the order they were kept."""
        order = (clinic_papers.c.at_utc, clinic_papers.c.id, clinic_papers.c.version)
        with self._database.reading() as connection:
            rows = connection.execute(select(clinic_papers).order_by(*order))
            return tuple(_paper_of(row) for row in rows)

    def put(self, paper: ClinicPaper, trace: Trace) -> None:
        """Store a version; sent twice, it is stored once.

        Raises `Refused` (STALE_RECORD) where it is not the one after the last.
        """
        last = select(func.max(clinic_papers.c.version)).where(clinic_papers.c.id == paper.id.bytes)
        row = {
            "id": paper.id.bytes,
            "version": paper.version,
            **moment_row("at", paper.at),
            "content": canonical(paper.content),
        }
        try:
            with self._database.writing() as connection:
                if is_stored(connection, trace.id):
                    return
                if paper.version != (connection.execute(last).scalar_one() or 0) + 1:
                    raise Refused(ErrorCode.STALE_RECORD)
                connection.execute(insert(clinic_papers), row)
                append(connection, trace)
        except IntegrityError:
            raise Refused(ErrorCode.STALE_RECORD) from None

    def keep_picture(self, name: str, data: bytes) -> None:
        """Store a picture, once."""
        with self._database.writing() as connection:
            known = select(pictures.c.sha256).where(pictures.c.sha256 == bytes.fromhex(name))
            if connection.execute(known).first() is None:
                row = {"sha256": bytes.fromhex(name), "data": data}
                connection.execute(insert(pictures), row)

    def pictures(self, names: Sequence[str]) -> Mapping[str, bytes]:
        """Those of these pictures that are kept."""
        if not names:
            return {}
        wanted = [bytes.fromhex(name) for name in names]
        query = select(pictures).where(pictures.c.sha256.in_(wanted))
        with self._database.reading() as connection:
            return {row.sha256.hex(): row.data for row in connection.execute(query)}


def _paper_of(row: Values) -> ClinicPaper:
    content: ClinicContent = revive(json.loads(row[5]), ClinicContent)
    return ClinicPaper(ClinicPaperId(UUID(bytes=row[0])), row[1], moment_of(*row[2:5]), content)
