"""How an episode ends, and what bears on the number of its sessions."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    for name, empty in (("session_factors", "[]"), ("discharge", ""), ("discharge_words", "")):
        op.add_column("episodes", sa.Column(name, Words, nullable=False, server_default=empty))
