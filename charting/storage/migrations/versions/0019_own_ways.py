"""How each practitioner likes the screen."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "own_ways",
        sa.Column("practitioner_id", sa.LargeBinary(16), nullable=False),
        sa.Column("hand", Words, nullable=False),
        sa.Column("large", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("practitioner_id"),
        sa.ForeignKeyConstraint(["practitioner_id"], ["practitioners.id"]),
        sqlite_with_rowid=False,
    )
