"""What every item of a visit on the shelf has: its words, its input, and a line to type in."""

from abc import abstractmethod

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from charting.domain.session import Answer
from charting.domain.text import LINE_LIMIT
from charting.domain.visit import Item
from charting.i18n import _
from charting.ui import theme
from charting.ui.session.check_keys import Asking
from charting.ui.session.visit_sheet import VisitSheet
from charting.ui.widgets.text import Text


class ItemRow(Asking):
    """One item: its words, its input, and beneath it what an unhoped answer asks for. `entered` is
    told when it was answered by a key, and the hand may go on.
    """

    entered = Signal()
    keys = ""

    def __init__(self, sheet: VisitSheet, item: Item) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.sheet, self.item = sheet, item
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, theme.TIGHT)
        self.rows.setSpacing(theme.TIGHT)
        self._words = Text(_(item.words), size=theme.SMALL, wraps=True)
        self.rows.addWidget(self._words)

    def refresh(self) -> None:
        """Show what was answered, or nothing where the item is not asked."""
        self.setVisible(self.sheet.is_asked(self.item))
        self.show_answer(self.sheet.answer_to(self.item))

    def take(self, key: str) -> bool:
        """Nothing, unless the kind of item is answered by keys."""
        return False

    def take_hand(self) -> bool:
        """Bring the hand to the input; False where the item is not answered in passing."""
        return False

    @abstractmethod
    def show_answer(self, answer: Answer | None) -> None:
        """Show an answer in the input."""

    def name_input(self, field: QWidget) -> None:
        """Let a screen reader call the input by the item's words."""
        field.setAccessibleName(_(self.item.words))


def input_line(example: str) -> QLineEdit:
    """A line to type in, with what may stand in it while it is empty."""
    line = QLineEdit()
    line.setMaxLength(LINE_LIMIT)
    line.setPlaceholderText(example)
    line.setMinimumHeight(theme.CONTROL)
    return line


def show_text(line: QLineEdit, text: str) -> None:
    """Show a text from its beginning; what is being typed is never taken away by a redraw."""
    if line.hasFocus():
        return
    if line.text() != text:
        line.setText(text)
    line.setCursorPosition(0)
