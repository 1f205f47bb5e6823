"""No shipped string claims what must not be claimed: each is held against `claims.toml`."""

import ast
import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
CLAIMS = tomllib.loads(Path(__file__).with_name("claims.toml").read_text("utf-8"))
FORBIDDEN = [(row["id"], re.compile(row["pattern"], re.IGNORECASE)) for row in CLAIMS["forbidden"]]
ALLOWED = {row["text"] for row in CLAIMS.get("allowed", ())}
# What names the ground of a statement quotes others, and is shown as such.
_OF_SOURCES = frozenset({"source", "threshold_source", "error_source", "licence", "reviewed_by"})


def _in_tables() -> Iterator[tuple[str, str]]:
    for file in sorted((ROOT / "resources").rglob("*.toml")):
        for text in _strings(tomllib.loads(file.read_text("utf-8"))):
            yield file.name, text


def _strings(value: Any) -> Iterator[str]:  # noqa: ANN401 - whatever a table holds
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in _OF_SOURCES:
                yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _in_the_program() -> Iterator[tuple[str, str]]:
    """Every string of the program but what explains its code."""
    for file in sorted((ROOT / "charting").rglob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        explaining: set[int] = set()
        for node in ast.walk(tree):
            # A statement is met before what it says.
            if isinstance(node, ast.Expr):
                explaining.add(id(node.value))
            elif (
                isinstance(node, ast.Constant)
                and id(node) not in explaining
                and isinstance(node.value, str)
                and " " in node.value
            ):
                yield file.name, node.value


def _in_documents() -> Iterator[tuple[str, str]]:
    for file in (ROOT / "README.md", ROOT / "CHANGELOG.md"):
        text = " ".join(file.read_text("utf-8").split())
        for sentence in re.split(r"(?<=[.!?:])\s", text):
            yield file.name, sentence


_PLACES = (_in_tables, _in_the_program, _in_documents)


@cache
def _shipped(where: Callable[[], Iterator[tuple[str, str]]]) -> tuple[tuple[str, str], ...]:
    return tuple(where())


def claims(text: str) -> list[str]:
    """The claims in a text, by their ids."""
    if " ".join(text.split()) in ALLOWED:
        return []
    return [claim for claim, pattern in FORBIDDEN if pattern.search(text)]


@pytest.mark.parametrize("where", _PLACES)
def test_nothing_shipped_claims_what_it_must_not(
    where: Callable[[], Iterator[tuple[str, str]]],
) -> None:
    strings = _shipped(where)
    assert len(strings) > 100
    assert [(file, text, found) for file, text in strings if (found := claims(text))] == []


@pytest.mark.parametrize("row", CLAIMS["forbidden"], ids=lambda row: row["id"])
def test_each_pattern_catches_what_it_is_for(row: dict[str, str]) -> None:
    assert row["id"] in claims(row["caught"])
    assert row["why"]


def test_what_is_allowed_is_still_said_and_would_be_caught_without() -> None:
    shipped = {" ".join(text.split()) for where in _PLACES for _file, text in _shipped(where)}
    assert shipped >= ALLOWED
    for text in ALLOWED:
        assert any(pattern.search(text) for _id, pattern in FORBIDDEN), text
