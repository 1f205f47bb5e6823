"""The rules of a screening: what is asked, and what an answer does.

Actions and scopes are those of the clinical reference 2.2; ids those of 2.3 to 2.9.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from charting.domain.marks import Technique
from charting.domain.policies import Policies, Policy
from charting.domain.regions import Region
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
