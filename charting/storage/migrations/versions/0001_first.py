"""The first tables: a practice, its patients, their sessions, and the audit trail."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

APPLICATION_ID = 0x444E4C42

Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _practice()
    _people()
    _health()
    _sessions()
    _marks()
    _words()
    _trail()
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        _guard_trail_on_sqlite()
    else:
        _guard_trail_on_postgresql()


def _id(name: str, target: str = "") -> sa.Column[bytes]:
    references = [sa.ForeignKey(target)] if target else []
    return sa.Column(name, sa.LargeBinary(16), *references, nullable=False)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, Words, nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=nullable)


def _flag(name: str, *, nullable: bool = False) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=nullable)


def _moment(name: str, *, nullable: bool = False) -> list[sa.Column[int] | sa.Column[str]]:
    return [
        sa.Column(f"{name}_utc", sa.BigInteger, nullable=nullable),
        _text(f"{name}_zone", nullable=nullable),
        _text(f"{name}_day", nullable=nullable),
    ]


def _practice() -> None:
    op.create_table(
        "practices",
        _id("id"),
        _text("name"),
        _text("phone"),
        _text("out_of_hours_phone"),
        _text("country"),
        _text("emergency_number"),
        _text("paper"),
        _flag("demo"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "practitioners",
        _id("id"),
        _text("name"),
        _text("registration"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )


def _people() -> None:
    op.create_table(
        "patients",
        _id("id"),
        _text("family"),
        _text("given"),
        _text("born"),
        _text("sex"),
        _text("phone"),
        _flag("archived"),
        _number("version"),
        _text("sort_name"),
        sa.Column("seen_utc", sa.BigInteger, nullable=False),
        _text("last_session", nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("patients_by_name", "patients", ["archived", "sort_name", "id"])
    op.create_index("patients_by_seen", "patients", ["archived", "seen_utc", "id"])
    op.create_index("patients_by_birth", "patients", ["born"])
    op.create_table(
        "patient_words",
        _flag("archived"),
        _text("word"),
        _text("sort_name"),
        _id("patient_id", "patients.id"),
        sa.PrimaryKeyConstraint("archived", "word", "sort_name", "patient_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("patient_words_by_patient", "patient_words", ["patient_id", "word"])


def _health() -> None:
    op.create_table(
        "health_facts",
        _id("id"),
        _id("patient_id", "patients.id"),
        _text("kind"),
        _text("text"),
        *_moment("noted"),
        _id("noted_by", "practitioners.id"),
        *_moment("ended", nullable=True),
        _number("version"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("health_facts_by_patient", "health_facts", ["patient_id"])
    op.create_table(
        "health_reviews",
        _id("id"),
        _id("patient_id", "patients.id"),
        *_moment("at"),
        _id("by", "practitioners.id"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("health_reviews_by_patient", "health_reviews", ["patient_id", "at_utc"])


def _sessions() -> None:
    op.create_table(
        "episodes",
        _id("id"),
        _id("patient_id", "patients.id"),
        *_moment("opened"),
        _text("complaint"),
        _number("planned_sessions"),
        _number("interval_days"),
        *_moment("closed", nullable=True),
        _text("causes"),
        _text("symptoms"),
        _text("goals"),
        _text("other_care"),
        _text("outlook"),
        _number("version"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("episodes_by_patient", "episodes", ["patient_id", "opened_utc"])
    op.create_table(
        "sessions",
        _id("id"),
        _id("patient_id", "patients.id"),
        _id("episode_id", "episodes.id"),
        _number("number"),
        _id("practitioner_id", "practitioners.id"),
        *_moment("opened"),
        _text("status"),
        _number("version"),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("sessions_by_patient", "sessions", ["patient_id", "opened_utc"])
    op.create_index("sessions_by_episode", "sessions", ["episode_id"])
    op.create_index("sessions_by_status", "sessions", ["status", "opened_utc", "id"])


def _marks() -> None:
    op.create_table(
        "marks",
        _id("session_id", "sessions.id"),
        _id("id"),
        _number("version"),
        _flag("present"),
        _text("kind"),
        *_moment("placed"),
        _id("placed_by", "practitioners.id"),
        _text("side"),
        _number("frame", nullable=True),
        _number("x", nullable=True),
        _number("y", nullable=True),
        _text("level", nullable=True),
        sa.Column("lateral", sa.Integer, quote=True),
        _text("structures", nullable=True),
        _text("hazards", nullable=True),
        _text("region", nullable=True),
        _text("muscle", nullable=True),
        _text("status", nullable=True),
        _flag("taut_band", nullable=True),
        _flag("tender", nullable=True),
        _text("referred_pain", nullable=True),
        _number("length", nullable=True),
        _number("diameter", nullable=True),
        _text("technique", nullable=True),
        _text("direction", nullable=True),
        *_moment("went_in", nullable=True),
        *_moment("came_out", nullable=True),
        _number("depth", nullable=True),
        _number("twitches", nullable=True),
        _flag("familiar_pain", nullable=True),
        _flag("bone_contact", nullable=True),
        _text("remark"),
        sa.PrimaryKeyConstraint("session_id", "id"),
        sqlite_with_rowid=False,
    )


def _words() -> None:
    op.create_table(
        "answers",
        _id("session_id", "sessions.id"),
        _text("item"),
        _number("version"),
        _text("reply", nullable=True),
        *_moment("at", nullable=True),
        sa.Column("by", sa.LargeBinary(16), sa.ForeignKey("practitioners.id")),
        _text("remark", nullable=True),
        _number("number", nullable=True),
        _text("choice", nullable=True),
        sa.PrimaryKeyConstraint("session_id", "item"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "notes",
        _id("session_id", "sessions.id"),
        _text("section"),
        _number("version"),
        _text("text"),
        sa.PrimaryKeyConstraint("session_id", "section"),
        sqlite_with_rowid=False,
    )


def _trail() -> None:
    op.create_table(
        "chains",
        _id("chain"),
        _number("number"),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("chain"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "audit",
        _id("chain", "chains.chain"),
        _number("number"),
        _id("id"),
        *_moment("at"),
        _id("by", "practitioners.id"),
        _text("action"),
        sa.Column("payload", sa.LargeBinary),
        sa.Column("payload_hash", sa.LargeBinary(32), nullable=False),
        sa.Column("previous", sa.LargeBinary(32), nullable=False),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("chain", "number"),
        sa.UniqueConstraint("id"),
        sqlite_with_rowid=False,
    )


_SEALED = "chain, number, id, at_utc, at_zone, at_day, by, action, payload_hash, previous, hash"


def _guard_trail_on_sqlite() -> None:
    refuse = "BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END"
    op.execute(f"CREATE TRIGGER audit_keeps BEFORE DELETE ON audit {refuse}")
    op.execute(f"CREATE TRIGGER audit_stays BEFORE UPDATE OF {_SEALED} ON audit {refuse}")
    op.execute(
        "CREATE TRIGGER audit_erases BEFORE UPDATE OF payload ON audit "
        f"WHEN NEW.payload IS NOT NULL {refuse}"
    )


def _guard_trail_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit trail only grows'; END $$"
    )
    refuse = "EXECUTE FUNCTION audit_only_grows()"
    op.execute(f"CREATE TRIGGER audit_keeps BEFORE DELETE ON audit FOR EACH ROW {refuse}")
    op.execute(
        f"CREATE TRIGGER audit_stays BEFORE UPDATE OF {_SEALED} ON audit FOR EACH ROW {refuse}"
    )
    op.execute(
        "CREATE TRIGGER audit_erases BEFORE UPDATE OF payload ON audit FOR EACH ROW "
        f"WHEN (NEW.payload IS NOT NULL) {refuse}"
    )
