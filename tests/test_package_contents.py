"""What the package is made of: cheap looks at the recipe."""

import ast
import re
import runpy
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parent.parent
LINUX = ROOT / "installer" / "linux"
CONTENTS = runpy.run_path(str(ROOT / "installer" / "contents.py"))


def test_the_spec_is_python_and_reads_what_the_package_holds_from_one_place() -> None:
    spec = (ROOT / "installer" / "charting.spec").read_text("utf-8")
    ast.parse(spec)
    assert 'contents["our_files"]' in spec
    assert 'contents["is_wanted"]' in spec


def test_every_file_of_content_and_every_step_of_the_database_is_held() -> None:
    held = dict(CONTENTS["our_files"](ROOT))
    content = {
        str(file): str(Path("charting", "_data", file.parent.relative_to(ROOT / "resources")))
        for file in (ROOT / "resources").rglob("*")
        if file.is_file() and file.suffix not in {".py", ".pyc"}
    }
    steps = {str(file) for file in (ROOT / "charting/storage/migrations/versions").glob("*.py")}
    assert content.items() <= held.items()
    assert steps <= held.keys()
    assert held[str(ROOT / "CHANGELOG.md")] == str(Path("charting", "_data"))


@pytest.mark.parametrize(
    ("inside", "wanted"),
    [
        ("PySide6/Qt/lib/libQt6Widgets.so.6", True),
        ("PySide6/Qt/lib/libQt6Network.so.6", False),
        # What draws on Wayland asks for it; its frames by Adwaita ask for a module left out.
        ("PySide6/Qt/lib/libQt6OpenGL.so.6", True),
        ("PySide6/Qt/plugins/wayland-decoration-client/libadwaita.so", False),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", False),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
        ("PySide6/Qt/translations/qtbase_de.qm", True),
        ("PySide6/translations/qtbase_ar.qm", True),
        ("PySide6/Qt/translations/qtbase_uk.qm", False),
        ("PySide6/Qt/translations/qt_help_de.qm", False),
        ("charting/_data/body_map/compiled.json", True),
    ],
)
def test_what_no_window_of_ours_loads_is_left_out(inside: str, wanted: bool) -> None:
    assert CONTENTS["is_wanted"](inside) is wanted


def test_only_pythons_own_libraries_come_from_the_system_that_is_built_on() -> None:
    is_the_systems = CONTENTS["is_the_systems"]
    assert is_the_systems("/usr/lib/x86_64-linux-gnu/libX11.so.6")
    assert not is_the_systems("/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0")
    assert not is_the_systems("site-packages/PySide6/Qt/lib/libQt6Core.so.6")


def test_the_desktop_entry_starts_what_the_package_installs() -> None:
    file = LINUX / "dry-needling-charting.desktop"
    entry = ConfigParser(interpolation=None, strict=True)
    entry.optionxform = str  # type: ignore[assignment,method-assign]
    entry.read(file, encoding="utf-8")
    assert {section["Exec"].split()[0] for section in entry.values() if "Exec" in section} == {
        CONTENTS["NAME"]
    }
    assert entry["Desktop Entry"]["Icon"] == CONTENTS["NAME"]
    # An archive that is double clicked is named to it.
    assert entry["Desktop Entry"]["Exec"].endswith(" %f")
    kinds = (LINUX / "dry-needling-charting.xml").read_text("utf-8")
    assert f'type="{entry["Desktop Entry"]["MimeType"].rstrip(";")}"' in kinds
    if shutil.which("desktop-file-validate"):
        subprocess.run(["desktop-file-validate", str(file)], check=True)


def test_an_archive_is_known_by_its_first_bytes() -> None:
    kinds = ElementTree.parse(LINUX / "dry-needling-charting.xml")  # noqa: S314 - our own file
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    match, glob = kinds.find(f".//{space}match"), kinds.find(f".//{space}glob")
    assert match is not None
    assert glob is not None
    written = match.attrib["value"].encode().decode("unicode_escape").encode("latin-1")
    sealed = (ROOT / "charting/vault/sealed_files.py").read_text("utf-8")
    found = re.search(r'^_MAGIC = (b".*")$', sealed, re.MULTILINE)
    assert found is not None
    assert written == ast.literal_eval(found[1])
    assert glob.attrib["pattern"] == "*.dnarchive"


def test_no_lock_names_an_index() -> None:
    for lock in (ROOT / "installer").glob("requirements*.txt"):
        assert "://" not in lock.read_text("utf-8"), lock.name


def test_what_is_packed_is_what_is_run() -> None:
    """A version that the package bundles is the one that the tests ran with."""
    pin = re.compile(r"^([a-z0-9_.\[\]-]+)==(\S+)", re.MULTILINE | re.IGNORECASE)
    run, packed = (
        dict(pin.findall((ROOT / "installer" / name).read_text("utf-8")))
        for name in ("requirements.txt", "requirements-package.txt")
    )
    assert run.items() <= packed.items()
