"""Several people in one visit, in words: who is there, whose it is, and what two said otherwise."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from charting.domain.conflicts import Conflict, Said
from charting.domain.ids import MarkId
from charting.domain.marks import Mark, Needle
from charting.domain.moment import Moment
from charting.domain.session import Answer, NoteSection, TakeOver
from charting.domain.visit import Item
from charting.i18n import _, listed, ngettext
from charting.wording.answers import answer_words
from charting.wording.carried import section_words
from charting.wording.marks import (
    Structures,
    after_words,
    mark_words,
    response_words,
    way_words,
)
from charting.wording.values import clock_words


def here_words(names: Sequence[str]) -> str:
    """Who else has the visit open; nothing for nobody."""
    if not names:
        return ""
    words = ngettext(
        "{names} has this visit open too.", "{names} have this visit open too.", len(names)
    )
    return words.format(names=listed(names))


def in_hand_words(name: str, still_in: int, *, since: TakeOver | None, is_there: bool) -> str:
    """Whose hands a visit is in, and how many needles are in."""
    if since is not None:
        told = _("{name} has had this visit in hand since {time}.").format(
            name=name, time=clock_words(since.at)
        )
    else:
        told = _("{name} has this visit in hand.").format(name=name)
    if is_there:
        told = f"{told} {_('It is open there now.')}"
    if still_in:
        needles = ngettext("{n} needle is in.", "{n} needles are in.", still_in)
        told = f"{told} {needles.format(n=still_in)}"
    return told


def taken_words(name: str, at: Moment) -> str:
    """That one goes on with the visit of a colleague."""
    return _("You took this visit over from {name} at {time}.").format(
        name=name, time=clock_words(at)
    )


def clash_words(name: str) -> str:
    """That two changed the same."""
    words = _("You and {name} changed the same. Theirs is stored, yours is kept: decide.")
    return words.format(name=name)


def aside_words() -> str:
    """That what one did was not stored, and is not lost."""
    return _(
        "Somebody else changed the same just before you. Theirs is shown, yours is kept: decide "
        "below the list of marks."
    )


def undecided_words(names: Sequence[str]) -> str:
    """That something of what one did was set aside when nobody looked, and about whom."""
    words = ngettext(
        "Somebody else changed the same as you in the visit of {names}, and it is not decided yet: "
        "open it and decide below the list of marks.",
        "Somebody else changed the same as you in the visits of {names}, and it is not decided "
        "yet: open them and decide below the list of marks.",
        len(names),
    )
    return words.format(names=listed(names))


def subject_words(
    conflict: Conflict,
    numbers: Mapping[MarkId, int],
    items: Mapping[str, Item],
    structures: Structures,
) -> str:
    """What a conflict is about; `numbers` are those of the marks in the list."""
    kind, _slash, which = conflict.subject.partition("/")
    if kind == "note":
        return _("Note: {section}").format(section=section_words(NoteSection(which)))
    if kind == "answer":
        item = items.get(which)
        return _(item.words) if item is not None else which
    number = numbers.get(MarkId(UUID(hex=which)))
    mark = next(
        (each for each in (conflict.theirs, conflict.mine) if not isinstance(each, Answer | str)),
        None,
    )
    words = mark_words(mark, structures) if mark is not None else _("A mark")
    return _("{n}: {mark}").format(n=number, mark=words) if number is not None else words


def side_words(
    conflict: Conflict, structures: Structures, item: Item | None, country: str
) -> tuple[str, str]:
    """What each of the two said, theirs first, as far as it is not the same."""
    theirs, mine = (
        _lines(said, structures, item, country) for said in (conflict.theirs, conflict.mine)
    )
    return _only(theirs, mine), _only(mine, theirs)


def _only(lines: Sequence[str], others: Sequence[str]) -> str:
    return "\n".join(each for each in lines if each not in others) or _("Nothing of that.")


def _lines(said: Said, structures: Structures, item: Item | None, country: str) -> list[str]:
    if said is None:
        return [_("Not there.")]
    if isinstance(said, str):
        return [said if said.strip() else _("Nothing written.")]
    if isinstance(said, Answer):
        return [answer_words(said, item, country)]
    return _of_mark(said, structures)


def _of_mark(mark: Mark, structures: Structures) -> list[str]:
    told = [mark_words(mark, structures)]
    if isinstance(mark, Needle):
        told.append(way_words(mark))
        if mark.came_out is not None:
            told.append(_("out at {time}").format(time=clock_words(mark.came_out)))
        told += [*response_words(mark), *after_words(mark)]
    return [*told, mark.remark] if mark.remark else told
