"""Rows of the audit trail."""

from uuid import UUID

from charting.domain.audit import Action, AuditEntry
from charting.domain.ids import EntryId
from charting.storage.rows.columns import (
    Columns,
    Values,
    moment_of,
    moment_row,
    practitioner_id,
)


def entry_row(entry: AuditEntry) -> Columns:
    """An audit entry as stored."""
    return {
        "chain": entry.chain.bytes,
        "number": entry.number,
        "id": entry.id.bytes,
        **moment_row("at", entry.at),
        "by": entry.by.bytes,
        "action": entry.action.value,
        "payload": entry.payload,
        "payload_hash": entry.payload_hash,
        "previous": entry.previous,
        "hash": entry.hash,
    }


def entry_of(row: Values) -> AuditEntry:
    """The audit entry of a stored row."""
    return AuditEntry(
        EntryId(UUID(bytes=row[2])),
        UUID(bytes=row[0]),
        row[1],
        moment_of(*row[3:6]),
        practitioner_id(row[6]),
        Action(row[7]),
        *row[8:12],
    )
