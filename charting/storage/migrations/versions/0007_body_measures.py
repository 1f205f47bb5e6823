"""What was found of a patient's body, and whether a distance was typed."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "body_measures",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("patient_id", sa.LargeBinary(16), sa.ForeignKey("patients.id"), nullable=False),
        sa.Column("build", Words, nullable=False),
        sa.Column("measured_utc", sa.BigInteger, nullable=False),
        sa.Column("measured_zone", Words, nullable=False),
        sa.Column("measured_day", Words, nullable=False),
        sa.Column(
            "measured_by", sa.LargeBinary(16), sa.ForeignKey("practitioners.id"), nullable=False
        ),
        sa.Column("spine", sa.Integer),
        sa.Column("psis", sa.Integer),
        sa.Column("height", sa.Integer),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("body_measures_by_patient", "body_measures", ["patient_id", "measured_utc"])
    op.add_column("marks", sa.Column("typed", sa.Boolean))
