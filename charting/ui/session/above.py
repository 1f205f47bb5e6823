"""The room above the back: what lies beneath the pointer, or for some seconds a sentence."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget

from charting.ui import theme
from charting.ui.session.model import SessionModel
from charting.ui.session.readout import Readout
from charting.ui.widgets.frames import Banner

_HEIGHT = 64
_SAID_FOR_MS = 8000


class Above(QStackedWidget):
    """One height whatever is said: the back stays where the hand is."""

    def __init__(self, model: SessionModel) -> None:
        super().__init__()
        self.readout, self.sentence = Readout(model), Banner("answer", size=theme.BODY)
        self.setFixedHeight(_HEIGHT)
        self.setContentsMargins(theme.SNUG, theme.TIGHT, theme.SNUG, theme.TIGHT)
        self._timer = QTimer(self, singleShot=True, interval=_SAID_FOR_MS)
        self._timer.timeout.connect(self.fall_silent)
        model.said.connect(self.say)
        model.told.connect(lambda words: self.say(words, tone=""))

    def fill(self) -> None:
        """Put both in, once this stands in its own place."""
        self.addWidget(self.readout)
        self.addWidget(self.sentence)

    def say(self, words: str, *, tone: str = "answer") -> None:
        """Say a sentence, in the stead of another."""
        self.sentence.say(words, tone=tone)
        self.setCurrentWidget(self.sentence)
        self._timer.start()

    def fall_silent(self) -> None:
        """Say nothing more."""
        self._timer.stop()
        self.setCurrentWidget(self.readout)
        self.sentence.hush()
