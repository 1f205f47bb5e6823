"""The table of what is done for access names tests that are there."""

import re

from charting import help_pages
from tests.test_architecture import ROOT

_TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def test_each_point_has_a_test_that_is_there() -> None:
    text = help_pages.page("access").text
    named = _TEST.findall(text)
    assert len(named) > 12
    for file, test in named:
        said = (ROOT / file).read_text("utf-8")
        assert f"def {test}(" in said if test else "def test_" in said, (file, test)


def test_each_point_names_its_criterion_and_a_test_or_who_looks() -> None:
    points = [line for line in help_pages.page("access").text.splitlines() if line[:2] == "- "]
    assert points
    for point in points:
        assert re.match(r"- \*\*\d\.\d\.\d{1,2}[ ,]", point), point
        assert _TEST.search(point) or "Looked at" in point, point
