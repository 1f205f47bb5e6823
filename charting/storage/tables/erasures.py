"""What is left of records that were erased."""

from sqlalchemy import Column, LargeBinary, Table

from charting.storage.tables.columns import id_column, metadata

# `content` is the canonical form of `charting.domain.erasure.Erased`. Triggers refuse to change or
# delete a row, and let nothing of a patient be deleted who has none.
tombstones = Table(
    "tombstones",
    metadata,
    id_column("patient_id", primary=True),
    Column("content", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
