"""The pane "Take in records": a file, what each record in it is to this practice, and what becomes
of it.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtWidgets import QWidget

from charting.domain.arrival import Coming, What
from charting.i18n import _, listed, ngettext
from charting.ui import theme
from charting.ui.exchange.arriving_model import ArrivingModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.fields import PassphraseField
from charting.ui.widgets.forms import in_a_line
from charting.ui.widgets.frames import Banner, Card, SectionHeader, pane_column
from charting.ui.widgets.progress import ProgressBar
from charting.ui.widgets.rows import Row, RowList
from charting.ui.widgets.text import Text
from charting.wording import date_words
from charting.wording.arriving import came_words, coming_words

_WIDTH = 900
_HEIGHT = 384
_FIRST = (What.REFUSED, What.PARTED, What.GOES_ON, What.DOUBLE, What.NEW, What.BEHIND, What.SAME)


class ArrivingPane(QWidget):
    """Everything on one pane; nothing is stored before the press that says how many come in."""

    def __init__(
        self,
        model: ArrivingModel,
        country: str,
        choose_file: Callable[[QWidget], Path | None],
    ) -> None:
        super().__init__()
        self._model, self._country, self.choose_file = model, country, choose_file
        self.open_button = Button(_("Choose a file…"), Kind.PRIMARY)
        self.named = Text(size=theme.SMALL, ink="quiet")
        self.passphrase = PassphraseField(_("Passphrase of the archive"))
        self.unseal_button = Button(_("Open it"), Kind.PRIMARY)
        self.told = Text(
            _("Press a record, or Enter on it, to decide whether it comes in."),
            size=theme.SMALL,
            ink="quiet",
            wraps=True,
        )
        self.list = RowList(_("What each record is to this practice"))
        self.list.setFixedHeight(_HEIGHT)
        self.take_in_button = Button("", Kind.PRIMARY)
        self.all_button = Button(_("Choose all that can come in"))
        self.stop_button = Button(_("Stop"))
        self.bar = ProgressBar(_("How far it has come"))
        self.said = Banner("counted")
        self._was_busy = False
        self._lay_out()
        self._join()
        self.show_model()

    def start(self) -> None:
        """Show what is known."""
        self.show_model()

    def show_model(self) -> None:
        """Show what would come, how far it has come, or what came."""
        model = self._model
        seen, came, busy = model.seen, model.came, model.busy
        is_open = seen is not None and came is None and not busy
        self.named.setText(model.file.name if model.file else "")
        shown: list[tuple[QWidget, bool]] = [
            *((part, model.sealed and not busy) for part in (self.passphrase, self.unseal_button)),
            (self.list, bool(came or seen)),
            *((part, is_open) for part in (self.told, self.take_in_button, self.all_button)),
            *((part, busy) for part in (self.stop_button, self.bar)),
        ]
        for part, is_shown in shown:
            part.setVisible(is_shown)
        self.open_button.setEnabled(not busy)
        if self._was_busy and not busy and self.isVisible():
            # What was pressed was put out of use meanwhile, and has lost the keys.
            (self.list if is_open else self.open_button).setFocus()
        self._was_busy = busy
        if model.going is not None:
            self.bar.show_part(*model.going)
        if came is not None or seen is not None:
            self.list.show_rows(list(self._rows(came or seen or ())))
        words = ngettext("Take in {n} record", "Take in {n} records", len(model.chosen))
        self.take_in_button.set_words(words.format(n=len(model.chosen)))
        self.take_in_button.setEnabled(bool(model.chosen))
        if came is not None:
            self.said.say(_told_words(came), tone="counted")
        elif busy or is_open:
            self.said.hush()

    def _rows(self, every: tuple[Coming, ...]) -> Iterator[Row]:
        is_over = self._model.came is not None
        for one in sorted(every, key=lambda each: _FIRST.index(each.what)):
            country = self._country
            title = one.name
            if one.patient is not None:
                born = date_words(one.patient.born, country)
                title = listed((one.patient.listed_name, born))
            said = (came_words if is_over and one.took else coming_words)(one, country)
            beside, tone = self._beside(one)
            yield Row(one.name, title, said, beside, tone, heavy=bool(tone))

    def _beside(self, one: Coming) -> tuple[str, str]:
        if self._model.came is not None:
            left = _("left out") if one.offered else ""
            return (_("is in"), "counted") if one.took else (left, "")
        if one.what is What.REFUSED:
            return _("refused"), "hazard"
        if not one.offered:
            return "", ""
        if one.name in self._model.chosen:
            return _("comes in"), "counted"
        return _("left out"), "answer"

    def _open(self) -> None:
        if (file := self.choose_file(self.window())) is not None:
            self.said.hush()
            self._model.open(file)

    def _unseal(self) -> None:
        if self._model.file is not None:
            typed = self.passphrase.typed
            self.passphrase.write("")
            self._model.open(self._model.file, typed)

    def _on_refused(self, words: str) -> None:
        self.said.say(words, tone="answer" if self._model.sealed else "hazard")
        if self._model.sealed:
            self.passphrase.editor.setFocus()

    def _join(self) -> None:
        model = self._model
        self.open_button.clicked.connect(self._open)
        self.unseal_button.clicked.connect(self._unseal)
        self.passphrase.entered.connect(self._unseal)
        self.list.entered.connect(lambda key: model.toggle(str(key)))
        self.list.pressed_on.connect(lambda key: model.toggle(str(key)))
        self.take_in_button.clicked.connect(model.take_in)
        self.all_button.clicked.connect(model.choose_all)
        self.stop_button.clicked.connect(model.stop)
        model.changed.connect(self.show_model)
        model.refused.connect(self._on_refused)

    def _lay_out(self) -> None:
        rows = pane_column(self, _WIDTH)
        beneath = _("Archives and records of this application. Nothing that is here is lost by it.")
        rows.addWidget(SectionHeader(_("Take in records"), beneath=beneath))
        card = Card(padding=theme.WIDE, spacing=theme.SNUG)
        card.rows.addLayout(in_a_line(self.open_button, self.named))
        card.rows.addWidget(self.passphrase)
        card.rows.addLayout(in_a_line(self.unseal_button))
        for part in (self.told, self.list):
            card.rows.addWidget(part)
        presses = (self.take_in_button, self.all_button, self.stop_button)
        card.rows.addLayout(in_a_line(*presses))
        card.rows.addWidget(self.bar)
        card.rows.addWidget(self.said)
        rows.addWidget(card)
        self.setFocusProxy(self.open_button)


def _told_words(came: tuple[Coming, ...]) -> str:
    took = sum(one.took for one in came)
    words = ngettext("{n} record came in.", "{n} records came in.", took).format(n=took)
    refused = sum(one.what is What.REFUSED for one in came)
    left = len(came) - took - refused
    if left:
        more = ngettext("{n} was left as it is.", "{n} were left as they are.", left)
        words += " " + more.format(n=left)
    if refused:
        more = ngettext("{n} was refused.", "{n} were refused.", refused)
        words += " " + more.format(n=refused)
    return words
