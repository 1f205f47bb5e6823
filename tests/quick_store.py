"""A store that makes an empty database at once: one that was made before gets another key. The
steps that make it take longest of all, and have tests of their own.
"""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from charting.durable import move_into_place
from charting.services.ports import Records
from charting.storage.database import Database
from charting.storage.engine import NAME, change_key, open_engine
from charting.storage.records import FileRecords
from charting.storage.store import SqlStore

_KEY = bytes(32)
# A test may have a place for passing files of its own, and look at what stays there.
_TEMP = tempfile.gettempdir()


@cache
def _pattern() -> Path:
    """A database as `SqlStore` makes it, once in a process."""
    folder = Path(tempfile.mkdtemp(prefix="charting-pattern-", dir=_TEMP))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    SqlStore().create(folder, _KEY).close()
    return folder / NAME


class QuickStore(SqlStore):
    """The real store in everything but how it begins."""

    def create(self, folder: Path, key: bytes) -> Records:
        """Copy the pattern and encrypt it anew; what is refused is refused as ever."""
        file = folder / NAME
        if file.exists() or folder.is_file():
            return super().create(folder, key)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = folder / f"{NAME}.new"
        shutil.copyfile(_pattern(), fresh)
        change_key(fresh, _KEY, key)
        move_into_place(fresh, file)
        return FileRecords(Database(open_engine(file, key), folder), file, key)
