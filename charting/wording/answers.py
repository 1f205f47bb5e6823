"""Answers of a visit in words: the reply, the number, what was chosen, and the remark."""

from datetime import date

from charting.domain.session import Answer, Reply
from charting.domain.visit import Item, Kind
from charting.i18n import _, listed
from charting.wording.comparable_signs import sign_words
from charting.wording.values import date_words


def reply_words(reply: Reply) -> str:
    """A reply to a yes-or-no item."""
    return {Reply.NO: _("no"), Reply.YES: _("yes"), Reply.UNKNOWN: _("not known")}[reply]


def answer_words(answer: Answer, item: Item | None, country: str) -> str:
    """What was answered to `item`, dates as written in `country`; an item that the vocabulary
    lacks by now shows its codes.
    """
    if item is not None and item.units:
        return sign_words(answer, item)
    said = [
        reply_words(answer.reply) if answer.reply else "",
        _number_words(answer.number, item),
        _chosen_words(answer.choice, item, country),
        answer.remark,
        _("known: {fact}").format(fact=answer.fact) if answer.fact else "",
        _("confirmed with the list") if answer.in_set else "",
    ]
    return listed(part for part in said if part)


def _number_words(number: int | None, item: Item | None) -> str:
    if number is None:
        return ""
    return _(item.unit).format(n=number) if item and item.unit else str(number)


def _chosen_words(choice: str, item: Item | None, country: str) -> str:
    if item is None or not choice:
        return choice
    if item.kind is Kind.DATE:
        return date_words(date.fromisoformat(choice), country)
    words = dict(item.choices)
    return listed(_(words[code]) if code in words else code for code in choice.split())
