"""A practice as an old version left it: a frozen database under keys of its own."""

import shutil
from pathlib import Path

from sqlalchemy import text

from charting.domain.ids import PractitionerId
from charting.storage.database import WRITING
from charting.storage.engine import NAME, change_key, open_engine, open_to_read
from charting.vault.slots import SlotVault
from tests.fakes import uuid7
from tests.storage.backends import KEY
from tests.upgrades.freeze import frozen

# As a practice is founded since the first version; the frozen databases hold all but this row.
_FOUNDED = text(
    "INSERT INTO practices (id, name, phone, out_of_hours_phone, country, emergency_number, paper,"
    " demo) VALUES (:id, 'Practice of old', '1', '2', 'CH', '112', 'A4', 0)"
)


def leave(folder: Path, step: str, passphrase: str) -> None:
    """Put the practice of the version with this step of the database into a folder."""
    folder.mkdir(parents=True)
    # The first person of every frozen database.
    unlocked = SlotVault().create(folder, PractitionerId(uuid7(1)), passphrase)
    shutil.copyfile(dict(frozen())[step], folder / NAME)
    engine = open_engine(folder / NAME, KEY)
    with engine.execution_options(**{WRITING: True}).begin() as connection:
        connection.execute(_FOUNDED, {"id": uuid7(9).bytes})
    engine.dispose()
    change_key(folder / NAME, KEY, unlocked.key)


def step_of(folder: Path, passphrase: str) -> str:
    """The step that the database of a practice has come to."""
    key = SlotVault().unlock(folder, passphrase).key
    engine = open_to_read(folder / NAME, key)
    with engine.connect() as connection:
        step = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    engine.dispose()
    return str(step)
