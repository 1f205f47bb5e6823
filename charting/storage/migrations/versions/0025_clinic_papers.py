"""What a clinic puts on its own leaflets, with pictures; and who reads easy words."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "clinic_papers",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("version", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("at_utc", sa.BigInteger, nullable=False),
        sa.Column("at_zone", Words, nullable=False),
        sa.Column("at_day", Words, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("id", "version"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pictures",
        sa.Column("sha256", sa.LargeBinary(32), nullable=False),
        sa.Column("data", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
        sqlite_with_rowid=False,
    )
    plain = sa.Column("easy_read", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("patients", plain)
