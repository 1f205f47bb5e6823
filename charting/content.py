"""The content the application ships with, checked and read from resources/."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from charting import __version__
from charting.domain.body import Build, Row
from charting.domain.body_map import BodyMap, DamagedMap
from charting.domain.consequences import consequence_of
from charting.domain.episode import Term, Terms
from charting.domain.errors import ErrorCode, Refused
from charting.domain.event_vocabulary import EventVocabulary, event_vocabulary_of
from charting.domain.follow_up import CallOffer, Escalation, FollowUpPlan, ReviewRule
from charting.domain.language_code import LANGUAGE
from charting.domain.leaflet_texts import FILES as LEAFLET_FILES
from charting.domain.leaflet_texts import DamagedLeaflet, LeafletTexts
from charting.domain.marks import Direction, NeedleKit, NeedlePreset, Technique
from charting.domain.pain_area import PainQuality
from charting.domain.pain_reminders import PainPlace, PainReminder
from charting.domain.reminders import Rules
from charting.domain.screening_items import screening_items
from charting.domain.screening_reading import (
    OTHER_FILES,
    RULE_FILES,
    screening_of,
    with_local,
)
from charting.domain.screening_rules import DamagedRules, Screening
from charting.domain.session import Reply
from charting.domain.shorthand import Lexicon
from charting.domain.visit import EMERGENCY, Item, Kind, Step
from charting.forms import assessment_grid, sign_units
from charting.map_rules import read_muscle_rules, read_reminder_rules, rules_of
from charting.places import BODY_MAP, font_files, root
from charting.tables import damaged, line_of, read_vocabulary

__all__ = [
    "LEAFLET_FILES",
    "body_map",
    "builds",
    "clinic_screening",
    "episode_terms",
    "event_vocabulary",
    "follow_up_plan",
    "font_files",
    "hash_of",
    "leaflet_texts",
    "local_rules",
    "made_with",
    "needle_kit",
    "pain_places",
    "pain_reminders",
    "read_body_map",
    "read_builds",
    "read_leaflet_texts",
    "read_screening",
    "read_vocabulary",
    "reminder_rules",
    "root",
    "screening",
    "shorthand",
    "visit_items",
    "visit_items_of",
    "vocabulary",
]

LOCAL_RULES = "rules"
# Whatever else than the map decides what is asked, what an answer does, and what follows from it.
RULES = (
    *("body_map", "screening", "assessment", "consent", "outcomes"),
    *("vocabularies/adverse_events.toml", "vocabularies/course.toml"),
    "vocabularies/follow_ups.toml",
)


@cache
def body_map() -> BodyMap:
    """The map of the back. Raises `Refused` (CONTENT_DAMAGED)."""
    return read_body_map(root() / BODY_MAP)


def read_body_map(path: Path) -> BodyMap:
    """The map in a compiled file. Raises `Refused` (CONTENT_DAMAGED)."""
    try:
        return BodyMap.from_plain(json.loads(path.read_bytes()))
    except DamagedMap as wrong:
        row_id, *_told = str(wrong).split(":")
        raise damaged(path, f"{wrong}{line_of(path, row_id)}") from wrong
    except (OSError, ValueError, TypeError) as wrong:
        at = f", line {wrong.lineno}" if isinstance(wrong, json.JSONDecodeError) else ""
        raise damaged(path, f"{type(wrong).__name__}{at}") from wrong


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
        raise damaged(file, f"{build_id}: {wrong}{line_of(file, build_id)}") from wrong


@cache
def vocabulary(name: str) -> Mapping[str, Any]:
    """One table of `vocabularies/`, by its file name without ending.

    Raises `Refused` (CONTENT_DAMAGED).
    """
    return read_vocabulary(root() / "vocabularies" / f"{name}.toml")


@cache
def made_with() -> Mapping[str, str]:
    """The SHA-256, in hex, of what a record is made with: the map, the rules, the vocabularies, and
    the wording, which is that of this program in the translations it has. The rules are those of
    the map, of screening, assessment, consent and outcomes, and of what is followed up.

    Each is taken over the names and the bytes of its files, in order. Raises `Refused`
    (CONTENT_DAMAGED).
    """
    return {
        "map": hash_of([root() / BODY_MAP]),
        "rules": hash_of(file for part in RULES for file in _tables(root() / part)),
        "vocabularies": hash_of((root() / "vocabularies").glob("*.toml")),
        "wording": hash_of((root() / "locale").rglob("*.po"), __version__),
    }


def _tables(part: Path) -> list[Path]:
    """The file itself, or every table in a folder and those within it."""
    return sorted(part.rglob("*.toml")) if part.is_dir() else [part]


def hash_of(files: Iterable[Path], first: str = "") -> str:
    """The SHA-256, in hex, over what comes first and the names and bytes of files, in order.

    Raises `Refused` (CONTENT_DAMAGED).
    """
    whole = hashlib.sha256(first.encode("ascii"))
    try:
        for file in sorted(files):
            whole.update(file.name.encode("ascii"))
            whole.update(file.read_bytes())
    except OSError as wrong:
        raise damaged(file, type(wrong).__name__) from wrong
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
        raise damaged(folder, str(wrong)) from wrong


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
        raise damaged(Path("needles.toml"), str(wrong)) from wrong


@cache
def reminder_rules() -> Rules:
    """What the map reminds of once a needle is set. Raises `Refused` (CONTENT_DAMAGED)."""
    folder = root() / "body_map"
    checks = read_reminder_rules(folder / "reminders.toml")
    return rules_of(checks, read_muscle_rules(folder / "muscle_rules.toml", body_map()))


@cache
def pain_reminders() -> Mapping[PainQuality, PainReminder]:
    """What a drawn pain area calls to mind. Raises `Refused` (CONTENT_DAMAGED)."""
    try:
        rows = [_pain_reminder(row) for row in vocabulary("pain")["reminders"]]
    except (KeyError, TypeError, ValueError) as wrong:
        raise damaged(Path("pain.toml"), str(wrong)) from wrong
    return MappingProxyType({row.quality: row for row in rows})


@cache
def pain_places() -> tuple[PainPlace, ...]:
    """The places of pain that have a name. Raises `Refused` (CONTENT_DAMAGED)."""
    try:
        return tuple(_pain_place(row) for row in vocabulary("pain")["places"])
    except (KeyError, TypeError, ValueError) as wrong:
        raise damaged(Path("pain.toml"), str(wrong)) from wrong


def _pain_place(row: Mapping[str, Any]) -> PainPlace:
    outline = tuple((x, y) for x, y in row["outline_mm"])
    return PainPlace(row["id"], row["words"], outline, row["source"], row["reviewed_by"])


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
            tuple(_call_offer(row) for row in table["calls"]),
            ReviewRule(**table["review"]),
            Escalation(**table["escalation"]),
            tuple(map(consequence_of, table["consequences"])),
        )
    except (KeyError, TypeError, ValueError) as wrong:
        raise damaged(Path("follow_ups.toml"), str(wrong)) from wrong


def _call_offer(row: Mapping[str, Any]) -> CallOffer:
    return CallOffer(**{**row, "hazards": tuple(row.get("hazards", ()))})


@cache
def event_vocabulary() -> EventVocabulary:
    """What can go wrong, and what nearly did. Raises `Refused` (CONTENT_DAMAGED)."""
    try:
        return event_vocabulary_of(vocabulary("adverse_events"))
    except (KeyError, TypeError, ValueError) as wrong:
        raise damaged(Path("adverse_events.toml"), str(wrong)) from wrong


@cache
def shorthand() -> Lexicon:
    """What may be typed in the shorthand line. Raises `Refused` (CONTENT_DAMAGED)."""
    known = body_map().structures
    names = {key: one.name for key, one in known.items() if key.startswith("m.")}
    try:
        return Lexicon.of(vocabulary("shorthand"), names)
    except (KeyError, TypeError, ValueError) as wrong:
        raise damaged(Path("shorthand.toml"), str(wrong)) from wrong


@cache
def visit_items() -> tuple[Item, ...]:
    """What is asked and noted in a visit, in order, that of the screening first.

    Raises `Refused` (CONTENT_DAMAGED).
    """
    return visit_items_of(screening())


def visit_items_of(asked: Screening) -> tuple[Item, ...]:
    """The same in the words of a clinic whose screening this is. Raises as `visit_items` does."""
    try:
        noted = tuple(_item(row) for row in vocabulary("visit")["items"])
    except (KeyError, TypeError, ValueError) as wrong:
        raise damaged(Path("visit.toml"), str(wrong)) from wrong
    stops = tuple((stop.id, stop.words) for stop in asked.stops)
    advice = tuple((stop.id, stop.advice) for stop in asked.stops)
    noted = tuple(
        replace(each, choices=stops, cautions=advice) if each.id == EMERGENCY else each
        for each in noted
    )
    return (*screening_items(asked), *noted, *assessment_grid().items)


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
        raise damaged(folder, str(wrong)) from wrong


def clinic_screening(folder: Path) -> tuple[Screening, Refused | None]:
    """The screening of the practice in `folder`: the shipped one, and over it the rules that the
    clinic words or judges its own way in `rules/*.toml` there.

    Where one of its files is damaged the shipped rules hold, and the refusal (RULES_DAMAGED) says
    which file and which id.
    """
    merged = shipped = screening()
    for file in local_rules(folder):
        try:
            merged = with_local(merged, read_vocabulary(file))
        except DamagedRules as wrong:
            return shipped, _rules_damaged(file, str(wrong))
        except Refused as refused:
            return shipped, _rules_damaged(file, str(refused.facts["detail"]))
    return merged, None


def local_rules(folder: Path) -> list[Path]:
    """The files in which the practice in `folder` words or judges rules its own way."""
    return sorted((folder / LOCAL_RULES).glob("*.toml"))


@cache
def episode_terms() -> Terms:
    """What can be ticked for an episode. Raises `Refused` (CONTENT_DAMAGED)."""
    table = vocabulary("episode")
    try:
        return Terms(*(_terms(table[field.name]) for field in fields(Terms)))
    except (KeyError, TypeError) as wrong:
        raise damaged(Path("episode.toml"), str(wrong)) from wrong


def _terms(rows: Iterable[Mapping[str, Any]]) -> tuple[Term, ...]:
    return tuple(
        Term(
            row["id"],
            row["words"],
            row.get("explained", ""),
            tuple(row.get("asks", ())),
            tuple(row.get("measures", ())),
        )
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
        follows=row.get("follows", ""),
        cautions=tuple(row.get("cautions", {}).items()),
        units=sign_units() if row["kind"] in (Kind.SIGN, Kind.COMPARED) else (),
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
