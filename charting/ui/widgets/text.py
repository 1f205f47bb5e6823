"""Text on the screen: always plain, in one of three sizes, in the ink of its role."""

import unicodedata
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from charting.ui import theme

# The widths at which a layout tries a text before it has settled.
_KNOWN_HEIGHTS = 16
_WIDEST_WORD = 180
# Signs that have a direction of their own (Unicode UAX 9, table 4).
_STRONG = frozenset({"L", "R", "AL"})


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
        self._font, self._size = theme.font(size, bold=bold, tabular=tabular), size
        self._heights: dict[tuple[str, int], int] = {}
        self.setFont(self._font)
        self.setWordWrap(wraps)
        self.setProperty("ink", ink)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Write other words."""
        super().setText(in_order(text))

    def set_bold(self, bold: bool) -> None:
        """Write bold, or plain again."""
        self._font.setBold(bold)
        self.setFont(self._font)

    def rescale(self) -> None:
        """Be as large as the theme is now."""
        wanted = theme.font(self._size).pixelSize()
        if wanted != self._font.pixelSize():
            self._font.setPixelSize(wanted)
            self.setFont(self._font)

    def strike(self) -> None:
        """Strike it out: it holds no longer, and stays legible."""
        self._font.setStrikeOut(True)
        self.setFont(self._font)

    def minimumSizeHint(self) -> QSize:
        """Where lines are broken, one word must not widen all that stands with it."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), _WIDEST_WORD), least.height()) if self.wordWrap() else least

    def heightForWidth(self, width: int) -> int:
        """The height of the lines at a width; a layout asks again and again, and Qt would break
        them into lines each time.
        """
        key = (self.text(), width)
        if key not in self._heights:
            if len(self._heights) > _KNOWN_HEIGHTS:
                self._heights.clear()
            self._heights[key] = super().heightForWidth(width)
        return self._heights[key]

    def changeEvent(self, event: QEvent) -> None:
        """Keep the font: a new style sheet brings back the one that was set first."""
        super().changeEvent(event)
        self._heights.clear()
        if event.type() is QEvent.Type.StyleChange and self.font() != self._font:
            self.setFont(self._font)

    def set_ink(self, ink: str) -> None:
        """Write in the ink of another role."""
        restyle(self, "ink", ink)


class ElidedText(Text):
    """A label of one line, shortened where there is no room; its whole text stands in the tip."""

    def __init__(
        self,
        text: str = "",
        *,
        size: int = theme.BODY,
        ink: str = "text",
        bold: bool = False,
        tabular: bool = False,
    ) -> None:
        super().__init__(text, size=size, ink=ink, bold=bold, tabular=tabular)
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
    shown = plain_tip(text)
    if widget.toolTip() != shown:
        widget.setToolTip(shown)


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
    # Only where it is needed: fonts without these signs set the whole line lower.
    return name if is_latin(name) else f"\u2068{name}\u2069"


def in_order(sentence: str) -> str:
    """A sentence that is read from the right from its first word on, also where that is a Latin
    one (UAX 9, 2.6); every other as it is.
    """
    if not _screen_turned():
        return sentence
    kinds = [kind for sign in sentence if (kind := unicodedata.bidirectional(sign)) in _STRONG]
    mixed = kinds[:1] == ["L"] and {*kinds} != {"L"}
    return f"\u200f{sentence}" if mixed else sentence


def is_latin(words: str) -> bool:
    """Whether nothing in it is written from the right."""
    return not any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in words)


def _screen_turned() -> bool:
    return QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft


def dialled(number: str) -> str:
    """A number to call with its groups from left to right, as they are dialled, also on a screen
    that runs the other way (UAX 9, 2.6).
    """
    return f"\u200e{number}" if number and _screen_turned() else number
