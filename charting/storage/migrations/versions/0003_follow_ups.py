"""Calls and reviews with their contact notes, and which sessions have needles not counted."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

Words = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    _follow_ups()
    _contact_notes()
    _uncounted()


def _id(name: str, target: str = "", *, optional: bool = False) -> sa.Column[bytes]:
    references = [sa.ForeignKey(target)] if target else []
    return sa.Column(name, sa.LargeBinary(16), *references, nullable=optional)


def _text(name: str, *, optional: bool = False) -> sa.Column[str]:
    return sa.Column(name, Words, nullable=optional)


def _moment(name: str, *, optional: bool = False) -> list[sa.Column[int] | sa.Column[str]]:
    return [
        sa.Column(f"{name}_utc", sa.BigInteger, nullable=optional),
        _text(f"{name}_zone", optional=optional),
        _text(f"{name}_day", optional=optional),
    ]


def _follow_ups() -> None:
    op.create_table(
        "follow_ups",
        _id("id"),
        _id("patient_id", "patients.id"),
        _id("episode_id", "episodes.id"),
        _id("session_id", "sessions.id", optional=True),
        _text("kind"),
        _text("due"),
        *_moment("planned"),
        _id("planned_by", "practitioners.id"),
        sa.Column("minute", sa.Integer),
        _text("reason"),
        _text("words"),
        *_moment("withdrawn", optional=True),
        _id("withdrawn_by", "practitioners.id", optional=True),
        _text("withdrawn_words", optional=True),
        _text("next_due", optional=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index("follow_ups_by_patient", "follow_ups", ["patient_id"])
    still_open = sa.text("next_due IS NOT NULL")
    op.create_index(
        "follow_ups_open",
        "follow_ups",
        ["next_due", "id"],
        sqlite_where=still_open,
        postgresql_where=still_open,
    )


def _contact_notes() -> None:
    op.create_table(
        "contact_notes",
        _id("follow_up_id", "follow_ups.id"),
        _id("id"),
        *_moment("at"),
        _id("by", "practitioners.id"),
        _text("outcome"),
        _text("words"),
        _text("next_try", optional=True),
        sa.PrimaryKeyConstraint("follow_up_id", "id"),
        sqlite_with_rowid=False,
    )


_sessions = sa.table("sessions", sa.column("id"), sa.column("uncounted", sa.Boolean))
_marks = sa.table(
    "marks", sa.column("session_id"), sa.column("kind"), sa.column("present", sa.Boolean)
)
_answers = sa.table(
    "answers",
    sa.column("session_id"),
    sa.column("item"),
    sa.column("number", sa.Integer),
    sa.column("choice", Words),
)


def _uncounted() -> None:
    op.add_column(
        "sessions",
        sa.Column("uncounted", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    opened, removed = _answer("hy.count_in", "number"), _answer("hy.count_out", "number")
    found = removed + sa.func.coalesce(_answer("hy.count_unused", "number"), 0)
    explained = sa.func.coalesce(_answer("hy.count_resolved", "choice"), "") != ""
    needle = sa.select(sa.literal(1)).where(
        _marks.c.session_id == _sessions.c.id, _marks.c.present, _marks.c.kind == "needle"
    )
    needled = _answer("vi.outcome", "choice").in_(["needled", "partly"])
    op.execute(
        sa.update(_sessions)
        .where(sa.or_(sa.exists(needle), opened > 0, needled))
        .where(
            sa.or_(
                opened.is_(None),
                sa.and_(sa.or_(removed.is_(None), found != opened), sa.not_(explained)),
            )
        )
        .values(uncounted=sa.true())
    )
    op.create_index(
        "sessions_uncounted",
        "sessions",
        ["opened_utc", "id"],
        sqlite_where=sa.text("uncounted = 1"),
        postgresql_where=sa.text("uncounted"),
    )


def _answer(item: str, column: str) -> sa.ScalarSelect[Any]:
    this = (_answers.c.session_id == _sessions.c.id) & (_answers.c.item == item)
    return sa.select(_answers.c[column]).where(this).correlate(_sessions).scalar_subquery()
