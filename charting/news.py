"""What is new in this version, read from the change log that the application comes with."""

import re
from dataclasses import dataclass

from charting.places import root

_HEADING = re.compile(r"^## (?P<version>\d+(?:\.\d+)*)(?:, (?P<when>.+))?$")


@dataclass(frozen=True, slots=True)
class Release:
    """A version, when it came, and what changed with it, a paragraph each, without markup."""

    version: str
    when: str
    entries: tuple[str, ...]


def releases() -> tuple[Release, ...]:
    """The versions, newest first; none where the log is missing."""
    places = (root() / "CHANGELOG.md", root().parent / "CHANGELOG.md")
    file = next((place for place in places if place.is_file()), None)
    return parse(file.read_text(encoding="utf-8")) if file is not None else ()


def parse(log: str) -> tuple[Release, ...]:
    """The versions in the text of a log, in its order."""
    found: list[tuple[str, str, list[str]]] = []
    for line in log.splitlines():
        if heading := _HEADING.match(line):
            found.append((heading["version"], heading["when"] or "", []))
        elif not found:
            continue
        elif line.startswith("- "):
            found[-1][2].append(line[2:])
        elif line.startswith("  ") and found[-1][2]:
            found[-1][2][-1] += " " + line.strip()
    return tuple(
        Release(version, when, tuple(line.replace("**", "").replace("`", "") for line in lines))
        for version, when, lines in found
    )
