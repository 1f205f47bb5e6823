"""The rules that all the code keeps: who may import whom, style, types and sizes."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from importlinter import api  # noqa: F401 - importing it sets the linter up
from importlinter.application.use_cases import lint_imports

ROOT = Path(__file__).parent.parent
PROJECT = ROOT / "pyproject.toml"
OUR_PYTHON = [
    ROOT / "main.py",
    *(
        module
        for folder in ("charting", "tests", "installer", "resources")
        for module in sorted((ROOT / folder).rglob("*.py"))
    ),
]

# --- Who may import whom -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Breach:
    """Code planted at the end of a module of a copy of ours, and the contract it must break."""

    contract: str
    module: str
    code: str


BREACHES = [
    Breach("parts", "domain/marks.py", "import charting.services"),
    Breach("parts", "domain/marks.py", "def late():\n    import charting.services"),
    Breach("parts", "services/sessions.py", "import charting.storage"),
    Breach("parts", "storage/tables.py", "import charting.vault"),
    Breach("parts", "ui/theme.py", "import charting.app"),
    Breach("parts", "stray.py", ""),
    Breach("screens", "ui/unlock/page.py", "import charting.ui.patients.page"),
    Breach("screens", "ui/widgets/stray.py", "import charting.ui.window"),
    Breach("screens", "ui/theme.py", "import charting.ui.widgets"),
    Breach("screens", "ui/stray.py", ""),
    Breach("settings", "ui/settings/model.py", "import charting.ui.settings.page"),
    Breach("session", "ui/session/model.py", "import charting.ui.session.page"),
    Breach("session", "ui/session/outbox.py", "import charting.ui.session.model"),
    Breach("session", "ui/session/stray.py", ""),
    Breach("outcomes", "ui/outcomes/model.py", "import charting.ui.outcomes.page"),
    Breach("outcomes", "ui/outcomes/stray.py", ""),
    Breach("events", "ui/events/model.py", "import charting.ui.events.form"),
    Breach("events", "ui/events/stray.py", ""),
    Breach("consent", "ui/consent/model.py", "import charting.ui.consent.page"),
    Breach("consent", "ui/consent/stray.py", ""),
    Breach("course", "ui/course/model.py", "import charting.ui.course.page"),
    Breach("course", "ui/course/stray.py", ""),
    Breach("education", "ui/education/model.py", "import charting.ui.education.page"),
    Breach("education", "ui/education/stray.py", ""),
    Breach("exchange", "ui/exchange/giving_model.py", "import charting.ui.exchange.giving"),
    Breach("exchange", "ui/exchange/stray.py", ""),
    Breach("letters", "ui/letters/model.py", "import charting.ui.letters.page"),
    Breach("letters", "ui/letters/stray.py", ""),
    Breach("handout", "ui/handout/model.py", "import charting.ui.handout.page"),
    Breach("handout", "ui/handout/stray.py", ""),
    Breach("screen", "ui/unlock/model.py", "import charting.ui.unlock.page"),
    Breach("screen", "ui/patients/stray.py", ""),
    Breach("qt", "domain/marks.py", "from PySide6.QtCore import QPointF"),
    Breach("qt", "storage/stray.py", "import shiboken6"),
    Breach("qt", "command_line/__init__.py", "def late():\n    from PySide6 import QtWidgets"),
    Breach("sql", "ui/patients/model.py", "import sqlite3"),
    Breach("sql", "services/patients.py", "from sqlalchemy import select"),
    Breach("sql", "vault/stray.py", "import sqlcipher3"),
    Breach("cryptography", "storage/stray.py", "from cryptography.hazmat import primitives"),
    Breach("cryptography", "services/practices.py", "import argon2"),
    Breach("paper", "ui/session/model.py", "import reportlab"),
    Breach("paper", "services/sessions.py", "from PIL import Image"),
    Breach("paper", "ui/handout/model.py", "import pypdfium2"),
    Breach("calendars", "ui/patients/model.py", "import icalendar"),
    Breach("bar codes", "ui/patients/model.py", "import biip"),
    Breach("disks", "settings.py", "import psutil"),
    Breach("ids", "services/sessions.py", "import uuid_utils"),
    Breach("headless", "command_line/__init__.py", "def late():\n    import charting.ui.window"),
    Breach(
        "migrations", "storage/migrations/versions/0001_first.py", "import charting.storage.tables"
    ),
    Breach("migrations", "storage/migrations/versions/stray.py", "import charting.domain.marks"),
    Breach("circles", "domain/moment.py", "import charting.domain.session"),
]


def test_the_contracts_are_kept() -> None:
    assert lint_imports(str(PROJECT), cache_dir=None, no_logo=True)


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the application to plant breaches in; who imports whom is kept beside it."""
    copy = tmp_path_factory.mktemp("planted") / "charting"
    return shutil.copytree(ROOT / "charting", copy, ignore=shutil.ignore_patterns("__pycache__"))


