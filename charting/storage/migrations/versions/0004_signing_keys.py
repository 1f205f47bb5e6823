"""The public key by which what a practitioner signs is verified."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("practitioners", sa.Column("signing_key", sa.LargeBinary(32)))
