"""Sheets on file, and what is on its way to be one."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table

from charting.storage.tables.columns import id_column, metadata, moment_columns, text_column

# Each version of a sheet is a row; triggers refuse to change or delete one. `content` is its
# canonical form, `kind` the class it is of, for lists over all patients.
sheets = Table(
    "sheets",
    metadata,
    id_column("id", primary=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    id_column("patient_id", "patients.id"),
    Column("episode_id", LargeBinary(16), ForeignKey("episodes.id")),
    Column("session_id", LargeBinary(16), ForeignKey("sessions.id")),
    *moment_columns("at"),
    id_column("by", "practitioners.id"),
    text_column("kind"),
    Column("content", LargeBinary, nullable=False),
    text_column("struck"),
    Index("sheets_by_patient", "patient_id", "at_utc"),
    Index("sheets_by_kind", "kind", "at_utc"),
    Index("sheets_by_session", "session_id"),
    sqlite_with_rowid=False,
)

# Files of attachments under their SHA-256; triggers refuse to change or delete one.
attached_files = Table(
    "attached_files",
    metadata,
    Column("sha256", LargeBinary(32), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

# What is being written and is no sheet yet: one for each writer and patient, written over.
letter_drafts = Table(
    "letter_drafts",
    metadata,
    id_column("patient_id", "patients.id", primary=True),
    id_column("by", "practitioners.id", primary=True),
    Column("spelled", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
