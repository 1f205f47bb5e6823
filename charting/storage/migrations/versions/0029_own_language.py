"""In which language each practitioner reads the screens."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"

Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("own_ways", sa.Column("language", Words, nullable=False, server_default=""))
