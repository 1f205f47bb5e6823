"""The line beneath a section of the note: from which visit its words are, and whether they hold."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from charting.domain.session import NoteSection
from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.session.model import SessionModel
from charting.ui.session.noting import Noting
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.frames import Banner
from charting.ui.widgets.text import Text
from charting.wording import carried_words, section_words


class NoteFoot(QWidget):
    """Marked "answer this" until somebody says that what was carried here holds today."""

    confirmed = Signal()

    def __init__(self, model: SessionModel, section: NoteSection) -> None:
        super().__init__()
        self._model, self.section, self._noting = model, section, Noting(model)
        self.waiting = Banner("answer", size=theme.SMALL)
        self.waiting.answered.connect(self._confirm)
        self.told = Text(size=theme.SMALL, ink="quiet", wraps=True)
        words = _("As at the last visit")
        self.carry = Button(
            words, Kind.PLAIN, key=actions.CARRY.key, height=theme.BROAD, size=theme.SMALL
        )
        self.carry.setAccessibleName(f"{section_words(section)}: {words}")
        self.carry.clicked.connect(lambda: self._noting.carry(section))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.TIGHT)
        for part in (self.waiting, self.told, self.carry):
            rows.addWidget(part)
        model.settled.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say what is so now; an empty section at a return visit offers the words of the last."""
        session = self._model.session
        carried = self._model.visit.carried(self.section)
        waits = carried is not None and carried.confirmed is None
        words = carried_words(carried, self._model.visit.country) if carried else ""
        if not waits:
            self.waiting.hush()
        elif words != self.waiting.words:
            self.waiting.say(words, action=_("It holds today"))
        self.told.setText("" if waits else words)
        self.told.setVisible(bool(words) and not waits)
        is_empty = not self._model.visit.note(self.section)
        self.carry.setVisible(session is not None and session.number > 1 and is_empty)

    def _confirm(self) -> None:
        if self._noting.confirm(self.section):
            self.confirmed.emit()
