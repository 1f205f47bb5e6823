"""Fields to type and choose in: a label above, and beneath it room for a sentence."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from charting.i18n import _
from charting.ui import theme
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.text import Text, restyle

_LINE = 20


class Field(QWidget):
    """A labelled editor; the sentence beneath is its hint, or the refusal of what was typed."""

    def __init__(self, label: str, editor: QWidget, *, hint: str = "") -> None:
        super().__init__()
        self.editor = editor
        self._hint = hint
        self._label = Text(label, size=theme.SMALL, bold=True)
        self._below = Text(hint, size=theme.SMALL, ink="quiet", wraps=True)
        self._below.setFixedHeight(_LINE)
        self._below.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        editor.setProperty("wrong", False)
        editor.setAccessibleName(label)
        editor.setAccessibleDescription(hint)
        editor.setFixedHeight(theme.CONTROL)
        self.setFocusProxy(editor)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.TIGHT)
        self._rows.addWidget(self._label)
        self._rows.addWidget(editor)
        self._rows.addWidget(self._below)
        self._rows.addStretch()

    @property
    def label(self) -> str:
        """What stands above the editor."""
        return self._label.text()

    def name(self, label: str) -> None:
        """Write something else above the editor."""
        self._label.setText(label)
        self.editor.setAccessibleName(label)

    @property
    def refusal(self) -> str:
        """The refusal that stands at the field, or nothing."""
        return self._below.text() if self._below.property("ink") == "hazard" else ""

    def refuse(self, sentence: str) -> None:
        """Say at the field why it cannot be taken; what was typed stays."""
        self._write(sentence, "hazard")

    def accept(self) -> None:
        """Take the refusal away."""
        if self.refusal:
            self._write(self._hint, "quiet")

    def advise(self, sentence: str, *, ink: str = "quiet") -> None:
        """Put another hint beneath; a refusal stays until it is mended."""
        self._hint = sentence
        if not self.refusal:
            self._write(sentence, ink)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Lead a press on the label into the editor."""
        if self._label.geometry().contains(event.position().toPoint()):
            self.editor.setFocus(Qt.FocusReason.MouseFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for every line of the sentence."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        needed = self._below.heightForWidth(self.width()) if self._below.text() else 0
        self._below.setFixedHeight(max(_LINE, needed))

    def _write(self, sentence: str, ink: str) -> None:
        self._below.setText(sentence)
        self._below.set_ink(ink)
        self._make_room()
        restyle(self.editor, "wrong", ink == "hazard")
        self.editor.setAccessibleDescription(sentence)


class TextField(Field):
    """A field of one line."""

    changed = Signal(str)
    entered = Signal()

    def __init__(self, label: str, *, hint: str = "", example: str = "") -> None:
        self.line = QLineEdit()
        super().__init__(label, self.line, hint=hint)
        self.line.setFont(theme.font())
        self.line.setPlaceholderText(example)
        self.line.textChanged.connect(self._on_changed)
        self.line.returnPressed.connect(self.entered)

    @property
    def typed(self) -> str:
        """What was typed, as it is."""
        return self.line.text()

    def write(self, text: str) -> None:
        """Put `text` into the field and take a refusal away."""
        self.line.setText(text)
        self.accept()

    def _on_changed(self, text: str) -> None:
        self.accept()
        self.changed.emit(text)


class PassphraseField(TextField):
    """A field for a passphrase: hidden, to be shown by a word at its end.

    `caps_lock` tells when the letters typed show that Caps Lock is on, or off again.
    """

    caps_lock = Signal(bool)

    def __init__(self, label: str, *, hint: str = "") -> None:
        super().__init__(label, hint=hint)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.show_button = Button(_("Show"), Kind.PLAIN, height=theme.CONTROL - 8, size=theme.SMALL)
        self.show_button.setCheckable(True)
        self.show_button.setAccessibleName(_("Show the passphrase"))
        self.show_button.toggled.connect(self._on_shown)
        inside = QHBoxLayout(self.line)
        inside.setContentsMargins(0, 0, theme.TIGHT, 0)
        inside.addStretch()
        inside.addWidget(self.show_button)
        taken = self.show_button.sizeHint().width() + theme.TIGHT
        self.line.setTextMargins(*((taken, 0, 0, 0) if self.isRightToLeft() else (0, 0, taken, 0)))
        self.line.installEventFilter(self)
        self._said_caps_lock = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See from the letters typed whether Caps Lock is on; Qt does not tell."""
        if watched is self.line and isinstance(event, QKeyEvent):
            self._watch_caps_lock(event)
        return super().eventFilter(watched, event)

    def _watch_caps_lock(self, event: QKeyEvent) -> None:
        letter = event.text()
        if event.type() is not QEvent.Type.KeyPress or not letter.isalpha():
            return
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if letter.lower() != letter.upper():
            self._say_caps_lock(on=letter.isupper() is not shifted)

    def _say_caps_lock(self, *, on: bool) -> None:
        if on is not self._said_caps_lock:
            self._said_caps_lock = on
            self.caps_lock.emit(on)

    def _on_shown(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        self.show_button.set_words(_("Hide") if shown else _("Show"))
        self.show_button.setAccessibleName(
            _("Hide the passphrase") if shown else _("Show the passphrase")
        )
        self.line.setFocus()


class LineEdit(QLineEdit):
    """An editor of one line without a label, for a place that says what it is for."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(theme.font())
        self.setFixedHeight(theme.CONTROL)


class SearchField(LineEdit):
    """The field one types into to find: down goes to what was found, Escape empties it."""

    left_down = Signal()

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        clear = QAction(self)
        clear.setShortcut(Qt.Key.Key_Escape)
        clear.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        clear.triggered.connect(self.clear)
        self.addAction(clear)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave downwards on the arrow; type otherwise."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown):
            self.left_down.emit()
            return
        super().keyPressEvent(event)
