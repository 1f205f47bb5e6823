"""What the columns of all tables share: the metadata, ids, texts, moments.

Ids are 16 bytes, a moment is three columns, booleans that were not looked at are NULL. Text is
compared byte by byte, so that SQLite and PostgreSQL put the same rows in the same order. On SQLite
a row lies where its key does (no rowid): the marks of a session lie together.
"""

from sqlalchemy import BigInteger, Column, ForeignKey, LargeBinary, MetaData, Text

Words = Text().with_variant(Text(collation="C"), "postgresql")

metadata = MetaData()


def id_column(name: str, target: str = "", *, primary: bool = False) -> Column[bytes]:
    """An id, of a row of `target` ("table.column") where one is named."""
    references = [ForeignKey(target)] if target else []
    return Column(name, LargeBinary(16), *references, primary_key=primary, nullable=False)


def text_column(name: str, *, optional: bool = False) -> Column[str]:
    """A text, empty or NULL where there is none."""
    return Column(name, Words, nullable=optional)


def text_columns(*names: str) -> list[Column[str]]:
    """Texts that may be NULL."""
    return [text_column(name, optional=True) for name in names]


def moment_columns(name: str, *, optional: bool = False) -> list[Column[int] | Column[str]]:
    """UTC microseconds, the IANA zone, and the local date in ISO 8601."""
    return [
        Column(f"{name}_utc", BigInteger, nullable=optional),
        Column(f"{name}_zone", Words, nullable=optional),
        Column(f"{name}_day", Words, nullable=optional),
    ]
