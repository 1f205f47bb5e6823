"""Frames: cards, headers, hairlines, sentences that ask, and empty places that teach."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from charting.ui import theme
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.text import ElidedText, Text


class Card(QFrame):
    """A raised card; its parts go into `rows`."""

    def __init__(self, *, padding: int = theme.ROOM, spacing: int = theme.SNUG) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(padding, padding, padding, padding)
        self.rows.setSpacing(spacing)


class Hairline(QFrame):
    """The one line that divides; level unless `upright`."""

    def __init__(self, *, upright: bool = False) -> None:
        super().__init__()
        self.setProperty("look", "hairline")
        if upright:
            self.setFixedWidth(theme.HAIRLINE)
        else:
            self.setFixedHeight(theme.HAIRLINE)


class SectionHeader(QWidget):
    """The title of a section, quiet words beneath it, and what can be done at its end."""

    def __init__(self, title: str, *, beneath: str = "") -> None:
        super().__init__()
        self.title = ElidedText(title, bold=True)
        self.beneath = ElidedText(beneath, size=theme.SMALL, ink="quiet")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title, 0, Qt.AlignmentFlag.AlignLeft)
        words.addWidget(self.beneath, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch()
        self.ends = QHBoxLayout(self)
        self.ends.setContentsMargins(0, 0, 0, 0)
        self.ends.setSpacing(theme.SNUG)
        self.ends.addLayout(words, 1)
        self.setFixedHeight(theme.TARGET)


def pane_column(pane: QWidget, width: int, *, spacing: int = theme.ROOM) -> QVBoxLayout:
    """The rows of a pane of the settings, one below the other from its upper edge, `width` px wide
    at the most.
    """
    column = QWidget()
    column.setMaximumWidth(width)
    rows = QVBoxLayout(column)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(spacing)
    # A line of its own: a column alone would be as high as its words are at the width of the pane.
    line = QHBoxLayout()
    line.addWidget(column, 1000)
    line.addStretch(1)
    whole = QVBoxLayout(pane)
    whole.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
    whole.addLayout(line)
    whole.addStretch(1)
    return rows


class ToneFrame(QWidget):
    """A rounded ground with a bar at its edge in the colour of what it is about.

    `tone` is "accent", "hazard", "answer", "counted" or "" for a plain remark.
    """

    def __init__(self, tone: str = "") -> None:
        super().__init__()
        self.tone = tone

    def set_tone(self, tone: str) -> None:
        """Be about something else."""
        self.tone = tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, hairline and bar."""
        palette = theme.current()
        grounds = {"": "hover", "accent": "chosen"}
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(palette.color(grounds.get(self.tone, f"{self.tone}_ground")))
        painter.setPen(palette.color("hairline"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, theme.RADIUS, theme.RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(self.tone or "edge"))
        x = self.width() - 2 * theme.TIGHT if self.isRightToLeft() else theme.TIGHT
        bar = QRectF(x, theme.SNUG, theme.TIGHT, self.height() - 2 * theme.SNUG)
        painter.drawRoundedRect(bar, theme.TIGHT / 2, theme.TIGHT / 2)


class Banner(ToneFrame):
    """A sentence that stands until it is answered or no longer true; never a dialog."""

    answered = Signal()

    def __init__(self, tone: str = "", *, size: int = theme.BODY) -> None:
        super().__init__(tone)
        self._words = Text(wraps=True, size=size)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.action = Button("", Kind.PLAIN, height=theme.BROAD, size=size)
        self.action.clicked.connect(self.answered)
        line = QHBoxLayout(self)
        # The bar has room where a line begins; a layout does not turn its margins by itself.
        left, right = theme.ROOM, theme.SNUG
        if self.isRightToLeft():
            left, right = right, left
        line.setContentsMargins(left, theme.SNUG, right, theme.SNUG)
        line.setSpacing(theme.SNUG)
        line.addWidget(self._words)
        line.addWidget(self.action, 0, Qt.AlignmentFlag.AlignTop)
        self.hush()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, sentence: str, *, action: str = "", tone: str | None = None) -> None:
        """Say a sentence, with at most one thing to do about it."""
        self._words.setText(sentence)
        self.action.set_words(action)
        self.action.setVisible(bool(action))
        if tone is not None:
            self.set_tone(tone)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))

    def hush(self) -> None:
        """Say nothing and take no room."""
        self.say("")


class WithRoom(QWidget):
    """A banner a little away from what stands around it; no room is taken while it is silent."""

    def __init__(self, banner: Banner, beside: int, above: int, below: int = 0) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(beside, above, beside, below)
        line.addWidget(banner)
        self._banner = banner
        banner.installEventFilter(self)
        self.setVisible(not banner.isHidden())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come and go with the banner."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.setVisible(not self._banner.isHidden())
        return super().eventFilter(watched, event)


class EmptyState(QWidget):
    """What belongs in an empty place, and the one action that fills it."""

    wanted = Signal()

    def __init__(self, title: str, sentence: str, action: str = "") -> None:
        super().__init__()
        self.title = Text(title, bold=True, wraps=True)
        self.sentence = Text(sentence, ink="quiet", wraps=True)
        self.action = Button(action, Kind.QUIET)
        self.action.setVisible(bool(action))
        self.action.clicked.connect(self.wanted)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        rows.setSpacing(theme.SNUG)
        rows.addStretch(1)
        for words in (self.title, self.sentence):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            rows.addWidget(words)
        rows.addSpacing(theme.SNUG)
        rows.addWidget(self.action, 0, Qt.AlignmentFlag.AlignHCenter)
        rows.addStretch(2)

    def say(self, title: str, sentence: str, action: str = "") -> None:
        """Say something else."""
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.action.set_words(action)
        self.action.setVisible(bool(action))
