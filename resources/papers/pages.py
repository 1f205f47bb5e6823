"""The regulatory pages of the help, written from what is stated here, from the tests, from the lock
and from the list of bundled software.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BUNDLED = HERE / "bundled.json"
HARM = {
    "moderate": "moderate: passing harm, or care that has to be done again",
    "serious": "serious: harm that needs treatment, or records lost or seen by others",
    "critical": "critical: lasting harm or death",
}
_PIN = re.compile(r"^([a-z0-9_.-]+)(?:\[\w+\])?==(\S+)", re.MULTILINE | re.IGNORECASE)
_REASON = re.compile(r'((?:^    # .*\n)+)^    "([\w.-]+)', re.MULTILINE)
# What pyproject.toml does not say a reason for beside its name.
_OTHERWISE = {
    "psycopg": "A clinic keeps its record in PostgreSQL.",
    "psycopg-binary": "A clinic keeps its record in PostgreSQL.",
    "pyinstaller": "The small program by which the package starts.",
}
_MADE = (
    "A draft by the engineers for the person responsible, and no legal advice. This page is "
    "written by `python -m resources.papers`; a test holds it to what it is written from."
)


def stated(name: str) -> dict[str, Any]:
    """What is stated in a file beside this one: "requirements", "risks" or "problems"."""
    return tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))


def requirements() -> dict[str, Mapping[str, Any]]:
    """All requirements by their ids."""
    groups = stated("requirements")["group"]
    return {each["id"]: each for group in groups for each in group["requirement"]}


def locked() -> dict[str, str]:
    """The version of each library that a package is built with, by its plain name."""
    text = (ROOT / "installer" / "requirements-package.txt").read_text("utf-8")
    return {plain(name): version for name, version in _PIN.findall(text)}


def plain(name: str) -> str:
    """A distribution's name as it is compared (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).casefold()


def taken_over(bill: Path) -> str:
    """The list of bundled software, a CycloneDX file, as it is kept here."""
    parts = json.loads(bill.read_text("utf-8"))["components"]
    kept = [
        {
            "name": part["name"],
            "version": part["version"],
            "licence": _licence(part),
            "from": "Debian" if part["purl"].startswith("pkg:deb/") else "Python",
        }
        for part in parts
    ]
    kept.sort(key=lambda one: (one["from"] == "Debian", one["name"].casefold()))
    return json.dumps(kept, indent=1) + "\n"


def _licence(part: Mapping[str, Any]) -> str:
    for each in part.get("licenses", ()):
        return str(each.get("expression") or each["license"].get("id") or each["license"]["name"])
    return "in its copyright file"


def pages() -> Iterator[tuple[str, str]]:
    """Each page by the name of its file."""
    yield "17-requirements.md", _requirements()
    yield "18-risks.md", _risks()
    yield "19-bundled-software.md", _bundled()


def _requirements() -> str:
    lines = [
        *_head("Requirements and their tests", "regulatory, traceability, verification, iec 62304"),
        "Each requirement has a number that stays, and the tests that hold it. "
        "`sh installer/dev.sh test` runs them; the few that take long run with `-m long`.",
    ]
    for group in stated("requirements")["group"]:
        lines += ["", *_section(group["name"], group["also"])]
        lines += [_requirement(each) for each in group["requirement"]]
    lines += [
        "",
        *_section("What is never claimed", "claims, promise, advertising"),
        "Every sentence of screens, papers, the read-me and the change log is held against these.",
        "",
    ]
    held = "tests/test_claims.py::test_each_pattern_catches_what_it_is_for"
    claims = tomllib.loads((ROOT / "tests" / "claims.toml").read_text("utf-8"))
    for row in claims["forbidden"]:
        lines.append(f"- **{row['id']}**: such as “{row['caught']}” `{held}[{row['id']}]`")
    return _page(lines)


def _risks() -> str:
    known = requirements()
    lines = [
        *_head("Risks and what is done about them", "iso 14971, hazard, harm, safety, fmea"),
        "How grave the harm is at worst: "
        + "; ".join(HARM.values())
        + ". How likely it is has not "
        "been estimated: nobody has used the application with patients yet. Each control is a "
        "requirement, and stands here with its tests.",
    ]
    for risk in stated("risks")["risk"]:
        lines += ["", f"## {risk['id']} {risk['says']}", ""]
        lines += [f"{risk['how']} At worst **{risk['harm']}**.", ""]
        lines += [_requirement(known[each]) for each in risk["controls"]]
        lines += ["", f"What stays: {risk['left']}"]
    return _page(lines)


def _bundled() -> str:
    kept = json.loads(BUNDLED.read_text("utf-8"))
    reasons = {**_reasons(), **_OTHERWISE}
    lines = [
        *_head("Bundled software", "soup, third party, libraries, licences, sbom, vulnerabilities"),
        "What lies in the package for Debian, taken from its list of bundled software (CycloneDX); "
        "with the texts of the licences that list lies in the package too. Those for Windows and "
        "macOS bundle the same locked libraries, and the Python that they are built with.",
        "",
        "| software | version | licence | what for |",
        "|---|---|---|---|",
    ]
    for one in kept:
        usual = "Python itself" if one["from"] == "Debian" else "comes with another"
        reason = reasons.get(plain(one["name"]), usual)
        lines.append(f"| {one['name']} | {one['version']} | {one['licence']} | {reason} |")
    lines += [
        "",
        *_section("Known problems", "bugs, vulnerabilities, anomalies, cve"),
        "Met while building and testing, each with what is done about it. No public database of "
        "weaknesses was asked: whoever releases looks the list up there, and keeps the answer.",
        "",
    ]
    for each in stated("problems")["problem"]:
        told = f"- **{each['software']}**: {each['says']} {each['done']}"
        lines.append(f"{told} {_named(each['tests'])}")
    return _page(lines)


def _reasons() -> dict[str, str]:
    """Why each library is there: the comment before it in pyproject.toml."""
    text = (ROOT / "pyproject.toml").read_text("utf-8").partition("[project.scripts]")[0]
    return {
        plain(name): " ".join(line.strip(" #") for line in comment.splitlines())
        for comment, name in _REASON.findall(text)
    }


def _head(title: str, also: str) -> list[str]:
    return [f"# {title}", f"<!-- also: {also} -->", "", _MADE, ""]


def _section(title: str, also: str) -> list[str]:
    return [f"## {title}", f"<!-- also: {also} -->", ""]


def _requirement(each: Mapping[str, Any]) -> str:
    return f"- **{each['id']}** {each['says']} {_named(each['tests'])}"


def _named(tests: Sequence[str]) -> str:
    return ", ".join(f"`{test}`" for test in tests)


def _page(lines: Sequence[str]) -> str:
    return "\n".join(lines) + "\n"
