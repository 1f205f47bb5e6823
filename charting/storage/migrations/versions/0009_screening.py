"""How an answer was given, against which rules a needle was set, and a clinic's policies."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("answers", sa.Column("in_set", sa.Boolean))
    op.add_column("answers", sa.Column("fact", Words))
    op.add_column("marks", sa.Column("against", Words))
    op.create_table(
        "policies",
        sa.Column("policy", Words, nullable=False),
        sa.Column("side", Words, nullable=False),
        sa.PrimaryKeyConstraint("policy"),
        sqlite_with_rowid=False,
    )
