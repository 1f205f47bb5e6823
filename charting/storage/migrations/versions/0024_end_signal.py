"""After how many minutes each practitioner is told that a needle's time is over, and how."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    op.add_column("own_ways", sa.Column("stay_minutes", sa.Integer, nullable=True))
    silent = sa.Column("sound", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("own_ways", silent)
