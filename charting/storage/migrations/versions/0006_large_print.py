"""Which patients read large print."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.add_column(
        "patients",
        sa.Column("large_print", sa.Boolean, nullable=False, server_default=sa.false()),
    )
