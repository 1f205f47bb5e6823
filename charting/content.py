"""The content the application ships with, checked and read from resources/."""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from charting import __version__
from charting.domain.body import Build, Row
from charting.domain.body_map import BodyMap, DamagedMap
from charting.domain.episode import Term, Terms
from charting.domain.errors import ErrorCode, Refused
from charting.domain.follow_up import CallOffer, FollowUpPlan, ReviewRule
from charting.domain.leaflet_texts import LANGUAGE, DamagedLeaflet, LeafletTexts
from charting.domain.marks import Direction, NeedleKit, NeedlePreset, Technique
from charting.domain.muscle_rules import MuscleRule
from charting.domain.pain_area import PainQuality
from charting.domain.pain_reminders import PainReminder
from charting.domain.reminders import RULES, Action, Bounds, Rule, Rules
from charting.domain.screening_items import screening_items
from charting.domain.screening_rules import (
    OTHER_FILES,
    RULE_FILES,
    DamagedRules,
    Screening,
    screening_of,
)
from charting.domain.session import Reply
from charting.domain.visit import EMERGENCY, Item, Kind, Step
from charting.places import BODY_MAP, font_files, root

__all__ = [
    "body_map",
    "builds",
    "clinic_screening",
    "episode_terms",
    "follow_up_plan",
    "font_files",
    "leaflet_texts",
    "made_with",
    "needle_kit",
    "read_body_map",
    "read_builds",
    "read_leaflet_texts",
    "read_screening",
    "read_vocabulary",
    "reminder_rules",
    "root",
    "screening",
    "visit_items",
    "vocabulary",
]

LOCAL_RULES = "rules"
LEAFLET_FILES = ("leaflet", "warnings", "aftercare", "places")


@cache
def body_map() -> BodyMap:
    """The map of the back. Raises `Refused` (CONTENT_DAMAGED)."""
    return read_body_map(root() / BODY_MAP)


def read_body_map(path: Path) -> BodyMap:
    """The map in a compiled file. Raises `Refused` (CONTENT_DAMAGED)."""
    try:
        return BodyMap.from_plain(json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError) as wrong:
        detail = str(wrong) if isinstance(wrong, DamagedMap) else type(wrong).__name__
        raise _damaged(path, detail) from wrong


@cache
def builds() -> Mapping[str, Build]:
    """The builds beside that of the map, by id. Raises `Refused` (CONTENT_DAMAGED)."""
    return read_builds(root() / "body_map" / "bodies.toml")


def read_builds(file: Path) -> Mapping[str, Build]:
    """The builds in a file. Raises `Refused` (CONTENT_DAMAGED) naming the file and the id."""
    return {
        build_id: _build(file, build_id, row) for build_id, row in read_vocabulary(file).items()
    }


def _build(file: Path, build_id: str, row: Mapping[str, Any]) -> Build:
    try:
        rows = tuple(Row(**each) for each in row["rows"])
        return Build(build_id, row["name"], rows, row["source"], row["reviewed_by"])
    except (KeyError, TypeError, ValueError) as wrong:
        raise _damaged(file, f"{build_id}: {wrong}{_line_of(file, build_id)}") from wrong


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


@cache
def made_with() -> Mapping[str, str]:
    """The SHA-256, in hex, of what a record is made with: the map, the rules, the vocabularies, and
    the wording, which is that of this program in the translations it has.

    Each is taken over the names and the bytes of its files, in order. Raises `Refused`
    (CONTENT_DAMAGED).
    """
    return {
        "map": _hash_of([root() / BODY_MAP]),
        "rules": _hash_of((root() / "body_map").glob("*.toml")),
        "vocabularies": _hash_of((root() / "vocabularies").glob("*.toml")),
        "wording": _hash_of((root() / "locale").rglob("*.mo"), __version__),
    }


def _hash_of(files: Iterable[Path], first: str = "") -> str:
    whole = hashlib.sha256(first.encode("ascii"))
    try:
        for file in sorted(files):
            whole.update(file.name.encode("ascii"))
            whole.update(file.read_bytes())
    except OSError as wrong:
        raise _damaged(file, type(wrong).__name__) from wrong
    return whole.hexdigest()


@cache
def leaflet_texts(language: str) -> LeafletTexts:
    """The words of the leaflet in a language (BCP 47). Raises `Refused` (CONTENT_DAMAGED)."""
    folder = Path("leaflets", language if LANGUAGE.fullmatch(language) else "")
    return read_leaflet_texts(root() / folder)


