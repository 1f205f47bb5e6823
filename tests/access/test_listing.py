"""A screen reader gets a name, a role and states of everything that takes the focus, on every
screen, and what is announced (WCAG 4.1.2, 4.1.3).
"""

import sys

import pytest

from tests.access.listing import NEEDED, can_listen, listing, nameless


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no AT-SPI")
def test_every_screen_is_told_with_names_roles_and_what_is_announced() -> None:
    assert can_listen(), NEEDED
    rows = [row.split("\t") for row in listing()]
    assert nameless("\t".join(row) for row in rows) == []
    named = {row[1] for row in rows if row[0] == "screen"}
    assert {"unlock", "patients", "session", "papers", "help", "patient form"} <= named
    states = {state for row in rows if row[0].isdigit() for state in row[3].split()}
    assert {"focusable", "focused", "checked", "selected", "editable", "disabled"} <= states
    assert any("midline" in row[1] for row in rows if row[0] == "announced")


def test_what_lacks_a_name_or_a_role_is_found() -> None:
    rows = (
        "screen\thelp",
        *("3\tlabel\t\tread_only", "3\ttable cell\t\tfocusable", "3\tpush button\tBack\tfocusable"),
        *("3\tpush button\t\tfocusable", "3\tunknown\tPage\tfocusable focused"),
    )
    assert nameless(rows) == ["help: push button ''", "help: unknown 'Page'"]
