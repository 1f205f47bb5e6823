"""What the nine keys of a numeric pad do in a session, and how they lie for either hand."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from charting.domain.own_ways import Hand
from charting.i18n import _
from charting.ui import actions
from charting.ui.session.model import SessionModel
from charting.ui.session.response import DEPTH_STEP_MM, Response

# As they lie on the pad, top row first.
ROWS = ((7, 8, 9), (4, 5, 6), (1, 2, 3), (0,))


class PadKey(NamedTuple):
    """A key: short words for the screen, the action whose sentence tells it, and its deed."""

    words: str
    action: actions.Action
    do: Callable[[], object]


def pad_of(model: SessionModel, hand: Hand) -> dict[int, PadKey]:
    """The keys by their number. For the right hand the needles are stepped through by the outer
    column; for the left hand the columns lie the other way round.
    """
    response = Response(model)
    keys = {
        7: PadKey(_("twitch\n+1"), actions.TWITCH, partial(response.twitch, 1)),
        4: PadKey(_("twitch\n−1, none"), actions.NO_TWITCH, partial(response.twitch, -1)),
        1: PadKey(_("familiar\npain"), actions.FAMILIAR, response.familiar),
        8: PadKey(_("5 mm\ndeeper"), actions.DEEPER, partial(response.deeper, DEPTH_STEP_MM)),
        5: PadKey(_("5 mm\nless"), actions.SHALLOWER, partial(response.deeper, -DEPTH_STEP_MM)),
        2: PadKey(_("bone"), actions.BONE, response.bone),
        9: PadKey(_("next\nneedle"), actions.NEXT_NEEDLE, partial(response.go, 1)),
        6: PadKey(_("needle\nbefore"), actions.LAST_NEEDLE, partial(response.go, -1)),
        3: PadKey(_("it is out"), actions.OUT, model.toggle_selected_out),
        0: PadKey(_("undo"), actions.UNDO, model.record.undo),
    }
    if hand is Hand.RIGHT:
        return keys
    return {number: keys[_mirrored(number)] for number in keys}


def _mirrored(number: int) -> int:
    """The key that lies as far from the other edge: 7 for 9, 4 for 6, 1 for 3."""
    if number == 0:
        return 0
    row, column = divmod(number - 1, 3)
    return 3 * row + (2 - column) + 1
