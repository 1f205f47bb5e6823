"""The line for shorthand: what it makes is read out beneath while it is typed; Enter places it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from charting.domain.errors import ErrorCode, Refused
from charting.domain.marks import Mark, Needle
from charting.i18n import _, clauses, listed
from charting.ui import actions, theme
from charting.ui.session.choices import captioned
from charting.ui.session.model import SessionModel
from charting.ui.session.shorthand import ShorthandMarks
from charting.ui.widgets.text import Text
from charting.wording import response_words, sentence

_OF_A_WORD = (ErrorCode.SHORTHAND_UNKNOWN, ErrorCode.SHORTHAND_CONTRADICTS)
_EXAMPLE = "mf l4 l @18 50 ltr2"


class ShorthandLine(QWidget):
    """A field and its echo; Tab completes the word, Enter places and is ready for the next."""

    placed = Signal()

    def __init__(self, model: SessionModel) -> None:
        super().__init__()
        self._model, self._short = model, ShorthandMarks(model)
        self.field = _Field(self._complete)
        self.field.setPlaceholderText(_EXAMPLE)
        self.field.setMinimumHeight(theme.CONTROL)
        self.field.setMaxLength(200)
        self.echo = Text("", size=theme.SMALL, ink="quiet", wraps=True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.TIGHT)
        rows.addWidget(captioned(_("In short"), self.field, key=actions.SHORTHAND.key))
        rows.addWidget(self.echo)
        self.field.textChanged.connect(self._tell)
        self.field.returnPressed.connect(self._place)
        self._tell()

    def offer(self) -> None:
        """The hand where the line is typed."""
        self.field.setFocus()
        self.field.selectAll()

    def _tell(self) -> None:
        line = self.field.text()
        if not line.strip():
            self.echo.setText(
                _("Muscle, level, side; @ and mm from the midline; needle length; ltr2, fam, bone.")
            )
            return
        offers = self._short.completions(line)[:4]
        try:
            said = clauses(self._words(mark) for mark in self._short.marks(line))
        except Refused as refused:
            # A word that is still being typed is not held against the hand.
            begun = offers and refused.code in _OF_A_WORD
            said = _("{offers}? Tab takes the first.").format(offers=listed(offers))
            said = said if begun else sentence(refused)
        self.echo.setText(said)

    def _words(self, mark: Mark) -> str:
        said = [self._model.words(mark)]
        if isinstance(mark, Needle):
            said += response_words(mark)
        return listed(said)

    def _complete(self) -> bool:
        offers = self._short.completions(self.field.text())
        if not offers:
            return False
        before = self.field.text().rstrip().rpartition(" ")[0]
        self.field.setText(f"{before} {offers[0]} ".lstrip())
        return True

    def _place(self) -> None:
        try:
            done = self._short.place(self.field.text())
        except Refused as refused:
            self._model.said.emit(sentence(refused))
            return
        if done:
            self.field.clear()
            self.placed.emit()


class _Field(QLineEdit):
    """A line in which Tab completes a word, as long as there is one to complete."""

    def __init__(self, complete: Callable[[], bool]) -> None:
        super().__init__()
        self._complete = complete

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes on only where nothing is left to complete."""
        return (forward and self._complete()) or super().focusNextPrevChild(forward)
