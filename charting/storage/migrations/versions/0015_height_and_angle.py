"""How far from its level a mark lies, the angle of a needle, and a depth seen by ultrasound."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.add_column("marks", sa.Column("above", sa.Integer))
    op.add_column("marks", sa.Column("angle_deg", sa.Integer))
    op.add_column("marks", sa.Column("depth_seen", sa.Boolean))
