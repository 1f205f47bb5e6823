"""What the map reminds of, read from its files: the derived checks and the rules of muscles."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from charting.domain.body_map import BodyMap
from charting.domain.muscle_rules import MuscleRule
from charting.domain.reminders import RULES, Action, Bounds, Rule, Rules
from charting.tables import damaged, line_of, read_vocabulary


def rules_of(checks: Rules, muscles: Sequence[tuple[Rule, MuscleRule]]) -> Rules:
    """The derived checks and the rules of single muscles as one."""
    words = {**checks.rules, **{rule.id: rule for rule, _ in muscles}}
    return Rules(words, checks.bounds, tuple(rule for _, rule in muscles))


def read_reminder_rules(file: Path, over: Path | None = None) -> Rules:
    """The reminders in a file, or its rows over those in another.

    Raises `Refused` (CONTENT_DAMAGED) naming the file, the id and the line.
    """
    table, own = _rows_over(file, over)
    try:
        bounds = _bounds(table.pop("numbers"))
    except (KeyError, TypeError) as wrong:
        raise damaged(file, f"numbers: {wrong}{line_of(file, 'numbers')}") from wrong
    rules = {}
    for rule_id, row in table.items():
        try:
            rules[rule_id] = _rule(rule_id, row, local=rule_id in own)
        except (TypeError, ValueError) as wrong:
            raise damaged(file, f"{wrong}{line_of(file, rule_id)}") from wrong
    if other := sorted(set(rules) ^ set(RULES)):
        raise damaged(file, ", ".join(f"{each}{line_of(file, each)}" for each in other))
    return Rules(rules, bounds)


def _bounds(row: Mapping[str, Any]) -> Bounds:
    for name, number in row.items():
        if type(number) is not int:
            raise TypeError(f"{name} is not a whole number")
    return Bounds(**row)


def _rows_over(file: Path, over: Path | None) -> tuple[dict[str, Any], frozenset[str]]:
    """The rows of a file over those of another, numbers one by one; and which are its own."""
    own = read_vocabulary(file)
    if over is None:
        return dict(own), frozenset()
    shipped = read_vocabulary(over)
    rows = {**shipped, **own}
    if isinstance(own.get("numbers"), dict):
        rows["numbers"] = {**shipped["numbers"], **own["numbers"]}
    return rows, frozenset(own)


def read_muscle_rules(
    file: Path, back: BodyMap, over: Path | None = None
) -> Sequence[tuple[Rule, MuscleRule]]:
    """The rules of single muscles in a file, as they are told and as they are broken, or its rows
    over those in another.

    Raises `Refused` (CONTENT_DAMAGED) naming the file, the id and the line.
    """
    rows, own = _rows_over(file, over)
    made = []
    for rule_id, row in rows.items():
        try:
            rule = _rule(rule_id, row, local=rule_id in own)
            made.append((rule, _on_the_map(MuscleRule.of(rule_id, row), back)))
        except (KeyError, TypeError, ValueError, AttributeError) as wrong:
            raise damaged(file, f"{rule_id}: {wrong}{line_of(file, rule_id)}") from wrong
    return made


def _on_the_map(rule: MuscleRule, back: BodyMap) -> MuscleRule:
    if rule.muscle not in back.structures:
        raise ValueError(f"{rule.muscle} is no muscle of the map")
    if rule.hazard is not None and rule.hazard not in back.hazards:
        raise ValueError(f"{rule.hazard} is no hazard of the map")
    return rule


def _rule(rule_id: str, row: Mapping[str, Any], *, local: bool = False) -> Rule:
    if not isinstance(row, Mapping):
        raise TypeError(f"{rule_id}: it is no table")
    for name in ("source", "words"):
        if not isinstance(row.get(name), str) or not row[name]:
            raise ValueError(f"{rule_id}: it has no {name}")
    known = {action.value: action for action in Action}
    if row.get("action") not in known:
        told = f"there is no action {row.get('action')}; known are {', '.join(known)}"
        raise ValueError(f"{rule_id}: {told}")
    reviewed = str(row.get("reviewed_by", ""))
    return Rule(rule_id, known[row["action"]], row["words"], row["source"], reviewed, local)
