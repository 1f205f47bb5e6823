"""A record of many sessions: made in steps, in a time and a memory that grow no faster than it."""

import resource
import time
from collections.abc import Generator
from dataclasses import replace

import pytest

from charting.services.ports import RecordReport
from tests.documents.every_document import PAPER
from tests.documents.reading import opened
from tests.documents.test_reports import _record, report

SECONDS = 6.0
MORE_MIB = 16


def long_record(sessions: int) -> RecordReport:
    """A record of so many sessions, each with its marks and a note."""
    one = report(note="Pain down the left leg when sitting. " * 6)
    numbered = [replace(one.session, number=n) for n in range(1, sessions + 1)]
    return replace(_record(), sessions=[replace(one, session=each) for each in numbered])


def _steps(sessions: int) -> Generator[int, None, bytes]:
    return PAPER.making_record(long_record(sessions))


def test_it_is_made_session_by_session_and_can_be_left() -> None:
    steps = _steps(5)
    assert [next(steps) for _ in range(3)] == [1, 2, 3]
    steps.close()
    every = list(_steps(5))
    assert every[:6] == [1, 2, 3, 4, 5, 6]
    # Each page, and what the file ends with, is a step of its own.
    assert every[6:] == [6] * len(every[6:])
    assert len(every) >= 6 + len(opened(PAPER.record(long_record(5))).pages)


def test_each_session_takes_as_long_as_the_one_before() -> None:
    PAPER.record(long_record(1))
    few, many = (_seconds(number) for number in (8, 32))
    assert many < 8 * few


def _seconds(sessions: int) -> float:
    long, began = long_record(sessions), time.process_time()
    PAPER.record(long)
    return time.process_time() - began


@pytest.mark.long
def test_two_hundred_sessions_are_made_while_one_waits() -> None:
    PAPER.record(long_record(1))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    long, began = long_record(200), time.process_time()
    pdf = PAPER.record(long)
    took = time.process_time() - began
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert len(opened(pdf).pages) > 200
    assert took <= SECONDS
    assert grown <= MORE_MIB
