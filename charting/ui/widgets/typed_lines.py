"""A field for several lines of words, which takes no book at once."""

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QPlainTextEdit

from charting.domain.errors import ErrorCode, Refused
from charting.ui import theme
from charting.ui.widgets.fields import Field
from charting.wording import sentence


class _Editor(QPlainTextEdit):
    """What is pasted comes as plain text; laying out a book would keep the window waiting."""

    too_much = Signal(int)

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Put in what is pasted, or tell how long it is."""
        if len(source.text()) > self._limit:
            self.too_much.emit(len(source.text()))
        elif source.hasText():
            self.insertPlainText(source.text())


class TypedLines(Field):
    """Several lines with their label, `high` px; `typed` follows each change by a person. `field`
    is how refusals call it, `limit` how many characters it takes.
    """

    typed = Signal()

    def __init__(self, label: str, hint: str, field: str, limit: int, high: int = 168) -> None:
        self.text = _Editor(limit)
        self.text.setTabChangesFocus(True)
        self.text.setFont(theme.font())
        self._field, self._limit = field, limit
        super().__init__(label, self.text, hint=hint)
        # A field gives its editor the height of one line.
        self.text.setFixedHeight(high)
        self.text.textChanged.connect(self.typed)
        self.text.too_much.connect(self._on_too_much)

    @property
    def words(self) -> str:
        """What stands there."""
        return self.text.toPlainText()

    def write(self, text: str) -> None:
        """Put text there, which nobody typed."""
        self.text.blockSignals(True)
        self.text.setPlainText(text)
        self.text.blockSignals(False)
        self.accept()

    def _on_too_much(self, length: int) -> None:
        facts: dict[str, str | int] = {"limit": self._limit, "length": length}
        facts["field"] = self._field
        self.refuse(sentence(Refused(ErrorCode.TEXT_TOO_LONG, facts)))
