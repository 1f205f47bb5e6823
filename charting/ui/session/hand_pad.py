"""The pad of session mode: what was found at the selected needle, in large keys for one hand."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QToolButton, QVBoxLayout

from charting.domain.marks import MapSite, Needle
from charting.domain.own_ways import Hand
from charting.i18n import _
from charting.ui import theme
from charting.ui.session.model import SessionModel
from charting.ui.session.pad_deeds import ROWS, PadKey, pad_of
from charting.ui.widgets.enlarging import target_px
from charting.ui.widgets.text import ElidedText, Text
from charting.wording import place_words, response_words, structure_words


class HandPad(QFrame):
    """Ten keys of at least 15 mm, as the numeric keys lie, and above them the one needle."""

    def __init__(self, model: SessionModel) -> None:
        super().__init__()
        # Its keys lie as those of a keyboard do, whichever way the language runs.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._model, self._hand = model, Hand.RIGHT
        self.setProperty("look", "panel")
        self.setAccessibleName(_("Keys for one hand"))
        self._which = ElidedText(bold=True)
        self._found = Text(size=theme.BODY, wraps=True)
        self.keys: dict[int, QToolButton] = {}
        self._deeds: dict[int, PadKey] = {}
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.ROOM, theme.SNUG, theme.ROOM, theme.ROOM)
        rows.setSpacing(theme.TIGHT)
        rows.addWidget(self._which)
        rows.addWidget(self._found)
        grid = QGridLayout()
        grid.setSpacing(theme.SNUG)
        rows.addLayout(grid)
        for row, numbers in enumerate(ROWS):
            for column, number in enumerate(numbers):
                self.keys[number] = key = self._key(number)
                grid.addWidget(key, row, column, 1, 3 // len(numbers))
        model.settled.connect(self.refresh)
        self.lie_for(Hand.RIGHT)

    def lie_for(self, hand: Hand) -> None:
        """Lie as this hand reaches them."""
        self._deeds = pad_of(self._model, hand)
        for number, key in self.keys.items():
            key.setText(self._deeds[number].words)
            key.setAccessibleName(self._deeds[number].action.spoken)
        self.refresh()

    def fit(self) -> None:
        """Be as large as a finger needs on this screen."""
        side = target_px(self)
        for key in self.keys.values():
            key.setMinimumSize(side, side)

    def refresh(self) -> None:
        """Say which needle is selected and what was found there."""
        mark = self._model.selected_mark
        if not isinstance(mark, Needle):
            self._which.setText(_("No needle selected"))
            self._found.setText("")
            return
        number = list(self._model.marks).index(mark) + 1
        site, where = mark.site, ""
        if isinstance(site, MapSite):
            muscle = site.muscle or ""
            where = f"{structure_words(muscle, self._model.body_map.structures)} · "
            where += place_words(site)
        self._which.setText(f"{number}  {where}")
        state = _("in") if mark.in_situ else _("out")
        self._found.setText(" · ".join([state, *response_words(mark)]))

    def _key(self, number: int) -> QToolButton:
        key = QToolButton()
        key.setProperty("look", "option")
        key.setFont(theme.font())
        key.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        key.clicked.connect(lambda: self._press(number))
        return key

    def _press(self, number: int) -> None:
        self._deeds[number].do()
