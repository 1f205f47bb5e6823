"""The section "Verify": the record checked in the background, and what that proves and cannot."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from charting.i18n import _, ngettext
from charting.services.checks import Going, Stage, Verification
from charting.ui import actions, theme
from charting.ui.actions import bind
from charting.ui.settings.verify_model import VerifyModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.forms import in_a_line
from charting.ui.widgets.frames import Banner, Card, SectionHeader, pane_column
from charting.ui.widgets.progress import ProgressBar
from charting.ui.widgets.text import Text
from charting.wording import backup_words, finding_words, proof_words

ChooseFolder = Callable[[QWidget, Path], Path | None]

_WIDTH = 760
# More than these are only counted; the command line lists them all.
_MOST_SHOWN = 20


class VerifyPane(QWidget):
    """The press that starts it, how far it has come, and what was found."""

    def __init__(self, model: VerifyModel, choose_folder: ChooseFolder) -> None:
        super().__init__()
        self._model, self._choose_folder = model, choose_folder
        self.start_button = Button(_("Check the record"), Kind.PRIMARY)
        self.backups_button = Button(_("Check it with backups…"))
        self.stop_button = Button(_("Stop"))
        self.bar = ProgressBar(_("How far the check has come"))
        self.progress = Text(size=theme.SMALL, ink="quiet", tabular=True)
        self.verdict = Banner("counted")
        self.details = Text(size=theme.SMALL, wraps=True, tabular=True)
        self.flaws = Text(size=theme.SMALL, ink="hazard", wraps=True)
        self.backups = Text(size=theme.SMALL, wraps=True)
        self.proves = Text(size=theme.SMALL, ink="quiet", wraps=True)
        for text in (self.details, self.flaws, self.backups):
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()
        self.start_button.clicked.connect(self._start)
        self.backups_button.clicked.connect(self._with_backups)
        self.stop_button.clicked.connect(self._stop)
        bind(self, actions.STOP_CHECK, self._stop)
        model.changed.connect(self.show_model)
        model.refused.connect(lambda words: self.verdict.say(words, tone="hazard"))
        self.show_model()

    def start(self) -> None:
        """Show what is known; nothing is checked before it is asked for."""
        self.show_model()

    def show_model(self) -> None:
        """Show how far the check has come, or what was found."""
        model = self._model
        busy, found = model.busy, model.found
        for button in (self.start_button, self.backups_button):
            button.setVisible(not busy)
        for part in (self.stop_button, self.bar, self.progress):
            part.setVisible(busy)
        if busy:
            self.verdict.hush()
            self._show_going(model.going)
        elif found is not None:
            words, tone = _verdict(found)
            self.verdict.say(words, tone=tone)
        elif model.was_stopped:
            self.verdict.say(_("Stopped. What was left was not checked."), tone="answer")
        lines = (self.details, self.flaws, self.backups)
        told = (_checked, _flaws, self._told_of_backups)
        for text, tell in zip(lines, told, strict=True):
            text.setText("\n".join(tell(found)) if found is not None else "")
            text.setVisible(bool(text.text()))
        self.proves.setText(proof_words(against_backups=bool(found and found.backups)))

    def _show_going(self, going: Going | None) -> None:
        if going is None:
            self.bar.show_part(0, 1)
            self.progress.setText(_("Beginning…"))
            return
        words = {
            Stage.DATABASE: _("Every page of the encrypted database…"),
            Stage.RECORD: _("Chains and signatures: {done} of {of}"),
            Stage.BACKUPS: _("Backups: {done} of {of}"),
        }[going.stage].format(done=going.done, of=going.of)
        if going.found:
            words += " " + _("Wrong so far: {n}").format(n=going.found)
        self.bar.show_part(going.done, going.of)
        self.progress.setText(words)

    def _told_of_backups(self, found: Verification) -> Iterator[str]:
        if found.backups:
            yield _("Backups")
        yield from (backup_words(each, self._model.country) for each in found.backups)

    def _start(self) -> None:
        self._model.start()

    def _with_backups(self) -> None:
        folder = self._choose_folder(self.window(), self._model.folder.parent)
        if folder is not None:
            self._model.start(folder)

    def _stop(self) -> None:
        if self._model.busy:
            self._model.stop()
            self.start_button.setFocus()

    def _lay_out(self) -> None:
        rows = pane_column(self, _WIDTH)
        beneath = _("Whether anything was damaged, or changed past this application.")
        rows.addWidget(SectionHeader(_("Verify"), beneath=beneath))
        card = Card(padding=theme.WIDE, spacing=theme.SNUG)
        card.rows.addWidget(
            Text(
                _(
                    "Checks the database, the chain of every change, every signature, and that "
                    "what is stored is what was signed. With backups, each is opened, checked, "
                    "and held against this record. You can go on working meanwhile; nothing is "
                    "changed."
                ),
                wraps=True,
            )
        )
        card.rows.addSpacing(theme.SNUG)
        card.rows.addLayout(in_a_line(self.start_button, self.backups_button, self.stop_button))
        for part in (self.bar, self.progress, self.verdict, self.flaws, self.backups, self.details):
            card.rows.addWidget(part)
        rows.addWidget(card)
        rows.addWidget(Text(_("What this proves, and what it cannot"), bold=True))
        rows.addWidget(self.proves)


def _verdict(found: Verification) -> tuple[str, str]:
    """What came of it in a sentence, and its tone."""
    if found.whole:
        return _("Nothing was found wrong."), "counted"
    wrong = len(found.problems) + len(found.findings)
    wrong += sum(not each.sound for each in found.backups)
    words = ngettext(
        "{n} thing is wrong. Keep this folder as it is, and open the newest backup.",
        "{n} things are wrong. Keep this folder as it is, and open the newest backup.",
        wrong,
    )
    if not found.problems and not found.findings:
        words = ngettext(
            "The record is whole; {n} backup is not, or does not fit it.",
            "The record is whole; {n} backups are not, or do not fit it.",
            wrong,
        )
    return words.format(n=wrong), "hazard"


def _checked(found: Verification) -> Iterator[str]:
    chains = ngettext("{n} chain of changes", "{n} chains of changes", found.chains)
    signatures = ngettext("{n} signature", "{n} signatures", found.signatures)
    yield _("Checked: {chains}, {signatures}.").format(
        chains=chains.format(n=found.chains), signatures=signatures.format(n=found.signatures)
    )
    yield _("All heads under one hash, to be kept elsewhere:")
    yield found.heads_hash.hex()


def _flaws(found: Verification) -> Iterator[str]:
    every = [*found.problems, *map(finding_words, found.findings)]
    yield from every[:_MOST_SHOWN]
    if len(every) > _MOST_SHOWN:
        yield _("And {n} more; “verify” on the command line lists them all.").format(
            n=len(every) - _MOST_SHOWN
        )
