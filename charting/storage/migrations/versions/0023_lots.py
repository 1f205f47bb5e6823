"""Lots, handles and stimulation of needles; boxes, and the presets of each practitioner."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    for name in ("handle", "lot", "lot_expiry", "stimulated"):
        op.add_column("marks", sa.Column(name, Words))
    has_lot = sa.text("lot IS NOT NULL")
    op.create_index(
        "marks_by_lot", "marks", ["lot"], sqlite_where=has_lot, postgresql_where=has_lot
    )
    op.create_table(
        "boxes",
        sa.Column("id", sa.LargeBinary(16), nullable=False),
        sa.Column("lot", Words, nullable=False),
        sa.Column("lot_expiry", Words, nullable=False),
        sa.Column("length", sa.Integer, nullable=False),
        sa.Column("diameter", sa.Integer, nullable=False),
        *_moment("opened"),
        sa.Column("opened_by", sa.LargeBinary(16), nullable=False),
        sa.Column("handle", Words),
        sa.Column("gtin", Words, nullable=False),
        *_moment("put_away", optional=True),
        sa.ForeignKeyConstraint(["opened_by"], ["practitioners.id"]),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "presets",
        sa.Column("practitioner_id", sa.LargeBinary(16), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("preset", Words, nullable=False),
        sa.ForeignKeyConstraint(["practitioner_id"], ["practitioners.id"]),
        sa.PrimaryKeyConstraint("practitioner_id", "place"),
        sqlite_with_rowid=False,
    )


def _moment(name: str, *, optional: bool = False) -> list[sa.Column[Any]]:
    return [
        sa.Column(f"{name}_utc", sa.BigInteger, nullable=optional),
        sa.Column(f"{name}_zone", Words, nullable=optional),
        sa.Column(f"{name}_day", Words, nullable=optional),
    ]
