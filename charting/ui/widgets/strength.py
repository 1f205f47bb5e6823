"""A new passphrase: typed twice, with how hard it is to guess shown while it is typed."""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from charting.domain.passphrase import LEAST_CHARACTERS, LEAST_SCORE
from charting.i18n import _, ngettext
from charting.ui import theme
from charting.ui.widgets.fields import PassphraseField

_STEPS = 4
_BAR = 6


def strength_words(score: int) -> str:
    """How hard a passphrase of this score, 0 to 4, is to guess."""
    return (
        _("Very easy to guess: it repeats itself, or everybody tries it first."),
        _("Very easy to guess: it repeats itself, or everybody tries it first."),
        _("Easy to guess. One or two more unrelated words make it good."),
        _("Hard to guess."),
        _("Very hard to guess."),
    )[score]


def length_words(typed: str) -> str:
    """What is still missing of a passphrase, or nothing."""
    missing = LEAST_CHARACTERS - len(typed)
    if not typed:
        return _("At least 15 characters: four or five words do")
    if missing > 0:
        return ngettext("{number} more character", "{number} more characters", missing).format(
            number=missing
        )
    return ""


class StrengthBar(QWidget):
    """Four steps, as many filled as a passphrase is hard to guess; the words stand beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.score = 0
        self.setFixedHeight(_BAR)
        self.show_score(0)

    def show_score(self, score: int) -> None:
        """Show a score of 0 to 4."""
        self.score = score
        self.setAccessibleName(strength_words(score))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as it may be."""
        return QSize(160, _BAR)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the steps."""
        palette = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(palette.color("edge"))
        wide = (self.width() - (_STEPS - 1) * theme.TIGHT) / _STEPS
        filled = palette.color("counted" if self.score >= LEAST_SCORE else "answer")
        for step in range(_STEPS):
            painter.setBrush(filled if step < self.score else palette.color("raised"))
            box = QRectF(step * (wide + theme.TIGHT), 0, wide, _BAR).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(box, _BAR / 2, _BAR / 2)


class NewPassphrase(QWidget):
    """Two fields side by side, the bar beneath the first; `typed` carries what is to be rated."""

    typed = Signal(str)
    entered = Signal()

    def __init__(self, label: str = "") -> None:
        super().__init__()
        self.passphrase = PassphraseField(label or _("New passphrase"))
        self.again = PassphraseField(_("The same passphrase again"))
        self.bar = StrengthBar()
        self._words = ""
        self.passphrase.changed.connect(self._on_typed)
        self.again.entered.connect(self.entered)
        left = QVBoxLayout()
        left.setSpacing(theme.TIGHT)
        left.addWidget(self.passphrase)
        left.addWidget(self.bar)
        left.addStretch()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.ROOM)
        line.addLayout(left, 1)
        line.addWidget(self.again, 1)
        self.setFocusProxy(self.passphrase)
        self.clear()

    def clear(self) -> None:
        """Forget what was typed."""
        self.passphrase.write("")
        self.again.write("")
        self._on_typed("")

    def show_score(self, score: int) -> None:
        """Show how hard what was typed last is to guess."""
        words = self.passphrase.typed
        self.bar.show_score(score if words else 0)
        if len(words) >= LEAST_CHARACTERS:
            self.passphrase.advise(strength_words(score))

    def _on_typed(self, words: str) -> None:
        if missing := length_words(words):
            self.passphrase.advise(missing)
        if words:
            self.typed.emit(words)
        else:
            self.bar.show_score(0)
