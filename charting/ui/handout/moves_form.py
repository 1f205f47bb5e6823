"""The movements that can be picked for a leaflet, each with how often it is done."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from charting.domain.leaflet_blocks import ChosenMovement
from charting.i18n import _
from charting.ui import theme
from charting.ui.handout.arranging_model import ArrangingModel
from charting.ui.handout.block_form import PAUSE_MS
from charting.ui.widgets.buttons import Button
from charting.ui.widgets.fields import TextField
from charting.ui.widgets.text import Text


class MoveRow(QWidget):
    """One movement: its name, pressed in where it is picked, and beneath how often."""

    def __init__(self, chosen: ChosenMovement, model: ArrangingModel) -> None:
        super().__init__()
        self.chosen, self._model = chosen, model
        self.name = Button(chosen.name, height=theme.TARGET)
        self.name.setCheckable(True)
        self.name.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.amount = TextField(_("How often"))
        self.amount.editor.setAccessibleName(_("How often: {name}").format(name=chosen.name))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.TIGHT)
        rows.addWidget(self.name)
        rows.addWidget(self.amount)
        self.name.clicked.connect(self._on_pressed)
        self.amount.changed.connect(lambda _text: self._pause.start())
        self._pause.timeout.connect(self.keep)
        self.refresh()

    def refresh(self) -> None:
        """Show whether it is picked; what is being typed is left alone."""
        picked = self._model.picked(self.chosen.id)
        self.name.setChecked(picked is not None)
        self.amount.setVisible(picked is not None)
        if picked is not None and not self._pause.isActive() and not self.amount.refusal:
            self.amount.line.blockSignals(True)
            self.amount.write(picked.amount)
            self.amount.line.blockSignals(False)

    def keep(self) -> None:
        """Keep how often, if that was typed."""
        if self._pause.isActive():
            self._pause.stop()
        self._model.set_amount(self.chosen.id, self.amount.typed)

    def _on_pressed(self) -> None:
        self._model.pick(self.chosen, on=self.name.isChecked())


class MovesForm(QWidget):
    """All of them, the clinic's own first."""

    def __init__(self, model: ArrangingModel) -> None:
        super().__init__()
        self._model = model
        self.rows: list[MoveRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.TIGHT)
        told = _("Pick what you have shown. The drawing and the steps come with it.")
        self._column.addWidget(Text(told, size=theme.SMALL, ink="quiet", wraps=True))

    def refresh(self) -> None:
        """Show which are picked."""
        wanted = [each.id for each in self._model.movements]
        if [row.chosen.id for row in self.rows] != wanted:
            self._build()
        for row in self.rows:
            row.refresh()

    def keep(self) -> None:
        """Keep what was typed."""
        for row in self.rows:
            if row.name.isChecked():
                row.keep()

    def refuse(self, words: str) -> None:
        """Say at the field that was typed in last why it is not kept."""
        typed = [row for row in self.rows if row.amount.line.hasFocus()]
        for row in typed or self.rows[:1]:
            row.amount.refuse(words)

    def forget(self) -> None:
        """Keep nothing of a patient."""
        self._build(empty=True)

    def _build(self, *, empty: bool = False) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        shown = [] if empty else self._model.movements
        self.rows = [MoveRow(each, self._model) for each in shown]
        for row in self.rows:
            self._column.addWidget(row)
