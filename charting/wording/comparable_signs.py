"""Comparable signs in words: what they measure, and how they differ from before."""

from collections.abc import Mapping
from fractions import Fraction

from charting.domain.comparable_signs import SignDifference, SignUnit, said_of, unit_of
from charting.domain.session import Answer
from charting.domain.visit import Answers, Item, Kind, sign_difference
from charting.i18n import _, listed


def measured_words(unit: SignUnit, parts: int) -> str:
    """A number with its unit: "24 cm", "6 of 10"."""
    return _spelled(_(unit.words), _(unit.one or unit.words), Fraction(parts, unit.per_unit))


def number_words(answer: Answer | None, item: Item) -> str:
    """The number of a sign in its unit, without the unit: "24", "6.5"; empty where it has none."""
    unit = unit_of(answer, item.units)
    if answer is None or answer.number is None or unit is None:
        return ""
    return _figures(Fraction(answer.number, unit.per_unit))


def difference_words(found: SignDifference | None) -> str:
    """How much less or more a sign is than before, and that this is within measurement error where
    a figure for that is published; empty where there is nothing to compare.
    """
    if found is None:
        return ""
    if not found.parts:
        return _("the same number as before")
    unit, by = found.unit, Fraction(abs(found.parts), found.unit.per_unit)
    many = unit.step or unit.words
    amount = _spelled(_(many), _(unit.step_one or unit.one or many), by)
    words = _("{amount} less than before") if found.parts < 0 else _("{amount} more than before")
    told = words.format(amount=amount)
    return _("{told}, within measurement error").format(told=told) if found.within_error else told


def sign_words(answer: Answer | None, item: Item) -> str:
    """What was found of a sign: what it is, the word that compares, and the number."""
    if answer is None:
        return ""
    unit, said = unit_of(answer, item.units), said_of(answer, item.units)
    number = answer.number
    measured = measured_words(unit, number) if unit is not None and number is not None else ""
    named = dict(item.choices).get(said, said)
    told = [_(named) if named else "", measured]
    told.insert(0 if item.kind is Kind.SIGN else len(told), answer.remark)
    return listed(told)


def sign_lines(items: Mapping[str, Item], answers: Answers) -> list[str]:
    """A line for the note of each sign that was tested again: before, after, and the difference."""
    lines = []
    for item in items.values():
        after = answers.get(item.id) if item.kind is Kind.COMPARED else None
        if after is None:
            continue
        before = sign_words(answers.get(item.follows), items[item.follows])
        told = [sign_words(after, item), difference_words(sign_difference(item, answers))]
        words = _("{before}; afterwards {after}.")
        lines.append(words.format(before=before, after=listed(told)))
    return lines


def _spelled(many: str, one: str, number: Fraction) -> str:
    words = one if number == 1 else many
    return words.format(n=_figures(number))


def _figures(number: Fraction) -> str:
    return f"{float(number):g}"
