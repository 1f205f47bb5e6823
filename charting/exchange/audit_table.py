"""The trail of changes as a table for a spreadsheet: who did what and when, no clinical words."""

from collections.abc import Callable, Sequence
from typing import Any

from charting.exchange.tables import BOM, csv_cell, csv_lines
from charting.services.audit import AuditLine
from charting.wording import action_words

_COLUMNS: tuple[tuple[str, Callable[[AuditLine], Any]], ...] = (
    ("at", lambda line: line.entry.at.local().isoformat()),
    ("zone", lambda line: line.entry.at.zone),
    ("by", lambda line: line.by_name),
    ("what", lambda line: action_words(line.entry.action)),
    ("patient", lambda line: line.patient),
    ("action", lambda line: line.entry.action),
    ("entry_id", lambda line: line.entry.id),
    ("by_id", lambda line: line.entry.by),
    ("chain", lambda line: line.entry.chain),
    ("number", lambda line: line.entry.number),
    ("payload_sha256", lambda line: line.entry.payload_hash),
    ("previous_sha256", lambda line: line.entry.previous),
    ("sha256", lambda line: line.entry.hash),
)


class CsvAudit:
    """Implements `charting.services.audit.AuditTable`."""

    def headings(self) -> bytes:
        """The first line, behind the mark by which spreadsheets know UTF-8."""
        return BOM + csv_lines([[heading for heading, _cell in _COLUMNS]])

    def lines(self, lines: Sequence[AuditLine]) -> bytes:
        """A line for each entry."""
        return csv_lines([csv_cell(cell(line)) for _heading, cell in _COLUMNS] for line in lines)
