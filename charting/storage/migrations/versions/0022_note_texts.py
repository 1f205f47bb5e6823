"""The clinic's own texts for the note."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "note_texts",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("kind", Words, nullable=False),
        sa.Column("name", Words, nullable=False),
        sa.Column("body", Words, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
