"""What follows in a visit that differs in few words from one answered as hoped."""

from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType

from charting import content
from charting.domain.asking import Background
from charting.domain.screening import Verdict, verdict
from charting.domain.screening_rules import THE_MAP, Action, Rule
from charting.domain.session import Answer, Reply
from tests.strategies import ME, empty_session

SCREENING = content.screening()
EMPTY = empty_session()
REASON = "reason"


def _answer(rule: Rule, said: str = "", beside: str = "") -> Answer:
    codes = [code for code in beside.split(",") if code and code != REASON]
    said = said or rule.hoped
    if rule.choices:
        codes.insert(0, said)
    return Answer(
        rule.id,
        None if rule.choices else Reply(said),
        EMPTY.opened,
        ME,
        "why" if REASON in beside.split(",") else "",
        choice=" ".join(codes),
    )


def answered_as_hoped(age: int) -> dict[str, Answer]:
    """Every question that is put at this age, answered as hoped."""
    return {
        rule.id: _answer(rule)
        for rule in SCREENING.rules.values()
        if not rule.follows
        and (not rule.ages or any(first <= age <= last for first, last in rule.ages))
    }


def judged(case: str) -> set[str]:
    """All that follows in a case, in the words of `tests/domain/screening_by_hand.txt`."""
    policies, age, said, days = SCREENING.usual_policies, 40, [], 0
    for word in case.split():
        key, _is, value = word.partition("=")
        if key.startswith("policy."):
            policies = policies.taking(key.removeprefix("policy."), value)
        elif key == "age":
            age = int(value)
        elif key == "return":
            days = int(value)
        else:
            said.append((SCREENING.rules[key], *value.partition(":")[::2]))
    answers = answered_as_hoped(age)
    for rule, reply, beside in said:
        if reply == "?":
            del answers[rule.id]
        else:
            answers[rule.id] = _answer(rule, reply, beside)
    session = replace(EMPTY, answers=MappingProxyType(answers))
    return _told(verdict(SCREENING, session, policies, _background(age, days)))


def _background(age: int, days: int) -> Background:
    if not days:
        return Background(age=age)
    then = replace(EMPTY.opened, day=EMPTY.opened.day - timedelta(days=days))
    earlier = {key: replace(answer, at=then) for key, answer in answered_as_hoped(age).items()}
    return Background(earlier, age=age, returning=True)


def _told(found: Verdict) -> set[str]:
    told = {"ready" if found.ready else "held"}
    told |= {f"open:{rule.id}" for rule in found.open}
    told |= {f"{each.action}:{each.rule.id}" for each in found.findings}
    for each in found.closures:
        if each.region is not None and each.rule.follows != THE_MAP:
            word = "closed" if each.action is Action.BLOCK else "shut"
            told.add(f"{word}:{each.rule.id}@{each.region.id}")
    for withheld in found.withheld:
        word = "without" if withheld.action is Action.BLOCK else "ask"
        told.add(f"{word}:{withheld.rule.id}@{withheld.technique}")
    return told | {f"box:{each}" for each in found.leaflet}
