"""Patients, what is known of their health and body, and their episodes of care."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, Table, false

from charting.storage.tables.columns import Words, id_column, metadata, moment_columns, text_column

# `sort_name` is the folded name as listed; `seen_utc` the latest session, or when the patient was
# added; `last_session` the local date of that session. Both lists read them without a join.
patients = Table(
    "patients",
    metadata,
    id_column("id", primary=True),
    text_column("family"),
    text_column("given"),
    text_column("born"),
    text_column("sex"),
    text_column("phone"),
    Column("archived", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    text_column("sort_name"),
    Column("seen_utc", BigInteger, nullable=False),
    text_column("last_session", optional=True),
    Column("large_print", Boolean, nullable=False, server_default=false()),
    Column("language", Words, nullable=False, server_default=""),
    Column("easy_read", Boolean, nullable=False, server_default=false()),
    Index("patients_by_name", "archived", "sort_name", "id"),
    Index("patients_by_seen", "archived", "seen_utc", "id"),
    Index("patients_by_birth", "born"),
    sqlite_with_rowid=False,
)

# The key is the order in which a search reads: one range of it, already with the name to sort by.
patient_words = Table(
    "patient_words",
    metadata,
    Column("archived", Boolean, primary_key=True),
    Column("word", Words, primary_key=True),
    Column("sort_name", Words, primary_key=True),
    id_column("patient_id", "patients.id", primary=True),
    Index("patient_words_by_patient", "patient_id", "word"),
    sqlite_with_rowid=False,
)

health_facts = Table(
    "health_facts",
    metadata,
    id_column("id", primary=True),
    id_column("patient_id", "patients.id"),
    text_column("kind"),
    text_column("text"),
    *moment_columns("noted"),
    id_column("noted_by", "practitioners.id"),
    *moment_columns("ended", optional=True),
    Column("version", Integer, nullable=False),
    Index("health_facts_by_patient", "patient_id"),
    sqlite_with_rowid=False,
)

# `id` is that of the audit entry, so that a review sent twice is stored once.
health_reviews = Table(
    "health_reviews",
    metadata,
    id_column("id", primary=True),
    id_column("patient_id", "patients.id"),
    *moment_columns("at"),
    id_column("by", "practitioners.id"),
    Index("health_reviews_by_patient", "patient_id", "at_utc"),
    sqlite_with_rowid=False,
)

# What was found of a body, in mm; `id` as above.
body_measures = Table(
    "body_measures",
    metadata,
    id_column("id", primary=True),
    id_column("patient_id", "patients.id"),
    text_column("build"),
    *moment_columns("measured"),
    id_column("measured_by", "practitioners.id"),
    Column("spine", Integer),
    Column("psis", Integer),
    Column("height", Integer),
    Index("body_measures_by_patient", "patient_id", "measured_utc"),
    sqlite_with_rowid=False,
)

# The codes chosen are JSON lists.
episodes = Table(
    "episodes",
    metadata,
    id_column("id", primary=True),
    id_column("patient_id", "patients.id"),
    *moment_columns("opened"),
    text_column("complaint"),
    Column("planned_sessions", Integer, nullable=False),
    Column("interval_days", Integer, nullable=False),
    *moment_columns("closed", optional=True),
    *map(text_column, ("causes", "symptoms", "goals", "other_care", "outlook")),
    Column("version", Integer, nullable=False),
    Column("session_factors", Words, nullable=False, server_default="[]"),
    Column("discharge", Words, nullable=False, server_default=""),
    Column("discharge_words", Words, nullable=False, server_default=""),
    Index("episodes_by_patient", "patient_id", "opened_utc"),
    sqlite_with_rowid=False,
)
