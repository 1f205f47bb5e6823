"""What the window asks of the record in a working day reads no large table from end to end."""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import Engine, event

from charting.storage.engine import NAME, connect
from tests.invented import chart, data_key, new_practice, people
from tests.person import Person, wait

# Those that grow with the practice.
LARGE = (
    *("patients", "patient_words", "episodes", "sessions", "marks", "answers", "notes"),
    *("health_facts", "health_reviews", "follow_ups", "sheets", "given_papers", "attached_files"),
    *("signed_records", "signed_heads", "contact_notes", "audit", "chains"),
)
# Of few sessions, however many there are: what is open now.
FEW = ("sessions_uncounted", "sessions_to_cosign")
_ASKS = re.compile(r"\s*(select|with|update|delete)", re.I)
_SCAN = re.compile(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?")


@contextmanager
def _said() -> Iterator[set[str]]:
    """Every statement that the driver is given meanwhile, with its values."""
    said: set[str] = set()

    def listen(connection: Any, _record: object) -> None:  # noqa: ANN401
        connection.set_trace_callback(said.add)

    event.listen(Engine, "connect", listen)
    yield said
    event.remove(Engine, "connect", listen)


def _read_whole(connection: Any, statement: str) -> list[str]:  # noqa: ANN401
    """The large tables that a statement reads from end to end."""
    plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
    scans = [found.groups() for row in plan if (found := _SCAN.match(row[3]))]
    return [
        f"{table}: {statement}" for table, index in scans if table in LARGE and index not in FEW
    ]


def test_a_working_day_reads_no_large_table_from_end_to_end(
    qapp: QApplication, tmp_path: Path
) -> None:
    folder = tmp_path / "practice"
    with closing(new_practice(folder)) as practice:
        everybody = [practice.patients.add(one) for one in people(2)]
        chart(practice, practice.sessions.open_today(everybody[0].id), 2)
    with _said() as said:
        person = Person(qapp, folder)
        person.come_to_the_session()
        wait(lambda: not person.desk.lane.busy)
        QTest.keyClick(person.page.view, Qt.Key.Key_1)
        middle = person.page.view.projection.to_screen(18, 13).toPoint()
        QTest.mouseClick(person.page.view, Qt.MouseButton.LeftButton, pos=middle)
        person.desk.lane.drain()
        asked = {each for each in said if _ASKS.match(each)}
        person.leave()
    with closing(connect(folder / NAME, data_key(folder))) as connection:
        assert [each for one in asked for each in _read_whole(connection, one)] == []
        # And it would be found.
        assert _read_whole(connection, "SELECT count(*) FROM marks WHERE present")
    assert any("patient_words" not in one and "marks" in one for one in asked)
