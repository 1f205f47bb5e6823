"""What follows from the answers of a visit: whether it is ready to needle, what still asks for a
reason, which sites are closed and which techniques withheld (clinical reference 2.2).

Nothing here hinders recording what has happened, and nothing keeps a visit from being signed: the
one thing that does is a needle that is not accounted for (`charting.domain.visit`). A rule asks for
a reason; it never says that a place or a technique is safe.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from charting.domain.asking import Background, answered, due, is_hoped
from charting.domain.marks import MapSite, Needle, Site, Technique
from charting.domain.policies import Policies
from charting.domain.regions import Region
from charting.domain.screening_rules import (
    THE_MAP,
    Action,
    Effect,
    Phase,
    Rule,
    Scope,
    Screening,
)
from charting.domain.session import Answer, Reply, Session
from charting.domain.visit import Answers

_HOLDING = (Action.BLOCK, Action.JUSTIFY, Action.REQUIRE)
_STRICTEST_FIRST = tuple(Action)


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule asks for, or says."""

    rule: Rule
    action: Action


@dataclass(frozen=True, slots=True)
class Closure:
    """A part of the back that is closed by a rule (JUSTIFY: it asks for a reason): a region, or a
    hazard zone of the map.
    """

    rule: Rule
    action: Action
    region: Region | None = None
    zone: str = ""

    def holds(self, site: Site) -> bool:
        """Whether a site lies in it."""
        if self.region is not None:
            return self.region.holds(site)
        return isinstance(site, MapSite) and self.zone in site.hazards


@dataclass(frozen=True, slots=True)
class Withheld:
    """A technique that is not offered because of a rule (JUSTIFY: it asks for a reason)."""

    rule: Rule
    action: Action
    technique: Technique


