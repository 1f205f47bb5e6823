"""What the covered window still shows: how many needles are in and for how long, and no name."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from charting.i18n import _, listed, ngettext
from charting.ui import theme
from charting.ui.widgets.text import Text

if TYPE_CHECKING:
    # The first window needs neither.
    from collections.abc import Sequence

    from charting.domain.marks import Needle
    from charting.services.ports import Clock

_TICK_MS = 1000


class NeedlesIn(QWidget):
    """Runs on while the window is locked: needles never wait for a passphrase."""

    def __init__(self) -> None:
        super().__init__()
        self._needles: tuple[Needle, ...] = ()
        self._clock: Clock | None = None
        self.count = Text(size=theme.LARGE, bold=True)
        self.minutes = Text(tabular=True, wraps=True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, 0)
        rows.setSpacing(theme.TIGHT)
        for line in (self.count, self.minutes):
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            rows.addWidget(line)
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self.refresh)
        self.hide()

    def show_needles(self, needles: "Sequence[Needle]", clock: "Clock") -> None:
        """Show these needles of the session that was open, if one of them is in."""
        self._needles, self._clock = tuple(needles), clock
        still_in = any(needle.in_situ for needle in needles)
        self.setVisible(still_in)
        if still_in:
            self.refresh()
            self._tick.start()
        else:
            self.forget()

    def forget(self) -> None:
        """Show nothing."""
        self._tick.stop()
        self._needles, self._clock = (), None
        self.hide()

    def refresh(self) -> None:
        """Show the minutes as they are now, the longest first."""
        if self._clock is None:
            return
        now = self._clock.now()
        still_in = [needle for needle in self._needles if needle.in_situ]
        words = ngettext(
            "{n} needle is in, {out} out", "{n} needles are in, {out} out", len(still_in)
        )
        self.count.setText(words.format(n=len(still_in), out=len(self._needles) - len(still_in)))
        minutes = sorted((now.seconds_since(each.went_in) // 60 for each in still_in), reverse=True)
        self.minutes.setText(listed(_("{n} min").format(n=max(0, number)) for number in minutes))
