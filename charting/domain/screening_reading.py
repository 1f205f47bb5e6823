"""The rules of a screening read from the tables of their data files, and checked; what cannot be is
told by its id.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar

from charting.domain.marks import Technique
from charting.domain.policies import policy_of
from charting.domain.regions import region_of
from charting.domain.screening_rules import (
    THE_MAP,
    Action,
    DamagedRules,
    Effect,
    Group,
    HealthWords,
    Phase,
    Rule,
    RuleKind,
    Scope,
    Screening,
    Stop,
    Where,
)
from charting.domain.visit import Step

# An answer that is asked again after ten years is asked once.
_WEEKS = range(1, 521)

_Code = TypeVar("_Code", bound=StrEnum)

RULE_FILES = ("red_flags", "contraindications", "precautions", "checks", "closing")
OTHER_FILES = ("groups", "codes", "regions", "policies", "stops", "health_words")


def screening_of(tables: Mapping[str, Mapping[str, Any]]) -> Screening:
    """The screening of its tables by file name. Raises `DamagedRules` naming the id."""
    try:
        codes = tables["codes"]
        empty = Screening(
            {},
            tuple(_group(row) for row in _rows(tables["groups"], "groups")),
            {code: _sourced(code, row) for code, row in codes["modifications"].items()},
            {code: _sourced(code, row) for code, row in codes["resolutions"].items()},
            {row["id"]: region_of(row) for row in _rows(tables["regions"], "regions")},
            tuple(policy_of(row) for row in _rows(tables["policies"], "policies")),
            tuple(Stop(**row) for row in _rows(tables["stops"], "stops")),
            tuple(_health_words(row) for row in _rows(tables["health_words"], "words")),
        )
        usual = tuple(codes["usual"])
    except (KeyError, TypeError, ValueError) as wrong:
        raise DamagedRules(str(wrong)) from wrong
    rules: dict[str, Rule] = {}
    for name in RULE_FILES:
        for row in _rows(tables[name], "rules"):
            made = _rule({"codes": usual, **_heads(tables[name]), **row}, empty)
            if made.id in rules:
                raise DamagedRules(f"{made.id}: it stands there twice")
            rules[made.id] = made
    whole = replace(empty, rules=rules)
    _check_references(whole)
    return whole


def with_local(shipped: Screening, table: Mapping[str, Any]) -> Screening:
    """The screening with the rules of a table that a clinic words or judges its own way.

    Raises `DamagedRules` naming the id where a rule is unknown here or cannot be.
    """
    rules = dict(shipped.rules)
    for row in _rows(table, "rules"):
        known = rules.get(str(row.get("id")))
        if known is None:
            raise DamagedRules(f"{row.get('id')}: there is no such rule")
        placed = {"kind": known.kind, "phase": known.phase, "group": known.group}
        rules[known.id] = _rule({**placed, **_heads(table), **row}, shipped, local=True)
    whole = replace(shipped, rules=rules)
    _check_references(whole)
    return whole


def _rows(table: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    rows = table.get(name)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise DamagedRules(f"there are no [[{name}]]")
    return rows


def _heads(table: Mapping[str, Any]) -> dict[str, Any]:
    """What the head of a file says for all its rules; a source of its own each rule may have."""
    return {key: value for key, value in table.items() if not isinstance(value, list)}


def _sourced(code: str, row: Mapping[str, str]) -> str:
    if not row.get("source"):
        raise DamagedRules(f"{code}: it has no source")
    return row["words"]


def _group(row: Mapping[str, Any]) -> Group:
    return Group(**{**row, "step": Step(row["step"])})


def _health_words(row: Mapping[str, Any]) -> HealthWords:
    return HealthWords(row["rule"], tuple(row["kinds"]), tuple(row["any"]), row["source"])


_PLAIN = (
    *("id", "group", "words", "source", "reviewed_by", "hoped", "urgency", "weeks", "short"),
    *("resolvable", "yields_to", "follows", "policy", "leaflet", "only_told"),
)
_KINDS: Mapping[str, type] = {"weeks": int, "short": bool, "resolvable": bool, "only_told": bool}
_CALLED = {str: "text", int: "whole number", bool: "true or false"}
_OTHERS = frozenset(
    {"kind", "phase", "action", "effects", "codes", "choices", "details", "ages", "where"}
    | {"reviewed_on"}
)


def _rule(row: Mapping[str, Any], within: Screening, *, local: bool = False) -> Rule:
    rule_id = str(row.get("id", "a rule without an id"))
    try:
        _check_fields(row)
        made = Rule(
            kind=_one_of(RuleKind, row["kind"], "kind"),
            phase=_one_of(Phase, row["phase"], "phase"),
            effects=tuple(_effect(each) for each in _effects(row)),
            codes=tuple(row.get("codes", ())),
            choices=_pairs(row.get("choices", ())),
            details=_pairs(row.get("details", ())),
            ages=tuple((first, last) for first, last in row.get("ages", ())),
            where=_one_of(Where, row["where"], "where") if "where" in row else None,
            local=local,
            **{key: row[key] for key in _PLAIN if key in row},
        )
        _check(made, within)
    except KeyError as missing:
        raise DamagedRules(f"{rule_id}: {missing.args[0]} is missing") from missing
    except (TypeError, ValueError) as wrong:
        raise DamagedRules(f"{rule_id}: {wrong}") from wrong
    return made


def _check_fields(row: Mapping[str, Any]) -> None:
    if unknown := set(row) - set(_PLAIN) - _OTHERS:
        raise ValueError(f"nothing is known of {', '.join(sorted(unknown))}")
    for name in _PLAIN:
        kind = _KINDS.get(name, str)
        if name in row and type(row[name]) is not kind:
            raise ValueError(f"{name} is no {_CALLED[kind]}")
    if row.get("weeks", _WEEKS.start) not in _WEEKS:
        raise ValueError(f"weeks goes from {_WEEKS.start} to {_WEEKS.stop - 1}")
    if not row.get("source"):
        raise ValueError("it has no source")
    if not row.get("words"):
        raise ValueError("it has no words")


def _one_of(codes: type[_Code], said: object, name: str) -> _Code:
    if said not in {code.value for code in codes}:
        known = ", ".join(code.value for code in codes)
        raise ValueError(f"there is no {name} {said}; known are {known}")
    return codes(said)


def _effects(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    effects = row["effects"] if "effects" in row else [{"action": row["action"]}]
    if not isinstance(effects, list) or not all(isinstance(each, dict) for each in effects):
        raise ValueError("its effects are no list of tables")
    return effects


def _effect(row: Mapping[str, Any]) -> Effect:
    policy, _is, side = str(row.get("policy", "")).partition("=")
    return Effect(
        _one_of(Action, row["action"], "action"),
        _one_of(Scope, row.get("scope", Scope.SESSION), "scope"),
        row.get("code", ""),
        tuple(row.get("with", ())),
        (policy, side) if policy else None,
        tuple(row.get("regions", ())),
        row.get("zone", ""),
        _one_of(Technique, row["technique"], "technique") if "technique" in row else None,
        row.get("opened", False),
    )


def _pairs(rows: Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((code, words) for code, words in rows)


def _check(rule: Rule, within: Screening) -> None:
    if rule.group not in {group.id for group in within.groups}:
        raise ValueError(f"there is no group {rule.group}")
    allowed = {"yes", "no"} if not rule.choices else {code for code, _words in rule.choices}
    if rule.hoped not in allowed:
        raise ValueError(f"{rule.hoped} cannot be hoped for")
    for code in rule.codes:
        if code not in within.modifications:
            raise ValueError(f"there is no modification {code}")
    _check_effects(rule, within)


def _check_effects(rule: Rule, within: Screening) -> None:
    said = {code for code, _words in (*rule.choices, *rule.details)}
    sides = {each.id: {code for code, *_rest in each.sides} for each in within.policies}
    for effect in rule.effects:
        if effect.code and effect.code not in said:
            raise ValueError(f"there is no detail {effect.code}")
        if effect.policy and effect.policy[1] not in sides.get(effect.policy[0], ()):
            raise ValueError(f"there is no policy {'='.join(effect.policy)}")
        for region in effect.regions:
            if region not in within.regions:
                raise ValueError(f"there is no region {region}")
        if effect.scope is Scope.TECHNIQUE and effect.technique is None:
            raise ValueError("the technique is missing")


def _check_references(whole: Screening) -> None:
    for rule in whole.rules.values():
        named = {other for effect in rule.effects for other in effect.others}
        named |= {each for each in (rule.yields_to, rule.follows) if each and each != THE_MAP}
        for other in sorted(named - set(whole.rules)):
            raise DamagedRules(f"{rule.id}: there is no rule {other}")
    for words in whole.health_words:
        if words.rule not in whole.rules:
            raise DamagedRules(f"{words.rule}: the health words point to no rule")
        if not words.source:
            raise DamagedRules(f"{words.rule}: its health words have no source")
