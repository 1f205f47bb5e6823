"""Today's leaflets in one go: how many wait, how far they have come, and Stop."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from charting.i18n import _, ngettext
from charting.ui import actions, theme
from charting.ui.handout.day_model import DayModel
from charting.ui.widgets.buttons import Button
from charting.ui.widgets.frames import Banner
from charting.ui.widgets.progress import ProgressBar
from charting.ui.widgets.text import Text


class DayPart(QWidget):
    """Shown where leaflets wait, are being printed, or were."""

    def __init__(self, model: DayModel) -> None:
        super().__init__()
        self._model = model
        self._can_print = False
        self.start_button = Button(
            "", key=actions.PRINT_DAY.key, height=theme.CONTROL, size=theme.SMALL
        )
        self.stop_button = Button(_("Stop"), size=theme.SMALL)
        self.bar = ProgressBar(_("How far today’s leaflets have come"))
        self.progress = Text(size=theme.SMALL, ink="quiet", tabular=True)
        self.said = Banner("counted", size=theme.SMALL)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SNUG)
        rows.addWidget(Text(_("Today"), size=theme.SMALL, bold=True))
        parts = (self.start_button, self.bar, self.progress, self.stop_button, self.said)
        for part in parts:
            rows.addWidget(part)
        self.stop_button.clicked.connect(model.stop)
        model.changed.connect(self.refresh)
        model.refused.connect(self._on_refused)
        self.refresh()

    def can_print(self, *, yes: bool) -> None:
        """Whether there is a printer."""
        self._can_print = yes
        self.refresh()

    def refresh(self) -> None:
        """Show how far it has come."""
        model, waiting = self._model, len(self._model.waiting)
        for part in (self.bar, self.progress, self.stop_button):
            part.setVisible(model.busy)
        self.start_button.setVisible(not model.busy and bool(waiting))
        self.start_button.setEnabled(self._can_print)
        words = ngettext(
            "Print the {n} leaflet that waits", "Print the {n} leaflets that wait", waiting
        )
        self.start_button.set_words(words.format(n=waiting))
        if model.busy:
            self.said.hush()
            done, of = model.going or (0, waiting)
            self.bar.show_part(done, of)
            self.progress.setText(_("Leaflets: {done} of {of}").format(done=done, of=of))
        elif model.was_stopped:
            self.said.say(self._printed_words(_("Stopped.")), tone="answer")
        elif model.printed:
            self.said.say(self._printed_words(), tone="counted")
        elif model.printed is None:
            self.said.hush()
        self.setVisible(bool(waiting) or model.busy or bool(self.said.words))

    def _printed_words(self, before: str = "") -> str:
        number = self._model.printed or 0
        words = ngettext("{n} leaflet was printed.", "{n} leaflets were printed.", number)
        return " ".join(filter(None, (before, words.format(n=number))))

    def _on_refused(self, words: str) -> None:
        self.said.say(self._printed_words(words), tone="hazard")
        self.show()