@pytest.mark.parametrize("breach", BREACHES, ids=lambda b: f"{b.contract}-{b.module}-{b.code}")
def test_a_planted_breach_is_caught(
    breach: Breach, ours: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = ours / breach.module
    before = module.read_bytes() if module.exists() else None
    with module.open("a", encoding="utf-8") as planted:
        planted.write(f"\n{breach.code}\n")
    monkeypatch.syspath_prepend(str(ours.parent))
    monkeypatch.delitem(sys.modules, "charting", raising=False)
    try:
        kept = lint_imports(
            str(PROJECT),
            limit_to_contracts=(breach.contract,),
            cache_dir=str(ours.parent / "graph"),
            is_debug_mode=True,
            no_logo=True,
        )
    finally:
        module.unlink()
        if before is not None:
            module.write_bytes(before)

    assert not kept


def test_each_contract_has_its_breach() -> None:
    contracts = tomllib.loads(PROJECT.read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    assert {contract["id"] for contract in contracts} == {breach.contract for breach in BREACHES}


# --- Style and types ---------------------------------------------------------------------------


@pytest.mark.parametrize("check", [["ruff", "check"], ["ruff", "format", "--check"], ["mypy"]])
def test_style_and_types(check: list[str]) -> None:
    run = subprocess.run(
        [sys.executable, "-m", *check], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


# --- What the linters cannot say ---------------------------------------------------------------

LONGEST_FILE, LONGEST_CLASS, LONGEST_FUNCTION = 400, 250, 50
NO_HOME = {"utils", "util", "misc", "common", "base", "manager", "helpers", "helper"}
# Only charting.system reads the machine's clock; everyone else is handed a Clock.
CLOCKS = re.compile(
    r"(datetime|date)\.(now|utcnow|today)|time\.(time|time_ns|localtime|gmtime)"
    r"|Q(DateTime|Date|Time)\.current\w+"
)


def complaints(source: str, path: Path) -> Iterator[str]:
    """What is wrong with a module's source, one sentence each."""
    tree = ast.parse(source)
    yield from _size_complaints(source, tree)
    if path.stem in NO_HOME or path.parent.name in NO_HOME:
        yield "its name says nothing of what it is"
    if source and not (ast.get_docstring(tree) or "").partition("\n\n")[0].endswith("."):
        yield "it does not open with a sentence that says what it is"
    if "charting" in path.parts:
        yield from _clock_complaints(tree, path)
    if path.name == "model.py" and "PySide6.QtWidgets" in _imported(tree):
        yield "a model holds no widget"


def _size_complaints(source: str, tree: ast.Module) -> Iterator[str]:
    if (lines := source.count("\n")) > LONGEST_FILE:
        yield f"{lines} lines, at most {LONGEST_FILE}"
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            limit = LONGEST_CLASS
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            limit = LONGEST_FUNCTION
        else:
            continue
        if (lines := (node.end_lineno or 0) - node.lineno + 1) > limit:
            yield f"{node.name} has {lines} lines, at most {limit}"


def _clock_complaints(tree: ast.Module, path: Path) -> Iterator[str]:
    if path.parts[-2:] == ("charting", "system.py"):
        return
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and CLOCKS.fullmatch(f"{node.value.id}.{node.attr}")
        ):
            yield f"line {node.lineno} reads the machine's clock"


def _imported(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module or "", *(f"{node.module}.{name.name}" for name in node.names)}
    return found


def test_every_module_keeps_the_rules() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {complaint}"
        for path in OUR_PYTHON
        for complaint in complaints(path.read_text("utf-8"), path.relative_to(ROOT))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("path", "body", "complaint"),
    [
        ("charting/x.py", "\n" * LONGEST_FILE, "at most 400"),
        ("charting/x.py", "def f():" + "\n    g()" * LONGEST_FUNCTION, "f has 51 lines"),
        ("charting/x.py", "class C:" + "\n    a = 1" * LONGEST_CLASS, "C has 251 lines"),
        ("charting/utils.py", "", "its name"),
        ("charting/ui/helpers/x.py", "", "its name"),
        ("charting/ui/unlock/model.py", "from PySide6 import QtWidgets", "no widget"),
        ("charting/ui/unlock/model.py", "from PySide6.QtWidgets import QLabel", "no widget"),
        ("charting/x.py", "import time\nprint(time.time())", "line 3 reads"),
        ("charting/x.py", "datetime.now(tz=zone)", "line 2 reads"),
        ("charting/x.py", "QDateTime.currentDateTimeUtc()", "line 2 reads"),
    ],
)
def test_a_planted_fault_is_seen(path: str, body: str, complaint: str) -> None:
    (found,) = complaints(f'"""What it is."""\n{body}', Path(path))
    assert complaint in found


def test_a_module_without_its_sentence_is_seen() -> None:
    assert list(complaints("a = 1\n", Path("charting/x.py")))


# --- What may lie in the repository ------------------------------------------------------------

# Package registries, and folders that exist on one machine only.
FOREIGN = re.compile(
    r"\b(?:py(?:pi|thonhosted)|npmjs)\.(?:org|com)\b|\bdeb\.debian\.org\b"
    r"|(?<![\w.~}*-])/(?:work|tmp|root|opt|home|Users)/"
)


def test_nothing_names_a_registry_or_one_machines_folders() -> None:
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout
    wrong = []
    for name in filter(None, listed.decode().split("\0")):
        path = ROOT / name
        content = path.read_bytes() if path.exists() else b""
        if b"\0" not in content:
            wrong += [f"{name}: {hit.group()}" for hit in FOREIGN.finditer(content.decode("utf-8"))]
    assert not wrong, "\n".join(wrong)


def test_the_locked_requirements_hold_what_the_project_names() -> None:
    project = tomllib.loads(PROJECT.read_text("utf-8"))["project"]
    named = _requirements("requirements.in")
    assert set(project["dependencies"]) == named
    assert set(project["optional-dependencies"]["clinic"]) <= _requirements("requirements-dev.in")
    locked = {line.split("==")[0] for line in _requirements("requirements.txt") if "==" in line}
    assert {re.split(r"[<>=\[]", line)[0].lower() for line in named} <= locked


def _requirements(name: str) -> set[str]:
    lines = (ROOT / "installer" / name).read_text("utf-8").splitlines()
    return {line for line in lines if line and line[0].isalnum()}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_a_locked_file_carries_hashes_and_no_option(name: str) -> None:
    text = (ROOT / "installer" / name).read_text("utf-8")
    assert not re.search(r"(?m)^-", text)
    assert all("--hash=sha256:" in part for part in re.split(r"(?m)^(?=[a-z])", text)[1:])
