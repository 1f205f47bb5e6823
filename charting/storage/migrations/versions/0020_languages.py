"""In which language a patient reads."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("patients", sa.Column("language", Words, nullable=False, server_default=""))
