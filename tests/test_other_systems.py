"""The recipes for Windows and macOS and the release on a public CI, read as far as can be here."""

import ast
import plistlib
import re
import runpy
import subprocess
import tomllib
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from PIL import Image
from PySide6.QtGui import QGuiApplication

import charting

ROOT = Path(__file__).parent.parent
INSTALLER = ROOT / "installer"
ISS = (INSTALLER / "windows" / "charting.iss").read_text("utf-8")
WORKFLOW = (ROOT / ".github" / "workflows" / "release.yml").read_text("utf-8")
KINDS = ElementTree.parse(INSTALLER / "linux" / "dry-needling-charting.xml")  # noqa: S314 - our own
KIND = next(KINDS.iter("{http://www.freedesktop.org/standards/shared-mime-info}mime-type"))


def test_windows_shows_the_version_of_the_source() -> None:
    recipe = runpy.run_path(str(INSTALLER / "windows" / "version.py"))
    assert recipe["version"]() == charting.__version__
    text = recipe["resource"]("1.20.3")
    assert text.count("(1, 20, 3, 0)") == 2
    assert "StringStruct('ProductVersion', '1.20.3')" in text
    (whole,) = ast.parse(text).body
    assert isinstance(whole, ast.Expr)
    names = {node.func.id for node in ast.walk(whole) if isinstance(node, ast.Call)}  # type: ignore[attr-defined]
    assert names >= {"VSVersionInfo", "FixedFileInfo", "StringFileInfo", "VarFileInfo"}


def _sections() -> dict[str, list[str]]:
    sections: dict[str, list[str]] = {}
    for line in ISS.splitlines():
        if heading := re.fullmatch(r"\[(\w+)\]", line):
            sections[heading[1]] = []
        elif sections and line and not line.startswith((";", "#")):
            sections[list(sections)[-1]].append(line)
    return sections


def test_the_installer_asks_for_no_administrator_and_takes_no_records_away() -> None:
    sections = _sections()
    setup = dict(line.split("=", 1) for line in sections["Setup"])
    assert setup["PrivilegesRequired"] == "lowest"
    assert setup["ChangesAssociations"] == "yes"
    assert "UninstallDelete" not in sections
    for name in ("Files", "Icons", "Registry", "Run"):
        for line in sections[name]:
            for part in line.split("; "):
                assert re.fullmatch(r'\w+: ("([^"]|"")*"|[\w ]+)', part), part
    # What is named once at the head stands wherever it is asked for.
    named = set(re.findall(r"^#define (\w+)", ISS, re.MULTILINE)) | {"Version"}
    assert set(re.findall(r"\{#(\w+)\}", ISS)) == named


def test_an_archive_opens_with_the_application_on_every_system() -> None:
    (glob,) = (each.attrib["pattern"] for each in KIND if each.tag.endswith("glob"))
    ending = glob.removeprefix("*")
    registry = "\n".join(_sections()["Registry"])
    assert f'"Software\\Classes\\{ending}"' in registry
    assert 'shell\\open\\command"; ValueType: string; ValueData: """{app}' in registry
    with (INSTALLER / "macos" / "Info.plist").open("rb") as file:
        facts = plistlib.load(file)
    (told,) = facts["UTExportedTypeDeclarations"]
    tags = told["UTTypeTagSpecification"]
    assert tags["public.filename-extension"] == [ending.removeprefix(".")]
    assert tags["public.mime-type"] == KIND.attrib["type"]
    assert facts["CFBundleDocumentTypes"][0]["LSItemContentTypes"] == [told["UTTypeIdentifier"]]


def test_the_hardened_runtime_is_loosened_in_one_point_alone() -> None:
    data = (INSTALLER / "macos" / "entitlements.plist").read_bytes()
    # The system does not read comments there.
    assert b"<!--" not in data
    assert plistlib.loads(data) == {"com.apple.security.cs.allow-unsigned-executable-memory": True}
    spec = (INSTALLER / "charting.spec").read_text("utf-8")
    for key in ("codesign_identity", "entitlements_file", "info_plist", "icon", "version"):
        assert key in spec


