"""The letter keys of the session for either hand: what is pressed again and again lies under it.

The right hand has them where they always were. For the left one each of them changes places with
one at the left of the keyboard that is pressed rarely; the response (W, G, F, C) lies there anyhow.
"""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from charting.domain.own_ways import Hand
from charting.ui import actions
from charting.ui.session.arming import ArmingPane
from charting.ui.session.choices import show_key
from charting.ui.session.drawer import Drawer
from charting.ui.session.own_ways import Ways

# What comes to the left hand, and what gives way for it.
CHANGES = (
    (actions.NEXT_NEEDLE, actions.SHOW_DEEP),
    (actions.LAST_NEEDLE, actions.SHOW_SUPERFICIAL),
    (actions.OUT, actions.ELSEWHERE),
    (actions.UNDO, actions.SHOW_DERMATOMES),
    (actions.NEXT_NAME, actions.SHOW_BONES),
    (actions.MIRROR, actions.STRONGER),
    (actions.MIRROR_ONE, actions.WEAKER),
)
_OTHERS = {a: b for pair in CHANGES for a, b in (pair, pair[::-1])}


def keys_of(action: actions.Action, hand: Hand) -> tuple[str, ...]:
    """The keys of an action for a hand. Its letter is the last of them; the others stay."""
    other = _OTHERS.get(action)
    if hand is Hand.RIGHT or other is None:
        return action.keys
    return (*action.keys[:-1], other.keys[-1])


def letter_of(action: actions.Action, hand: Hand) -> str:
    """The letter of an action for a hand, as this platform writes it."""
    return QKeySequence(keys_of(action, hand)[-1]).toString(QKeySequence.SequenceFormat.NativeText)


class HandKeys(QObject):
    """Binds the keys of a page anew as the ways of whoever charts are now, and writes them where
    the screen names them; the sheet of keys reads them from what is bound.
    """

    def __init__(self, page: QWidget, ways: Ways, arming: ArmingPane, drawer: Drawer) -> None:
        super().__init__(page)
        self._ways = ways
        by_id = {action.id: action for action in _OTHERS}
        self._bound: list[tuple[actions.Action, QAction]] = [
            (by_id[each.objectName()], each)
            for each in page.actions()
            if each.objectName() in by_id
        ]
        self._told: Mapping[actions.Action, Callable[[str], object]] = {
            actions.MIRROR: arming.both.set_key,
            actions.ELSEWHERE: arming.elsewhere.set_key,
            actions.NEXT_NAME: partial(show_key, drawer.muscle_field),
            actions.STRONGER: partial(show_key, drawer.pain.intensity_field),
        }
        self._ways.changed.connect(self.lie)
        self.lie()

    def lie(self) -> None:
        """Lie as the ways are now."""
        hand = self._ways.now.hand
        for action, bound in self._bound:
            bound.setShortcuts([QKeySequence(key) for key in keys_of(action, hand)])
        for action, tell in self._told.items():
            tell(letter_of(action, hand))
