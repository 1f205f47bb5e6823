"""How a note begins: a text of the clinic for this kind of episode, put into its empty sections."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from charting.domain.note_text import NoteTemplate
from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.session.choices import OptionList, captioned
from charting.ui.session.clinic_texts import ClinicTexts
from charting.ui.session.model import SessionModel
from charting.ui.widgets.buttons import Button


class Beginning(QWidget):
    """Offers what fits while a section is empty; `begun` once the sections have their text."""

    begun = Signal()

    def __init__(self, model: SessionModel, texts: ClinicTexts) -> None:
        super().__init__()
        self._texts = texts
        self._shown: tuple[NoteTemplate, ...] = ()
        self.choice: OptionList[str] = OptionList([])
        self.press = Button(
            _("Begin the note so"),
            key=actions.BEGIN_NOTE.key,
            height=theme.TARGET,
            size=theme.SMALL,
        )
        self.press.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.press.clicked.connect(self.begin)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.TIGHT)
        rows.addWidget(captioned(_("A beginning for the note"), self.choice))
        rows.addWidget(self.press)
        model.settled.connect(self.refresh)
        texts.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Offer what would still come into an empty section."""
        offered = self._texts.offered
        if offered != self._shown:
            self._shown = offered
            self.choice.offer([(each.id.hex, each.name) for each in offered])
        self.setVisible(bool(offered))

    def begin(self) -> None:
        """Begin as chosen."""
        chosen = next((one for one in self._shown if one.id.hex == self.choice.value), None)
        if chosen is not None and self._texts.begin_from(chosen):
            self.begun.emit()
