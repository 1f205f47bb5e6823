"""Before a signature: the words of earlier visits that nobody has confirmed, to be read here."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from charting.domain.session import NoteSection
from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.session.model import SessionModel
from charting.ui.session.noting import Noting
from charting.ui.widgets.buttons import Button
from charting.ui.widgets.text import Text
from charting.wording import carried_words, section_words


class _Waiting(QWidget):
    """One section: from when its words are, the words themselves, and the press."""

    def __init__(self, model: SessionModel, section: NoteSection) -> None:
        super().__init__()
        self._model, self.section = model, section
        self._origin = Text(size=theme.SMALL, ink="answer", wraps=True)
        self.words = Text(size=theme.SMALL, wraps=True)
        self.press = Button(_("It holds today"), key=actions.CARRY.key, size=theme.SMALL)
        self.press.setAccessibleName(f"{section_words(section)}: {self.press.words}")
        self.press.clicked.connect(lambda: Noting(model).confirm(section))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.TIGHT)
        for part in (self._origin, self.words, self.press):
            rows.addWidget(part)

    def refresh(self) -> bool:
        """Show the words as they stand; whether they wait."""
        carried = self._model.visit.carried(self.section)
        waits = carried is not None and carried.confirmed is None
        if carried is not None and waits:
            origin = carried_words(carried, self._model.visit.country)
            self._origin.setText(f"{section_words(self.section)}: {origin}")
            self.words.setText(self._model.visit.note(self.section))
        self.setVisible(waits)
        return waits


class Unconfirmed(QWidget):
    """Takes no room where nothing waits."""

    def __init__(self, model: SessionModel) -> None:
        super().__init__()
        self.sections = [_Waiting(model, section) for section in NoteSection]
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SNUG)
        for waiting in self.sections:
            rows.addWidget(waiting)

    def refresh(self) -> None:
        """Show each section that waits."""
        waits = [waiting.refresh() for waiting in self.sections]
        self.setVisible(any(waits))