@dataclass(frozen=True, slots=True)
class Verdict:
    """All that follows from the answers: what is still to be asked, findings, closures, techniques
    withheld, and the boxes that the leaflet gets.
    """

    open: tuple[Rule, ...] = ()
    findings: tuple[Finding, ...] = ()
    closures: tuple[Closure, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    leaflet: frozenset[str] = frozenset()

    @property
    def holding(self) -> tuple[Finding, ...]:
        """What keeps the visit from being ready to needle."""
        return tuple(
            each
            for each in self.findings
            if each.action in _HOLDING and each.rule.phase is not Phase.POST
        )

    @property
    def blocks(self) -> tuple[Rule, ...]:
        """The rules that block the whole visit."""
        return tuple(each.rule for each in self.findings if each.action is Action.BLOCK)

    @property
    def ready(self) -> bool:
        """Whether the visit is ready to needle."""
        return not self.open and not self.holding

    def closing(self, site: Site) -> tuple[Closure, ...]:
        """What closes a site."""
        return tuple(each for each in self.closures if each.holds(site))

    def withholding(self, technique: Technique) -> tuple[Withheld, ...]:
        """What withholds a technique."""
        return tuple(each for each in self.withheld if each.technique is technique)


def verdict(
    screening: Screening, session: Session, policies: Policies, background: Background
) -> Verdict:
    """What follows from the answers of `session`."""
    judge = _Judge(screening, session.answers, policies, background.may_open)
    still_open = tuple(
        rule
        for rule in due(screening, session, background)
        if rule.phase is not Phase.POST
        and not answered(rule, session.answers)
        and (rule.mandatory or rule.id in background.proposed)
    )
    rules = tuple(screening.rules.values())
    return Verdict(
        still_open,
        tuple(found for rule in rules if (found := judge.finding(rule)) is not None),
        tuple(closure for rule in rules for closure in judge.closures(rule)),
        _strictest(withheld for rule in rules for withheld in judge.withheld(rule)),
        frozenset(rule.leaflet for rule in rules if rule.leaflet and judge.says_yes(rule)),
    )


# What an answer does


@dataclass(frozen=True, slots=True)
class _Judge:
    screening: Screening
    answers: Answers
    policies: Policies
    may_open: bool = False

    def says_yes(self, rule: Rule) -> bool:
        """Whether the answer is one that does something: for most rules a yes."""
        answer = self._answer(rule)
        if answer is None or answer.reply is Reply.UNKNOWN:
            return False
        if rule.choices:
            return bool(answer.choice) and not is_hoped(rule, answer)
        return answer.reply is not None and answer.reply != self._hoped(rule)

    def finding(self, rule: Rule) -> Finding | None:
        """The strictest thing that the rule still asks for, or else says."""
        if rule.follows or (rule.yields_to and self._other_says_yes(rule.yields_to)):
            return None
        asked = set(self._asked(rule))
        for action in _STRICTEST_FIRST:
            if action in asked and not self._is_settled(rule, action):
                return Finding(rule, action)
        return None

    def closures(self, rule: Rule) -> Iterator[Closure]:
        """The parts of the back that the rule closes."""
        for effect in self._effects(rule, Scope.SITE):
            if effect.action is Action.BLOCK and self._is_settled(rule, Action.BLOCK):
                continue
            action = Action.JUSTIFY if effect.opened and self.may_open else effect.action
            if effect.zone:
                yield Closure(rule, action, zone=effect.zone)
            for region in effect.regions or self._regions_named(rule):
                yield Closure(rule, action, self.screening.regions[region])

    def withheld(self, rule: Rule) -> Iterator[Withheld]:
        """The techniques that the rule withholds."""
        for effect in self._effects(rule, Scope.TECHNIQUE):
            if effect.technique is not None:
                yield Withheld(rule, effect.action, effect.technique)
        if self._is_unknown(rule):
            for effect in rule.effects:
                if effect.scope is Scope.TECHNIQUE and effect.technique is not None:
                    yield Withheld(rule, Action.JUSTIFY, effect.technique)
                    return

    def _asked(self, rule: Rule) -> Iterator[Action]:
        """What the rule asks of the whole visit."""
        if self._is_unknown(rule):
            yield from _of_unknown(rule)
            return
        for effect in self._effects(rule, Scope.SESSION):
            yield effect.action
        # A site that is closed has to be named: until then the whole back is.
        for effect in self._effects(rule, Scope.SITE):
            if not (effect.regions or effect.zone or self._regions_named(rule)):
                yield effect.action

    def _effects(self, rule: Rule, scope: Scope) -> Iterator[Effect]:
        if rule.follows == THE_MAP or self.says_yes(rule):
            for effect in rule.effects:
                if effect.scope is scope and self._applies(rule, effect):
                    yield effect

    def _applies(self, rule: Rule, effect: Effect) -> bool:
        if effect.policy and self.policies.side(effect.policy[0]) != effect.policy[1]:
            return False
        if effect.code and effect.code not in self._codes(rule):
            return False
        return not effect.others or any(self._other_says_yes(other) for other in effect.others)

    def _is_settled(self, rule: Rule, action: Action) -> bool:
        """Whether the answer gives what the action asks for."""
        codes, answer = self._codes(rule), self._answer(rule)
        has_words = answer is not None and bool(answer.remark)
        if action is Action.BLOCK:
            cleared = not codes.isdisjoint(self.screening.resolutions)
            return rule.resolvable and cleared and has_words
        if action is Action.JUSTIFY:
            return has_words or not codes.isdisjoint(self.screening.modifications)
        return action is Action.REQUIRE and has_words

    def _regions_named(self, rule: Rule) -> tuple[str, ...]:
        codes = self._codes(rule)
        return tuple(each for each in self.screening.regions if each in codes)

    def _codes(self, rule: Rule) -> frozenset[str]:
        answer = self._answer(rule)
        return frozenset(answer.choice.split()) if answer else frozenset()

    def _answer(self, rule: Rule) -> Answer | None:
        return self.answers.get(rule.follows or rule.id)

    def _hoped(self, rule: Rule) -> str:
        return self.screening.rules[rule.follows].hoped if rule.follows else rule.hoped

    def _is_unknown(self, rule: Rule) -> bool:
        answer = self._answer(rule)
        return answer is not None and answer.reply is Reply.UNKNOWN

    def _other_says_yes(self, rule_id: str) -> bool:
        return self.says_yes(self.screening.rules[rule_id])


def _of_unknown(rule: Rule) -> Iterator[Action]:
    """Not known acts as JUSTIFY where a yes blocks or asks for a reason; it is never a no."""
    for effect in rule.effects:
        if effect.scope is not Scope.TECHNIQUE and not effect.code:
            yield Action.JUSTIFY if effect.action is Action.BLOCK else effect.action


def _strictest(found: Iterable[Withheld]) -> tuple[Withheld, ...]:
    """Of what withholds a technique, only the strictest: the others ask nothing more."""
    every = tuple(found)
    blocked = {each.technique for each in every if each.action is Action.BLOCK}
    return tuple(
        each for each in every if each.action is Action.BLOCK or each.technique not in blocked
    )


# At the needle


def asks_reason(found: Verdict, needle: Needle, before: Iterable[Needle]) -> tuple[Rule, ...]:
    """The rules that close this needle's site or withhold its technique and have no reason yet:
    each asks once for each side of a visit.
    """
    earlier = [one for one in before if one.site.side is needle.site.side and one.reason]
    rules = []
    for closure in found.closing(needle.site):
        if not any(closure.holds(one.site) for one in earlier):
            rules.append(closure.rule)
    if not any(one.technique is needle.technique for one in earlier):
        rules += [each.rule for each in found.withholding(needle.technique)]
    return tuple(dict.fromkeys(rules))


def rules_against(found: Verdict, site: Site, technique: Technique) -> tuple[str, ...]:
    """The ids of the rules against which a needle is set there, as its record keeps them: those
    that block the visit, close the site or withhold the technique.
    """
    against = [rule.id for rule in found.blocks]
    against += [each.rule.id for each in found.closing(site)]
    against += [each.rule.id for each in found.withholding(technique)]
    return tuple(dict.fromkeys(against))
