"""Marks whose place was named and not pointed at."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("marks", sa.Column("assumed", sa.Boolean))
