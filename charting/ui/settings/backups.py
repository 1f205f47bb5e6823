"""The section "Backups": how safe the record is in one sentence, and what makes it safer."""

from collections.abc import Callable, Generator
from pathlib import Path

from PySide6.QtWidgets import QWidget

from charting.i18n import _
from charting.services.safekeeping import SHARES, Backup
from charting.ui import actions, theme
from charting.ui.actions import bind
from charting.ui.settings.backups_model import BackupsModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.choices import ChoiceField
from charting.ui.widgets.forms import in_a_line
from charting.ui.widgets.frames import Banner, Card, SectionHeader, pane_column
from charting.ui.widgets.progress import ProgressBar
from charting.ui.widgets.rows_table import RowsTable
from charting.ui.widgets.text import Text, folder_words
from charting.wording.backups import (
    loss_words,
    progress_words,
    safety_words,
    size_in_words,
    tried_words,
    when_words,
)

ChooseFolder = Callable[[QWidget, Path], Path | None]

_WIDTH = 760
_WIDTHS = (240, 0, 112)
_HEADING, _LINE, _MOST_LINES = 40, 32, 6


class BackupsPane(QWidget):
    """The sentence above; then the second place, the trial, and the backups to be put back."""

    def __init__(self, model: BackupsModel, choose_folder: ChooseFolder) -> None:
        super().__init__()
        self._model, self._choose_folder = model, choose_folder
        self.sentence, self.message = Banner(""), Banner("")
        self.now_button = Button(_("Back up now"), Kind.PRIMARY)
        self.stop_button = Button(_("Stop"))
        self.bar = ProgressBar(_("How far it has come"))
        self.progress = Text(size=theme.SMALL, ink="quiet", tabular=True)
        self.second, self.tried = Text(wraps=True), Text(wraps=True)
        self._is_asking = False
        self._rows = pane_column(self, _WIDTH)
        beneath = _("The record is copied by itself: every half hour, and when the window closes.")
        self._rows.addWidget(SectionHeader(_("Backups"), beneath=beneath))
        self._rows.addWidget(self.sentence)
        self._rows.addLayout(in_a_line(self.now_button, self.stop_button))
        for part in (self.bar, self.progress, self.message):
            self._rows.addWidget(part)

    def fill(self) -> Generator[None, None, None]:
        """Make the cards, one in each step, and show what is known; nothing is shown before."""
        self.second_button, self.none_button = Button(""), Button(_("No second place"))
        second = _card(_("The second place"), self.second)
        second.rows.addLayout(in_a_line(self.second_button, self.none_button))
        self._rows.addWidget(second)
        yield
        self.try_button = Button(_("Try the newest one now"))
        trial = _card(_("Does it open?"), self.tried)
        trial.rows.addLayout(in_a_line(self.try_button))
        self._rows.addWidget(trial)
        yield
        yield from self._fill_list()
        self._connect()
        self.show_model()
        yield

    def _fill_list(self) -> Generator[None, None, None]:
        self.all = Text(ink="quiet", wraps=True)
        card = _card(_("What there is"), self.all)
        self.table = RowsTable(_("Backups"), (_("Made"), _("Where"), _("Size")), _WIDTHS)
        card.rows.addWidget(self.table)
        yield
        self.loss = Banner("answer")
        self.restore_button = Button(_("Put it in the place of the record…"))
        self.sure_button = Button(_("Yes, replace the record of now"), Kind.PRIMARY)
        self.keep_button = Button(_("Keep the record as it is"))
        card.rows.addWidget(self.loss)
        buttons = in_a_line(self.restore_button, self.sure_button, self.keep_button)
        card.rows.addLayout(buttons)
        yield
        shares = [(str(each), _("{n} % of the disk").format(n=each)) for each in SHARES]
        self.share = ChoiceField(_("Backups take at most"), shares)
        self.share.setMaximumWidth(_WIDTHS[0])
        card.rows.addWidget(self.share)
        self._rows.addWidget(card)
        self.share.setVisible(self._model.may_choose)
        yield

    def start(self) -> None:
        """Look again how safe the record is."""
        self._is_asking = False
        self.message.hush()
        self.table.clearSelection()
        self._model.choose(None)
        self._model.read()

    def show_model(self) -> None:
        """Show how safe the record is, and how far what is under way has come."""
        model, busy = self._model, self._model.busy
        if model.safety is not None:
            words, tone = safety_words(model.safety, model.country)
            self.sentence.say(words, tone=tone)
            self.tried.setText(tried_words(model.safety, model.country))
            self._show_second(model.safety.second, is_there=model.safety.is_there)
        for part in (self.stop_button, self.bar, self.progress):
            part.setVisible(busy)
        self.now_button.setVisible(not busy)
        for button in (self.second_button, self.none_button, self.try_button):
            button.setEnabled(not busy)
        if model.going is not None:
            self.bar.show_part(model.going.done, model.going.of)
        self.progress.setText(progress_words(model.going) if model.going else _("Beginning…"))
        if model.share and self.share.value != str(model.share):
            self.share.choose(str(model.share))
        self._show_lines()
        self._show_loss()

    def _show_second(self, second: str, *, is_there: bool) -> None:
        if not second:
            words = _(
                "None yet. A stick that is kept elsewhere, or another computer, keeps the record "
                "when this one is lost or stolen. It is as encrypted there as here."
            )
        elif is_there:
            words = _("Every backup comes to {folder} too.").format(
                folder=folder_words(Path(second))
            )
        else:
            words = _(
                "{folder} cannot be reached now. It gets what it lacks as soon as it is there."
            ).format(folder=folder_words(Path(second)))
        self.second.setText(words)
        self.second_button.set_words(
            _("Choose another…") if second else _("Choose a second place…")
        )
        self.second_button.setVisible(self._model.may_choose)
        self.none_button.setVisible(self._model.may_choose and bool(second))

    def _show_lines(self) -> None:
        model = self._model
        if model.safety is None:
            return
        now = model.safety.now
        lines = [
            (
                when_words(each.made, now, model.country),
                _("In the second place") if each.elsewhere else _("Beside the record"),
                size_in_words(each.size),
            )
            for each in model.lying
        ]
        if tuple(lines) != self.table.lines.lines:
            self.table.lines.show_lines(lines)
        self.table.setFixedHeight(_HEADING + _LINE * min(len(lines), _MOST_LINES))
        self.table.setVisible(bool(lines))
        self.all.setText(
            _("Choose one to see what would be lost if it were put back.")
            if lines
            else _("Nothing yet. The first backup makes itself, or is made by the press above.")
        )

    def _show_loss(self) -> None:
        model, asking = self._model, self._is_asking and self._model.loss is not None
        if model.loss is None:
            self.loss.hush()
        else:
            words = loss_words(model.loss, model.country)
            if asking:
                words += " " + _(
                    "What it replaces is kept in the folder of the practice. The window is locked, "
                    "and opens with a passphrase of that time."
                )
            self.loss.say(words, tone="counted" if model.loss.nothing else "hazard")
        ready = model.loss is not None and model.may_restore and not model.busy
        self.restore_button.setVisible(ready and not asking)
        self.sure_button.setVisible(ready and asking)
        self.keep_button.setVisible(ready and asking)

    # What is pressed

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self.show_model)
        model.said.connect(lambda words, tone: self.message.say(words, tone=tone))
        self.now_button.clicked.connect(self._with_silence(model.back_up))
        self.try_button.clicked.connect(self._with_silence(model.try_one))
        self.stop_button.clicked.connect(self._stop)
        bind(self, actions.STOP_CHECK, self._stop)
        self.second_button.clicked.connect(self._choose_second)
        self.none_button.clicked.connect(lambda: model.choose_second(None))
        self.share.chosen.connect(lambda share: model.take_share(int(share)))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._on_selected())
        self.restore_button.clicked.connect(lambda: self._ask(asking=True))
        self.keep_button.clicked.connect(lambda: self._ask(asking=False))
        self.sure_button.clicked.connect(self._with_silence(model.restore))

    def _with_silence(self, do: Callable[[], None]) -> Callable[[], None]:
        def pressed() -> None:
            self.message.hush()
            do()

        return pressed

    def _stop(self) -> None:
        if self._model.busy:
            self._model.stop()
            self.message.say(_("Stopped; what was there before is as it was."), tone="answer")
            self.now_button.setFocus()

    def _choose_second(self) -> None:
        self.message.hush()
        folder = self._choose_folder(self.window(), self._model.folder.parent)
        if folder is not None:
            self._model.choose_second(folder)

    def _on_selected(self) -> None:
        self._is_asking = False
        rows = [index.row() for index in self.table.selectionModel().selectedRows()]
        chosen: Backup | None = self._model.lying[rows[0]] if rows else None
        if chosen != self._model.chosen:
            self.message.hush()
            self._model.choose(chosen)

    def _ask(self, *, asking: bool) -> None:
        self._is_asking = asking
        self.show_model()
        (self.keep_button if asking else self.restore_button).setFocus()


def _card(title: str, words: QWidget) -> Card:
    card = Card(padding=theme.WIDE, spacing=theme.SNUG)
    card.rows.addWidget(Text(title, bold=True))
    card.rows.addWidget(words)
    return card
