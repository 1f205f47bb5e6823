"""The documented form of a signed record is the one that is signed, and its example holds."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from charting.domain.canonical import digest
from charting.domain.signing import START
from charting.places import root
from charting.services.signed_files import SUMS, signed_files
from tests.domain.test_signing import form, signed

DOCUMENT = root() / "schema" / "SIGNED_FORM.md"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The signed records of an invented patient as files."""
    first = signed(form(1, START))
    records = [first, signed(form(2, first.hash, note="Später: שלום 😀"))]
    for name, content in signed_files(records).items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def _code(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    assert found
    return found[1]


def _checked(folder: Path) -> subprocess.CompletedProcess[str]:
    script = [sys.executable, "-I", "-c", _code("python"), str(folder)]
    return subprocess.run(script, capture_output=True, text=True, check=False)


def test_the_worked_example_is_what_is_signed() -> None:
    record, words = signed(form(1, START)), DOCUMENT.read_text("utf-8")
    assert _code("json").strip() == record.content.decode()
    assert f"Its hash: `{record.hash.hex()}`" in words
    assert f"The signature: `{record.signature.hex()}`" in words


def test_every_name_of_the_form_is_documented() -> None:
    words = DOCUMENT.read_text("utf-8")
    names = json.loads(signed(form(1, START)).content)
    assert [name for name in names if name != "is" and f"`{name}`" not in words] == []


def test_the_documented_check_takes_what_is_whole_and_nothing_else(folder: Path) -> None:
    whole = _checked(folder)
    assert whole.returncode == 0, whole.stderr
    assert whole.stdout.splitlines()[0].startswith("0001.json author Nora Feld ")
    content = (folder / "0002.json").read_bytes()
    (folder / "0002.json").write_bytes(content.replace(b"Li", b"Lo"))
    assert _checked(folder).returncode != 0


def test_the_tools_of_the_system_say_the_same(folder: Path) -> None:
    if shutil.which("sha256sum") is None or shutil.which("openssl") is None:
        pytest.skip("there is no sha256sum or openssl here")
    sums = subprocess.run(["sha256sum", "-c", SUMS], cwd=folder, capture_output=True, check=False)
    assert sums.returncode == 0
    verify = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "0001.pem", "-rawin"]
    files = ["-in", "0001.json", "-sigfile", "0001.sig"]
    said = subprocess.run([*verify, *files], cwd=folder, capture_output=True, check=False)
    assert said.returncode == 0, said.stderr
    (folder / "0001.sig").write_bytes(digest(b"") * 2)
    said = subprocess.run([*verify, *files], cwd=folder, capture_output=True, check=False)
    assert said.returncode != 0
