"""Calls and reviews, and what was noted of them."""

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table

from charting.storage.tables.columns import id_column, metadata, moment_columns, text_column

# `next_due` is the day it is due now, NULL once it is closed: only what is open is in the index.
follow_ups = Table(
    "follow_ups",
    metadata,
    id_column("id", primary=True),
    id_column("patient_id", "patients.id"),
    id_column("episode_id", "episodes.id"),
    Column("session_id", LargeBinary(16), ForeignKey("sessions.id")),
    text_column("kind"),
    text_column("due"),
    *moment_columns("planned"),
    id_column("planned_by", "practitioners.id"),
    Column("minute", Integer),
    text_column("reason"),
    text_column("words"),
    *moment_columns("withdrawn", optional=True),
    Column("withdrawn_by", LargeBinary(16), ForeignKey("practitioners.id")),
    text_column("withdrawn_words", optional=True),
    text_column("next_due", optional=True),
    Index("follow_ups_by_patient", "patient_id"),
    sqlite_with_rowid=False,
)

# Rows are only added; who wrote one signs it once.
contact_notes = Table(
    "contact_notes",
    metadata,
    id_column("follow_up_id", "follow_ups.id", primary=True),
    id_column("id", primary=True),
    *moment_columns("at"),
    id_column("by", "practitioners.id"),
    text_column("outcome"),
    text_column("words"),
    text_column("next_try", optional=True),
    *moment_columns("signed", optional=True),
    Column("signed_content", LargeBinary),
    Column("signature", LargeBinary),
    Column("public_key", LargeBinary),
    sqlite_with_rowid=False,
)

Index(
    "follow_ups_open",
    follow_ups.c.next_due,
    follow_ups.c.id,
    sqlite_where=follow_ups.c.next_due.is_not(None),
    postgresql_where=follow_ups.c.next_due.is_not(None),
)
Index(
    "contact_notes_unsigned",
    contact_notes.c.by,
    contact_notes.c.at_utc,
    sqlite_where=contact_notes.c.signature.is_(None),
    postgresql_where=contact_notes.c.signature.is_(None),
)
