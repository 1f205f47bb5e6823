"""Pain areas: outline or path, quality, intensity, extent, and how far down it is felt."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("marks", sa.Column("quality", Words))
    op.add_column("marks", sa.Column("intensity", sa.Integer))
    for name in ("outline", "path", "lower_level", "dermatomes", "lowest", "leg"):
        op.add_column("marks", sa.Column(name, Words))