def read_leaflet_texts(folder: Path) -> LeafletTexts:
    """The words of the leaflet in the language whose folder this is.

    Raises `Refused` (CONTENT_DAMAGED).
    """
    files = {name: read_vocabulary(folder / f"{name}.toml") for name in LEAFLET_FILES}
    try:
        return LeafletTexts.from_plain(folder.name, files)
    except DamagedLeaflet as wrong:
        raise _damaged(folder, str(wrong)) from wrong


@cache
def needle_kit() -> NeedleKit:
    """The needle sizes and presets offered. Raises `Refused` (CONTENT_DAMAGED)."""
    table = vocabulary("needles")
    try:
        return NeedleKit(
            tuple(table["lengths_mm"]),
            tuple(table["diameters_um"]),
            tuple(_preset(row) for row in table["presets"]),
        )
    except (KeyError, TypeError, ValueError) as wrong:
        raise _damaged(Path("needles.toml"), str(wrong)) from wrong


@cache
def reminder_rules() -> Rules:
    """What the map reminds of once a needle is set. Raises `Refused` (CONTENT_DAMAGED)."""
    folder = root() / "body_map"
    checks = read_reminder_rules(folder / "reminders.toml")
    muscles = read_muscle_rules(folder / "muscle_rules.toml", body_map())
    words = {**checks.rules, **{rule.id: rule for rule, _ in muscles}}
    return Rules(words, checks.bounds, tuple(rule for _, rule in muscles))


def read_reminder_rules(file: Path) -> Rules:
    """The reminders in a file. Raises `Refused` (CONTENT_DAMAGED) naming the file and the id."""
    table = dict(read_vocabulary(file))
    try:
        bounds = Bounds(**table.pop("numbers"))
    except (KeyError, TypeError) as wrong:
        raise _damaged(file, f"numbers: {wrong}{_line_of(file, 'numbers')}") from wrong
    rules = {}
    for rule_id, row in table.items():
        try:
            rules[rule_id] = _rule(rule_id, row)
        except ValueError as wrong:
            raise _damaged(file, f"{wrong}{_line_of(file, rule_id)}") from wrong
    if set(rules) != set(RULES):
        raise _damaged(file, ", ".join(sorted(set(rules) ^ set(RULES))))
    return Rules(rules, bounds)


def read_muscle_rules(file: Path, back: BodyMap) -> Sequence[tuple[Rule, MuscleRule]]:
    """The rules of single muscles in a file, as they are told and as they are broken.

    Raises `Refused` (CONTENT_DAMAGED) naming the file, the id and the line.
    """
    made = []
    for rule_id, row in read_vocabulary(file).items():
        try:
            made.append((_rule(rule_id, row), _on_the_map(MuscleRule.of(rule_id, row), back)))
        except (KeyError, TypeError, ValueError, AttributeError) as wrong:
            raise _damaged(file, f"{rule_id}: {wrong}{_line_of(file, rule_id)}") from wrong
    return made


def _on_the_map(rule: MuscleRule, back: BodyMap) -> MuscleRule:
    if rule.muscle not in back.structures:
        raise ValueError(f"{rule.muscle} is no muscle of the map")
    if rule.hazard is not None and rule.hazard not in back.hazards:
        raise ValueError(f"{rule.hazard} is no hazard of the map")
    return rule


def _line_of(file: Path, row_id: str) -> str:
    """Where a row stands in its file: ", line 12"; nothing where it cannot be found."""
    for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
        if line.strip() in (f'["{row_id}"]', f"[{row_id}]"):
            return f", line {number}"
    return ""


def _rule(rule_id: str, row: Mapping[str, Any]) -> Rule:
    try:
        rule = Rule(rule_id, Action(row["action"]), row["words"], row["source"], row["reviewed_by"])
    except (KeyError, TypeError, ValueError) as wrong:
        raise ValueError(f"{rule_id}: {wrong}") from wrong
    if not rule.source:
        raise ValueError(f"{rule_id}: it has no source")
    return rule


@cache
def pain_reminders() -> Mapping[PainQuality, PainReminder]:
    """What a drawn pain area calls to mind. Raises `Refused` (CONTENT_DAMAGED)."""
    try:
        rows = [_pain_reminder(row) for row in vocabulary("pain")["reminders"]]
    except (KeyError, TypeError, ValueError) as wrong:
        raise _damaged(Path("pain.toml"), str(wrong)) from wrong
    return MappingProxyType({row.quality: row for row in rows})