def test_icons_are_read_back_in_every_size(qapp: QGuiApplication, tmp_path: Path) -> None:
    runpy.run_path(str(INSTALLER / "icons.py"))["draw"](tmp_path)
    for name in ("charting.ico", "archive.ico"):
        with Image.open(tmp_path / name) as icon:
            assert icon.info["sizes"] == {(side, side) for side in (16, 24, 32, 48, 64, 128, 256)}
            icon.load()
    with Image.open(tmp_path / "charting.icns") as icon:
        # What is small is asked for at twice the scale, and shrunk by the system for an old screen.
        assert {(wide, scale) for wide, _high, scale in icon.info["sizes"]} >= {
            *((side, 2) for side in (16, 32, 128, 256)),
            *((side, 1) for side in (128, 256, 512)),
        }
        icon.load()
    for name in ("application-512.png", "archive-16.png"):
        with Image.open(tmp_path / name) as icon:
            least, most = icon.getchannel("A").getextrema()
            assert (least, most) == (0, 255), "a drawing on nothing"


def test_whatever_a_recipe_names_is_there() -> None:
    """Files of the checkout that the recipes, the workflow and the two set-ups name."""
    recipes = [
        *INSTALLER.glob("dev.*"),
        *INSTALLER.glob("*/pack.sh"),
        INSTALLER / "charting.spec",
        ROOT / ".github" / "workflows" / "release.yml",
    ]
    named = set()
    for recipe in recipes:
        told = recipe.read_text("utf-8").replace("\\", "/")
        named |= set(re.findall(r"\binstaller/[\w./-]+\.[a-z]+\b", told))
    assert len(named) > 8
    for name in named:
        assert (ROOT / name).is_file(), name
    (licence,) = re.findall(r"^LicenseFile=(.+)$", ISS, re.MULTILINE)
    assert (INSTALLER / "windows" / licence.replace("\\", "/")).is_file()
    assert set(re.findall(r"build\\icons\\([\w.]+)", ISS)) == {"charting.ico", "archive.ico"}


def test_the_workflow_builds_with_pythons_that_we_support_and_the_shell_reads_each_step() -> None:
    steps = [step for job in _jobs().values() for step in job["steps"]]
    asked = {step["with"]["python-version"] for step in steps if "setup-python" in str(step)}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    least, first_too_new = re.findall(r"3\.(\d+)", project["requires-python"])
    assert {version.partition(".")[2] for version in asked} <= {
        str(minor) for minor in range(int(least), int(first_too_new))
    }
    for job in _jobs().values():
        for step in job["steps"]:
            if "run" in step and step.get("shell") is None and "${{" not in step["run"]:
                subprocess.run(["sh", "-n"], input=step["run"], text=True, check=True)


def _jobs() -> dict[str, Any]:
    jobs: dict[str, Any] = yaml.safe_load(WORKFLOW)["jobs"]
    return jobs


def test_every_action_is_named_by_a_commit_and_its_tag() -> None:
    steps = [step for job in _jobs().values() for step in job["steps"]]
    used = [step["uses"] for step in steps if "uses" in step]
    assert len(used) >= 8
    for each in used:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", each), each
        assert re.search(rf"{each} # v\d+\.\d+\.\d+$", WORKFLOW, re.MULTILINE), each


def test_the_release_waits_for_all_three_and_is_a_draft_with_hashes() -> None:
    jobs = _jobs()
    assert (
        set(jobs["release"]["needs"]) == jobs.keys() - {"release"} == {"linux", "windows", "macos"}
    )
    assert yaml.safe_load(WORKFLOW)["permissions"] == {"contents": "read"}
    assert [name for name, job in jobs.items() if "permissions" in job] == ["release"]
    told = " ".join(step.get("run", "") for step in jobs["release"]["steps"])
    assert "--draft" in told
    assert "sha256sum" in told
    assert "://" not in WORKFLOW
    for name in jobs.keys() - {"release"}:
        assert any("package dist" in step.get("run", "") for step in jobs[name]["steps"]), name
        assert jobs[name]["steps"][-1]["with"]["path"] == "dist/*"


@pytest.mark.parametrize("where", ["linux/pack.sh", "macos/pack.sh"])
def test_what_puts_a_package_together_is_read_by_the_shell(where: str) -> None:
    script = INSTALLER / where
    subprocess.run(["sh", "-n", str(script)], check=True)
    # The list of bundled software lies beside the package.
    assert ".cdx.json" in script.read_text("utf-8")
