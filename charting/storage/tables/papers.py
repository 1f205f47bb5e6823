"""Papers that were handed out, and their bytes."""

from sqlalchemy import Column, ForeignKeyConstraint, Index, LargeBinary, Table

from charting.storage.tables.columns import id_column, metadata, moment_columns, text_column

# A file of a patient under the SHA-256 of its bytes. Triggers refuse to change it; bytes may be
# erased without losing that a paper was given.
paper_files = Table(
    "paper_files",
    metadata,
    id_column("patient_id", "patients.id", primary=True),
    Column("sha256", LargeBinary(32), primary_key=True),
    Column("pdf", LargeBinary, nullable=False),
)

# Triggers refuse to change or delete a row.
given_papers = Table(
    "given_papers",
    metadata,
    id_column("id", primary=True),
    id_column("patient_id", "patients.id"),
    Column("session_id", LargeBinary(16)),
    text_column("kind"),
    text_column("way"),
    *moment_columns("given"),
    id_column("by", "practitioners.id"),
    Column("sha256", LargeBinary(32), nullable=False),
    text_column("sheet"),
    ForeignKeyConstraint(["session_id"], ["sessions.id"]),
    Index("given_papers_by_patient", "patient_id", "given_utc"),
    sqlite_with_rowid=False,
)
