"""The clinic's own point sets."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "point_sets",
        sa.Column("name", Words, nullable=False),
        sa.Column("lines", Words, nullable=False),
        sa.PrimaryKeyConstraint("name"),
        sqlite_with_rowid=False,
    )
