"""What proves the record: the audit trail and what was signed."""

from sqlalchemy import Column, ForeignKeyConstraint, Index, Integer, LargeBinary, Table

from charting.storage.tables.columns import id_column, metadata, moment_columns, text_column

# The last entry of each chain; its row is locked while an entry is added.
chains = Table(
    "chains",
    metadata,
    id_column("chain", primary=True),
    Column("number", Integer, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    sqlite_with_rowid=False,
)

# Triggers refuse to delete an entry or to change anything of it but to erase its payload.
audit = Table(
    "audit",
    metadata,
    id_column("chain", primary=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", LargeBinary(16), nullable=False, unique=True),
    *moment_columns("at"),
    id_column("by", "practitioners.id"),
    text_column("action"),
    Column("payload", LargeBinary),
    Column("payload_hash", LargeBinary(32), nullable=False),
    Column("previous", LargeBinary(32), nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    ForeignKeyConstraint(["chain"], ["chains.chain"]),
    sqlite_with_rowid=False,
)

# The signed bytes, verbatim; what stands beside them is what lists need. Triggers refuse to change
# or delete a row.
signed_records = Table(
    "signed_records",
    metadata,
    id_column("patient_id", "patients.id", primary=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", LargeBinary(16), nullable=False, unique=True),
    id_column("session_id", "sessions.id"),
    text_column("meaning"),
    *moment_columns("at"),
    id_column("by", "practitioners.id"),
    Column("content", LargeBinary, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    Column("signature", LargeBinary(64), nullable=False),
    Column("public_key", LargeBinary(32), nullable=False),
    Index("signed_records_by_session", "session_id", "number"),
    sqlite_with_rowid=False,
)

# The last record of each patient's chain.
signed_heads = Table(
    "signed_heads",
    metadata,
    id_column("patient_id", "patients.id", primary=True),
    Column("number", Integer, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    sqlite_with_rowid=False,
)
