"""Buttons: one primary for what is done next, quiet ones beside it, plain ones within text."""

from enum import Enum

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QToolButton

from charting.ui import theme
from charting.ui.widgets.text import tip

_PADDING = 20
_PLAIN_PADDING = 8
_KEY_GAP = 12


class Kind(Enum):
    """How much a button asks for attention."""

    PRIMARY = "primary"
    QUIET = "quiet"
    PLAIN = "plain"


class Button(QAbstractButton):
    """A button with words, and the key that does the same in small letters beside them."""

    def __init__(
        self,
        words: str,
        kind: Kind = Kind.QUIET,
        *,
        key: str = "",
        height: int = theme.CONTROL,
        size: int = theme.BODY,
    ) -> None:
        super().__init__()
        self._words, self._key = words, key
        self._height = height
        self._size = size
        self._is_cut = False
        self.elide = Qt.TextElideMode.ElideRight
        self.set_kind(kind)
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    @property
    def words(self) -> str:
        """The words on it."""
        return self._words

    def set_words(self, words: str) -> None:
        """Write other words on it."""
        if words != self._words:
            self._words = words
            self.setAccessibleName(words)
            self.updateGeometry()
            self.update()

    def set_key(self, key: str) -> None:
        """Show another key beside the words."""
        if key != self._key:
            self._key = key
            self.updateGeometry()
            self.update()

    def set_kind(self, kind: Kind) -> None:
        """Ask for more or less attention; plain words are underlined, so as to look pressable."""
        self.kind = kind
        # Not the widget's font: a new style sheet would bring back the one that was set first.
        self._font = theme.font(self._size, bold=kind is Kind.PRIMARY)
        self._font.setUnderline(kind is Kind.PLAIN and not self.isRightToLeft())
        self.updateGeometry()
        self.update()

    def rescale(self) -> None:
        """Be as large as the theme is now."""
        if self._font.pixelSize() != theme.font(self._size).pixelSize():
            self.set_kind(self.kind)

    def sizeHint(self) -> QSize:
        """The room its words and key take."""
        padding = _PLAIN_PADDING if self.kind is Kind.PLAIN else _PADDING
        width = QFontMetrics(self._font).horizontalAdvance(self._words) + 2 * padding
        if self._key:
            width += _KEY_GAP + self._key_metrics().horizontalAdvance(self._key)
        lines = self._words.count("\n") + 1
        high = lines * QFontMetrics(self._font).lineSpacing() + theme.ROOM if lines > 1 else 0
        return QSize(width, max(self._height, high))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, focus ring, words and key."""
        palette = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        ground, edge, ink = self._colors(palette)
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        width = 2 * theme.HAIRLINE if self.isChecked() else theme.HAIRLINE
        painter.setPen(QPen(QColor(edge), width) if edge else Qt.PenStyle.NoPen)
        inset = width / 2 if edge else 0
        painter.drawRoundedRect(
            box.adjusted(inset, inset, -inset, -inset), theme.RADIUS, theme.RADIUS
        )
        if self.hasFocus():
            self._paint_ring(painter, box, palette)
        self._paint_words(painter, ink, palette)

    def _colors(self, palette: theme.Palette) -> tuple[str, str, str]:
        """Ground, edge and ink; empty for none. A checked button is framed in the accent."""
        lively = self.isEnabled() and (self.underMouse() or self.isDown())
        if not self.isEnabled():
            return ("", "" if self.kind is Kind.PLAIN else palette.hairline, palette.quiet)
        if self.isChecked():
            return (palette.chosen, palette.accent, palette.text)
        if self.kind is Kind.PRIMARY:
            ground = palette.accent_hover if lively else palette.accent
            return (ground, "", palette.on_accent)
        if self.kind is Kind.QUIET:
            return (palette.hover if lively else palette.raised, palette.edge, palette.text)
        return (palette.hover if lively else "", "", palette.text)

    def _paint_ring(self, painter: QPainter, box: QRectF, palette: theme.Palette) -> None:
        filled = self.kind is Kind.PRIMARY and self.isEnabled()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(palette.on_accent if filled else palette.accent), 2))
        inset = 3.5 if filled else 1
        corner = theme.RADIUS - inset + 1
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), corner, corner)

    def _paint_words(self, painter: QPainter, ink: str, palette: theme.Palette) -> None:
        padding = _PLAIN_PADDING if self.kind is Kind.PLAIN else _PADDING
        box = self.rect().adjusted(padding, 0, -padding, 0)
        painter.setFont(self._font)
        painter.setPen(QColor(ink))
        if not self._key:
            self._say(painter, box, Qt.AlignmentFlag.AlignCenter, box.width())
            return
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        room = box.width() - _KEY_GAP - self._key_metrics().horizontalAdvance(self._key)
        self._say(painter, box, left, room)
        painter.setFont(theme.font(theme.SMALL))
        painter.setPen(QColor(ink if self.kind is Kind.PRIMARY else palette.quiet))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, right, self._key)

    def _say(self, painter: QPainter, box: QRect, where: Qt.AlignmentFlag, room: int) -> None:
        words = self._fitting(room)
        painter.drawText(box, where, words)
        if self.kind is Kind.PLAIN and self.isRightToLeft():
            # Beneath the dots of the letters, which a font's own line strikes out.
            said = painter.boundingRect(box, where, words)
            painter.drawLine(said.bottomLeft(), said.bottomRight())

    def _fitting(self, room: int) -> str:
        """As much of the words as there is room for; the whole of them stands in the tip then."""
        metrics = QFontMetrics(self._font)
        is_cut = "\n" not in self._words and metrics.horizontalAdvance(self._words) > room
        if is_cut or self._is_cut:
            tip(self, self._words if is_cut else "")
        self._is_cut = is_cut
        return metrics.elidedText(self._words, self.elide, room) if is_cut else self._words

    def _key_metrics(self) -> QFontMetrics:
        return QFontMetrics(theme.font(theme.SMALL))


def option(words: str, size: int = theme.BODY) -> QToolButton:
    """A button that stays down while its option holds."""
    button = QToolButton()
    button.setText(words)
    button.setCheckable(True)
    button.setProperty("look", "option")
    button.setFont(theme.font(size))
    button.setMinimumHeight(theme.CONTROL)
    button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    return button
