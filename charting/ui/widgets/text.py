"""Text on the screen: always plain, in one of three sizes, in the ink of its role."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from charting.ui import theme


class Text(QLabel):
    """A label. `ink` is "text", "quiet", "accent", "hazard", "answer" or "counted"."""

    def __init__(
        self,
        text: str = "",
        *,
        size: int = theme.BODY,
        ink: str = "text",
        bold: bool = False,
        wraps: bool = False,
        tabular: bool = False,
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(size, bold=bold, tabular=tabular))
        self.setWordWrap(wraps)
        self.setProperty("ink", ink)
        self.setText(text)

    def set_ink(self, ink: str) -> None:
        """Write in the ink of another role."""
        restyle(self, "ink", ink)


class ElidedText(Text):
    """A label of one line, shortened where there is no room; its whole text stands in the tip."""

    def __init__(
        self, text: str = "", *, size: int = theme.BODY, ink: str = "text", bold: bool = False
    ) -> None:
        super().__init__(text, size=size, ink=ink, bold=bold)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(24)

    def minimumSizeHint(self) -> QSize:
        """Room for the ellipsis."""
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint as much of the text as there is room for."""
        painter = QPainter(self)
        box = self.contentsRect()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, box.width() + 1
        )
        tip(self, self.text() if shown != self.text() else "")
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(box, self.alignment() | Qt.TextFlag.TextSingleLine, shown)


def tip(widget: QWidget, text: str) -> None:
    """Give a widget a tooltip that shows `text` as it is."""
    widget.setToolTip(plain_tip(text))


def plain_tip(text: str) -> str:
    """`text` in the form in which Qt's tooltips show it as it is, wrapped where it is long."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<p>{escaped}</p>" if text else ""


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet reads, and let it read again."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def folder_words(folder: Path) -> str:
    """A folder as a person knows it: their home is `~`."""
    home = Path.home()
    return f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) else str(folder)


def isolated(name: str) -> str:
    """A name kept together within a sentence of another direction (Unicode UAX 9, 2.4.2)."""
    return f"\u2068{name}\u2069"
