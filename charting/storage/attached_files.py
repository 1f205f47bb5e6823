"""The bytes of attachments, each under its SHA-256, in the same encrypted database as the rest."""

from sqlalchemy import bindparam, insert, select

from charting.storage.database import Database
from charting.storage.tables import attached_files

_THIS = attached_files.c.sha256 == bindparam("digest")
_DATA = select(attached_files.c.data).where(_THIS)
_THERE = select(attached_files.c.size).where(_THIS)


class SqlAttachedFiles:
    """Implements `charting.services.attached_files.AttachedFiles`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, sha256: bytes, data: bytes) -> None:
        """Store a file; one that is there stays."""
        row = {"sha256": sha256, "size": len(data), "data": data}
        with self._database.writing() as connection:
            if connection.execute(_THERE, {"digest": sha256}).first() is None:
                connection.execute(insert(attached_files), row)

    def get(self, sha256: bytes) -> bytes | None:
        """The file, `None` where it is not here."""
        with self._database.reading() as connection:
            found: bytes | None = connection.execute(_DATA, {"digest": sha256}).scalar_one_or_none()
        return found

    def has(self, sha256: bytes) -> bool:
        """Whether the file is here."""
        with self._database.reading() as connection:
            return connection.execute(_THERE, {"digest": sha256}).first() is not None
