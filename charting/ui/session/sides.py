"""How the session's screen lies: the shelf on one side of the back, the drawer on the other, for
whichever hand is free, and as large as whoever charts likes it.
"""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QWidget

from charting.domain.own_ways import Hand
from charting.ui import actions, theme
from charting.ui.session.hand_pad import HandPad
from charting.ui.session.model import SessionModel
from charting.ui.session.own_ways import Ways
from charting.ui.session.pad_deeds import pad_of
from charting.ui.tasks import InTurns
from charting.ui.widgets.enlarging import enlarging
from charting.ui.widgets.frames import Hairline

SHELF_WIDTH = 288
ENLARGED_SHELF_WIDTH = 360
DRAWER_WIDTH = 400
_PAD = "session.pad_"


class Sides(QObject):
    """Takes the two sides, the back and the strip, and puts them where they belong; `worn` tells
    whether they are large now.
    """

    worn = Signal(bool)

    def __init__(self, page: QWidget, model: SessionModel, pad: HandPad) -> None:
        super().__init__(page)
        self._page, self._model, self._pad = page, model, pad
        self.ways = Ways(model)
        self._parts: list[QWidget] = []
        self._grid = QGridLayout(page)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.setColumnStretch(2, 1)
        self._grid.addWidget(Hairline(upright=True), 0, 1)
        self._grid.addWidget(Hairline(upright=True), 0, 3)
        self._grid.addWidget(Hairline(), 1, 0, 1, 5)
        self._numbers = {number: self._bound(number) for number in pad_of(model, Hand.RIGHT)}
        actions.bind(page, actions.SESSION_MODE, self.ways.toggle_large)
        actions.bind(page, actions.SWAP_SIDES, self.ways.swap)
        self._worn = self._is_wanted = False
        self._making: InTurns[None] | None = None
        model.settled.connect(self._on_settled)
        theme.worn().changed.connect(self._on_settled)
        self.ways.changed.connect(self.lie)
        pad.hide()

    def put(self, part: QWidget) -> None:
        """Put the next of its parts in its place: shelf, back, drawer, strip."""
        self._parts.append(part)
        self.lie()

    def lie(self) -> None:
        """Lie as the ways are now."""
        # A hand is at its side of the body, whichever way the language runs.
        is_turned = self._page.layoutDirection() == Qt.LayoutDirection.RightToLeft
        is_left = (self.ways.now.hand is Hand.LEFT) is not is_turned
        columns = (4, 2, 0) if is_left else (0, 2, 4)
        for part, column in zip(self._parts, columns, strict=False):
            self._grid.removeWidget(part)
            self._grid.addWidget(part, 0, column)
        for strip in self._parts[3:]:
            self._grid.addWidget(strip, 2, 0, 1, 5)
        self._pad.lie_for(self.ways.now.hand)
        for number, key in pad_of(self._model, self.ways.now.hand).items():
            self._numbers[number].setText(key.action.spoken)
        self._wear()

    def leave_room(self, wanted: bool) -> None:
        """Put the keys of session mode away while something needs the whole side."""
        self._is_wanted = wanted
        self._pad.setVisible(self.ways.now.large and not wanted)

    def begin(self) -> None:
        """The page comes into sight: as whoever is at work likes it."""
        self.ways.read()
        self._wear()
        self._on_settled()

    def end(self) -> None:
        """The page goes out of sight: other screens are as they always are."""
        theme.worn().is_enlarged = False
        if self._making is not None:
            self._making.stop()

    def _wear(self) -> None:
        large = self.ways.now.large
        theme.worn().is_enlarged = large and self._page.isVisible()
        self._pad.setVisible(large and not self._is_wanted)
        if self._parts:
            self._parts[0].setFixedWidth(ENLARGED_SHELF_WIDTH if large else SHELF_WIDTH)
        if self._page.isVisible() and large != self._worn:
            self._worn = large
            self._pad.fit()
            self.worn.emit(large)
            self._page.update()
            self._go_on()

    def _on_settled(self) -> None:
        if self._worn and self._page.isVisible():
            self._go_on()

    def _go_on(self) -> None:
        """Whatever stands on the page by now is made as large as the rest."""
        self._making = InTurns(enlarging(self._page, large=self._worn), self._page)

    @staticmethod
    def is_of_pad(bound: QAction) -> bool:
        """Whether a key is one of the number pad."""
        return bound.objectName().startswith(_PAD)

    def _bound(self, number: int) -> QAction:
        action = actions.Action(f"{_PAD}{number}", "", (f"Num+{number}",))
        return actions.bind(self._page, action, lambda: self._press(number))

    def _press(self, number: int) -> None:
        pad_of(self._model, self.ways.now.hand)[number].do()