def _pain_reminder(row: Mapping[str, Any]) -> PainReminder:
    return PainReminder(
        PainQuality(row["quality"]),
        tuple(row["items"]),
        row["words"],
        row["source"],
        row["reviewed_by"],
    )


@cache
def follow_up_plan() -> FollowUpPlan:
    """The calls and the review that can be planned. Raises `Refused` (CONTENT_DAMAGED)."""
    table = vocabulary("follow_ups")
    try:
        return FollowUpPlan(
            tuple(_call_offer(row) for row in table["calls"]), ReviewRule(**table["review"])
        )
    except (KeyError, TypeError, ValueError) as wrong:
        raise _damaged(Path("follow_ups.toml"), str(wrong)) from wrong


def _call_offer(row: Mapping[str, Any]) -> CallOffer:
    return CallOffer(**{**row, "hazards": tuple(row.get("hazards", ()))})


@cache
def visit_items() -> tuple[Item, ...]:
    """What is asked and noted in a visit, in order, that of the screening first.

    Raises `Refused` (CONTENT_DAMAGED).
    """
    try:
        noted = tuple(_item(row) for row in vocabulary("visit")["items"])
    except (KeyError, TypeError, ValueError) as wrong:
        raise _damaged(Path("visit.toml"), str(wrong)) from wrong
    asked = screening()
    stops = tuple((stop.id, stop.words) for stop in asked.stops)
    noted = tuple(replace(each, choices=stops) if each.id == EMERGENCY else each for each in noted)
    return (*screening_items(asked), *noted)


@cache
def screening() -> Screening:
    """The screening as it ships. Raises `Refused` (CONTENT_DAMAGED)."""
    return read_screening(root() / "screening")


def read_screening(folder: Path) -> Screening:
    """The screening in a folder. Raises `Refused` (CONTENT_DAMAGED) naming the file and the id."""
    tables = {}
    for name in (*RULE_FILES, *OTHER_FILES):
        tables[name] = read_vocabulary(folder / f"{name}.toml")
    try:
        return screening_of(tables)
    except DamagedRules as wrong:
        raise _damaged(folder, str(wrong)) from wrong


def clinic_screening(folder: Path) -> tuple[Screening, Refused | None]:
    """The screening of the practice in `folder`: the shipped one, and over it the rules that the
    clinic words or judges its own way in `rules/*.toml` there.

    Where one of its files is damaged the shipped rules hold, and the refusal (RULES_DAMAGED) says
    which file and which id.
    """
    merged = shipped = screening()
    for file in sorted((folder / LOCAL_RULES).glob("*.toml")):
        try:
            merged = merged.with_local([read_vocabulary(file)])
        except DamagedRules as wrong:
            return shipped, _rules_damaged(file, str(wrong))
        except Refused as refused:
            return shipped, _rules_damaged(file, str(refused.facts["detail"]))
    return merged, None


@cache
def episode_terms() -> Terms:
    """What can be ticked for an episode. Raises `Refused` (CONTENT_DAMAGED)."""
    table = vocabulary("episode")
    try:
        return Terms(*(_terms(table[field.name]) for field in fields(Terms)))
    except (KeyError, TypeError) as wrong:
        raise _damaged(Path("episode.toml"), str(wrong)) from wrong


def _terms(rows: Iterable[Mapping[str, Any]]) -> tuple[Term, ...]:
    return tuple(
        Term(row["id"], row["words"], row.get("explained", ""), tuple(row.get("asks", ())))
        for row in rows
    )


def _item(row: Mapping[str, Any]) -> Item:
    return Item(
        row["id"],
        Step(row["step"]),
        Kind(row["kind"]),
        row["words"],
        row["source"],
        Reply(row["hoped"]) if "hoped" in row else None,
        row.get("advice", ""),
        row.get("low", 0),
        row.get("high", 0),
        tuple(zip(row.get("choices", ()), row.get("choice_words", ()), strict=True)),
        row.get("needled", False),
        row.get("optional", False),
    )


def _preset(row: Mapping[str, Any]) -> NeedlePreset:
    return NeedlePreset(
        row["name"],
        row["length_mm"],
        row["diameter_um"],
        Technique(row["technique"]),
        Direction(row["direction"]),
    )


def _rules_damaged(path: Path, detail: str) -> Refused:
    return Refused(ErrorCode.RULES_DAMAGED, {"file": path.name, "detail": detail})


def _damaged(path: Path, detail: str) -> Refused:
    return Refused(ErrorCode.CONTENT_DAMAGED, {"file": path.name, "detail": detail})
