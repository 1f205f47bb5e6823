"""The verbs about what was done and signed: the trail read, signed records written as files."""

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from charting.command_line import Arguments
from charting.command_line.text import harmless, table
from charting.domain.audit import Wanted, days
from charting.domain.canonical import plain
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId, PractitionerId
from charting.domain.text import fold, read_date
from charting.i18n import _
from charting.services.audit import AuditLine
from charting.services.practices import OpenPractice
from charting.system import SystemClock
from charting.wording import action_words, clock_words, date_words


def wanted(practice: OpenPractice, arguments: Arguments, patient_id: PatientId | None) -> Wanted:
    """What of the trail was asked for. Raises `Refused` (DATE_UNREADABLE, NOT_FOUND)."""
    first = read_date(arguments.since, "since") if arguments.since else None
    last = read_date(arguments.until, "until") if arguments.until else None
    since, until = days(first, last, SystemClock().now().zone)
    by = _person(practice, arguments.by) if arguments.by else None
    return Wanted(patient_id, by, since=since, until=until)


def _person(practice: OpenPractice, typed: str) -> PractitionerId:
    words = fold(typed).split()
    found = [
        key for key, name in practice.names.items() if all(word in fold(name) for word in words)
    ]
    if len(found) != 1:
        code = ErrorCode.SEVERAL_FOUND if found else ErrorCode.NOT_FOUND
        raise Refused(code, {"typed": typed, "number": len(found)})
    return found[0]


def audit_text(lines: Sequence[AuditLine], country: str, *, as_json: bool) -> Iterator[str]:
    """The trail in lines; as JSON, one object each, with the payload as it is chained."""
    if as_json:
        yield from (json.dumps(_object(line)) for line in lines)
        return
    if not lines:
        yield _("Nothing was done.")
    rows = [
        [
            f"{date_words(line.entry.at.day, country)} {clock_words(line.entry.at, seconds=True)}",
            harmless(line.by_name),
            action_words(line.entry.action),
            harmless(line.patient),
        ]
        for line in lines
    ]
    yield from table(rows)


def _object(line: AuditLine) -> object:
    entry = line.entry
    return plain(
        {
            "action": entry.action,
            "at": entry.at,
            "by": entry.by,
            "by_name": line.by_name,
            "chain": entry.chain,
            "hash": entry.hash,
            "id": entry.id,
            "number": entry.number,
            "patient": line.patient,
            "payload": None if entry.payload is None else json.loads(entry.payload),
            "payload_hash": entry.payload_hash,
            "previous": entry.previous,
        }
    )


def write_files(files: Sequence[tuple[str, bytes]], folder: Path) -> None:
    """Write files into a new folder that only this account reads.

    Raises `Refused` (BACKUP_TARGET_EXISTS, FOLDER_NOT_WRITABLE).
    """
    if folder.exists():
        raise Refused(ErrorCode.BACKUP_TARGET_EXISTS, {"folder": str(folder)})
    try:
        folder.mkdir(mode=0o700, parents=True)
        for name, content in files:
            made = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(made, "wb") as stream:
                stream.write(content)
    except OSError:
        raise Refused(ErrorCode.FOLDER_NOT_WRITABLE, {"folder": str(folder)}) from None
