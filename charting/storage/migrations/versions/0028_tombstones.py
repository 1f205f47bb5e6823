"""Records that were erased leave a tombstone; only what has one may be deleted at all."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"

_IS_ERASED = "EXISTS (SELECT 1 FROM tombstones WHERE patient_id = {whose})"
_OWN = "OLD.patient_id"
_OF_SESSION = "(SELECT patient_id FROM sessions WHERE id = OLD.session_id)"
_OF_CALL = "(SELECT patient_id FROM follow_ups WHERE id = OLD.follow_up_id)"
# What refused every deletion: the trigger, its table, and whose row it is.
_KEPT = (
    ("sessions_keep", "sessions", _OWN),
    ("signed_records_keep", "signed_records", _OWN),
    ("signed_heads_keep", "signed_heads", _OWN),
    ("sheets_keep", "sheets", _OWN),
    ("given_papers_keep", "given_papers", _OWN),
    ("contact_notes_keep", "contact_notes", _OF_CALL),
)
# A file that sheets of erased records name and no other.
_NAMED = (
    "EXISTS (SELECT 1 FROM sheets WHERE kind = 'Attachment' AND {names} AND {which} "
    "(SELECT patient_id FROM tombstones))"
)
_PARTS = ("marks", "answers", "notes")
_IS_SIGNED = "(SELECT status FROM sessions WHERE id = {id}) NOT IN ('draft', 'correcting')"


def upgrade() -> None:
    op.create_table(
        "tombstones",
        sa.Column("patient_id", sa.LargeBinary(16), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("patient_id"),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "sqlite":
        _on_file()
    else:
        _on_server()


def _on_file() -> None:
    refuse = (
        "BEGIN SELECT RAISE(ABORT, 'what is on file stays as it is, but for what is erased'); END"
    )
    for name, table, whose in _KEPT:
        op.execute(f"DROP TRIGGER {name}")
        op.execute(
            f"CREATE TRIGGER {name} BEFORE DELETE ON {table} "
            f"WHEN NOT {_IS_ERASED.format(whose=whose)} {refuse}"
        )
    for part in _PARTS:
        is_signed = _IS_SIGNED.format(id="OLD.session_id")
        op.execute(f"DROP TRIGGER {part}_signed_delete")
        op.execute(
            f"CREATE TRIGGER {part}_signed_delete BEFORE DELETE ON {part} WHEN {is_signed} "
            f"AND NOT {_IS_ERASED.format(whose=_OF_SESSION)} {refuse}"
        )
    may_go = _may_go("instr(content, CAST(lower(hex(OLD.sha256)) AS BLOB))")
    op.execute("DROP TRIGGER attached_files_keep")
    op.execute(
        "CREATE TRIGGER attached_files_keep BEFORE DELETE ON attached_files "
        f"WHEN NOT ({may_go}) {refuse}"
    )
    for name, event in (("tombstones_stay", "UPDATE"), ("tombstones_keep", "DELETE")):
        op.execute(f"CREATE TRIGGER {name} BEFORE {event} ON tombstones {refuse}")


def _on_server() -> None:
    refusal = "RAISE EXCEPTION 'what is on file stays as it is, but for what is erased';"
    for name, table, whose in _KEPT:
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF NOT {_IS_ERASED.format(whose=whose)} THEN {refusal} END IF; "
            "RETURN OLD; END $$"
        )
        _turn(name, table)
    is_signed = _IS_SIGNED.format(id="this")
    op.execute(
        "CREATE OR REPLACE FUNCTION signed_parts_stay() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "DECLARE this bytea := CASE WHEN TG_OP = 'INSERT' THEN NEW.session_id "
        "ELSE OLD.session_id END; "
        f"BEGIN IF TG_OP = 'DELETE' AND {_IS_ERASED.format(whose=_OF_SESSION)} "
        "THEN RETURN OLD; END IF; "
        f"IF {is_signed} THEN RAISE EXCEPTION 'what is signed stays as it is'; END IF; "
        "IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    )
    may_go = _may_go("position(convert_to(encode(OLD.sha256, 'hex'), 'UTF8') IN content) > 0")
    op.execute(
        "CREATE FUNCTION attached_files_keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF NOT ({may_go}) THEN {refusal} END IF; RETURN OLD; END $$"
    )
    _turn("attached_files_keep", "attached_files")
    for name, event in (("tombstones_stay", "UPDATE"), ("tombstones_keep", "DELETE")):
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {event} ON tombstones "
            "FOR EACH ROW EXECUTE FUNCTION signed_refuses()"
        )


def _may_go(names: str) -> str:
    """Whether an attached file is of erased records alone, by how a sheet `names` it."""
    of_erased, of_others = (
        _NAMED.format(names=names, which=f"patient_id {which}") for which in ("IN", "NOT IN")
    )
    return f"{of_erased} AND NOT {of_others}"


def _turn(name: str, table: str) -> None:
    """Let the trigger ask the function of its name from now on."""
    op.execute(f"DROP TRIGGER {name} ON {table}")
    op.execute(
        f"CREATE TRIGGER {name} BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )
