"""What a database holds, in short: how many of each kind, and where each audit chain ends."""

from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Table, and_, func, or_, select, text, true

from charting.domain.audit import ChainHead
from charting.storage.tables import (
    answers,
    attached_files,
    audit,
    body_measures,
    chains,
    contact_notes,
    episodes,
    follow_ups,
    given_papers,
    health_facts,
    health_reviews,
    marks,
    notes,
    patients,
    practitioners,
    sessions,
    sheets,
    signed_records,
)

# What is counted, and which of its rows: a removed mark is none.
_COUNTED: dict[str, tuple[Table, ColumnElement[bool]]] = {
    "practitioners": (practitioners, true()),
    "patients": (patients, true()),
    "health_facts": (health_facts, true()),
    "health_reviews": (health_reviews, true()),
    "body_measures": (body_measures, true()),
    "episodes": (episodes, true()),
    "sessions": (sessions, true()),
    "marks": (marks, marks.c.present),
    "answers": (answers, answers.c.at_utc.is_not(None)),
    "notes": (notes, notes.c.text != ""),
    "follow_ups": (follow_ups, true()),
    "contact_notes": (contact_notes, true()),
    "sheets": (sheets, true()),
    "given_papers": (given_papers, true()),
    "attached_files": (attached_files, true()),
    "signed_records": (signed_records, true()),
    "audit_entries": (audit, true()),
}

_HEADS = select(chains.c.chain, chains.c.number, chains.c.hash).order_by(chains.c.chain)

# A chain whose last entry is not the one that its head names.
_SHORTENED = (
    select(chains.c.chain)
    .outerjoin(audit, and_(audit.c.chain == chains.c.chain, audit.c.number == chains.c.number))
    .where(or_(audit.c.hash.is_(None), audit.c.hash != chains.c.hash))
    .order_by(chains.c.chain)
)

# A chain that goes on after the entry that its head names, as where the page of the head is older.
_OUTGROWN = (
    select(chains.c.chain)
    .join(audit, and_(audit.c.chain == chains.c.chain, audit.c.number == chains.c.number + 1))
    .order_by(chains.c.chain)
)

_HEADLESS = (
    select(audit.c.chain)
    .where(audit.c.chain.not_in(select(chains.c.chain)))
    .distinct()
    .order_by(audit.c.chain)
)

_ON_FILE = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
_ON_SERVER = text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'")
_OF_ROWS = frozenset(
    {
        *("audit_keeps", "audit_stays", "audit_erases", "sessions_stay", "sessions_stay_signed"),
        *("sessions_keep", "signed_records_stay", "signed_records_keep"),
        *("signed_heads_grow", "signed_heads_keep", "sheets_stay", "sheets_keep"),
        *("given_papers_stay", "given_papers_keep", "paper_files_stay"),
        *("contact_notes_stay", "contact_notes_signed", "contact_notes_keep"),
        *("attached_files_stay", "attached_files_keep"),
        *("tombstones_stay", "tombstones_keep"),
    }
)
_PARTS = ("marks", "answers", "notes")
_WRITES = ("insert", "update", "delete")
GUARDS = _OF_ROWS | {f"{part}_signed_{write}" for part in _PARTS for write in _WRITES}
SERVER_GUARDS = _OF_ROWS | {f"{part}_signed" for part in _PARTS}


def count_rows(connection: Connection) -> dict[str, int]:
    """How many of each kind are stored."""
    return {
        name: connection.execute(select(func.count()).select_from(table).where(which)).scalar_one()
        for name, (table, which) in _COUNTED.items()
    }


def read_heads(connection: Connection) -> tuple[ChainHead, ...]:
    """The last entry of each chain, by chain."""
    rows = connection.execute(_HEADS)
    return tuple(ChainHead(UUID(bytes=key), number, hash_) for key, number, hash_ in rows)


def shortened_chains(connection: Connection) -> tuple[UUID, ...]:
    """The audit chains that have lost their end, or whose head does not say where it is."""
    return tuple(
        UUID(bytes=key)
        for query in (_SHORTENED, _OUTGROWN, _HEADLESS)
        for key in connection.execute(query).scalars()
    )


def lacking_guards(connection: Connection) -> tuple[str, ...]:
    """The triggers that keep the trail and what is signed, and are gone."""
    on_file = connection.dialect.name == "sqlite"
    there = frozenset(connection.execute(_ON_FILE if on_file else _ON_SERVER).scalars())
    return tuple(sorted(GUARDS - there if on_file else SERVER_GUARDS - there))
