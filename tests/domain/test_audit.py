"""Tests of `charting.domain.audit`: every alteration of a chain is found, but for a cut tail."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from charting.domain.audit import (
    START,
    Action,
    AuditEntry,
    Trace,
    first_break,
    link,
    spelled_around,
)
from charting.domain.canonical import digest
from charting.domain.ids import EntryId
from tests.fakes import TickingClock, uuid7
from tests.strategies import ME

CHAIN = uuid7(1)
CLOCK = TickingClock()


def chain(length: int = 5) -> list[AuditEntry]:
    entries: list[AuditEntry] = []
    for number in range(1, length + 1):
        trace = Trace(
            EntryId(uuid7(100 + number)),
            CHAIN,
            CLOCK.now(),
            ME,
            Action.SESSION_CHANGED,
            b"payload %d" % number,
        )
        entries.append(link(trace, number, entries[-1].hash if entries else START))
    return entries


def test_a_whole_chain_has_no_break() -> None:
    assert first_break(chain()) is None
    assert first_break([]) is None


def test_a_payload_can_be_erased_without_breaking_the_chain() -> None:
    entries = chain()
    entries[2] = replace(entries[2], payload=None)
    assert first_break(entries) is None


@pytest.mark.parametrize(
    "tamper",
    [
        lambda entry: replace(entry, payload=b"another"),
        lambda entry: replace(entry, payload=b"another", payload_hash=digest(b"another")),
        lambda entry: replace(entry, at=CLOCK.now()),
        lambda entry: replace(entry, by=uuid7(9)),
        lambda entry: replace(entry, action=Action.PATIENT_ADDED),
        lambda entry: replace(entry, id=uuid7(9)),
        lambda entry: replace(entry, chain=uuid7(9)),
        lambda entry: replace(entry, number=7),
        lambda entry: replace(entry, previous=bytes(32)),
        lambda entry: replace(entry, hash=bytes(32)),
        lambda entry: link(
            Trace(entry.id, CHAIN, entry.at, ME, entry.action, b"another"), 3, entry.previous
        ),
    ],
)
def test_an_altered_entry_breaks_the_chain_there_or_right_behind(
    tamper: Callable[[AuditEntry], AuditEntry],
) -> None:
    entries = chain()
    entries[2] = tamper(entries[2])
    assert first_break(entries) in (3, 4)


def test_entries_left_out_exchanged_or_put_in_break_the_chain() -> None:
    entries = chain()
    assert first_break(entries[1:]) == 1
    assert first_break(entries[:2] + entries[3:]) == 3
    assert first_break([*entries[:2], entries[3], entries[2], entries[4]]) == 3
    assert first_break([*entries[:3], *entries[2:]]) == 4


def test_a_cut_tail_shows_only_to_whoever_kept_the_head() -> None:
    entries = chain()
    assert first_break(entries[:-1]) is None
    assert entries[-2].hash != entries[-1].hash


def test_whoever_knows_number_and_hash_before_can_chain_what_was_spelled() -> None:
    trace = Trace(EntryId(uuid7(7)), CHAIN, CLOCK.now(), ME, Action.SESSION_CHANGED, b'"number":0')
    front, middle = spelled_around(trace)
    for number, previous in ((1, START), (37, bytes(range(32)))):
        spelled = f'{front}{number}{middle}{previous.hex()}"}}'
        assert digest(spelled.encode()) == link(trace, number, previous).hash
