"""Carries out the steps that a database has not seen; loaded only when there are any."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from charting.storage import migrations
from charting.storage.database import WRITING


def migrate(engine: Engine, steps: Path | None = None, to: str = "head") -> None:
    """Bring the database to step `to`, each step in a transaction of its own.

    `steps` names another folder of steps, for tests of what will only come.
    """
    with engine.execution_options(**{WRITING: True}).connect() as connection:
        migrate_on(connection, steps, to)


def migrate_on(connection: Connection, steps: Path | None = None, to: str = "head") -> None:
    """As `migrate`, on a connection; within its transaction where it has begun one."""
    folder = Path(migrations.__file__).parent
    config = Config()
    config.set_main_option("script_location", _escaped(folder))
    config.set_main_option("version_locations", _escaped(steps or folder / "versions"))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _escaped(folder: Path) -> str:
    return str(folder).replace("%", "%%")
