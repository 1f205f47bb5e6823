"""The tables of today, as SQLAlchemy Core knows them; how they came about stands in `migrations`.

Ids are 16 bytes, a moment is three columns, booleans that were not looked at are NULL. Text is
compared byte by byte, so that SQLite and PostgreSQL put the same rows in the same order. On SQLite
a row lies where its key does (no rowid): the marks of a session lie together.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    false,
)

Words = Text().with_variant(Text(collation="C"), "postgresql")

metadata = MetaData()


def _id(name: str, target: str = "", *, primary: bool = False) -> Column[bytes]:
    references = [ForeignKey(target)] if target else []
    return Column(name, LargeBinary(16), *references, primary_key=primary, nullable=False)


def _text(name: str, *, optional: bool = False) -> Column[str]:
    return Column(name, Words, nullable=optional)


def _texts(*names: str) -> list[Column[str]]:
    """Texts that may be NULL."""
    return [_text(name, optional=True) for name in names]


def _moment(name: str, *, optional: bool = False) -> list[Column[int] | Column[str]]:
    """UTC microseconds, the IANA zone, and the local date in ISO 8601."""
    return [
        Column(f"{name}_utc", BigInteger, nullable=optional),
        Column(f"{name}_zone", Words, nullable=optional),
        Column(f"{name}_day", Words, nullable=optional),
    ]


practices = Table(
    "practices",
    metadata,
    _id("id", primary=True),
    _text("name"),
    _text("phone"),
    _text("out_of_hours_phone"),
    _text("country"),
    _text("emergency_number"),
    _text("paper"),
    Column("demo", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

practitioners = Table(
    "practitioners",
    metadata,
    _id("id", primary=True),
    _text("name"),
    _text("registration"),
    Column("signing_key", LargeBinary(32)),
    Column("role", Words, nullable=False, server_default="owner"),
    Column("supervisor_id", LargeBinary(16)),
    *_moment("left", optional=True),
    sqlite_with_rowid=False,
)

# `sort_name` is the folded name as listed; `seen_utc` the latest session, or when the patient was
# added; `last_session` the local date of that session. Both lists read them without a join.
patients = Table(
    "patients",
    metadata,
    _id("id", primary=True),
    _text("family"),
    _text("given"),
    _text("born"),
    _text("sex"),
    _text("phone"),
    Column("archived", Boolean, nullable=False),
    Column("version", Integer, nullable=False),
    _text("sort_name"),
    Column("seen_utc", BigInteger, nullable=False),
    _text("last_session", optional=True),
    Column("large_print", Boolean, nullable=False, server_default=false()),
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
    _id("patient_id", "patients.id", primary=True),
    Index("patient_words_by_patient", "patient_id", "word"),
    sqlite_with_rowid=False,
)

health_facts = Table(
    "health_facts",
    metadata,
    _id("id", primary=True),
    _id("patient_id", "patients.id"),
    _text("kind"),
    _text("text"),
    *_moment("noted"),
    _id("noted_by", "practitioners.id"),
    *_moment("ended", optional=True),
    Column("version", Integer, nullable=False),
    Index("health_facts_by_patient", "patient_id"),
    sqlite_with_rowid=False,
)

# `id` is that of the audit entry, so that a review sent twice is stored once.
health_reviews = Table(
    "health_reviews",
    metadata,
    _id("id", primary=True),
    _id("patient_id", "patients.id"),
    *_moment("at"),
    _id("by", "practitioners.id"),
    Index("health_reviews_by_patient", "patient_id", "at_utc"),
    sqlite_with_rowid=False,
)

# What was found of a body, in mm; `id` as above.
body_measures = Table(
    "body_measures",
    metadata,
    _id("id", primary=True),
    _id("patient_id", "patients.id"),
    _text("build"),
    *_moment("measured"),
    _id("measured_by", "practitioners.id"),
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
    _id("id", primary=True),
    _id("patient_id", "patients.id"),
    *_moment("opened"),
    _text("complaint"),
    Column("planned_sessions", Integer, nullable=False),
    Column("interval_days", Integer, nullable=False),
    *_moment("closed", optional=True),
    *map(_text, ("causes", "symptoms", "goals", "other_care", "outlook")),
    Column("version", Integer, nullable=False),
    Column("session_factors", Words, nullable=False, server_default="[]"),
    Column("discharge", Words, nullable=False, server_default=""),
    Column("discharge_words", Words, nullable=False, server_default=""),
    Index("episodes_by_patient", "patient_id", "opened_utc"),
    sqlite_with_rowid=False,
)

# `uncounted` says of a session what `charting.domain.visit.unresolved_count` says, so that those
# few are found among all. `taken_over` is a JSON list: it is read with every session, and empty in
# most.
sessions = Table(
    "sessions",
    metadata,
    _id("id", primary=True),
    _id("patient_id", "patients.id"),
    _id("episode_id", "episodes.id"),
    Column("number", Integer, nullable=False),
    _id("practitioner_id", "practitioners.id"),
    *_moment("opened"),
    _text("status"),
    Column("version", Integer, nullable=False),
    Index("sessions_by_patient", "patient_id", "opened_utc"),
    Index("sessions_by_episode", "episode_id"),
    Column("uncounted", Boolean, nullable=False, server_default=false()),
    Index("sessions_by_status", "status", "opened_utc", "id"),
    Column("supervisor_id", LargeBinary(16)),
    Column("taken_over", Words, nullable=False, server_default="[]"),
    *_moment("written", optional=True),
    Column("instead_of", LargeBinary(16)),
    Column("awaits_cosignature", Boolean, nullable=False, server_default=false()),
    sqlite_with_rowid=False,
)

# A removed mark stays with `present` false, so that its version lives on. A site in words has no
# `frame`; `structures` and `hazards` are JSON lists of ids.
marks = Table(
    "marks",
    metadata,
    _id("session_id", "sessions.id", primary=True),
    _id("id", primary=True),
    Column("version", Integer, nullable=False),
    Column("present", Boolean, nullable=False),
    _text("kind"),
    *_moment("placed"),
    _id("placed_by", "practitioners.id"),
    _text("side"),
    Column("frame", Integer),
    Column("x", Integer),
    Column("y", Integer),
    _text("level", optional=True),
    Column("lateral", Integer, quote=True),  # a reserved word of PostgreSQL
    *_texts("structures", "hazards", "region", "muscle", "status"),
    Column("taut_band", Boolean),
    Column("tender", Boolean),
    _text("referred_pain", optional=True),
    Column("length", Integer),
    Column("diameter", Integer),
    *_texts("technique", "direction"),
    *_moment("went_in", optional=True),
    *_moment("came_out", optional=True),
    Column("depth", Integer),
    Column("twitches", Integer),
    Column("familiar_pain", Boolean),
    Column("bone_contact", Boolean),
    _text("remark"),
    _text("level_found", optional=True),
    Column("chosen", Boolean),
    *_texts("position", "bleeding"),
    Column("pressure", Integer),
    *_texts("precautions", "reason"),
    Column("typed", Boolean),
    *_texts("against", "quality"),
    Column("intensity", Integer),
    *_texts("outline", "path", "lower_level", "dermatomes", "lowest", "leg"),
    sqlite_with_rowid=False,
)

# A withdrawn answer stays without a moment.
answers = Table(
    "answers",
    metadata,
    _id("session_id", "sessions.id", primary=True),
    Column("item", Words, primary_key=True),
    Column("version", Integer, nullable=False),
    _text("reply", optional=True),
    *_moment("at", optional=True),
    Column("by", LargeBinary(16), ForeignKey("practitioners.id")),
    _text("remark", optional=True),
    Column("number", Integer),
    _text("choice", optional=True),
    Column("in_set", Boolean),
    _text("fact", optional=True),
    sqlite_with_rowid=False,
)

# The sides that the clinic takes; a policy that is missing is the usual one.
policies = Table(
    "policies",
    metadata,
    Column("policy", Words, primary_key=True),
    _text("side"),
    sqlite_with_rowid=False,
)

# A section that was emptied stays with an empty text.
notes = Table(
    "notes",
    metadata,
    _id("session_id", "sessions.id", primary=True),
    Column("section", Words, primary_key=True),
    Column("version", Integer, nullable=False),
    _text("text"),
    sqlite_with_rowid=False,
)

# `next_due` is the day it is due now, NULL once it is closed: only what is open is in the index.
follow_ups = Table(
    "follow_ups",
    metadata,
    _id("id", primary=True),
    _id("patient_id", "patients.id"),
    _id("episode_id", "episodes.id"),
    Column("session_id", LargeBinary(16), ForeignKey("sessions.id")),
    _text("kind"),
    _text("due"),
    *_moment("planned"),
    _id("planned_by", "practitioners.id"),
    Column("minute", Integer),
    _text("reason"),
    _text("words"),
    *_moment("withdrawn", optional=True),
    Column("withdrawn_by", LargeBinary(16), ForeignKey("practitioners.id")),
    _text("withdrawn_words", optional=True),
    _text("next_due", optional=True),
    Index("follow_ups_by_patient", "patient_id"),
    sqlite_with_rowid=False,
)

# Rows are only added.
contact_notes = Table(
    "contact_notes",
    metadata,
    _id("follow_up_id", "follow_ups.id", primary=True),
    _id("id", primary=True),
    *_moment("at"),
    _id("by", "practitioners.id"),
    _text("outcome"),
    _text("words"),
    _text("next_try", optional=True),
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
Index(
    "follow_ups_open",
    follow_ups.c.next_due,
    follow_ups.c.id,
    sqlite_where=follow_ups.c.next_due.is_not(None),
    postgresql_where=follow_ups.c.next_due.is_not(None),
)

# The last entry of each chain; its row is locked while an entry is added.
chains = Table(
    "chains",
    metadata,
    _id("chain", primary=True),
    Column("number", Integer, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    sqlite_with_rowid=False,
)

# Triggers refuse to delete an entry or to change anything of it but to erase its payload.
audit = Table(
    "audit",
    metadata,
    _id("chain", primary=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", LargeBinary(16), nullable=False, unique=True),
    *_moment("at"),
    _id("by", "practitioners.id"),
    _text("action"),
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
    _id("patient_id", "patients.id", primary=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", LargeBinary(16), nullable=False, unique=True),
    _id("session_id", "sessions.id"),
    _text("meaning"),
    *_moment("at"),
    _id("by", "practitioners.id"),
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
    _id("patient_id", "patients.id", primary=True),
    Column("number", Integer, nullable=False),
    Column("hash", LargeBinary(32), nullable=False),
    sqlite_with_rowid=False,
)
