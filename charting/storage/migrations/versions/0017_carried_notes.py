"""From which earlier visit the words of a note section came, and who confirmed them."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("notes", sa.Column("carried_from", sa.LargeBinary(16)))
    op.add_column("notes", sa.Column("carried_day", Words))
    op.add_column("notes", sa.Column("confirmed_utc", sa.BigInteger))
    op.add_column("notes", sa.Column("confirmed_zone", Words))
    op.add_column("notes", sa.Column("confirmed_day", Words))
    op.add_column("notes", sa.Column("confirmed_by", sa.LargeBinary(16)))
