"""Signed records, chained per patient; visits written afterwards or in the place of another; and
triggers that keep what is signed as it is.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _signed_records()
    _signed_heads()
    _sessions()
    if op.get_bind().dialect.name == "sqlite":
        _guard_on_sqlite()
    else:
        _guard_on_postgresql()


def _moment(name: str, *, optional: bool = False) -> list[sa.Column[int] | sa.Column[str]]:
    return [
        sa.Column(f"{name}_utc", sa.BigInteger, nullable=optional),
        sa.Column(f"{name}_zone", Words, nullable=optional),
        sa.Column(f"{name}_day", Words, nullable=optional),
    ]


def _signed_records() -> None:
    op.create_table(
        "signed_records",
        sa.Column("patient_id", sa.LargeBinary(16), sa.ForeignKey("patients.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("session_id", sa.LargeBinary(16), sa.ForeignKey("sessions.id"), nullable=False),
        sa.Column("meaning", Words, nullable=False),
        *_moment("at"),
        sa.Column("by", sa.LargeBinary(16), sa.ForeignKey("practitioners.id"), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.Column("signature", sa.LargeBinary(64), nullable=False),
        sa.Column("public_key", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("patient_id", "number"),
        sa.UniqueConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("signed_records_by_session", "signed_records", ["session_id", "number"])


def _signed_heads() -> None:
    op.create_table(
        "signed_heads",
        sa.Column("patient_id", sa.LargeBinary(16), sa.ForeignKey("patients.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("patient_id"),
        sqlite_with_rowid=False,
    )


def _sessions() -> None:
    for column in _moment("written", optional=True):
        op.add_column("sessions", column)
    op.add_column("sessions", sa.Column("instead_of", sa.LargeBinary(16)))
    op.add_column(
        "sessions",
        sa.Column("awaits_cosignature", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    op.create_index(
        "sessions_to_cosign",
        "sessions",
        ["opened_utc", "id"],
        sqlite_where=sa.text("awaits_cosignature = 1"),
        postgresql_where=sa.text("awaits_cosignature"),
    )


_IS_SIGNED = "(SELECT status FROM sessions WHERE id = {id}) NOT IN ('draft', 'correcting')"
_FIXED = (
    "id, patient_id, episode_id, number, practitioner_id, opened_utc, opened_zone, opened_day, "
    "written_utc, written_zone, written_day, instead_of, supervisor_id, taken_over"
)
_PARTS = ("marks", "answers", "notes")
_WRITES = (("INSERT", "NEW"), ("UPDATE", "OLD"), ("DELETE", "OLD"))


def _guard_on_sqlite() -> None:
    refuse = "BEGIN SELECT RAISE(ABORT, 'what is signed stays as it is'); END"
    for part in _PARTS:
        for write, row in _WRITES:
            is_signed = _IS_SIGNED.format(id=f"{row}.session_id")
            op.execute(
                f"CREATE TRIGGER {part}_signed_{write.lower()} BEFORE {write} ON {part} "
                f"WHEN {is_signed} {refuse}"
            )
    op.execute(
        f"CREATE TRIGGER sessions_stay BEFORE UPDATE OF {_FIXED} ON sessions "
        f"WHEN OLD.status <> 'draft' {refuse}"
    )
    op.execute(
        "CREATE TRIGGER sessions_stay_signed BEFORE UPDATE OF status ON sessions "
        f"WHEN OLD.status <> 'draft' AND NEW.status = 'draft' {refuse}"
    )
    op.execute(f"CREATE TRIGGER sessions_keep BEFORE DELETE ON sessions {refuse}")
    op.execute(f"CREATE TRIGGER signed_records_stay BEFORE UPDATE ON signed_records {refuse}")
    op.execute(f"CREATE TRIGGER signed_records_keep BEFORE DELETE ON signed_records {refuse}")
    op.execute(
        "CREATE TRIGGER signed_heads_grow BEFORE UPDATE ON signed_heads "
        f"WHEN NEW.number <> OLD.number + 1 OR NEW.patient_id <> OLD.patient_id {refuse}"
    )
    op.execute(f"CREATE TRIGGER signed_heads_keep BEFORE DELETE ON signed_heads {refuse}")


def _guard_on_postgresql() -> None:
    refusal = "RAISE EXCEPTION 'what is signed stays as it is';"
    op.execute(
        "CREATE FUNCTION signed_refuses() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {refusal} END $$"
    )
    is_signed = _IS_SIGNED.format(id="this")
    op.execute(
        "CREATE FUNCTION signed_parts_stay() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "DECLARE this bytea := CASE WHEN TG_OP = 'INSERT' THEN NEW.session_id "
        "ELSE OLD.session_id END; "
        f"BEGIN IF {is_signed} THEN {refusal} END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    )
    for part in _PARTS:
        op.execute(
            f"CREATE TRIGGER {part}_signed BEFORE INSERT OR UPDATE OR DELETE ON {part} "
            "FOR EACH ROW EXECUTE FUNCTION signed_parts_stay()"
        )
    refuse = "EXECUTE FUNCTION signed_refuses()"
    for name, event, condition in (
        ("sessions_stay", f"UPDATE OF {_FIXED} ON sessions", "OLD.status <> 'draft'"),
        (
            "sessions_stay_signed",
            "UPDATE OF status ON sessions",
            "OLD.status <> 'draft' AND NEW.status = 'draft'",
        ),
        ("sessions_keep", "DELETE ON sessions", "true"),
        ("signed_records_stay", "UPDATE ON signed_records", "true"),
        ("signed_records_keep", "DELETE ON signed_records", "true"),
        (
            "signed_heads_grow",
            "UPDATE ON signed_heads",
            "NEW.number <> OLD.number + 1 OR NEW.patient_id <> OLD.patient_id",
        ),
        ("signed_heads_keep", "DELETE ON signed_heads", "true"),
    ):
        op.execute(f"CREATE TRIGGER {name} BEFORE {event} FOR EACH ROW WHEN ({condition}) {refuse}")
