"""Placing without pointing: a level, a side and a distance, or a site elsewhere in words."""

from collections.abc import Callable, Generator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from charting.domain.body_map import Side
from charting.domain.levels import ALL_LEVELS
from charting.domain.text import LINE_LIMIT
from charting.i18n import _
from charting.ui import theme
from charting.ui.session.choices import OptionList, OptionRow, caption, captioned
from charting.ui.session.model import SessionModel
from charting.ui.session.pain_charting import PainCharting
from charting.ui.session.pain_over import PainOver
from charting.ui.session.point_sets_pane import PointSetsPane
from charting.ui.session.shorthand_line import ShorthandLine
from charting.ui.widgets.buttons import Button
from charting.ui.widgets.number_box import NumberBox
from charting.wording import side_words

FARTHEST_MM = 250
HIGHEST_MM = 40
# What follows a field is to be seen with it (px).
BELOW_A_FIELD = 160


def placing_in_turns(model: SessionModel) -> Generator[None, None, "PlacingPanel"]:
    """Make the panel part by part."""
    short = ShorthandLine(model)
    yield
    pain_over = PainOver(model)
    yield
    sets = PointSetsPane(model)
    yield
    return PlacingPanel(model, short, pain_over, sets)


class PlacingPanel(QFrame):
    """Short forms for what a click cannot say; both place the armed mark."""

    closed = Signal()

    def __init__(
        self, model: SessionModel, short: ShorthandLine, pain_over: PainOver, sets: PointSetsPane
    ) -> None:
        super().__init__()
        self._model, self._pain = model, PainCharting(model)
        self.setProperty("look", "panel")
        self.short, self.pain_over, self.sets = short, pain_over, sets
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.ROOM, theme.ROOM, theme.ROOM, theme.ROOM)
        rows.setSpacing(theme.SNUG + theme.TIGHT)
        rows.addWidget(self.short)
        rows.addSpacing(theme.SNUG)
        rows.addWidget(caption(_("Place by level and distance from the midline")))
        self._level = OptionList([(level, level) for level in ALL_LEVELS])
        self._level.show_value("L4")
        self._distance = NumberBox(range(FARTHEST_MM + 1))
        self._distance.setValue(20)
        self._distance.setSuffix(" mm")
        self._above = NumberBox(range(-HIGHEST_MM, HIGHEST_MM + 1))
        self._above.setSuffix(" mm")
        self._side = OptionRow([(side, side_words(side)) for side in (Side.LEFT, Side.RIGHT)])
        self._side.show_value(Side.RIGHT)
        pair = QHBoxLayout()
        pair.setSpacing(theme.SNUG)
        pair.addWidget(captioned(_("Level"), self._level), 1)
        pair.addWidget(captioned(_("Distance"), self._distance), 1)
        rows.addLayout(pair)
        rows.addWidget(captioned(_("Above the level, below it with a minus"), self._above))
        rows.addWidget(captioned(_("Side"), self._side))
        self.place_button = self._act(_("Place on the map"), self._place_on_map)
        rows.addWidget(self.place_button)
        rows.addSpacing(theme.SNUG)
        rows.addWidget(caption(_("Site elsewhere, in words")))
        self._region, self._muscle = QLineEdit(), QLineEdit()
        for line in (self._region, self._muscle):
            line.setMaxLength(LINE_LIMIT)
            line.setMinimumHeight(theme.CONTROL)
            line.returnPressed.connect(self._place_elsewhere)
        sides = (Side.LEFT, Side.MIDLINE, Side.RIGHT)
        self._elsewhere_side = OptionRow([(side, side_words(side)) for side in sides])
        self._elsewhere_side.show_value(Side.RIGHT)
        rows.addWidget(captioned(_("Region"), self._region))
        rows.addWidget(captioned(_("Muscle"), self._muscle))
        rows.addWidget(captioned(_("Side"), self._elsewhere_side))
        rows.addWidget(self._act(_("Place elsewhere"), self._place_elsewhere))
        rows.addSpacing(theme.SNUG)
        for part in (self.pain_over, self.sets):
            rows.addWidget(part)
        rows.addWidget(self._act(_("Close"), self.closed.emit, "Esc"))
        rows.addStretch(1)

    def offer_elsewhere(self) -> None:
        """Ask for a site in words, as after a click outside the outline; of pain, which lies on the
        map, for what has a name there.
        """
        self._ask(self.pain_over.over if self._pain.is_armed else self._region)

    def offer_level(self) -> None:
        """Ask for level, side and distance."""
        self._ask(self._level)

    def offer_shorthand(self) -> None:
        """Ask for a line of shorthand."""
        self.short.offer()

    def _ask(self, field: QWidget) -> None:
        """Bring a field into sight, and the hand to it."""
        field.setFocus()
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(field, 0, BELOW_A_FIELD)

    def _place_on_map(self) -> None:
        side = self._side.value or Side.RIGHT
        there = (self._level.value, side, self._distance.value(), self._above.value())
        if self._pain.is_armed:
            self._pain.around(*self._model.sites.place(*there))
        else:
            self._model.place_by_level(*there)

    def _place_elsewhere(self) -> None:
        if self._pain.is_armed:
            self._model.said.emit(
                _("A pain area lies on the map. Write pain elsewhere into what the patient tells.")
            )
            return
        placed = self._model.place_in_words(
            self._region.text(), self._muscle.text(), self._elsewhere_side.value or Side.RIGHT
        )
        if placed:
            self._region.clear()
            self._muscle.clear()

    def _act(self, words: str, act: Callable[[], object], key: str = "") -> Button:
        button = Button(words, key=key, height=theme.TARGET)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(act)
        return button
