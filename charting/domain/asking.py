"""What is asked in a visit: everything at first, then what each visit asks anew (clinical reference
2.2 and 2.6).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from charting.domain.marks import MapSite, Needle
from charting.domain.reminders import PLEURA, is_deep
from charting.domain.screening_rules import Action, Phase, Rule, RuleKind, Screening, Where
from charting.domain.session import Answer, Reply, Session
from charting.domain.visit import Answers, Outcome, outcome, was_needled

CHANGED = "ck.change"
SHORT_FORM = "ck.redflag_short"
BEYOND_PLAN = "pl.beyond"
SINCE_LAST = "since"
REFUSES = "ab.refuses"
CONSENT_WRITTEN = "ck.consent_written"
CONSENT_SITES = "ck.consent_sites"
SHORT = "short"
KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Background:
    """What is known before a visit: the latest `earlier` answer to each item, what the health facts
    propose (the words of the fact by rule), the age in whole years, and whether the patient was
    here before in this record. `held` is the day of the visit in which each earlier answer was
    given, where it was written down on another. `may_open` says whether who is at work opens what
    only a supervisor or the owner opens.
    """

    earlier: Answers = field(default_factory=lambda: MappingProxyType({}))
    proposed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    age: int = 40
    returning: bool = False
    may_open: bool = False
    held: Mapping[str, date] = field(default_factory=lambda: MappingProxyType({}))

    def last(self, item: str) -> tuple[Answer, date] | None:
        """The latest answer to an item, with the day of its visit."""
        earlier = self.earlier.get(item)
        return (earlier, self.day_of(earlier)) if earlier is not None else None

    def day_of(self, answer: Answer) -> date:
        """The day of the visit in which an earlier answer was given."""
        return self.held.get(answer.item, answer.at.day)


def answered(rule: Rule, answers: Answers) -> bool:
    """Whether an item was answered: with a reply or, where it is chosen, a choice."""
    answer = answers.get(rule.id)
    return answer is not None and (bool(answer.choice) if rule.choices else bool(answer.reply))


def is_hoped(rule: Rule, answer: Answer | None) -> bool:
    """Whether an answer is the one that needs no second look."""
    if answer is None:
        return False
    return (answer.choice if rule.choices else answer.reply) == rule.hoped


def due(screening: Screening, session: Session, background: Background) -> tuple[Rule, ...]:
    """The rules asked in this visit, in order, those already answered included.

    An item of the episode is asked again after its weeks, once something has changed, where it was
    not answered as hoped, and where the health facts propose an answer. The short red flags are
    asked each time.
    """
    if outcome(session) is Outcome.DID_NOT_ATTEND:
        return ()
    whole = is_whole(screening, session, background)
    return tuple(
        rule
        for rule in screening.rules.values()
        if not rule.follows
        and (rule.id in session.answers or _is_due(rule, session, background, whole=whole))
    )


def is_whole(screening: Screening, session: Session, background: Background) -> bool:
    """Whether all red flags are asked in this visit, not only the short ones."""
    return any(
        not rule.short and not rule.ages and _is_renewed(rule, session, background)
        for rule in screening.rules.values()
        if rule.kind is RuleKind.RED_FLAG
    )


def group_now(rule: Rule, background: Background, *, whole: bool) -> str:
    """The group in which a rule is asked in this visit."""
    if whole or rule.phase is not Phase.EPISODE:
        return rule.group
    if rule.short:
        return rule.group if rule.group == "ces" else SHORT
    return KNOWN if wants_own_answer(rule, background) else rule.group


def wants_own_answer(rule: Rule, background: Background) -> bool:
    """Whether an item is left out of a listed set: the health facts propose a yes, or it was not
    answered as hoped last time.
    """
    return rule.id in background.proposed or _was_unhoped(rule, background)


def _is_due(rule: Rule, session: Session, background: Background, *, whole: bool) -> bool:
    if rule.only_told:
        return rule.id in background.proposed
    if rule.ages and not any(first <= background.age <= last for first, last in rule.ages):
        return False
    if rule.phase is Phase.POST:
        return was_needled(session) and _is_worth_asking(rule, session)
    if rule.phase is Phase.SESSION:
        if rule.group == SINCE_LAST:
            return background.returning
        return rule.id != SHORT_FORM or not whole
    proposed = rule.id in background.proposed and _asks_something(rule)
    return rule.short or proposed or _is_renewed(rule, session, background)


def _is_renewed(rule: Rule, session: Session, background: Background) -> bool:
    earlier = background.earlier.get(rule.id)
    if earlier is None or (_asks_something(rule) and not is_hoped(rule, earlier)):
        return True
    if session.opened.day - background.day_of(earlier) > timedelta(weeks=rule.weeks):
        return True
    changed = session.answers.get(CHANGED)
    return changed is not None and changed.reply in (Reply.YES, Reply.UNKNOWN)


def _asks_something(rule: Rule) -> bool:
    """Whether a yes does more than inform, so that it is said anew at each visit."""
    return any(effect.action is not Action.INFO for effect in rule.effects)


def _was_unhoped(rule: Rule, background: Background) -> bool:
    earlier = background.earlier.get(rule.id)
    if earlier is None or rule.phase is not Phase.EPISODE:
        return False
    return not is_hoped(rule, earlier)


def _is_worth_asking(rule: Rule, session: Session) -> bool:
    needles = session.needles()
    if rule.where is Where.DEEP:
        return any(is_deep(needle) for needle in needles)
    if rule.where is Where.PLEURA:
        return any(over_pleura(needle) for needle in needles)
    return True


def over_pleura(needle: Needle) -> bool:
    """Whether a needle was set over the pleura, by the map of its day."""
    return isinstance(needle.site, MapSite) and PLEURA in needle.site.hazards
