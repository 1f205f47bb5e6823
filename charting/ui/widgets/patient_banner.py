"""The patient banner: who this is, across the top, in one place that nothing else ever takes."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QTimer, QVariantAnimation
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from charting.i18n import _, listed, ngettext
from charting.ui import motion, theme
from charting.ui.widgets.chips import Chip
from charting.ui.widgets.frames import Hairline
from charting.ui.widgets.text import ElidedText, Text, tip

HEIGHT = 56
# The name comes first: nothing may take this part of the width from it.
_NAME_PART = 0.34
_WIDEST_CHIP = 240
_NARROWEST_EPISODE = 120
# Long enough to be seen by whoever looks up from a patient, and no longer than a mark is doubted.
FLASH_MS = 2000
_FLASH_TINT, _FLASH_FRAME = 0.25, 4


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


class Alerts(QWidget):
    """As many alerts as there is room for; of the rest it says how many, and in a tip which."""

    def __init__(self) -> None:
        super().__init__()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(theme.SNUG)

    def show_alerts(self, alerts: Sequence[Alert], width: int) -> int:
        """Show alerts within `width` px; the px that were taken."""
        self._clear()
        whole = [Chip(alert.words, alert.tone) for alert in alerts]
        needed = sum(_wide_with_gap(chip) for chip in whole)
        if needed <= width:
            for chip in whole:
                self._line.addWidget(chip)
            return needed
        room = width - _wide_with_gap(_more_chip(alerts, any_shown=True))
        taken = 0
        for place, alert in enumerate(alerts):
            chip = _chip(alert)
            needed = _wide_with_gap(chip)
            if taken + needed > (width if place == len(alerts) - 1 else room):
                more = _more_chip(alerts[place:], any_shown=place > 0)
                self._line.addWidget(more)
                return taken + _wide_with_gap(more)
            self._line.addWidget(chip)
            taken += needed
        return taken

    def _clear(self) -> None:
        while (item := self._line.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()


def _chip(alert: Alert) -> Chip:
    chip = Chip(alert.words, alert.tone)
    if chip.sizeHint().width() > _WIDEST_CHIP:
        frame = chip.sizeHint().width() - chip.fontMetrics().horizontalAdvance(alert.words)
        chip.shorten(_WIDEST_CHIP - frame)
    return chip


def _more_chip(rest: Sequence[Alert], *, any_shown: bool) -> Chip:
    words = ngettext("{number} alert", "{number} alerts", len(rest))
    if any_shown:
        words = ngettext("{number} more", "{number} more", len(rest))
    tones = {alert.tone for alert in rest}
    chip = Chip(words.format(number=len(rest)), "hazard" if "hazard" in tones else "")
    tip(chip, listed(alert.words for alert in rest))
    return chip


def _wide_with_gap(chip: Chip) -> int:
    return chip.sizeHint().width() + theme.SNUG


class PatientBanner(QFrame):
    """Name, date of birth, age, alerts, episode and session; empty while no patient is open."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "panel")
        self.setFixedHeight(HEIGHT)
        self._who = Identity("", "", "")
        self.name = ElidedText(ink="quiet")
        self.born = Text(tabular=True)
        self.age = Text(ink="quiet")
        self.episode = ElidedText(ink="quiet")
        self.visit = Text()
        self.alerts = Alerts()
        self._between = Hairline(upright=True)
        self.flashing = 0.0
        self._fade = QVariantAnimation(self, duration=FLASH_MS, startValue=1.0, endValue=0.0)
        self._fade.setKeyValueAt(0.5, 1.0)
        self._fade.valueChanged.connect(self._show_flash)
        self._stand = QTimer(self, singleShot=True, interval=FLASH_MS)
        self._stand.timeout.connect(lambda: self._show_flash(0.0))
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.WIDE, 0, theme.WIDE, 0)
        line.setSpacing(theme.ROOM)
        for part in (self.name, self.born, self.age, self._between, self.alerts):
            line.addWidget(part)
        line.addStretch()
        line.addWidget(self.episode)
        line.addWidget(self.visit)

    def show_identity(self, who: Identity) -> None:
        """Show a patient."""
        self._who = who
        self.name.setText(who.name or _("No patient open"))
        self.name.set_ink("text" if who.name else "quiet")
        self.name.set_bold(bool(who.name))
        words = (who.born, who.age, who.episode, who.visit)
        for label, text in zip((self.born, self.age, self.episode, self.visit), words, strict=True):
            label.setText(text)
            label.setVisible(bool(text))
        self._between.setVisible(bool(who.alerts))
        self.setAccessibleName(listed((who.name, who.born, who.age, who.visit)))
        self._share_room()

    def clear(self) -> None:
        """Show nobody."""
        self.show_identity(Identity("", "", ""))

    def flash(self) -> None:
        """Draw the eye to whose the screen is now: another patient than a moment ago."""
        self._fade.stop()
        self._show_flash(1.0)
        if motion.may_move():
            self._fade.start()
        else:
            self._stand.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and what draws the eye."""
        super().paintEvent(event)
        if not self.flashing:
            return
        painter = QPainter(self)
        accent = QColor(theme.current().accent)
        accent.setAlphaF(_FLASH_TINT * self.flashing)
        painter.fillRect(self.rect(), accent)
        accent.setAlphaF(self.flashing)
        painter.setPen(QPen(accent, _FLASH_FRAME))
        inset = _FLASH_FRAME / 2
        painter.drawRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset))

    def _show_flash(self, strength: float) -> None:
        self.flashing = strength
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """The name first, then birth, age and visit whole, then the alerts, then the episode."""
        room = self.width() - 2 * theme.WIDE
        name = min(_wide(self.name), round(room * _NAME_PART))
        self.name.setFixedWidth(name)
        whole = [label for label in (self.born, self.age, self.visit) if label.text()]
        room -= name + sum(_wide(label) + theme.ROOM for label in whole)
        if self._who.alerts:
            room -= 2 * theme.ROOM + theme.HAIRLINE
        room -= self.alerts.show_alerts(self._who.alerts, room)
        episode = min(_wide(self.episode), room - 2 * theme.ROOM)
        fits = episode >= min(_NARROWEST_EPISODE, _wide(self.episode))
        self.episode.setVisible(bool(self._who.episode) and fits)
        self.episode.setFixedWidth(max(0, episode))


def _wide(label: Text) -> int:
    return QFontMetrics(label.font()).horizontalAdvance(label.text()) + theme.TIGHT
