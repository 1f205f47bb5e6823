"""One section of the session note, kept after each pause of typing."""

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from charting.domain.session import NoteSection
from charting.i18n import _
from charting.ui import theme
from charting.ui.session import fill_in
from charting.ui.session.clinic_texts import ClinicTexts
from charting.ui.session.model import SessionModel

PAUSE_MS = 300
# So many short words are hinted at; all of them stand in the settings.
_HINTED = 12


class NoteEditor(QPlainTextEdit):
    """Text of one section. Undo is the session's, so the editor has none of its own."""

    def __init__(
        self, model: SessionModel, section: NoteSection, words: str, texts: ClinicTexts
    ) -> None:
        super().__init__()
        self._model, self._texts, self._words = model, texts, words
        self.section = section
        self.setAccessibleName(words)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(88)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self._showing = False
        self._shown = ""
        self.textChanged.connect(self._on_typed)
        texts.changed.connect(self._hint)
        theme.worn().changed.connect(self._mark_places)
        self._hint()
        model.settled.connect(self.refresh)
        self.refresh()

    def _mark_places(self) -> None:
        fill_in.mark(self)

    def refresh(self) -> None:
        """Show what the record says, unless something newer is being typed; the hand stays where
        it is.
        """
        if not self._pause.isActive():
            self._show(self._model.visit.note(self.section))

    def begin(self) -> None:
        """Another visit comes in: nobody types behind the words of the last one."""
        self._pause.stop()
        self._show("")

    def _show(self, text: str) -> None:
        self._shown = text
        if self.toPlainText() != text:
            self._showing = True
            show_instead(self, text)
            self._showing = False

    def keep(self) -> None:
        """Hand what is typed to the record."""
        self._pause.stop()
        self._model.visit.write_note(self.section, self.toPlainText(), self._shown)
        self._shown = self._model.visit.note(self.section)

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the session; what is being typed is kept before."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            keys = QKeySequence.StandardKey
            if event.matches(keys.Undo) or event.matches(keys.Redo):
                self.keep()
                event.ignore()
                return False
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._tabbed(event.key()) or super().event(event)
        return super().event(event)

    def _tabbed(self, key: int) -> bool:
        """Tab makes a snippet of its short word, else goes to the next place that is to be filled
        in, else on to the next field.
        """
        if key == Qt.Key.Key_Backtab:
            return fill_in.step(self, back=True)
        if key != Qt.Key.Key_Tab:
            return False
        snippet = self._texts.snippet(fill_in.typed_before(self))
        if snippet is None:
            return fill_in.step(self)
        # What was typed before is a step of its own, to come back to by undo.
        self.keep()
        fill_in.put(self, snippet)
        self.keep()
        return True

    def _hint(self) -> None:
        """In an empty field: what belongs there, and the short words that Tab knows."""
        short = " · ".join(each.short for each in self._texts.snippets[:_HINTED])
        known = _("Or a short word and Tab: {words}").format(words=short) if short else ""
        self.setPlaceholderText("\n".join(filter(None, (self._words, known))))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field is a pause too."""
        if self._pause.isActive():
            self.keep()
        super().focusOutEvent(event)

    def _on_typed(self) -> None:
        fill_in.mark(self)
        if not self._showing:
            self._pause.start()


def show_instead(editor: QPlainTextEdit, text: str) -> None:
    """Put another text into an editor by what differs alone, so that the cursor and what is in
    sight stay.
    """
    old, most = editor.toPlainText(), min(len(editor.toPlainText()), len(text))
    if not old:
        editor.setPlainText(text)
        return
    same = next((at for at in range(most) if old[at] != text[at]), most)
    end = next((at for at in range(most - same) if old[-1 - at] != text[-1 - at]), most - same)
    # Qt counts in halves of UTF-16.
    begin, until = (_units(old[:at]) for at in (same, len(old) - end))
    cursor = QTextCursor(editor.document())
    cursor.setPosition(begin)
    cursor.setPosition(until, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(text[same : len(text) - end])


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
