"""The current that the selected needle carries with another: its numbers, on, off, and parted."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from charting.domain.marks import Needle
from charting.domain.pairs import Pair
from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.session.choices import caption
from charting.ui.session.model import SessionModel
from charting.ui.session.stimulation_form import StimulationForm
from charting.ui.widgets.buttons import Button
from charting.wording.currents import pair_words, time_words


class PairForm(QWidget):
    """Without a pair it offers one; each number is kept as soon as the hand leaves it."""

    def __init__(self, model: SessionModel) -> None:
        super().__init__()
        self._model = model
        self._needle: Needle | None = None
        self.begin_button = _wide(_("Current to another needle"), actions.PAIR.key)
        self.told = caption("")
        self.settings = StimulationForm()
        self.switch_button, self.part_button = _wide(""), _wide(_("Part the pair"))
        self._set = QWidget()
        self.begin_button.clicked.connect(self._begin)
        self.switch_button.clicked.connect(self._switch)
        self.part_button.clicked.connect(self._part)
        for box in self.settings.boxes:
            box.editingFinished.connect(self._keep)
        self._lay_out()

    def show_mark(self, needle: Needle) -> None:
        """Show the pair of a needle, if it has one."""
        self._needle = needle
        pair, session = self._pair, self._model.session
        self._set.setVisible(pair is not None)
        self.begin_button.setVisible(pair is None and needle.in_situ)
        self.setVisible(pair is not None or needle.in_situ)
        if pair is None or session is None:
            return
        words = _("Current between {needles}, {times}")
        self.told.setText(words.format(needles=pair_words(session, pair), times=time_words(pair)))
        self.settings.show_settings(pair.current.settings)
        on = pair.current.stopped is None
        self.switch_button.set_words(_("Current off") if on else _("It is on after all"))

    @property
    def _pair(self) -> Pair | None:
        return self._model.pairing.of(self._needle.id) if self._needle else None

    def _begin(self) -> None:
        self._model.pairing.begin(self._needle.id if self._needle else None)

    def _switch(self) -> None:
        if (pair := self._pair) is not None:
            self._model.pairing.switch(pair)

    def _part(self) -> None:
        if (pair := self._pair) is not None:
            self._model.pairing.part(pair)

    def _keep(self) -> None:
        if (pair := self._pair) is not None:
            self._model.pairing.set(pair, self.settings.settings)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SNUG)
        rows.addWidget(self.begin_button)
        rows.addWidget(self._set)
        inner = QVBoxLayout(self._set)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.SNUG)
        inner.addWidget(self.told)
        inner.addWidget(self.settings)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SNUG)
        buttons.addWidget(self.switch_button)
        buttons.addWidget(self.part_button)
        inner.addLayout(buttons)


def _wide(words: str, key: str = "") -> Button:
    button = Button(words, key=key)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button
