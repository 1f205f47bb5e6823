"""Sessions with their marks, answers and notes."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table, false

from charting.storage.tables.columns import (
    Words,
    id_column,
    metadata,
    moment_columns,
    text_column,
    text_columns,
)

# `uncounted` says of a session what `charting.domain.visit.unresolved_count` says, so that those
# few are found among all. `taken_over` is a JSON list: it is read with every session, and empty in
# most.
sessions = Table(
    "sessions",
    metadata,
    id_column("id", primary=True),
    id_column("patient_id", "patients.id"),
    id_column("episode_id", "episodes.id"),
    Column("number", Integer, nullable=False),
    id_column("practitioner_id", "practitioners.id"),
    *moment_columns("opened"),
    text_column("status"),
    Column("version", Integer, nullable=False),
    Index("sessions_by_patient", "patient_id", "opened_utc"),
    Index("sessions_by_episode", "episode_id"),
    Column("uncounted", Boolean, nullable=False, server_default=false()),
    Index("sessions_by_status", "status", "opened_utc", "id"),
    Column("supervisor_id", LargeBinary(16)),
    Column("taken_over", Words, nullable=False, server_default="[]"),
    *moment_columns("written", optional=True),
    Column("instead_of", LargeBinary(16)),
    Column("awaits_cosignature", Boolean, nullable=False, server_default=false()),
    sqlite_with_rowid=False,
)

# A removed mark stays with `present` false, so that its version lives on. A site in words has no
# `frame`; `structures` and `hazards` are JSON lists of ids.
marks = Table(
    "marks",
    metadata,
    id_column("session_id", "sessions.id", primary=True),
    id_column("id", primary=True),
    Column("version", Integer, nullable=False),
    Column("present", Boolean, nullable=False),
    text_column("kind"),
    *moment_columns("placed"),
    id_column("placed_by", "practitioners.id"),
    text_column("side"),
    Column("frame", Integer),
    Column("x", Integer),
    Column("y", Integer),
    text_column("level", optional=True),
    Column("lateral", Integer, quote=True),  # a reserved word of PostgreSQL
    *text_columns("structures", "hazards", "region", "muscle", "status"),
    Column("taut_band", Boolean),
    Column("tender", Boolean),
    text_column("referred_pain", optional=True),
    Column("length", Integer),
    Column("diameter", Integer),
    *text_columns("technique", "direction"),
    *moment_columns("went_in", optional=True),
    *moment_columns("came_out", optional=True),
    Column("depth", Integer),
    Column("twitches", Integer),
    Column("familiar_pain", Boolean),
    Column("bone_contact", Boolean),
    text_column("remark"),
    text_column("level_found", optional=True),
    Column("chosen", Boolean),
    *text_columns("position", "bleeding"),
    Column("pressure", Integer),
    *text_columns("precautions", "reason"),
    Column("typed", Boolean),
    *text_columns("against", "quality"),
    Column("intensity", Integer),
    *text_columns("outline", "path", "lower_level", "dermatomes", "lowest", "leg"),
    Column("assumed", Boolean),
    Column("repeats", LargeBinary(16)),
    text_column("repeats_day", optional=True),
    Column("above", Integer),
    Column("angle_deg", Integer),
    Column("depth_seen", Boolean),
    *text_columns("handle", "lot", "lot_expiry", "stimulated"),
    sqlite_with_rowid=False,
)

# A recall asks for the few needles of one lot among all.
Index(
    "marks_by_lot",
    marks.c.lot,
    sqlite_where=marks.c.lot.is_not(None),
    postgresql_where=marks.c.lot.is_not(None),
)

# A withdrawn answer stays without a moment.
answers = Table(
    "answers",
    metadata,
    id_column("session_id", "sessions.id", primary=True),
    Column("item", Words, primary_key=True),
    Column("version", Integer, nullable=False),
    text_column("reply", optional=True),
    *moment_columns("at", optional=True),
    Column("by", LargeBinary(16), ForeignKey("practitioners.id")),
    text_column("remark", optional=True),
    Column("number", Integer),
    text_column("choice", optional=True),
    Column("in_set", Boolean),
    text_column("fact", optional=True),
    sqlite_with_rowid=False,
)

# A section that was emptied stays with an empty text. `carried_from` is the session whose words it
# holds.
notes = Table(
    "notes",
    metadata,
    id_column("session_id", "sessions.id", primary=True),
    Column("section", Words, primary_key=True),
    Column("version", Integer, nullable=False),
    text_column("text"),
    Column("carried_from", LargeBinary(16)),
    text_column("carried_day", optional=True),
    *moment_columns("confirmed", optional=True),
    Column("confirmed_by", LargeBinary(16)),
    sqlite_with_rowid=False,
)

Index(
    "sessions_uncounted",
    sessions.c.opened_utc,
    sessions.c.id,
    sqlite_where=sessions.c.uncounted,
    postgresql_where=sessions.c.uncounted,
)
Index(
    "sessions_to_cosign",
    sessions.c.opened_utc,
    sessions.c.id,
    sqlite_where=sessions.c.awaits_cosignature,
    postgresql_where=sessions.c.awaits_cosignature,
)
