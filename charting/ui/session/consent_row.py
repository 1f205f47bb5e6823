"""Consent on the shelf: what is on file, and what the patient does not want needled today."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QToolButton, QVBoxLayout, QWidget

from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.session.arming import wide_button
from charting.ui.session.consent_sheet import ConsentSheet
from charting.ui.session.model import SessionModel
from charting.ui.widgets.buttons import Button, Kind, option
from charting.ui.widgets.text import Text


class ConsentRow(QWidget):
    """`wanted` asks for the written consent. One press leaves a part of the back out for today:
    it is closed on the map at once.
    """

    wanted = Signal()

    def __init__(self, model: SessionModel) -> None:
        super().__init__()
        self._model, self._sheet = model, ConsentSheet(model)
        self._shows_parts = False
        self.words = Text(size=theme.SMALL, wraps=True)
        self.consent = wide_button(_("Written consent"), actions.CONSENT.key)
        self.consent.clicked.connect(self.wanted)
        self.less = Button(_("Not everywhere today"), Kind.PLAIN, size=theme.SMALL)
        self.less.clicked.connect(self._toggle_parts)
        self._parts = QWidget()
        self.parts: dict[str, QToolButton] = {}
        grid = QGridLayout(self._parts)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.TIGHT)
        offered = [one for one in model.screen.rules.regions.values() if one.offered]
        for place, region in enumerate(offered):
            chip = _chip(_(region.words))
            chip.clicked.connect(lambda out, region=region.id: self._leave_out(region, out=out))
            self.parts[region.id] = chip
            grid.addWidget(chip, place // 2, place % 2)
        self.refused = _chip(_("nowhere at all"))
        self.refused.clicked.connect(self._refuse)
        grid.addWidget(self.refused, len(offered) // 2, len(offered) % 2)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, theme.SNUG)
        rows.setSpacing(theme.TIGHT)
        for part in (self.words, self.consent, self.less, self._parts):
            rows.addWidget(part)

    def refresh(self) -> None:
        """Show what is on file and what is left out."""
        screen = self._model.screen
        told = screen.consent_words
        self.words.setText(
            _("Written consent: {told}").format(told=told)
            if told
            else _("No written consent is on file.")
        )
        in_force = screen.consent is not None and screen.consent.in_force
        self.words.set_ink("text" if in_force else "answer")
        sheet = self._sheet
        for region, chip in self.parts.items():
            chip.setChecked(region in sheet.left_out)
        self.refused.setChecked(sheet.is_refused)
        is_less = sheet.is_less or sheet.is_refused
        self._parts.setVisible(self._shows_parts or is_less)
        self.less.setVisible(not is_less)

    def _toggle_parts(self) -> None:
        self._shows_parts = not self._shows_parts
        self.refresh()

    def _leave_out(self, region: str, *, out: bool) -> None:
        self._sheet.leave_out(region, out=out)
        self.refresh()

    def _refuse(self) -> None:
        self._sheet.refuse(refused=self.refused.isChecked())
        self.refresh()


def _chip(words: str) -> QToolButton:
    chip = option(words)
    chip.setFont(theme.font(theme.SMALL))
    chip.setMinimumHeight(theme.BROAD)
    return chip
