"""Whatever a file holds, it is taken in whole or refused in words, and the practice is unharmed."""

import json
import random
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from charting import content
from charting.command_line.text import record_lines, session_lines, timeline_lines
from charting.domain.audit import first_break
from charting.domain.errors import ErrorCode, Refused
from charting.domain.record import PatientRecord
from charting.exchange.json_record import LARGEST, JsonRecord
from charting.services.ports import Records
from charting.services.record_files import RecordFiles
from charting.wording import sentence
from tests.exchange.whole_file import whole_file
from tests.fakes import CountingIds, Kept, TickingClock
from tests.storage.backends import NORA, Memory, found

GOOD = whole_file()
ITEMS = {item.id: item for item in content.visit_items()}
VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, 2**31, 2**63, 10**400, "", "x", "\0", "\ud800", "\u202e<b>&amp;",
    "e\u0301", "2026-02-31", "9999-12-31", "0" * 32, "../../etc/passwd", "a" * 300, [], {}, [[]],
    {"is": "Needle"}, {"is": "Moment", "utc": 2**52, "zone": "UTC", "day": "2026-11-23"},
)  # fmt: skip


def _empty() -> Records:
    return found(Memory(Kept()).open())


def _files(records: Records) -> RecordFiles:
    return RecordFiles(records, JsonRecord(), TickingClock(), CountingIds(10**6), NORA)


def _code(data: bytes) -> ErrorCode | None:
    """Why the file is refused; `None` where it is taken in, and can then be looked at."""
    records = _empty()
    before = records.counts()
    try:
        arrival = _files(records).take_in(data)
    except Refused as reason:
        refused = reason
    else:
        _look_at(records, arrival.record)
        return None
    assert sentence(refused).isprintable()
    assert records.counts() == before
    return refused.code


def _look_at(records: Records, record: PatientRecord) -> None:
    """What came in is shown, proved and given out again."""
    today = TickingClock().now().day
    lines = [*record_lines(record.patient, record.facts, None, today, "CH")]
    lines += timeline_lines(records.sessions.timeline(record.patient.id), "CH")
    for session in record.sessions:
        lines += session_lines(1, session, "CH", content.body_map().structures, ITEMS)
    assert all(line.isprintable() for line in lines)
    assert _files(records).take_in(_files(records).give_out(record.patient.id)).already
    assert all(first_break(records.trail.chain(each)) is None for each in records.trail.chains())


def test_the_file_that_is_damaged_here_is_taken_in_when_it_is_not() -> None:
    assert _code(GOOD) is None
    assert _code(b"\xef\xbb\xbf" + GOOD) is None


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", ErrorCode.RECORD_NOT_JSON),
        (GOOD[: len(GOOD) // 2], ErrorCode.RECORD_NOT_JSON),
        (GOOD[:-3], ErrorCode.RECORD_NOT_JSON),
        (GOOD.replace(b'"', b"'"), ErrorCode.RECORD_NOT_JSON),
        (GOOD.replace(b"Nora", b"N\xf6ra"), ErrorCode.RECORD_NOT_JSON),
        (GOOD.decode().encode("utf-16"), ErrorCode.RECORD_NOT_JSON),
        (b"\x89PNG\r\n\x1a\n", ErrorCode.RECORD_NOT_JSON),
        (b"[]", ErrorCode.RECORD_FOREIGN),
        (b"{}", ErrorCode.RECORD_FOREIGN),
        (b"[" * 100_000, ErrorCode.RECORD_FOREIGN),
        (b"1" * 100_000, ErrorCode.RECORD_FOREIGN),
        (GOOD.replace(b'"schema": 1', b'"schema": "1"'), ErrorCode.RECORD_FOREIGN),
        (GOOD.replace(b'"schema": 1', b'"schema": 1, "schema": 1'), ErrorCode.RECORD_FOREIGN),
        (GOOD.replace(b'"schema": 1', b'"schema": 2'), ErrorCode.RECORD_NEWER),
        (b" " * LARGEST + b"{}", ErrorCode.RECORD_TOO_LARGE),
        (b"[" * 600_000, ErrorCode.RECORD_TOO_LARGE),
        (GOOD.replace(b'"Needle"', b'"Laser"'), ErrorCode.RECORD_UNKNOWN),
        (GOOD.replace(b'"static_deep"', b'"laser"'), ErrorCode.RECORD_UNKNOWN),
        (GOOD.replace(b'"length": 50', b'"length": 500'), ErrorCode.RECORD_VALUE),
        (GOOD.replace(b'"length": 50', b'"length": 50.0'), ErrorCode.RECORD_VALUE),
        (GOOD.replace(b'"length": 50', b'"length": NaN'), ErrorCode.RECORD_VALUE),
        (GOOD.replace(b'"length": 50, ', b""), ErrorCode.RECORD_LACKS),
        (GOOD.replace(b'"record"', b'"x": 1, "record"'), ErrorCode.RECORD_UNKNOWN),
        (GOOD.replace(b"Nickel", b"Nichts"), ErrorCode.RECORD_CHAIN),
    ],
)
def test_each_kind_of_damage_has_its_sentence(data: bytes, code: ErrorCode) -> None:
    assert data != GOOD
    assert _code(data) is code


def _somewhere(chance: random.Random, value: Any, change: Callable[[Any], None]) -> None:  # noqa: ANN401
    """Carry out `change` on some list or object within `value`."""
    while True:
        items = list(value.values()) if isinstance(value, dict) else value
        inner = [item for item in items if isinstance(item, dict | list) and item]
        if not inner or chance.random() < 0.15:
            change(value)
            return
        value = chance.choice(inner)


def _changed(chance: random.Random, value: Any) -> None:  # noqa: ANN401
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    if not keys:
        return
    key = chance.choice(keys)
    kind = chance.randrange(5)
    if kind == 0:
        del value[key]
    elif kind == 1 and isinstance(value, dict):
        value[chance.choice(("x", "is", "a" * 300, "ü", "0" * 32))] = deepcopy(
            chance.choice(VALUES)
        )
    elif kind == 1:
        value.append(deepcopy(value[key]))
    elif kind == 2:
        value[key] = deepcopy(value[chance.choice(keys)])
    else:
        value[key] = deepcopy(chance.choice(VALUES))


def _mutated_structure(chance: random.Random) -> bytes:
    whole = json.loads(GOOD)
    for _ in range(chance.randint(1, 3)):
        _somewhere(chance, whole, lambda value: _changed(chance, value))
    return json.dumps(whole).encode()


def _mutated_bytes(chance: random.Random) -> bytes:
    data = bytearray(GOOD)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data))
        if chance.random() < 0.5:
            data[at] = chance.randrange(256)
        elif chance.random() < 0.5:
            del data[at : at + chance.randint(1, 500)]
        else:
            data[at:at] = data[at : at + chance.randint(1, 500)]
    return bytes(data)


def _fuzz(seeds: range) -> None:
    for seed in seeds:
        chance = random.Random(seed)
        make = chance.choice((_mutated_structure, _mutated_bytes))
        try:
            _code(make(chance))
        except Exception as problem:
            problem.add_note(f"seed {seed}")
            raise


def test_nothing_but_a_refusal_escapes() -> None:
    _fuzz(range(500))


@pytest.mark.long
def test_nothing_but_a_refusal_escapes_ever() -> None:
    _fuzz(range(500, 50_000))
