"""The panel beside the pages: which paper, how it is printed, why it says so, handing it out."""

from collections.abc import Callable, Generator
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from charting.domain.given_papers import Kind
from charting.domain.session import Status
from charting.i18n import _
from charting.services.paper_desk import OF_VISIT
from charting.services.ports import SessionLine
from charting.ui import actions, theme
from charting.ui.handout.day import DayPart
from charting.ui.handout.kinds import KindButtons
from charting.ui.handout.mailing import MailingForm
from charting.ui.handout.model import HandoutModel
from charting.ui.widgets.buttons import Button
from charting.ui.widgets.buttons import Kind as Weight
from charting.ui.widgets.choices import ChoiceField
from charting.ui.widgets.frames import Banner, Hairline
from charting.ui.widgets.number_box import NumberBox
from charting.ui.widgets.text import Text
from charting.wording import date_words, leaflet_reason_words

_MOST_COPIES = 20
_COPIES_WIDTH = 88


class Parts(NamedTuple):
    """What the panel is put together from."""

    choice: KindButtons
    mailing: MailingForm
    day: DayPart


def panel_in_turns(model: HandoutModel, country: str) -> Generator[None, None, "HandoutPanel"]:
    """Make the panel part by part."""
    choice = KindButtons(model.offered)
    yield
    mailing = MailingForm()
    yield
    day = DayPart(model.day)
    yield
    return HandoutPanel(model, country, Parts(choice, mailing, day))


