"""In which language a patient reads."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("patients", sa.Column("language", Words, nullable=False, server_default=""))
