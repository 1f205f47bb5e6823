"""A patient's whole record as one JSON file, and back: the form is published in resources/schema/.

The same record gives the same bytes but for what stands under "exported".
"""

import json
from collections.abc import Generator, Iterable, Mapping
from dataclasses import replace
from typing import Any

from charting.domain.errors import ErrorCode, Refused
from charting.domain.record import Export, Named, PatientRecord, RecordFile
from charting.exchange.reading import Misfit, read, shown
from charting.exchange.writing import Written, written
from charting.services.steps import at_once

FORMAT = "dry-needling-charting record"
SCHEMA = 1

LARGEST = 32 * 1024 * 1024
# So deep stands a session within the file: in a list of the record, which is within the whole.
_DEEP = 3
# What little of a file can become much in memory: lists and objects, and items of them.
_MOST_OPENED, _MOST_ITEMS = 500_000, 3_000_000


class JsonRecord:
    """Implements `charting.services.travelling.RecordForm`."""

    largest = LARGEST

    def write(self, file: RecordFile) -> bytes:
        """The file as UTF-8."""
        return at_once(self.writing(file))

    def writing(self, file: RecordFile) -> Generator[None, None, bytes]:
        """The same, what a record has most of in a step each."""
        record = file.record
        sessions = yield from _ready(record.sessions)
        chains = yield from _ready(record.chains)
        sheets = yield from _ready(record.sheets)
        whole = {
            "format": FORMAT,
            "schema": SCHEMA,
            "exported": file.exported,
            "practitioners": file.practitioners,
            "record": replace(record, sessions=sessions, chains=chains, sheets=sheets),
        }
        return (written(whole) + "\n").encode("utf-8")

    def read(self, data: bytes) -> RecordFile:
        """What was written.

        Raises `Refused` (RECORD_TOO_LARGE, RECORD_NOT_JSON, RECORD_FOREIGN, RECORD_NEWER,
        RECORD_VALUE, RECORD_LACKS, RECORD_UNKNOWN).
        """
        whole = _object(data)
        schema = whole.get("schema")
        if whole.get("format") != FORMAT or not isinstance(schema, int) or schema < 1:
            raise Refused(ErrorCode.RECORD_FOREIGN)
        if schema > SCHEMA:
            raise Refused(ErrorCode.RECORD_NEWER)
        try:
            _check_names(whole)
            return RecordFile(
                _part(Export, whole, "exported"),
                _part(tuple[Named, ...], whole, "practitioners"),
                _part(PatientRecord, whole, "record"),
            )
        except Misfit as misfit:
            raise Refused(_CODES[misfit.what], {"place": misfit.place}) from None


def _ready(values: Iterable[object]) -> Generator[None, None, Any]:
    """What is written already, in the place of the values."""
    texts = list[Written]()
    for value in values:
        texts.append(Written(written(value, _DEEP)))
        yield
    return tuple(texts)


_CODES = {
    "value": ErrorCode.RECORD_VALUE,
    "missing": ErrorCode.RECORD_LACKS,
    "unknown": ErrorCode.RECORD_UNKNOWN,
}


def _part(hint: object, whole: dict[str, object], name: str) -> Any:  # noqa: ANN401
    if name not in whole:
        raise Misfit("missing", name)
    try:
        return read(hint, whole[name])
    except Misfit as misfit:
        # What a file is about need not be named: "sessions/2/number".
        raise misfit if name == "record" and misfit.places else misfit.within(name) from None


def _check_names(whole: Mapping[str, object]) -> None:
    if strange := whole.keys() - {"format", "schema", "exported", "practitioners", "record"}:
        raise Misfit("unknown", shown(min(strange)))


def _object(data: bytes) -> dict[str, object]:
    if len(data) > LARGEST:
        raise Refused(ErrorCode.RECORD_TOO_LARGE, {"limit": LARGEST // 1024**2})
    opened = data.count(b"{") + data.count(b"[")
    if opened > _MOST_OPENED or data.count(b",") > _MOST_ITEMS:
        raise Refused(ErrorCode.RECORD_TOO_LARGE, {"limit": LARGEST // 1024**2})
    try:
        whole = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_once)
    except json.JSONDecodeError as wrong:
        raise _not_json(wrong.lineno, wrong.colno) from None
    except UnicodeDecodeError as wrong:
        before = data[: wrong.start]
        column = wrong.start - before.rfind(b"\n")
        raise _not_json(before.count(b"\n") + 1, column) from None
    except (ValueError, RecursionError):
        # Written by nobody's export: a name twice in an object, thousands of digits or levels.
        raise Refused(ErrorCode.RECORD_FOREIGN) from None
    if not isinstance(whole, dict):
        raise Refused(ErrorCode.RECORD_FOREIGN)
    return whole


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError
    return made


def _not_json(line: int, column: int) -> Refused:
    return Refused(ErrorCode.RECORD_NOT_JSON, {"line": line, "column": column})
