"""What the health facts propose: words among them that point to a precaution."""

from collections.abc import Iterable, Mapping

from charting.domain.patient import HealthFact
from charting.domain.screening_rules import HealthWords, Screening
from charting.domain.text import fold

# A fact that says so of what follows proposes nothing.
_DENIED = frozenset({"no", "not", "never", "without", "denies"})


def proposals(
    screening: Screening, facts: Iterable[HealthFact], age: int, years: str
) -> Mapping[str, str]:
    """The rules that the facts that still hold propose a yes for, with the words of the fact, or
    `years` where it is the age. The practitioner always decides.
    """
    found: dict[str, list[str]] = {}
    for fact in facts:
        if fact.current:
            for rule in sorted(_pointed_at(screening.health_words, fact)):
                found.setdefault(rule, []).append(fact.text)
    for rule_ in screening.rules.values():
        if any(first <= age <= last for first, last in rule_.ages):
            found.setdefault(rule_.id, []).append(years)
    return {rule: "; ".join(texts) for rule, texts in found.items()}


def _pointed_at(words: Iterable[HealthWords], fact: HealthFact) -> set[str]:
    text = fold(fact.text)
    return {
        each.rule
        for each in words
        if fact.kind.value in each.kinds and any(_stands_in(fold(one), text) for one in each.any)
    }


def _stands_in(phrase: str, text: str) -> bool:
    """Whether the phrase begins at a word of the text that is not denied just before."""
    padded, at = f" {text}", -1
    while (at := padded.find(f" {phrase}", at + 1)) >= 0:
        before = padded[:at].split()
        if _DENIED.isdisjoint(before[-2:]):
            return True
    return False
