"""Makes the frozen database of a version: `python -m tests.upgrades.freeze STEP`.

It is made by the steps up to that version out of a first version that holds a patient, and is then
left as it is for ever: what it shows is that today's program still reads what was written then.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import MetaData, event, insert
from sqlalchemy.sql.elements import quoted_name

from charting.storage.database import WRITING
from charting.storage.engine import NAME, open_engine
from charting.storage.migrating import migrate
from charting.storage.migrations import STEPS
from tests.storage.backends import KEY
from tests.storage.test_migrations import _rows

HERE = Path(__file__).parent


def frozen() -> Iterator[tuple[str, Path]]:
    """The versions that are frozen, oldest first, and their files."""
    for file in sorted(HERE.glob("*.db")):
        yield file.stem, file


def freeze(step: str, file: Path) -> None:
    """Make the database of a version anew in `file`."""
    place = file.with_name(f"{step}-{NAME}")
    engine = open_engine(place, KEY)
    migrate(engine, to=STEPS[0])
    tables = MetaData()

    def quote(_inspector: object, _table: object, column: Mapping[str, Any]) -> None:
        column["name"] = quoted_name(column["name"], quote=True)  # type: ignore[index]

    event.listen(tables, "column_reflect", quote)
    tables.reflect(engine)
    with engine.execution_options(**{WRITING: True}).begin() as connection:
        for name, row in _rows():
            connection.execute(insert(tables.tables[name]), row)
    migrate(engine, to=step)
    # The last to close it brings the log home.
    engine.dispose()
    place.replace(file)


if __name__ == "__main__":
    for wanted in sys.argv[1:]:
        freeze(wanted, HERE / f"{wanted}.db")
