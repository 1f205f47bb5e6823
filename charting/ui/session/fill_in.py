"""Places in a text that are to be filled in, like {this}: shown, and gone through one by one."""

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QColor, QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from charting.domain.note_text import PLACE, Snippet
from charting.ui import theme

_PLACE = QRegularExpression(PLACE)
_BACK = QTextDocument.FindFlag.FindBackward


def typed_before(editor: QPlainTextEdit) -> str:
    """What stands in the line before the hand, nothing where something is selected."""
    cursor = editor.textCursor()
    if cursor.hasSelection():
        return ""
    # Qt counts in units of UTF-16.
    line = cursor.block().text().encode("utf-16-le")
    return line[: 2 * cursor.positionInBlock()].decode("utf-16-le", "ignore")


def put(editor: QPlainTextEdit, snippet: Snippet) -> None:
    """Put a snippet in the place of its short word, and select its first place, if it has one."""
    cursor = editor.textCursor()
    end = cursor.position()
    start = end - len(snippet.short.encode("utf-16-le")) // 2
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(snippet.text)
    after = cursor.position()
    cursor.setPosition(start)
    found = editor.document().find(_PLACE, cursor)
    if not found.isNull() and found.position() <= after:
        editor.setTextCursor(found)
    else:
        cursor.setPosition(after)
        editor.setTextCursor(cursor)


def step(editor: QPlainTextEdit, *, back: bool = False) -> bool:
    """Select the next place, or the one before; False where there is none that way."""
    cursor = editor.textCursor()
    cursor.setPosition(cursor.selectionStart() if back else cursor.selectionEnd())
    flags = _BACK if back else QTextDocument.FindFlag(0)
    found = editor.document().find(_PLACE, cursor, flags)
    if found.isNull():
        return False
    editor.setTextCursor(found)
    return True


def begin(editor: QPlainTextEdit) -> None:
    """Bring the hand to the first place of the text."""
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    step(editor)
    editor.setFocus()


def mark(editor: QPlainTextEdit) -> None:
    """Show every place in the colour of what is to be answered."""
    palette = theme.current()
    marked = []
    found = editor.document().find(_PLACE, 0)
    while not found.isNull():
        place = QTextEdit.ExtraSelection()
        place.cursor = found
        place.format.setBackground(QColor(palette.answer_ground))
        place.format.setForeground(QColor(palette.answer))
        marked.append(place)
        found = editor.document().find(_PLACE, found)
    editor.setExtraSelections(marked)
