"""What is kept on a computer while its clinic's server does not answer, in words."""

from collections.abc import Sequence

from charting.domain.kept import TurnedDown
from charting.i18n import _, clauses, ngettext
from charting.wording.actions import action_words
from charting.wording.carried import moment_words

# More than these are only counted.
_MOST_NAMED = 3


def away_words() -> str:
    """That the server does not answer, and what becomes of what is charted."""
    return _(
        "The clinic’s server does not answer. Go on charting: what you enter is kept on this "
        "computer, encrypted, and goes to the clinic as soon as the server answers again. Until "
        "then only the patients of these days can be read here, and nothing can be signed."
    )


def put_aside_words(file: str) -> str:
    """That something of what was kept is damaged."""
    return _(
        "Part of what was kept on this computer for the clinic is damaged. What could be read goes "
        "there; all of it was put aside as it is in {file}. Look at the visits of the last days, "
        "and enter again what is missing."
    ).format(file=file)


def delivered_words(number: int) -> str:
    """That the server answers again, and what it has now."""
    if not number:
        return _("The clinic’s server answers again.")
    return ngettext(
        "The clinic’s server answers again: {n} change that was kept here is at the clinic now.",
        "The clinic’s server answers again: {n} changes that were kept here are at the clinic now.",
        number,
    ).format(n=number)


def forgotten_words(number: int) -> str:
    """That some of it was about a record that is no more; nothing where there was none."""
    if not number:
        return ""
    return ngettext(
        "{n} change was about a record that was erased at the clinic meanwhile, and is gone.",
        "{n} changes were about a record that was erased at the clinic meanwhile, and are gone.",
        number,
    ).format(n=number)


def turned_down_words(turned_down: Sequence[TurnedDown], country: str) -> str:
    """That the clinic did not take some of it, which and why."""
    words = ngettext(
        "{n} change that was kept here was not taken, as the record says something else by now. "
        "It stands in the trail of the visit or patient; look there, and enter again what is "
        "missing:",
        "{n} changes that were kept here were not taken, as the record says something else by now. "
        "They stand in the trail of the visit or patient; look there, and enter again what is "
        "missing:",
        len(turned_down),
    ).format(n=len(turned_down))
    named = [turned_down_line(each, country) for each in turned_down[:_MOST_NAMED]]
    if more := len(turned_down) - len(named):
        named.append(ngettext("{n} more", "{n} more", more).format(n=more))
    return f"{words} {clauses(named)}."


def turned_down_line(change: TurnedDown, country: str) -> str:
    """One of them: when it was entered, and what it was."""
    when, what = moment_words(change.at, country), action_words(change.action)
    return f"{when}: {what}"
