"""The paper charts, typed in by hand, come true; in short for the first case, at length for all."""

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.tour import LIMITS
from tests.walk import case_1
from tests.walk.__main__ import walk


def _wrong(found: dict[str, Any]) -> list[str]:
    return [
        fact["words"]
        for case in found["cases"].values()
        for fact in case["facts"]
        if not fact["verdict"]
    ]


def test_the_first_case_comes_true(qtbot: QtBot) -> None:
    found = walk(None, "light", 1, (case_1,), reference=False)
    assert _wrong(found) == []
    assert found["round_trip"] == {"Adeyemi-Lindqvist, K.": True}
    assert not [fact for fact in found["cases"]["case_1"]["facts"] if fact["verdict"] is not True]


@pytest.mark.long
def test_every_case_comes_true_and_the_window_is_never_deaf(qtbot: QtBot) -> None:
    found = walk(None, "light", 1)
    assert _wrong(found) == []
    assert {name: found[name] for name, most in LIMITS.items() if found[name] > most} == {}
