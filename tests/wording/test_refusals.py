"""Each refusal has a sentence that says what to do, and every fact it needs."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import charting
from charting.domain.errors import ErrorCode, Refused
from charting.wording import sentence
from charting.wording.refusals import sentences

CODE = Path(charting.__file__).parent


def _needed(code: ErrorCode) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentences()[code]) if name}


@pytest.mark.parametrize("code", ErrorCode)
def test_every_code_has_a_sentence_of_a_colleague(code: ErrorCode) -> None:
    facts = dict.fromkeys(_needed(code), 300) | {"diameter_um": 300}
    day = {"day": "2026-11-22"} if "day" in facts else {}
    words = sentence(Refused(code, {**facts, **day}))
    assert words.endswith((".", "?"))
    assert "rror" not in words
    assert "<" not in words
    assert str(code) not in words or "_" not in str(code)


def test_a_field_is_called_by_the_name_people_know() -> None:
    refused = Refused(ErrorCode.FIELD_MISSING, {"field": "practitioner_name"})
    assert sentence(refused) == "Please fill in the name."


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (
            {"measure": "psis", "mm": 20, "least": 40, "most": 160},
            "The distance between the PSIS cannot be 20 mm: it lies between 40 mm and 160 mm.",
        ),
        (
            {"measure": "height", "mm": 17205, "least": 900, "most": 2300},
            "The body height cannot be 1720.5 cm: it lies between 90 cm and 230 cm.",
        ),
    ],
)
def test_a_measure_is_refused_in_its_own_unit(facts: dict[str, str | int], words: str) -> None:
    assert sentence(Refused(ErrorCode.MEASURE_IMPOSSIBLE, facts)).startswith(words)


@pytest.mark.parametrize(
    ("country", "told"),
    [("CH", "22.11.2026"), ("US", "11/22/2026"), ("SE", "2026-11-22"), ("", "22 November 2026")],
)
def test_a_day_is_told_as_the_country_writes_it(country: str, told: str) -> None:
    refused = Refused(ErrorCode.FOLLOW_UP_IMPOSSIBLE, {"day": "2026-11-22"})
    assert f"cannot be due on {told}." in sentence(refused, country)


def test_a_fact_with_braces_or_markup_is_shown_as_it_is() -> None:
    refused = Refused(ErrorCode.DATE_UNREADABLE, {"field": "born", "typed": "{0} <b>1790"})
    assert "“{0} <b>1790”" in sentence(refused)


def test_every_refusal_in_the_code_brings_the_facts_of_its_sentence() -> None:
    raised = list(_raised())
    assert len(raised) > 20
    for place, code, facts in raised:
        spoken = facts | ({"diameter"} if "diameter_um" in facts else set())
        assert _needed(code) <= spoken, f"{place}: {code} lacks {_needed(code) - spoken}"


def _raised() -> Iterator[tuple[str, ErrorCode, set[str]]]:
    """Where a `Refused` is made with its facts written out, and which facts these are."""
    for file in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refused"):
                continue
            if not node.args or not isinstance(node.args[0], ast.Attribute):
                continue
            keys = _keys(node.args[1:])
            if keys is not None:
                yield f"{file.name}:{node.lineno}", ErrorCode[node.args[0].attr], keys


def _keys(facts: list[ast.expr]) -> set[str] | None:
    """The facts written out; `None` where they come from elsewhere."""
    if not facts:
        return set()
    if not isinstance(facts[0], ast.Dict) or None in facts[0].keys:
        return None
    return {str(key.value) for key in facts[0].keys if isinstance(key, ast.Constant)}
