"""What the map reminds of once a needle is set: once a session for each hazard, and the checks
derived from length, direction and side.

The conditions are those of the clinical reference 1.1 and, for single muscles, 1.2; words, actions
and bounds are data. No reminder hinders recording, and none says that a place or a depth is safe.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from charting.domain.body_map import BodyMap
from charting.domain.marks import Direction, MapSite, Needle, Technique
from charting.domain.muscle_rules import MuscleRule

PLEURA, KIDNEY, CANAL = "hz.pleura", "hz.kidney", "hz.canal"
LENGTH, FRAIL, DIRECTION, BILATERAL, TARGET = (
    "dc.length",
    "dc.frail",
    "dc.direction",
    "dc.bilateral",
    "dc.target",
)
RULES = (LENGTH, FRAIL, DIRECTION, BILATERAL, TARGET)

_AWAY = frozenset(
    {
        Direction.ONTO_RIB,
        Direction.INFEROMEDIAL,
        Direction.OBLIQUE_CAUDAL,
        Direction.TOWARD_TP,
        Direction.TANGENTIAL,
        Direction.PINCER,
    }
)
_TOWARD_THE_CANAL = frozenset({Direction.MEDIAL, Direction.OBLIQUE_CRANIAL})


class Action(StrEnum):
    """What a reminder asks for."""

    WARN = "warn"
    JUSTIFY = "justify"


@dataclass(frozen=True, slots=True)
class Rule:
    """A derived check as its data file has it; `local` where a clinic words it its own way."""

    id: str
    action: Action
    words: str
    source: str
    reviewed_by: str
    local: bool = False


@dataclass(frozen=True, slots=True)
class Bounds:
    """The numbers of the conditions, in mm of the map frame or of the needle."""

    long_needle: int
    canal_above: int
    window_lateral: int
    window_top: int
    window_bottom: int


@dataclass(frozen=True, slots=True)
class Rules:
    """The derived checks and the rules of muscles by id, the bounds of the checks, and what breaks
    each rule of a muscle.
    """

    rules: Mapping[str, Rule]
    bounds: Bounds
    muscles: tuple[MuscleRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder at one needle: a hazard's or a rule's `id`, what it asks for, and whether the
    needle's record answers it. `usual` is the longest usual needle there in mm, if that is its
    matter; `wants_precaution` offers the short list of what was done about it.
    """

    id: str
    action: Action
    answered: bool
    usual: int | None = None
    wants_precaution: bool = False


def reminders(
    needle: Needle, before: Iterable[Needle], body_map: BodyMap, rules: Rules, *, frail: bool
) -> tuple[Reminder, ...]:
    """What to remind of at `needle`, given those set `before` it in this session.

    A hazard and a rule speak up once a session, a rule that asks for a reason once for each side.
    """
    site = needle.site
    if not isinstance(site, MapSite):
        return ()
    earlier = [each for each in before if isinstance(each.site, MapSite)]
    return (
        *_hazards(needle, site, earlier, body_map, rules.bounds),
        *_checks(needle, site, earlier, body_map, rules, frail=frail),
    )


def is_deep(needle: Needle) -> bool:
    """Whether the technique goes beneath the subcutis."""
    return needle.technique is not Technique.SUPERFICIAL


def hazard_speaks(hazard: str, needle: Needle, bounds: Bounds) -> bool:
    """Whether a hazard beneath this needle is worth a word, beyond the list beside it.

    The canal lies beneath nearly every point beside the spine: it speaks only at T10 to L2, where
    the needle is turned toward it, and at the wide window between L5 and S1 (dc.canal).
    """
    site = needle.site
    if not isinstance(site, MapSite) or hazard not in site.hazards:
        return False
    if hazard != CANAL:
        return True
    at_the_window = (
        abs(site.x) < bounds.window_lateral * 10
        and bounds.window_bottom * 10 <= site.y <= bounds.window_top * 10
        and needle.length >= bounds.long_needle
    )
    return (
        site.y > bounds.canal_above * 10 or needle.direction in _TOWARD_THE_CANAL or at_the_window
    )


def _hazards(
    needle: Needle, site: MapSite, earlier: Sequence[Needle], body_map: BodyMap, bounds: Bounds
) -> Iterator[Reminder]:
    for hazard in site.hazards:
        known = body_map.hazards.get(hazard)
        if known is None or known.severity == "info":
            continue
        if not hazard_speaks(hazard, needle, bounds):
            continue
        if any(hazard_speaks(hazard, each, bounds) for each in earlier):
            continue
        wants = known.severity == "critical" and is_deep(needle)
        yield Reminder(hazard, Action.WARN, bool(needle.precautions), wants_precaution=wants)


def _checks(
    needle: Needle,
    site: MapSite,
    earlier: Sequence[Needle],
    body_map: BodyMap,
    rules: Rules,
    *,
    frail: bool,
) -> Iterator[Reminder]:
    def speaks(holds: Callable[[Needle], bool]) -> bool:
        if not holds(needle):
            return False
        return not any(holds(one) and one.site.side is site.side for one in earlier)

    answered = bool(needle.reason)
    if speaks(lambda one: _is_long(one, body_map)):
        rule = FRAIL if frail else LENGTH
        yield Reminder(rule, rules.rules[rule].action, answered, _usual(needle, body_map))
    if speaks(lambda one: _points_at_an_organ(one, rules.bounds)):
        yield Reminder(DIRECTION, rules.rules[DIRECTION].action, answered)
    if speaks(lambda one: _is_no_target(one, body_map)):
        yield Reminder(TARGET, rules.rules[TARGET].action, answered)
    for of_muscle in rules.muscles:
        if speaks(of_muscle.broken_by):
            yield Reminder(of_muscle.id, rules.rules[of_muscle.id].action, answered)
    if _makes_it_bilateral(needle, earlier):
        yield Reminder(BILATERAL, rules.rules[BILATERAL].action, answered)


def _usual(needle: Needle, body_map: BodyMap) -> int | None:
    """The longest usual needle in mm of the muscle it is charted in, where one is stored."""
    site = needle.site
    muscle = body_map.structures.get(site.muscle or "")
    return muscle.lengths_mm[1] if muscle and muscle.lengths_mm else None


def _is_long(needle: Needle, body_map: BodyMap) -> bool:
    usual = _usual(needle, body_map)
    return usual is not None and needle.length > usual


def _points_at_an_organ(needle: Needle, bounds: Bounds) -> bool:
    site = needle.site
    return (
        isinstance(site, MapSite)
        and not {PLEURA, KIDNEY}.isdisjoint(site.hazards)
        and needle.length >= bounds.long_needle
        and needle.direction not in _AWAY
    )


def _is_no_target(needle: Needle, body_map: BodyMap) -> bool:
    muscle = body_map.structures.get(needle.site.muscle or "")
    return muscle is not None and not muscle.needling_default


def _makes_it_bilateral(needle: Needle, earlier: Iterable[Needle]) -> bool:
    """Whether this is the first deep needle over the pleura on the second side."""
    if not _deep_over_pleura(needle):
        return False
    sides = {one.site.side for one in earlier if _deep_over_pleura(one)}
    return bool(sides) and needle.site.side not in sides


def _deep_over_pleura(needle: Needle) -> bool:
    site = needle.site
    return isinstance(site, MapSite) and PLEURA in site.hazards and is_deep(needle)
