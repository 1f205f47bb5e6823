"""Where the files that the application ships with lie."""

import sys
from functools import cache
from pathlib import Path

from charting.domain.errors import ErrorCode, Refused

BODY_MAP = Path("body_map", "compiled.json")
FONT_SUFFIXES = (".ttf", ".otf")
_PACKAGE = Path(__file__).resolve().parent


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
        if (place / BODY_MAP).is_file():
            return place
    raise Refused(ErrorCode.CONTENT_DAMAGED, {"file": "resources", "detail": "not found"})


def font_files() -> tuple[Path, ...]:
    """The bundled fonts, by name. Raises `Refused` (CONTENT_DAMAGED) when there are none."""
    folder = root() / "fonts"
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in FONT_SUFFIXES)
    if not found:
        raise Refused(ErrorCode.CONTENT_DAMAGED, {"file": folder.name, "detail": "no fonts"})
    return tuple(found)
