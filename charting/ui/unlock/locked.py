"""The pane that asks for the passphrase of a practice."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from charting.i18n import _
from charting.ui import theme
from charting.ui.unlock.model import UnlockModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.emblem import Emblem
from charting.ui.widgets.fields import PassphraseField
from charting.ui.widgets.frames import Banner, Card
from charting.ui.widgets.text import ElidedText, Text, folder_words

if TYPE_CHECKING:
    # Most starts know of no colleague.
    from charting.ui.widgets.choices import ChoiceField

_WIDTH = 440


class LockedPane(QWidget):
    """One field and one button. What was typed stays until the practice is open."""

    folder_wanted = Signal()

    def __init__(self, model: UnlockModel, make_at_work: "Callable[[], ChoiceField]") -> None:
        """`make_at_work` is called when there is first more than one to choose from."""
        super().__init__()
        self._model, self._make_at_work = model, make_at_work
        self._offered: list[tuple[str, str]] = []
        # What the press in the banner does.
        self._mend: Callable[[], None] = self._look_for_good
        self.title = Text(_("Dry-needling charting"), size=theme.LARGE, bold=True, wraps=True)
        self.passphrase = PassphraseField(_("Passphrase"))
        self.open_button = Button(_("Open"), Kind.PRIMARY)
        self.banner = Banner("hazard")
        self.restore_button = Button(_("Put it in the place of the record"))
        self.news = Banner("accent", size=theme.SMALL)
        self.news.answered.connect(self.news.hush)
        self.forgotten_button = Button(
            _("Passphrase forgotten"), Kind.PLAIN, height=theme.BROAD, size=theme.SMALL
        )
        self._folder = ElidedText(size=theme.SMALL, ink="quiet")
        self.folder_button = Button(
            _("Choose another folder"), Kind.PLAIN, height=theme.BROAD, size=theme.SMALL
        )
        self.new_button = Button(
            _("Set up a new practice"), Kind.PLAIN, height=theme.BROAD, size=theme.SMALL
        )
        self._lay_out()
        self.passphrase.entered.connect(self._on_open)
        self.passphrase.caps_lock.connect(self._on_caps_lock)
        self.open_button.clicked.connect(self._on_open)
        self.folder_button.clicked.connect(self.folder_wanted)
        self.new_button.clicked.connect(model.set_up_here)
        self.forgotten_button.clicked.connect(model.forgotten)
        model.lost.connect(self._on_lost)
        model.found_good.connect(self._on_good)
        self.banner.answered.connect(self._on_answer)
        self.restore_button.clicked.connect(self._put_back)
        self.setFocusProxy(self.passphrase)

    @cached_property
    def who(self) -> "ChoiceField":
        """Where one of several colleagues is chosen."""
        field = self._make_at_work()
        self._card.rows.insertWidget(self._card.rows.indexOf(self.passphrase), field)
        QWidget.setTabOrder(self.restore_button, field.box)
        field.chosen.connect(lambda _id: self._on_who())
        return field

    def show_model(self) -> None:
        """Show the folder at hand, and whether it is being opened."""
        shown = folder_words(self._model.folder)
        self._folder.setText(_("The practice in {folder}").format(folder=shown))
        self._show_colleagues()
        self._name_button()
        self.open_button.setEnabled(not self._model.busy)
        self.passphrase.line.setReadOnly(self._model.busy)

    def refuse(self, field: str, sentence: str) -> None:
        """Show a refusal, at the passphrase where it belongs there."""
        if field == "passphrase":
            self.passphrase.refuse(sentence)
            self.passphrase.line.selectAll()
        else:
            self.banner.say(sentence)
        self.passphrase.line.setFocus()

    def say_news(self, words: str) -> None:
        """Say once that there is something new."""
        self.news.say(words, action=_("All right"))

    def clear(self) -> None:
        """Forget what was typed."""
        self.news.hush()
        self.passphrase.write("")
        self._hush()

    def _hush(self) -> None:
        self.banner.hush()
        self.restore_button.hide()

    def _show_colleagues(self) -> None:
        """Offer those who can go on, where there is more than one."""
        known = [(one.id.hex, one.name) for one in self._model.colleagues]
        if known != self._offered:
            self._offered = known
            self.who.offer(known)
            self.who.setVisible(len(known) > 1)

    def _name_button(self) -> None:
        words = _("Opening…") if self._model.busy else _("Open")
        others = self._model.colleagues[1:]
        chosen = next((one for one in others if one.id.hex == self.who.value), None)
        if chosen is not None and not self._model.busy:
            words = _("Continue as {name}").format(name=chosen.name)
        self.open_button.set_words(words)

    def _on_lost(self, sentence: str) -> None:
        self.banner.say(sentence, action=_("Look for a good backup"), tone="hazard")
        self._mend = self._look_for_good
        self.banner.action.setFocus()

    def _on_good(self, words: str) -> None:
        self.banner.say(words, action=_("Open it to read"), tone="answer")
        self._mend = self._read_good
        self.restore_button.show()
        self.banner.action.setFocus()

    def _on_answer(self) -> None:
        self._mend()

    def _look_for_good(self) -> None:
        self._model.find_good(self.passphrase.typed)

    def _read_good(self) -> None:
        self._model.read_good(self.passphrase.typed)

    def _put_back(self) -> None:
        self._hush()
        self._model.put_back(self.passphrase.typed)

    def _on_who(self) -> None:
        self._name_button()
        self.passphrase.write("")

    def _on_caps_lock(self, on: bool) -> None:
        self.passphrase.advise(_("Caps Lock is on.") if on else "")

    def _on_open(self) -> None:
        self._hush()
        chosen = (one.id for one in self._model.colleagues if one.id.hex == self.who.value)
        self._model.unlock(self.passphrase.typed, next(chosen, None))

    def _lay_out(self) -> None:
        card = self._card = Card(padding=theme.BROAD, spacing=theme.SNUG)
        card.setFixedWidth(_WIDTH)
        head = QHBoxLayout()
        head.setSpacing(theme.ROOM)
        head.addWidget(Emblem(48))
        head.addWidget(self.title, 1)
        card.rows.addLayout(head)
        card.rows.addSpacing(theme.ROOM)
        card.rows.addWidget(self.news)
        card.rows.addWidget(self.banner)
        card.rows.addWidget(self.restore_button)
        self.restore_button.hide()
        card.rows.addWidget(self.passphrase)
        self.open_button.setSizePolicy(
            self.open_button.sizePolicy().Policy.Expanding,
            self.open_button.sizePolicy().Policy.Fixed,
        )
        card.rows.addWidget(self.open_button)
        foot = QFrame()
        foot.setFixedWidth(_WIDTH)
        below = QVBoxLayout(foot)
        # The words of a plain button begin SNUG inside it.
        below.setContentsMargins(theme.BROAD - theme.SNUG, 0, theme.BROAD, 0)
        below.setSpacing(theme.TIGHT)
        self._folder.setContentsMargins(theme.SNUG, 0, 0, 0)
        below.addWidget(self.forgotten_button)
        below.addWidget(self._folder)
        line = QHBoxLayout()
        line.setSpacing(theme.SNUG)
        line.addWidget(self.folder_button)
        line.addWidget(self.new_button)
        line.addStretch()
        below.addLayout(line)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        rows.setSpacing(theme.ROOM)
        rows.addStretch(2)
        for part in (card, foot):
            # A layout that aligns by itself gives no more room when a sentence grows.
            middle = QHBoxLayout()
            middle.addStretch()
            middle.addWidget(part)
            middle.addStretch()
            rows.addLayout(middle)
        rows.addStretch(3)
