"""What is said of a site and a needle: how the level was found, position, bleeding, precautions."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    for name in ("level_found", "position", "bleeding", "precautions", "reason"):
        op.add_column("marks", sa.Column(name, Words))
    op.add_column("marks", sa.Column("chosen", sa.Boolean))
    op.add_column("marks", sa.Column("pressure", sa.Integer))
