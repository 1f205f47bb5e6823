"""Roles, supervisors, and who has left; who was present, and who went on with a session."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    # Until now there was one practitioner only, who owns the practice.
    _add("practitioners", sa.Column("role", Words, nullable=False, server_default="owner"))
    _add("practitioners", sa.Column("supervisor_id", sa.LargeBinary(16)))
    _add("practitioners", sa.Column("left_utc", sa.BigInteger))
    _add("practitioners", sa.Column("left_zone", Words))
    _add("practitioners", sa.Column("left_day", Words))
    _add("sessions", sa.Column("supervisor_id", sa.LargeBinary(16)))
    _add("sessions", sa.Column("taken_over", Words, nullable=False, server_default="[]"))


def _add(table: str, column: sa.Column[Any]) -> None:
    op.add_column(table, column)
