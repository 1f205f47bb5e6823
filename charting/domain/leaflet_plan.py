"""How the leaflet of one patient differs from what the facts call for: what is left out, in which
order the blocks stand, what is said in other words, and which movements were picked.

Signs of an emergency (clinical reference 7.2) stay first and keep their words: something can be
added to them. The list of all emergencies, where the chest signs are on every leaflet, stays;
another block of warning signs is left out only with a reason, and what it says at length is then
said in short among the emergencies.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from charting.domain.errors import ErrorCode, Refused
from charting.domain.leaflet_blocks import (
    MOVEMENTS,
    NEXT_VISIT,
    TODAY,
    Block,
    ChosenMovement,
    lines_of,
)
from charting.domain.text import clean_line, clean_text

TEXT_LIMIT = 4_000
REASON_LIMIT = 500
AMOUNT_LIMIT = 80
MOST_MOVEMENTS = 8
_SHA256 = re.compile("[0-9a-f]{64}")

STAYS = frozenset({"emergency", "emergency.more"})
WARNING_SIGNS = STAYS | {"bx.chest", "bx.ces", "bx.bleeding", "same_day", "soon"}
"""The blocks that tell of warning signs, by id; a test holds the shipped texts to it."""

OWN = "own."
"""How the id of a block begins that was written for this patient."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A block that this patient's leaflet goes without, and why where it tells of warning signs."""

    block: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """What a block says to this patient; among signs of an emergency, what is added to them."""

    block: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class LeafletPlan:
    """The choices for the leaflet of one visit. `order` names blocks that were moved, and those
    around them, by id.
    """

    left_out: tuple[LeftOut, ...] = ()
    order: tuple[str, ...] = ()
    edited: tuple[Edited, ...] = ()
    movements: tuple[ChosenMovement, ...] = ()

    def without(self, block: str) -> LeftOut | None:
        """How a block is left out, if it is."""
        return next((each for each in self.left_out if each.block == block), None)

    def words_for(self, block: str) -> Edited | None:
        """What a block says in other words, if it does."""
        return next((each for each in self.edited if each.block == block), None)

    # Each of these gives the plan with one thing chosen otherwise.

    def leaving_out(self, block: str, reason: str = "") -> "LeafletPlan":
        """The block is left out, or left out for another reason."""
        others = tuple(each for each in self.left_out if each.block != block)
        return replace(self, left_out=(*others, LeftOut(block, reason)))

    def taking_in(self, block: str) -> "LeafletPlan":
        """The block stands again."""
        return replace(self, left_out=tuple(x for x in self.left_out if x.block != block))

    def saying(self, block: str, heading: str, text: str) -> "LeafletPlan":
        """The block says this; nothing typed gives it its own words back."""
        others = tuple(each for each in self.edited if each.block != block)
        if not text.strip() and (not heading.strip() or not block.startswith(OWN)):
            return replace(self, edited=others)
        return replace(self, edited=(*others, Edited(block, heading, text)))

    def in_order(self, blocks: Iterable[str]) -> "LeafletPlan":
        """The blocks stand in this order."""
        return replace(self, order=tuple(blocks))

    def with_movements(self, movements: Iterable[ChosenMovement]) -> "LeafletPlan":
        """These movements were picked."""
        return replace(self, movements=tuple(movements))

    def next_own(self) -> str:
        """The id of the next block written for this patient."""
        taken = {each.block for each in self.edited}
        return next(f"{OWN}{n}" for n in range(1, len(taken) + 2) if f"{OWN}{n}" not in taken)


def checked_plan(plan: LeafletPlan) -> LeafletPlan:
    """The plan with its texts cleaned.

    Raises `Refused` (LEAFLET_BLOCK_STAYS, LEAFLET_REASON_MISSING, LEAFLET_MOVEMENTS,
    TEXT_TOO_LONG, TEXT_UNREADABLE).
    """
    if len(plan.movements) > MOST_MOVEMENTS:
        raise Refused(ErrorCode.LEAFLET_MOVEMENTS, {"limit": MOST_MOVEMENTS})
    return replace(
        plan,
        left_out=tuple(map(_checked_out, plan.left_out)),
        edited=tuple(
            Edited(
                each.block,
                clean_line(each.heading, "leaflet_heading"),
                clean_text(each.text, "leaflet_text", TEXT_LIMIT),
            )
            for each in plan.edited
        ),
        movements=tuple(map(checked_choice, plan.movements)),
    )


def _checked_out(left: LeftOut) -> LeftOut:
    reason = clean_line(left.reason, "leaflet_reason", REASON_LIMIT)
    if left.block in STAYS:
        raise Refused(ErrorCode.LEAFLET_BLOCK_STAYS)
    if left.block in WARNING_SIGNS and not reason:
        raise Refused(ErrorCode.LEAFLET_REASON_MISSING, {"field": "leaflet_reason"})
    return LeftOut(left.block, reason)


def checked_choice(chosen: ChosenMovement) -> ChosenMovement:
    """A picked movement with its texts cleaned.

    Raises `Refused` (TEXT_TOO_LONG, FIELD_MISSING; PICTURE_UNREADABLE where no picture can be
    called so).
    """
    if chosen.picture and not _SHA256.fullmatch(chosen.picture):
        raise Refused(ErrorCode.PICTURE_UNREADABLE)
    name = clean_line(chosen.name, "movement_name")
    if not name:
        raise Refused(ErrorCode.FIELD_MISSING, {"field": "movement_name"})
    return replace(
        chosen,
        name=name,
        how=clean_text(chosen.how, "movement_how", TEXT_LIMIT).strip(),
        amount=clean_line(chosen.amount, "movement_amount", AMOUNT_LIMIT),
    )


def planned(blocks: Sequence[Block], plan: LeafletPlan) -> tuple[Block, ...]:
    """The blocks as they stand with the plan: in its words, with its own, in its order."""
    known = {block.id for block in blocks}
    said = [_said(block, plan) for block in blocks]
    own = [
        Block(each.block, None, False, each.heading, lines_of(each.text))
        for each in plan.edited
        if each.block.startswith(OWN) and each.block not in known
    ]
    last = next((n for n, block in enumerate(said) if block.id == NEXT_VISIT), len(said))
    said[last:last] = own
    first = [block for block in said if block.is_emergency]
    return (*first, *_ordered([block for block in said if not block.is_emergency], plan.order))


def can_be_typed_over(block: Block) -> bool:
    """Whether its words are those of the texts, and not of what was charted or picked."""
    return block.id not in (TODAY, MOVEMENTS)


def _said(block: Block, plan: LeafletPlan) -> Block:
    words = plan.words_for(block.id)
    if words is None or not can_be_typed_over(block):
        return block
    if block.is_emergency:
        return replace(block, lines=(*block.lines, *lines_of(words.text)))
    return replace(block, heading=words.heading or block.heading, lines=lines_of(words.text))


def _ordered(blocks: Sequence[Block], order: Sequence[str]) -> list[Block]:
    """In the order; one that it does not name stands behind the one that was before it."""
    by_id = {block.id: block for block in blocks}
    found = [by_id[name] for name in order if name in by_id]
    before: Block | None = None
    for block in blocks:
        if block not in found:
            found.insert(found.index(before) + 1 if before else 0, block)
        before = block
    return found
