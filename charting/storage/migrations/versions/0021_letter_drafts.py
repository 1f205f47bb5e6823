"""Letters that are being written, and are not kept yet."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "letter_drafts",
        sa.Column("patient_id", sa.LargeBinary(16), sa.ForeignKey("patients.id"), nullable=False),
        sa.Column("by", sa.LargeBinary(16), sa.ForeignKey("practitioners.id"), nullable=False),
        sa.Column("spelled", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("patient_id", "by"),
        sqlite_with_rowid=False,
    )
