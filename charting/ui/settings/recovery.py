"""The recovery key put on paper: shown, saved for printing, and copied back in part."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.actions import bind
from charting.ui.settings.model import PeopleModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.choices import paper_choice
from charting.ui.widgets.fields import PassphraseField, TextField
from charting.ui.widgets.forms import in_a_line
from charting.ui.widgets.frames import Banner, Card
from charting.ui.widgets.text import Text

_COLUMNS = 4
_FIELD_WIDTH = 520

ChooseFile = Callable[[QWidget, str], Path | None]
"""Asks the person where a file of this name shall go."""


class GroupsGrid(QWidget):
    """The groups of a recovery key, each under its number, in the size that is read from afar."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.BROAD)
        self._grid.setVerticalSpacing(theme.ROOM)
        self.groups = [Text(size=theme.LARGE, bold=True, tabular=True) for _place in range(8)]
        for place, group in enumerate(self.groups):
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addWidget(Text(str(place + 1), size=theme.SMALL, ink="quiet"))
            cell.addWidget(group)
            self._grid.addLayout(cell, place // _COLUMNS, place % _COLUMNS)
        self._grid.setColumnStretch(_COLUMNS, 1)

    def show_groups(self, groups: tuple[str, ...]) -> None:
        """Show a key, or nothing."""
        for place, group in enumerate(self.groups):
            words = groups[place] if groups else ""
            group.setText(words)
            group.setAccessibleName(" ".join(words))


class RecoveryCard(Card):
    """First the key to be put on paper, then two of its groups to be copied back; `left` without
    anything kept.
    """

    left = Signal()

    def __init__(self, model: PeopleModel, choose_file: ChooseFile) -> None:
        super().__init__(padding=theme.BROAD, spacing=theme.SNUG)
        self._model, self._choose_file = model, choose_file
        self.title = Text(_("Recovery key"), size=theme.LARGE, bold=True)
        self.grid = GroupsGrid()
        self.sheet = paper_choice(model.sheet)
        self.save_button = Button(_("Save the page as PDF"))
        self.print_button = Button("")
        self.on_paper_button = Button(_("It is on paper"), Kind.PRIMARY)
        self.first, self.second = TextField(""), TextField("")
        self.passphrase = PassphraseField(_("Your passphrase"))
        self.keep_button = Button(_("Use this recovery key"), Kind.PRIMARY)
        self.show_button = Button(_("Show the key again"), Kind.PLAIN)
        self.leave_buttons = [Button(_("Leave as it was"), Kind.PLAIN) for _step in range(2)]
        self.banner = Banner("hazard")
        self.saved = Banner("")
        self.showing, self.copying = QWidget(), QWidget()
        self._lay_out()
        self._connect()

    def start(self, *, may_leave: bool = True) -> None:
        """Begin with a new key; without a way to leave where a practice begins with it."""
        for button in self.leave_buttons:
            button.setVisible(may_leave)
        for field in (self.first, self.second, self.passphrase):
            field.write("")
        self._may_leave = may_leave
        self._show_key(shown=True)
        self._model.begin_recovery_key()

    def refuse(self, field: str, sentence: str) -> None:
        """Show a refusal at its field, or above them all."""
        places = {f"group {place + 1}": place for place in self._model.asked}
        if field in places:
            at = self.first if places[field] == self._model.asked[0] else self.second
            at.refuse(sentence)
            at.line.setFocus()
        elif field == "passphrase":
            self.passphrase.refuse(sentence)
            self.passphrase.line.setFocus()
        else:
            self.banner.say(sentence)

    def show_model(self) -> None:
        """Show the key that is being put on paper."""
        groups = self._model.groups
        self.grid.show_groups(groups)
        self.on_paper_button.setEnabled(bool(groups))
        self.save_button.setEnabled(bool(groups) and not self._model.busy)
        self.print_button.setEnabled(bool(groups) and not self._model.busy)
        self.print_button.setVisible(bool(self._model.printer))
        self.print_button.set_words(_("Print on “{name}”").format(name=self._model.printer))
        for field, place in zip((self.first, self.second), self._model.asked, strict=True):
            field.name(_("Group {number}").format(number=place + 1))
        self.passphrase.setVisible(self._model.has_recovery_key)
        if groups and self.showing.isVisible() and self.grid.isVisible():
            self.on_paper_button.setFocus()

    def leave(self) -> None:
        """Leave it, where that is possible; the key is forgotten."""
        if self._may_leave:
            self._model.forget_recovery_key()
            self.show_model()
            self.left.emit()

    def _show_key(self, *, shown: bool) -> None:
        self.banner.hush()
        self.saved.hush()
        self.showing.setVisible(shown)
        self.copying.setVisible(not shown)
        if not shown:
            self.first.line.setFocus()

    def _on_save(self) -> None:
        file = self._choose_file(self, _("recovery-key.pdf"))
        if file is not None:
            self.banner.hush()
            self._model.save_paper(file)

    def _on_print(self) -> None:
        self.banner.hush()
        self._model.print_paper()

    def _on_keep(self) -> None:
        self.banner.hush()
        for field in (self.first, self.second, self.passphrase):
            field.accept()
        copied = (self.first.typed, self.second.typed)
        self._model.keep_recovery_key(copied, self.passphrase.typed)

    def _connect(self) -> None:
        self.sheet.chosen.connect(self._model.choose_sheet)
        self.save_button.clicked.connect(self._on_save)
        self.print_button.clicked.connect(self._on_print)
        self.on_paper_button.clicked.connect(lambda: self._show_key(shown=False))
        self.show_button.clicked.connect(lambda: self._show_key(shown=True))
        self.keep_button.clicked.connect(self._on_keep)
        for field in (self.first, self.second, self.passphrase):
            field.entered.connect(self._on_keep)
        for button in self.leave_buttons:
            button.clicked.connect(self.leave)
        self._model.changed.connect(self.show_model)
        bind(self, actions.LEAVE_FORM, self.leave)

    def _lay_out(self) -> None:
        self._may_leave = True
        self.rows.addWidget(self.title)
        self.rows.addWidget(
            Text(
                _(
                    "When the passphrase is forgotten, nothing but this key opens the records. "
                    "Print its page, or write the eight groups down by hand, and keep the paper "
                    "where you keep what cannot be replaced, away from this computer."
                ),
                wraps=True,
            )
        )
        self.rows.addSpacing(theme.SNUG)
        self.rows.addWidget(self.banner)
        self.rows.addWidget(self.saved)
        showing = _rows(self.showing)
        showing.addWidget(self.grid)
        showing.addSpacing(theme.SNUG)
        showing.addWidget(self.sheet)
        showing.addLayout(
            in_a_line(
                self.on_paper_button, self.print_button, self.save_button, self.leave_buttons[0]
            )
        )
        copying = _rows(self.copying)
        copying.addWidget(
            Text(_("Copy these two groups from the paper, so that we know it can be read."))
        )
        for field in (self.first, self.second, self.passphrase):
            field.setMaximumWidth(_FIELD_WIDTH)
            copying.addWidget(field)
        copying.addLayout(in_a_line(self.keep_button, self.show_button, self.leave_buttons[1]))
        self.rows.addWidget(self.showing)
        self.rows.addWidget(self.copying)


def _rows(holder: QWidget) -> QVBoxLayout:
    rows = QVBoxLayout(holder)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(theme.SNUG)
    return rows
