"""The wheel as a person would install it: code, content and version, away from the source."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import charting

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (file,) = folder.glob("*.whl")
    return file


def test_it_names_the_version_of_the_source(wheel: Path) -> None:
    assert wheel.name == f"dry_needling_charting-{charting.__version__}-py3-none-any.whl"


def test_it_holds_all_content_and_none_of_the_tools(wheel: Path) -> None:
    resources = ROOT / "resources"
    shipped = {
        f"charting/_data/{file.relative_to(resources).as_posix()}"
        for file in resources.rglob("*")
        if file.is_file() and file.suffix not in {".py", ".pyc"}
    }
    held = {name for name in zipfile.ZipFile(wheel).namelist() if "/_data/" in name}
    assert held == shipped | {"charting/_data/CHANGELOG.md"}


def test_its_content_is_found_without_the_source(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    program = (
        "from charting import content; print(content.root()); print(content.body_map().at(18, 13))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        check=True,
        capture_output=True,
        text=True,
    )
    place, placement = run.stdout.splitlines()
    assert Path(place) == tmp_path / "charting" / "_data"
    assert "multifidus" in placement
