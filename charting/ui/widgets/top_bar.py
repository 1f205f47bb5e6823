"""The quiet line along the upper edge of the window."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.text import Text, tip

_BAR_HEIGHT = 36


class TopBar(QFrame):
    """A quiet line: the practice, whether it is a demonstration, and how the window looks."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(_BAR_HEIGHT)
        self.setObjectName("ground")
        self.practice = Text(size=theme.SMALL, ink="quiet")
        self.settings = _quiet_button()
        self.settings.hide()
        self.demonstration = Text(size=theme.SMALL, ink="accent", bold=True)
        self.leave = _quiet_button()
        self.leave.hide()
        self.help = _quiet_button()
        self.appearance = _quiet_button()
        self.lock = _quiet_button()
        self.lock.hide()
        self.say_again()
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.WIDE, 0, theme.ROOM, 0)
        line.setSpacing(theme.ROOM)
        line.addWidget(self.practice)
        line.addStretch()
        line.addWidget(self.demonstration)
        line.addWidget(self.leave)
        line.addStretch()
        line.addWidget(self.settings)
        line.addWidget(self.lock)
        line.addWidget(self.appearance)
        line.addWidget(self.help)

    def say_again(self) -> None:
        """Say what can be pressed in the language that speaks now."""
        self.appearance.set_words(_("Appearance"))
        self.leave.set_words(_("Back to your own practice"))
        self.help.set_words(_("Help"))
        tip(self.help, f"{actions.HELP.spoken} ({actions.HELP.key})")
        for button, action in ((self.settings, actions.SETTINGS), (self.lock, actions.LOCK)):
            button.set_words(action.spoken)
            tip(button, f"{action.spoken} ({action.key})")


def _quiet_button() -> Button:
    return Button("", Kind.PLAIN, height=_BAR_HEIGHT - 8, size=theme.SMALL)
