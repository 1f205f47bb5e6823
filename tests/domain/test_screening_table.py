"""What follows from the answers: two tables of cases, one written by hand from the reference."""

from pathlib import Path

import pytest

from charting import content
from tests.judging import judged

SCREENING = content.screening()
HERE = Path(__file__).parent


def _lines(name: str) -> list[str]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [line for line in lines if "|" in line and not line.startswith("#")]


@pytest.mark.parametrize("line", _lines("screening_by_hand.txt"))
def test_by_hand(line: str) -> None:
    case, _bar, expected = line.partition("|")
    assert judged(case) == set(expected.split())


@pytest.mark.parametrize("line", _lines("screening_by_rule.txt"))
def test_by_rule(line: str) -> None:
    case, _bar, expected = line.partition("|")
    assert judged(case) == set(expected.split())


def test_the_tables_are_long_and_every_rule_stands_in_them() -> None:
    lines = _lines("screening_by_hand.txt") + _lines("screening_by_rule.txt")
    assert len(lines) >= 300
    assert len(_lines("screening_by_hand.txt")) >= 150
    told = {word.partition("=")[0] for line in lines for word in line.partition("|")[0].split()}
    assert {rule.id for rule in SCREENING.rules.values() if not rule.follows} <= told
