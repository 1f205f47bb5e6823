"""The sheet of keys: every key that works on a screen, and what it does."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea

from charting.ui import theme
from charting.ui.widgets.text import Text


class KeysSheet(QScrollArea):
    """Two columns, key and deed, in the order in which the keys were bound."""

    def __init__(self, title: str, bound: Iterable[QAction]) -> None:
        super().__init__(widgetResizable=True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(title)
        body = QFrame()
        body.setProperty("look", "panel")
        lines = QGridLayout(body)
        lines.setContentsMargins(theme.ROOM, theme.ROOM, theme.ROOM, theme.ROOM)
        lines.setHorizontalSpacing(theme.ROOM)
        lines.setVerticalSpacing(theme.TIGHT)
        lines.setColumnStretch(1, 1)
        lines.addWidget(Text(title, bold=True), 0, 0, 1, 2)
        for row, action in enumerate(bound, start=1):
            keys = Text(_written(action), size=theme.SMALL, bold=True)
            deed = Text(action.text(), size=theme.SMALL, wraps=True)
            lines.addWidget(keys, row, 0, Qt.AlignmentFlag.AlignTop)
            lines.addWidget(deed, row, 1)
        lines.setRowStretch(lines.rowCount(), 1)
        self.setWidget(body)


def _written(action: QAction) -> str:
    """The key as this platform writes it, one that a single hand presses where there is one; the
    others do the same.
    """
    native = QKeySequence.SequenceFormat.NativeText
    written = [keys.toString(native) for keys in action.shortcuts()]
    alone = (keys for keys in written if "+" not in keys[:-1])
    return next(alone, next(iter(written), ""))
