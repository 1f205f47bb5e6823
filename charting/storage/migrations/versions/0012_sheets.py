"""Sheets on file, of which each version is a row that stays as it is."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "sheets",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("patient_id", sa.LargeBinary(16), sa.ForeignKey("patients.id"), nullable=False),
        sa.Column("episode_id", sa.LargeBinary(16), sa.ForeignKey("episodes.id")),
        sa.Column("session_id", sa.LargeBinary(16), sa.ForeignKey("sessions.id")),
        sa.Column("at_utc", sa.BigInteger, nullable=False),
        sa.Column("at_zone", Words, nullable=False),
        sa.Column("at_day", Words, nullable=False),
        sa.Column("by", sa.LargeBinary(16), sa.ForeignKey("practitioners.id"), nullable=False),
        sa.Column("kind", Words, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.Column("struck", Words, nullable=False),
        sa.PrimaryKeyConstraint("id", "version"),
        sqlite_with_rowid=False,
    )
    op.create_index("sheets_by_patient", "sheets", ["patient_id", "at_utc"])
    op.create_index("sheets_by_kind", "sheets", ["kind", "at_utc"])
    op.create_index("sheets_by_session", "sheets", ["session_id"])
    on_file = op.get_bind().dialect.name == "sqlite"
    for name, event in (("sheets_stay", "UPDATE"), ("sheets_keep", "DELETE")):
        op.execute(_on_file(name, event) if on_file else _on_server(name, event))


def _on_file(name: str, event: str) -> str:
    refuse = "BEGIN SELECT RAISE(ABORT, 'a sheet stays as it is'); END"
    return f"CREATE TRIGGER {name} BEFORE {event} ON sheets {refuse}"


def _on_server(name: str, event: str) -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON sheets "
        "FOR EACH ROW EXECUTE FUNCTION signed_refuses()"
    )
