"""The rules of a screening as their data files have them: what is asked, and what an answer does.

Actions and scopes are those of the clinical reference 2.2; ids those of 2.3 to 2.9.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from charting.domain.marks import Technique
from charting.domain.policies import Policies, Policy, policy_of
from charting.domain.regions import Region, region_of
from charting.domain.visit import Step

# What decides in the place of an answer where a rule `follows` it.
THE_MAP = "the map"


class Action(StrEnum):
    """What a rule asks for; none of them hinders recording what has happened."""

    BLOCK = "block"
    JUSTIFY = "justify"
    REQUIRE = "require"
    WARN = "warn"
    INFO = "info"


class Scope(StrEnum):
    """How far an action reaches."""

    SESSION = "session"
    SITE = "site"
    TECHNIQUE = "technique"


class RuleKind(StrEnum):
    """What sort of rule it is."""

    RED_FLAG = "red_flag"
    ABSOLUTE = "absolute"
    RELATIVE = "relative"
    PROCEDURAL = "procedural"


class Phase(StrEnum):
    """When it is asked: once an episode and again after some weeks, each time, or afterwards."""

    EPISODE = "episode"
    SESSION = "session"
    POST = "post"


class Where(StrEnum):
    """The needles that make an item afterwards worth asking."""

    DEEP = "deep"
    PLEURA = "pleura"


class DamagedRules(ValueError):
    """A rule file says what cannot be; the message names the id and what is wrong."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that an answer does: always, with the detail `code`, or where a rule of `others`
    has a yes as well; while the clinic's `policy` (name, side) says so. `regions` and `zone` (a
    hazard of the map) are closed, or else the regions named beside the answer. One that is `opened`
    asks only for a reason where a supervisor or the owner decides.
    """

    action: Action
    scope: Scope = Scope.SESSION
    code: str = ""
    others: tuple[str, ...] = ()
    policy: tuple[str, str] | None = None
    regions: tuple[str, ...] = ()
    zone: str = ""
    technique: Technique | None = None
    opened: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is asked, and what follows from the answer.

    `hoped` is the reply, or the choice of a rule with `choices`, that needs no second look;
    `details` and `codes` are what can be said beside it; `weeks` after which it is asked again;
    `ages` (whole years, first and last) at which alone it is asked; one `only_told` is asked only
    where the record itself proposes a yes; `local` marks the clinic's own wording.
    """

    id: str
    kind: RuleKind
    phase: Phase
    group: str
    words: str
    effects: tuple[Effect, ...]
    source: str
    reviewed_by: str = ""
    hoped: str = "no"
    urgency: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    codes: tuple[str, ...] = ()
    weeks: int = 4
    short: bool = False
    resolvable: bool = True
    yields_to: str = ""
    follows: str = ""
    policy: str = ""
    leaflet: str = ""
    ages: tuple[tuple[int, int], ...] = ()
    where: Where | None = None
    only_told: bool = False
    local: bool = False

    @property
    def mandatory(self) -> bool:
        """Whether it keeps the visit from being ready while nobody has asked (2.2)."""
        return self.id.partition(".")[0] in ("rf", "ab", "ck", "hy")

    @property
    def names_sites(self) -> bool:
        """Whether the practitioner says beside a yes which regions it closes."""
        return any(
            one.scope is Scope.SITE and not one.regions and not one.zone for one in self.effects
        )

    @property
    def blocks(self) -> bool:
        """Whether a yes can block the visit or a site."""
        return any(
            one.action is Action.BLOCK and one.scope is not Scope.TECHNIQUE for one in self.effects
        )


@dataclass(frozen=True, slots=True)
class Group:
    """Rules that are put as one question; `none` is what its one key says. The items of one
    `alone` are asked each by itself.
    """

    id: str
    step: Step
    words: str
    none: str
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Stop:
    """A reason for which all needles are taken out at once, and what is done then."""

    id: str
    words: str
    advice: str
    source: str


@dataclass(frozen=True, slots=True)
class HealthWords:
    """Folded beginnings of words among the health facts of `kinds` that point to a rule."""

    rule: str
    kinds: tuple[str, ...]
    any: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class Screening:
    """All that is asked in a screening, in order, with what it is said and judged by."""

    rules: Mapping[str, Rule]
    groups: tuple[Group, ...]
    modifications: Mapping[str, str]
    resolutions: Mapping[str, str]
    regions: Mapping[str, Region]
    policies: tuple[Policy, ...]
    stops: tuple[Stop, ...]
    health_words: tuple[HealthWords, ...]

    @cached_property
    def usual_policies(self) -> Policies:
        """What holds until the clinic says otherwise."""
        return Policies({each.id: each.usual for each in self.policies if each.sides})

    def of_group(self, group: str) -> tuple[Rule, ...]:
        """The rules of a group that are asked, in order."""
        return tuple(
            rule for rule in self.rules.values() if rule.group == group and not rule.follows
        )

    def with_local(self, tables: Iterable[Mapping[str, Any]]) -> "Screening":
        """This screening with the rules that a clinic words or judges its own way.

        Raises `DamagedRules` naming the id where a rule is unknown here or cannot be.
        """
        rules = dict(self.rules)
        for table in tables:
            for row in _rows(table, "rules"):
                shipped = rules.get(str(row.get("id")))
                if shipped is None:
                    raise DamagedRules(f"{row.get('id')}: there is no such rule")
                merged = {"kind": shipped.kind, "phase": shipped.phase, "group": shipped.group}
                rules[shipped.id] = _rule({**merged, **_heads(table), **row}, self, local=True)
        return Screening(
            rules,
            self.groups,
            self.modifications,
            self.resolutions,
            self.regions,
            self.policies,
            self.stops,
            self.health_words,
        )


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
    whole = Screening(rules, *_rest(empty))
    _check_references(whole)
    return whole


def _rest(one: Screening) -> tuple[Any, ...]:
    return (
        one.groups,
        one.modifications,
        one.resolutions,
        one.regions,
        one.policies,
        one.stops,
        one.health_words,
    )


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
_OTHERS = frozenset(
    {"kind", "phase", "action", "effects", "codes", "choices", "details", "ages", "where"}
    | {"reviewed_on"}
)


def _rule(row: Mapping[str, Any], within: Screening, *, local: bool = False) -> Rule:
    rule_id = str(row.get("id", "a rule without an id"))
    try:
        _check_fields(row)
        made = Rule(
            kind=RuleKind(row["kind"]),
            phase=Phase(row["phase"]),
            effects=tuple(_effect(each) for each in _effects(row)),
            codes=tuple(row.get("codes", ())),
            choices=_pairs(row.get("choices", ())),
            details=_pairs(row.get("details", ())),
            ages=tuple((first, last) for first, last in row.get("ages", ())),
            where=Where(row["where"]) if "where" in row else None,
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


def _effects(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return list(row["effects"]) if "effects" in row else [{"action": row["action"]}]


def _effect(row: Mapping[str, Any]) -> Effect:
    policy, _is, side = str(row.get("policy", "")).partition("=")
    return Effect(
        Action(row["action"]),
        Scope(row.get("scope", Scope.SESSION)),
        row.get("code", ""),
        tuple(row.get("with", ())),
        (policy, side) if policy else None,
        tuple(row.get("regions", ())),
        row.get("zone", ""),
        Technique(row["technique"]) if "technique" in row else None,
        row.get("opened", False),
    )


def _pairs(rows: Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((code, words) for code, words in rows)


def _check(rule: Rule, within: Screening) -> None:
    if not rule.source:
        raise ValueError("it has no source")
    if not rule.words:
        raise ValueError("it has no words")
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
