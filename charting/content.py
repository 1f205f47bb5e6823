"""The content the application ships with: where resources/ lies, and its files checked and read."""

import json
import sys
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from charting.domain.body_map import BodyMap, DamagedMap
from charting.domain.errors import ErrorCode, Refused

_PACKAGE = Path(__file__).resolve().parent
_WITNESS = Path("body_map", "compiled.json")
FONT_SUFFIXES = (".ttf", ".otf")


@cache
def root() -> Path:
    """The folder of the resources: of a frozen package, an installed wheel or a source checkout.

    Raises `Refused` (CONTENT_DAMAGED) when there is none.
    """
    return find_root(_PACKAGE, getattr(sys, "_MEIPASS", None))


def find_root(package: Path, frozen: str | None) -> Path:
    """The resources that belong to the package folder `charting`, or to a frozen application.

    `frozen` is the folder PyInstaller unpacks into. There they lie in `charting/_data`, as in a
    wheel; a source checkout has them in `resources` beside `charting`.
    Raises `Refused` (CONTENT_DAMAGED).
    """
    places = [package / "_data", package.parent / "resources"]
    if frozen is not None:
        places.insert(0, Path(frozen, "charting", "_data"))
    for place in places:
        if (place / _WITNESS).is_file():
            return place
    raise Refused(ErrorCode.CONTENT_DAMAGED, {"file": "resources", "detail": "not found"})


@cache
def body_map() -> BodyMap:
    """The map of the back. Raises `Refused` (CONTENT_DAMAGED)."""
    return read_body_map(root() / _WITNESS)


def read_body_map(path: Path) -> BodyMap:
    """The map in a compiled file. Raises `Refused` (CONTENT_DAMAGED)."""
    try:
        return BodyMap.from_plain(json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError) as wrong:
        detail = str(wrong) if isinstance(wrong, DamagedMap) else type(wrong).__name__
        raise _damaged(path, detail) from wrong


@cache
def vocabulary(name: str) -> Mapping[str, Any]:
    """One table of `vocabularies/`, by its file name without ending.

    Raises `Refused` (CONTENT_DAMAGED).
    """
    return read_vocabulary(root() / "vocabularies" / f"{name}.toml")


def read_vocabulary(path: Path) -> Mapping[str, Any]:
    """The table in a TOML file. Raises `Refused` (CONTENT_DAMAGED)."""
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as wrong:
        raise _damaged(path, str(wrong) if isinstance(wrong, ValueError) else "") from wrong


def font_files() -> tuple[Path, ...]:
    """The bundled fonts, by name. Raises `Refused` (CONTENT_DAMAGED) when there are none."""
    folder = root() / "fonts"
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in FONT_SUFFIXES)
    if not found:
        raise _damaged(folder, "no fonts")
    return tuple(found)


def _damaged(path: Path, detail: str) -> Refused:
    return Refused(ErrorCode.CONTENT_DAMAGED, {"file": path.name, "detail": detail})
