"""The step between setting up a practice and its first patient: the recovery key on paper."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from charting.i18n import _
from charting.ui import theme
from charting.ui.settings.model import PeopleModel
from charting.ui.settings.recovery import ChooseFile, RecoveryCard
from charting.ui.widgets.text import Text

_WIDTH = 760


class FirstKeyScreen(QScrollArea):
    """One card in the middle of the window, and a sentence about why it is there."""

    def __init__(
        self, model: PeopleModel, choose_file: ChooseFile, within: QWidget | None = None
    ) -> None:
        super().__init__(within)
        self.card = RecoveryCard(model, choose_file)
        model.refused.connect(self.card.refuse)
        model.said.connect(self._on_said)
        self._lay_out()
        self.setFocusProxy(self.card.on_paper_button)
        self.card.start(may_leave=False)

    def _on_said(self, words: str) -> None:
        self.card.saved.say(words, tone="counted")

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = QWidget()
        self.setWidget(ground)
        before = Text(_("One thing before the first patient, once: a way back in."), ink="quiet")
        column = QWidget()
        column.setFixedWidth(_WIDTH)
        rows = QVBoxLayout(column)
        rows.setContentsMargins(0, theme.WIDE, 0, theme.WIDE)
        rows.setSpacing(theme.SNUG)
        rows.addStretch(2)
        rows.addWidget(before)
        rows.addWidget(self.card)
        rows.addStretch(3)
        whole = QHBoxLayout(ground)
        whole.addStretch()
        whole.addWidget(column)
        whole.addStretch()
