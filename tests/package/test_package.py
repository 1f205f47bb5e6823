"""The package that was made last is installed, worked with and removed again in a bare Debian."""

import os
import shutil
from pathlib import Path

import pytest

from tests.package.__main__ import main
from tests.test_architecture import ROOT

_PROGRAMS = (
    "mmdebstrap",
    "unshare",
    "chroot",
    "Xvfb",
    "xdotool",
    "tesseract",
    "import",
    "pdftotext",
)


@pytest.mark.long  # its short form: tests/test_package_contents.py
def test_it_is_installed_charted_with_and_removed(tmp_path: Path) -> None:
    made = sorted((ROOT / "dist").glob("*.deb"), key=lambda file: file.stat().st_mtime)
    lacking = [name for name in _PROGRAMS if shutil.which(name) is None]
    if not made or lacking or os.geteuid() != 0:
        pytest.skip(f"needs root, a package in dist/ and programs; not here: {lacking}")
    assert main([str(made[-1]), str(tmp_path / "pictures")]) == 0
