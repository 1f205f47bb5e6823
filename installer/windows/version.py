"""Writes what Windows shows of the programs: `python installer/windows/version.py FILE`.

The file is a Python expression that PyInstaller reads into the version resource of an .exe.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
_NAME = "Dry-needling charting"
_WORDS = {
    "CompanyName": "The authors of Dry-needling charting",
    "FileDescription": _NAME,
    "InternalName": "dry-needling-charting",
    "LegalCopyright": "Apache License 2.0",
    "OriginalFilename": "dry-needling-charting.exe",
    "ProductName": _NAME,
}
# English, United States, in Unicode: the language that Windows falls back to.
_LANGUAGE, _CODES = 0x409, 1200


def version() -> str:
    """The version of the application."""
    text = (ROOT / "charting" / "__init__.py").read_text("utf-8")
    found = re.search(r'^__version__ = "(.*)"$', text, re.MULTILINE)
    assert found is not None  # noqa: S101 - a release without a version is none
    return found[1]


def resource(told: str) -> str:
    """The resource of a version such as 1.2.3."""
    numbers = tuple(int(part) for part in re.findall(r"\d+", told))[:3]
    four = (*numbers, *(0,) * (4 - len(numbers)))
    words = {**_WORDS, "FileVersion": told, "ProductVersion": told}
    rows = ", ".join(f"StringStruct({key!r}, {words[key]!r})" for key in sorted(words))
    return (
        "VSVersionInfo(\n"
        f"  ffi=FixedFileInfo(filevers={four}, prodvers={four}, mask=0x3f, flags=0x0,"
        " OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0)),\n"
        "  kids=[\n"
        f"    StringFileInfo([StringTable('{_LANGUAGE:04x}{_CODES:04x}', [{rows}])]),\n"
        f"    VarFileInfo([VarStruct('Translation', [{_LANGUAGE}, {_CODES}])]),\n"
        "  ],\n"
        ")\n"
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(resource(version()), encoding="utf-8")
