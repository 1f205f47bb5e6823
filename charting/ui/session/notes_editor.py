"""One section of the session note, kept after each pause of typing."""

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from charting.domain.session import NoteSection
from charting.ui.session.model import SessionModel

PAUSE_MS = 300


class NoteEditor(QPlainTextEdit):
    """Text of one section. Undo is the session's, so the editor has none of its own."""

    def __init__(
        self, model: SessionModel, section: NoteSection, words: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self.section = section
        self.setAccessibleName(words)
        self.setPlaceholderText(words)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(88)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self._showing = False
        self.textChanged.connect(self._on_typed)
        model.settled.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what the record says, unless something newer is being typed."""
        text = self._model.visit.note(self.section)
        if self._pause.isActive() or self.toPlainText() == text:
            return
        self._showing = True
        self.setPlainText(text)
        self._showing = False

    def keep(self) -> None:
        """Hand what is typed to the record."""
        self._pause.stop()
        self._model.visit.write_note(self.section, self.toPlainText())

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the session; what is being typed is kept before."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                self.keep()
                event.ignore()
                return False
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field is a pause too."""
        if self._pause.isActive():
            self.keep()
        super().focusOutEvent(event)

    def _on_typed(self) -> None:
        if not self._showing:
            self._pause.start()