class HandoutPanel(QFrame):
    """What can be chosen, which scrolls, and what can be done, always in sight. `given` says that
    the leaflet was given and explained.
    """

    given = Signal()

    def __init__(self, model: HandoutModel, country: str, parts: Parts) -> None:
        super().__init__()
        self._model, self._country = model, country
        self.setProperty("look", "panel")
        self._choice, self.mailing, self.day = parts
        self.kinds = self._choice.buttons
        self.visit = ChoiceField(_("Visit"), ())
        self.sheet = ChoiceField(_("Size of paper"), ())
        self.large = _wide(_("Large print"), actions.LARGE_PRINT.key)
        self.large.setCheckable(True)
        self.easy = _wide(_("Easy words"), actions.EASY_READ.key)
        self.easy.setCheckable(True)
        self.arrange = _wide(_("Arrange for this patient"), actions.ARRANGE.key)
        self.reasons = Text(size=theme.SMALL, wraps=True)
        self.state = Banner("answer", size=theme.SMALL)
        self.printer = ChoiceField(_("Printer"), ())
        self.print_button = _wide(_("Print"), actions.PRINT.key, Weight.PRIMARY)
        self.save_button = _small(_("Save as PDF"), actions.SAVE_PDF.key)
        self.mail_button = _small(_("Copy for e-mail"), actions.MAIL_COPY.key)
        self.copies = NumberBox(range(1, _MOST_COPIES + 1))
        self.copies.setAccessibleName(_("Copies"))
        self.copies.setSuffix(_(" ×"))
        self.copies.setFixedSize(_COPIES_WIDTH, theme.TARGET)
        self.offer = Banner("answer", size=theme.SMALL)
        self._why = Text(_("What it says, and why"), size=theme.SMALL, bold=True)
        self._sight = QScrollArea()
        self._join()

    def ask_for_password(self) -> None:
        """Ask for the password of a copy for e-mail."""
        if self.mail_button.isEnabled():
            self.mailing.ask()
            QTimer.singleShot(0, self.mailing, self._show_mailing)

    def _show_mailing(self) -> None:
        self._sight.ensureWidgetVisible(self.mailing.leave_button)

    def print_day(self) -> None:
        """Print today's leaflets that wait, on the printer chosen."""
        if self.day.start_button.isVisible() and self.day.start_button.isEnabled():
            self._model.day.start(self._model.printers, self.printer.value)

    def refresh(self) -> None:
        """Show the present state."""
        model = self._model
        about_a_visit = model.session_id is not None
        for kind, button in self.kinds.items():
            button.setChecked(kind is model.kind)
            button.setEnabled(kind not in OF_VISIT or about_a_visit)
        self._choice.setVisible(model.alone is None)
        self._show_visits()
        self._show_sheets()
        is_leaflet = model.kind is Kind.LEAFLET
        for button in (self.large, self.easy, self.arrange):
            # What was handed out stays as it was.
            button.setVisible(is_leaflet and model.alone is None)
        self.easy.setChecked(model.patient is not None and model.patient.easy_read)
        self.large.setChecked(model.patient is not None and model.patient.large_print)
        handout = model.handout
        said = "\n\n".join(leaflet_reason_words(one) for one in handout.reasons) if handout else ""
        for part in (self._why, self.reasons):
            part.setVisible(is_leaflet and bool(said))
        self.reasons.setText(said)
        self._show_state()
        ready = handout is not None and not model.busy
        for button in (self.save_button, self.mail_button):
            button.setEnabled(ready)
        self.print_button.setEnabled(ready and bool(model.printer_names))

    def show_printers(self) -> None:
        """Offer the printers that were found; where there is none, saving is what is left."""
        names = self._model.printer_names
        self.printer.offer((name, name) for name in names)
        self.printer.box.setEnabled(bool(names))
        self.day.can_print(yes=bool(names))
        self.printer.advise(
            "" if names else _("This computer knows no printer. Save the paper as a PDF.")
        )
        self.print_button.set_kind(Weight.PRIMARY if names else Weight.QUIET)
        self.save_button.set_kind(Weight.QUIET if names else Weight.PRIMARY)
        self.refresh()

    def _show_visits(self) -> None:
        model = self._model
        offered = [(line.id.hex, self._visit_words(line)) for line in model.lines]
        box = self.visit.box
        box.blockSignals(True)
        if [box.itemData(row) for row in range(box.count())] != [key for key, _words in offered]:
            self.visit.offer(offered)
        if model.session_id is not None:
            self.visit.choose(model.session_id.hex)
        box.blockSignals(False)
        of_a_visit = model.alone is None and model.kind in OF_VISIT
        self.visit.setVisible(bool(offered) and of_a_visit)

    def _show_sheets(self) -> None:
        """Offer the sizes that this kind can be had on, and say which it is on."""
        model, box = self._model, self.sheet.box
        box.blockSignals(True)
        if [box.itemData(row) for row in range(box.count())] != list(model.sheets):
            self.sheet.offer((each, each) for each in model.sheets)
        if model.handout is not None:
            # While a paper is being made, what was chosen for it stays chosen.
            self.sheet.choose(model.sheet if model.busy and model.sheet else model.handout.paper)
        box.blockSignals(False)
        self.sheet.setVisible(bool(model.sheets))

    def _show_state(self) -> None:
        """Say of a report that it is not signed, and of a paper that letters are missing in it,
        before it is printed.
        """
        model, line = self._model, self._model.line()
        if model.lacks_letters:
            self.state.say(
                _(
                    "This paper has no typeface for some letters: a “�” stands for each. Write "
                    "them otherwise where you can, or by hand."
                )
            )
        elif model.handout is not None and model.handout.about:
            self.state.say(model.handout.about)
        elif model.kind is Kind.SESSION and line is not None and line.status is Status.DRAFT:
            self.state.say(_("This session is not signed: the report says “draft” on every page."))
        elif model.kind is Kind.RECORD and any(x.status is Status.DRAFT for x in model.lines):
            self.state.say(_("Sessions in it are not signed: they are marked as drafts."))
        else:
            self.state.hush()

    def _visit_words(self, line: SessionLine) -> str:
        return _("Session {number}, {day}").format(
            number=line.number, day=date_words(line.opened.day, self._country)
        )

    def _on_visit(self, key: str) -> None:
        for line in self._model.lines:
            if line.id.hex == key:
                self._model.choose_session(line.id)

    def _on_reads(self) -> None:
        self._model.read_as(large=self.large.isChecked(), easy=self.easy.isChecked())

    def _join(self) -> None:
        model = self._model
        for kind, button in self.kinds.items():
            button.clicked.connect(self._shower(kind))
        self.visit.chosen.connect(self._on_visit)
        self.sheet.chosen.connect(model.choose_sheet)
        self.mail_button.clicked.connect(self.ask_for_password)
        self.mailing.rated.connect(model.rate)
        model.rated.connect(self.mailing.show_score)
        model.mailed.connect(self.mailing.close_it)
        model.password_refused.connect(self.mailing.refuse)
        self.day.start_button.clicked.connect(self.print_day)
        for button in (self.large, self.easy):
            button.clicked.connect(self._on_reads)
        self.offer.answered.connect(self.given)
        model.changed.connect(self.refresh)
        model.printers_found.connect(self.show_printers)

    def _shower(self, kind: Kind) -> Callable[[], None]:
        def show() -> None:
            self._model.show(kind)
            self.refresh()

        return show

    def lay_out(self) -> Generator[None, None, None]:
        """Put the parts in their places, one after the other, what holds them before them."""
        choosing, sight = QFrame(), self._sight
        choosing.setProperty("look", "panel")
        sight.setWidgetResizable(True)
        sight.setFrameShape(QFrame.Shape.NoFrame)
        sight.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sight.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole, rows, doing = QVBoxLayout(self), QVBoxLayout(choosing), QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for column in (rows, doing):
            column.setContentsMargins(theme.ROOM, theme.ROOM, theme.ROOM, theme.ROOM)
            column.setSpacing(theme.SNUG)
        sight.setWidget(choosing)
        whole.addWidget(sight, 1)
        whole.addWidget(Hairline())
        whole.addLayout(doing)
        of_leaflet = (self.large, self.easy, self.arrange)
        beneath = (*of_leaflet, self.state, self._why, self.reasons, self.mailing, self.day)
        for part in (self._choice, self.visit, self.sheet, *beneath):
            yield
            rows.addWidget(part)
        rows.addStretch(1)
        printing, saving = (self.print_button, self.copies), (self.save_button, self.mail_button)
        for line in ((self.printer,), printing, saving, (self.offer,)):
            yield
            doing.addLayout(_beside(*line))


def _beside(*parts: QWidget) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(theme.SNUG)
    for part in parts:
        line.addWidget(part)
    return line


def _small(words: str, key: str) -> Button:
    button = Button(words, key=key, height=theme.TARGET, size=theme.SMALL)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button


def _wide(words: str, key: str, weight: Weight = Weight.QUIET) -> Button:
    button = Button(words, weight, key=key, height=theme.TARGET)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button
