"""The section "This computer": what was chosen for it, each with a sentence and how it came, and a
file that carries the choices to another one.
"""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QHBoxLayout, QWidget

from charting import __version__
from charting.i18n import _
from charting.settings import LOCKS_AFTER_MINUTES, Settings
from charting.ui import actions, theme
from charting.ui.settings.search import Setting
from charting.ui.settings.this_computer_model import ThisComputerModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.choices import ChoiceField
from charting.ui.widgets.frames import Banner, Card, SectionHeader, pane_column
from charting.ui.widgets.text import Text
from charting.ui.widgets.wrapped import WrappedBox

_WIDTH = 760


class FileChoosers(NamedTuple):
    """Ask for the file to write to, a name proposed, and for the one to read."""

    new: Callable[[QWidget, str], Path | None]
    given: Callable[[QWidget], Path | None]


class ThisComputerPane(QWidget):
    """What is chosen holds at once, whoever is at work."""

    def __init__(self, model: ThisComputerModel, choosers: FileChoosers) -> None:
        super().__init__()
        self._model, self._choosers = model, choosers
        self.banner = Banner("counted")
        rows = pane_column(self, _WIDTH)
        beneath = _("For whoever works here. Nothing of any patient is in it.")
        rows.addWidget(SectionHeader(_("This computer"), beneath=beneath))
        rows.addWidget(self.banner)
        for card in (self._look(), self._lock(), self._file(), self._network()):
            rows.addWidget(card)
        model.changed.connect(self.start)
        model.said.connect(lambda words: self.banner.say(words, tone="counted"))
        model.refused.connect(lambda words: self.banner.say(words, tone="hazard"))
        self.start()

    def start(self) -> None:
        """Show what is chosen."""
        chosen = self._model.chosen
        self.look.choose(chosen.theme)
        self.still.setChecked(chosen.still)
        self.lock.choose(str(chosen.lock_after_minutes))

    def settings(self) -> tuple[Setting, ...]:
        """What can be found here."""
        came = Settings()
        return (
            Setting(
                _("Appearance"),
                _("Light, dark, or high contrast."),
                actions.THEME_SYSTEM.spoken,
                _("theme colours colors dark mode night bright contrast look eyes"),
                self.look.box,
            ),
            Setting(
                actions.STILL.spoken,
                _("Less motion on the screen: no fading, no sliding, no flashing name."),
                _("off"),
                _("animation movement dizzy still calm accessibility"),
                self.still,
            ),
            Setting(
                _("Lock the window"),
                _("Cover everything once nobody has touched mouse or keys for so long."),
                _minutes_words(came.lock_after_minutes),
                _("lock screen idle absence timeout minutes password passphrase privacy log out"),
                self.lock.box,
            ),
            Setting(
                _("Settings in a file"),
                _("Save what is chosen for this computer, or take it from another one."),
                words=_("export import copy move transfer new computer backup of settings"),
                part=self.save_button,
            ),
            Setting(
                _("Network"),
                _("No network is used unless you ask for it."),
                words=_("internet online cloud send telemetry update version offline privacy"),
            ),
        )

    def _look(self) -> Card:
        card = Card()
        themes = (
            ("system", actions.THEME_SYSTEM),
            ("light", actions.THEME_LIGHT),
            ("dark", actions.THEME_DARK),
            ("contrast", actions.THEME_CONTRAST),
        )
        came = _("As it came: {default}").format(default=actions.THEME_SYSTEM.spoken)
        offered = [(name, action.spoken) for name, action in themes]
        self.look = ChoiceField(_("Appearance"), offered, hint=came)
        self.look.box.activated.connect(lambda _at: self._model.change(theme=self.look.value))
        _keep_its_height(self.look)
        self.still = WrappedBox(actions.STILL.spoken)
        self.still.setFont(theme.font())
        self.still.setMinimumHeight(theme.BROAD)
        self.still.clicked.connect(lambda on: self._model.change(still=on))
        card.rows.addWidget(self.look)
        card.rows.addWidget(self.still)
        card.rows.addWidget(_quiet(_("As it came: {default}").format(default=_("off"))))
        return card

    def _lock(self) -> Card:
        card = Card()
        offered = [(str(n), _minutes_words(n)) for n in LOCKS_AFTER_MINUTES]
        came = _minutes_words(Settings().lock_after_minutes)
        words = _("When nobody touched mouse or keys for so long. As it came: {default}")
        self.lock = ChoiceField(_("Lock the window"), offered, hint=words.format(default=came))
        self.lock.box.activated.connect(
            lambda _at: self._model.change(lock_after_minutes=int(self.lock.value))
        )
        _keep_its_height(self.lock)
        card.rows.addWidget(self.lock)
        return card

    def _file(self) -> Card:
        card = Card()
        words = _(
            "What is chosen here goes to another computer as a file. No passphrase, no key and "
            "nothing of a patient is in it."
        )
        card.rows.addWidget(Text(_("Settings in a file"), bold=True))
        card.rows.addWidget(Text(words, wraps=True))
        self.save_button = Button(_("Save the settings"), Kind.QUIET)
        self.take_button = Button(_("Take settings from a file"), Kind.QUIET)
        self.save_button.clicked.connect(self._save)
        self.take_button.clicked.connect(self._take)
        line = QHBoxLayout()
        line.setSpacing(theme.SNUG)
        line.addWidget(self.save_button)
        line.addWidget(self.take_button)
        line.addStretch()
        card.rows.addLayout(line)
        return card

    def _network(self) -> Card:
        card = Card()
        words = _(
            "No network is used unless you ask for it: nothing is sent, nothing is looked up, and "
            "nobody is told that you work. Only a clinic that keeps its records in its own "
            "database is connected, to that alone."
        )
        card.rows.addWidget(Text(_("Network"), bold=True))
        card.rows.addWidget(Text(words, wraps=True))
        card.rows.addWidget(_quiet(_("Version {version}").format(version=__version__)))
        return card

    def _save(self) -> None:
        file = self._choosers.new(self.window(), "charting-settings.json")
        if file is not None:
            self._model.save_to(file)

    def _take(self) -> None:
        if (file := self._choosers.given(self.window())) is not None:
            self._model.take_from(file)


def _keep_its_height(field: ChoiceField) -> None:
    """Where room is short the pane is scrolled, and no field squeezed."""
    field.setMinimumHeight(field.sizeHint().height())


def _minutes_words(minutes: int) -> str:
    return _("after {n} min").format(n=minutes)


def _quiet(words: str) -> Text:
    return Text(words, size=theme.SMALL, ink="quiet")
