"""Needles that were set again after one of an earlier visit."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("marks", sa.Column("repeats", sa.LargeBinary(16)))
    op.add_column("marks", sa.Column("repeats_day", Words))
