"""The patient banner: who this is, across the top, in one place that nothing else ever takes."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from charting.i18n import _, ngettext
from charting.ui import theme
from charting.ui.widgets.chips import Chip
from charting.ui.widgets.frames import Hairline
from charting.ui.widgets.text import ElidedText, Text, tip

HEIGHT = 56
_MOST_ALERTS = 3


class Alert(NamedTuple):
    """A fact that must be seen; `tone` as in `Chip`."""

    words: str
    tone: str = ""


class Identity(NamedTuple):
    """What the banner says of a patient, in words; `visit` is the "session n of m"."""

    name: str
    born: str
    age: str
    alerts: Sequence[Alert] = ()
    episode: str = ""
    visit: str = ""


class PatientBanner(QFrame):
    """Name, date of birth, age, alerts, episode and session; empty while no patient is open."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "panel")
        self.setFixedHeight(HEIGHT)
        self.name = ElidedText(bold=True)
        self.born = Text(tabular=True)
        self.age = Text(ink="quiet")
        self.episode = ElidedText(ink="quiet")
        self.visit = Text()
        self._alerts = QWidget()
        self._alert_line = QHBoxLayout(self._alerts)
        self._alert_line.setContentsMargins(0, 0, 0, 0)
        self._alert_line.setSpacing(theme.SNUG)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(theme.WIDE, 0, theme.WIDE, 0)
        self._line.setSpacing(theme.ROOM)
        self._between = Hairline(upright=True)
        for part in (self.name, self.born, self.age, self._between, self._alerts):
            self._line.addWidget(part)
        self._line.addStretch()
        self._line.addWidget(self.episode)
        self._line.addWidget(self.visit)

    def show_identity(self, who: Identity) -> None:
        """Show a patient."""
        self.name.setText(who.name or _("No patient open"))
        self.name.set_ink("text" if who.name else "quiet")
        self.name.set_bold(bool(who.name))
        words = (who.born, who.age, who.episode, who.visit)
        for label, text in zip((self.born, self.age, self.episode, self.visit), words, strict=True):
            label.setText(text)
            label.setVisible(bool(text))
        self._between.setVisible(bool(who.alerts))
        self._show_alerts(who.alerts)
        self.setAccessibleName(", ".join(filter(None, (who.name, who.born, who.age, who.visit))))

    def clear(self) -> None:
        """Show nobody."""
        self.show_identity(Identity("", "", ""))

    def _show_alerts(self, alerts: Sequence[Alert]) -> None:
        while (item := self._alert_line.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for alert in alerts[:_MOST_ALERTS]:
            chip = Chip(alert.words, alert.tone)
            tip(chip, alert.words)
            self._alert_line.addWidget(chip)
        if rest := alerts[_MOST_ALERTS:]:
            more = Chip(
                ngettext("{number} more", "{number} more", len(rest)).format(number=len(rest))
            )
            tip(more, ", ".join(alert.words for alert in rest))
            self._alert_line.addWidget(more)
