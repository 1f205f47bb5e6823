"""Every record given out, taken into a fresh practice and given out again, and compared."""

import json
from pathlib import Path
from typing import Any

from charting.exchange.json_record import JsonRecord
from charting.services.practices import OpenPractice, Practices
from charting.services.record_files import RecordFiles
from charting.system import SystemClock, TimeOrderedIds
from tests.invented import FORM, PASSPHRASE


def goes_round(practice: OpenPractice, practices: Practices, folder: Path) -> dict[str, bool]:
    """For each patient on file, whether the record is the same but for when it was exported; the
    other practice is made in `folder`, and must be whole afterwards.
    """
    other = practices.create(folder, FORM, PASSPHRASE)
    found = {}
    for line in practice.patients.find(""):
        first = _files(practice).give_out(line.patient.id)
        _files(other).take_in(first)
        second = _files(other).give_out(line.patient.id)
        found[line.patient.listed_name] = _content(first) == _content(second)
    found = {who: same and other.checks.verify().whole for who, same in found.items()}
    other.close()
    return found


def _files(practice: OpenPractice) -> RecordFiles:
    form, who = JsonRecord(), practice.practitioner
    return RecordFiles(practice.records, form, SystemClock(), TimeOrderedIds(), who)


def _content(data: bytes) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(data)
    del whole["exported"]
    return whole
