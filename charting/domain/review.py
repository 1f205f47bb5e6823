"""Content that no practitioner has signed off yet: what it is, where it stands, its source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

# What an entry is called by, the first of these that it has.
_TITLES = ("title", "heading", "name", "words", "text", "id")


@dataclass(frozen=True, slots=True)
class Unreviewed:
    """One entry of a file, or all of the file where its entries are reviewed as one. A translation
    of the screens and papers has a `language` and so many `sentences`.
    """

    file: str
    title: str
    source: str
    language: str = ""
    sentences: int = 0


def unreviewed_in(file: str, about: str, table: Mapping[str, Any]) -> Iterator[Unreviewed]:
    """What in a file waits for review; `about` is what the file says of itself. A file that names
    no reviewer anywhere waits as a whole.
    """
    entries = list(_entries(table, ""))
    if not entries:
        yield Unreviewed(file, about, str(table.get("source", "")))
    for name, row in entries:
        if not row["reviewed_by"]:
            title = about if row is table else _title(name, row)
            yield Unreviewed(file, title, str(row.get("source", "")))


def _entries(value: Any, name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:  # noqa: ANN401
    if isinstance(value, Mapping):
        if "reviewed_by" in value:
            yield name, value
        for key, item in value.items():
            yield from _entries(item, str(key))
    elif isinstance(value, list):
        for item in value:
            yield from _entries(item, name)


def _title(name: str, row: Mapping[str, Any]) -> str:
    found = (row[key] for key in _TITLES if isinstance(row.get(key), str))
    return next(found, name)
