"""The regulatory pages are what they are written from, and the tests that they name are there."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from charting.places import root
from resources.papers.pages import (
    BUNDLED,
    HARM,
    ROOT,
    locked,
    pages,
    plain,
    requirements,
    stated,
    taken_over,
)


@pytest.mark.parametrize(("name", "text"), tuple(pages()), ids=lambda value: value[:12])
def test_what_is_committed_is_what_is_written(name: str, text: str) -> None:
    assert (root() / "help" / "en" / name).read_text("utf-8") == text


def _named() -> Iterator[str]:
    for each in (*requirements().values(), *stated("problems")["problem"]):
        assert each["tests"], each
        yield from each["tests"]


def test_each_test_that_is_named_is_there() -> None:
    named = set(_named())
    assert len(named) > 90
    for file, _, test in (each.partition("::") for each in named):
        assert f"def {test}(" in (ROOT / file).read_text("utf-8"), (file, test)


def test_each_number_stands_for_one_requirement_or_risk() -> None:
    groups = stated("requirements")["group"]
    numbers = [each["id"] for group in groups for each in group["requirement"]]
    numbers += [each["id"] for each in stated("risks")["risk"]]
    assert len(numbers) == len(set(numbers))
    for group in groups:
        assert all(each["id"].startswith(group["id"]) for each in group["requirement"])


def test_each_risk_has_controls_that_are_there_and_says_what_stays() -> None:
    for risk in stated("risks")["risk"]:
        assert risk["controls"], risk
        assert requirements().keys() >= set(risk["controls"])
        assert risk["harm"] in HARM
        assert risk["left"].endswith(".")


def test_what_is_bundled_is_what_is_locked() -> None:
    kept = json.loads(BUNDLED.read_text("utf-8"))
    held = {plain(one["name"]): one["version"] for one in kept if one["from"] == "Python"}
    assert held.items() <= locked().items()
    asked_for = (ROOT / "installer" / "requirements.in").read_text("utf-8")
    wanted = {plain(name) for name in re.findall(r"^([\w-]+)>=", asked_for, re.MULTILINE)}
    assert wanted <= held.keys()
    assert {plain(each["software"]) for each in stated("problems")["problem"]} <= held.keys()


def test_a_list_of_bundled_software_is_taken_over(tmp_path: Path) -> None:
    bill = tmp_path / "bill.cdx.json"
    parts = [
        {"name": "libssl3", "version": "3", "purl": "pkg:deb/debian/libssl3@3"},
        {
            "name": "alembic",
            "version": "1",
            "purl": "pkg:pypi/alembic@1",
            "licenses": [{"license": {"id": "MIT"}}],
        },
    ]
    bill.write_text(json.dumps({"components": parts}), encoding="utf-8")
    first, second = json.loads(taken_over(bill))
    assert first == {"name": "alembic", "version": "1", "licence": "MIT", "from": "Python"}
    assert (second["name"], second["licence"]) == ("libssl3", "in its copyright file")
