"""The side that is complained of, and marks on the other one: told once, for the hand to look."""

from collections.abc import Iterable, Mapping

from charting.domain.body_map import Side
from charting.domain.marks import Mark
from charting.domain.pain_area import PainArea
from charting.domain.text import fold

_OTHER = {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}


def side_of(complaint: str, words: Mapping[str, Side]) -> Side | None:
    """The one side that a complaint names, by the `words` for sides in its language (folded);
    `None` where it names none, or both.
    """
    named = {words[word] for word in fold(complaint).split() if word in words}
    return named.pop() if len(named) == 1 else None


def on_the_other_side(complained: Side, marks: Iterable[Mark]) -> Side | None:
    """The side opposite to the complaint, where today's marks are on it and none is on the side
    complained of; pain that was drawn says where it is felt, and counts for nothing here.
    """
    charted = {mark.site.side for mark in marks if not isinstance(mark, PainArea)}
    other = _OTHER.get(complained)
    return other if other in charted and complained not in charted else None
