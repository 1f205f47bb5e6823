"""Papers that were handed out are kept: that they were stays as it is, and so do their bytes."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"

Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

_GUARDS = (
    ("given_papers_stay", "UPDATE", "given_papers"),
    ("given_papers_keep", "DELETE", "given_papers"),
    ("paper_files_stay", "UPDATE", "paper_files"),
)


def upgrade() -> None:
    op.create_table(
        "paper_files",
        sa.Column("patient_id", sa.LargeBinary(16), sa.ForeignKey("patients.id"), nullable=False),
        sa.Column("sha256", sa.LargeBinary(32), nullable=False),
        sa.Column("pdf", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("patient_id", "sha256"),
    )
    op.create_table(
        "given_papers",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("patient_id", sa.LargeBinary(16), sa.ForeignKey("patients.id"), nullable=False),
        sa.Column("session_id", sa.LargeBinary(16), sa.ForeignKey("sessions.id")),
        sa.Column("kind", Words, nullable=False),
        sa.Column("way", Words, nullable=False),
        sa.Column("given_utc", sa.BigInteger, nullable=False),
        sa.Column("given_zone", Words, nullable=False),
        sa.Column("given_day", Words, nullable=False),
        sa.Column("by", sa.LargeBinary(16), sa.ForeignKey("practitioners.id"), nullable=False),
        sa.Column("sha256", sa.LargeBinary(32), nullable=False),
        sa.Column("sheet", Words, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("given_papers_by_patient", "given_papers", ["patient_id", "given_utc"])
    on_file = op.get_bind().dialect.name == "sqlite"
    for name, event, table in _GUARDS:
        refuse = (
            "BEGIN SELECT RAISE(ABORT, 'a paper that was handed out stays as it is'); END"
            if on_file
            else "FOR EACH ROW EXECUTE FUNCTION signed_refuses()"
        )
        op.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} {refuse}")
