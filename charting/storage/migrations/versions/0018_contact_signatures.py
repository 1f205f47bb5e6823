"""Contact notes carry the signature of their writer, and stay as they are."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

_FIXED = 'follow_up_id, id, at_utc, at_zone, at_day, "by", outcome, words, next_try'
_REFUSAL = "BEGIN SELECT RAISE(ABORT, 'a contact note stays as it is'); END"


def upgrade() -> None:
    for column in (
        sa.Column("signed_utc", sa.BigInteger),
        sa.Column("signed_zone", Words),
        sa.Column("signed_day", Words),
        sa.Column("signed_content", sa.LargeBinary),
        sa.Column("signature", sa.LargeBinary),
        sa.Column("public_key", sa.LargeBinary),
    ):
        op.add_column("contact_notes", column)
    unsigned = sa.text("signature IS NULL")
    op.create_index(
        "contact_notes_unsigned",
        "contact_notes",
        ["by", "at_utc"],
        sqlite_where=unsigned,
        postgresql_where=unsigned,
    )
    on_file = op.get_bind().dialect.name == "sqlite"
    for name, event, condition in (
        ("contact_notes_stay", f"UPDATE OF {_FIXED}", "OLD.id IS NOT NULL"),
        ("contact_notes_signed", "UPDATE", "OLD.signature IS NOT NULL"),
        ("contact_notes_keep", "DELETE", "OLD.id IS NOT NULL"),
    ):
        refuse = (
            f"WHEN {condition} {_REFUSAL}"
            if on_file
            else f"FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION signed_refuses()"
        )
        op.execute(f"CREATE TRIGGER {name} BEFORE {event} ON contact_notes {refuse}")
