"""The panel beside the pages: which paper, how it is printed, why it says so, handing it out."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout

from charting.domain.given_papers import Kind
from charting.domain.session import Status
from charting.i18n import _
from charting.services.ports import SessionLine
from charting.ui import actions, theme
from charting.ui.handout.model import OF_PATIENT, HandoutModel
from charting.ui.widgets.buttons import Button
from charting.ui.widgets.buttons import Kind as Weight
from charting.ui.widgets.choices import ChoiceField
from charting.ui.widgets.frames import Banner, Hairline
from charting.ui.widgets.text import Text
from charting.wording import date_words, leaflet_reason_words
from charting.wording.handouts import paper_words

_KEYS = {
    Kind.LEAFLET: actions.SHOW_LEAFLET,
    Kind.SESSION: actions.SHOW_REPORT,
    Kind.RECORD: actions.SHOW_RECORD,
    Kind.CONSENT: actions.SHOW_CONSENT,
}


class HandoutPanel(QFrame):
    """What can be chosen, which scrolls, and what can be done, always in sight. `given` says that
    the leaflet was given and explained.
    """

    given = Signal()

    def __init__(self, model: HandoutModel, country: str) -> None:
        super().__init__()
        self._model, self._country = model, country
        self.setProperty("look", "panel")
        self.kinds = {kind: _wide(paper_words(kind), action.key) for kind, action in _KEYS.items()}
        self.visit = ChoiceField(_("Visit"), ())
        self.large = _wide(_("Large print"), actions.LARGE_PRINT.key)
        self.large.setCheckable(True)
        self.easy = _wide(_("Easy words"), actions.EASY_READ.key)
        self.easy.setCheckable(True)
        self.arrange = _wide(_("Arrange for this patient"), actions.ARRANGE.key)
        self.reasons = Text(size=theme.SMALL, wraps=True)
        self.state = Banner("answer", size=theme.SMALL)
        self.printer = ChoiceField(_("Printer"), ())
        self.print_button = _wide(_("Print"), actions.PRINT.key, Weight.PRIMARY)
        self.save_button = _wide(_("Save as PDF"), actions.SAVE_PDF.key)
        self.offer = Banner("answer", size=theme.SMALL)
        self._why = Text(_("What it says, and why"), size=theme.SMALL, bold=True)
        self._lay_out()
        self._join()

    def refresh(self) -> None:
        """Show the present state."""
        model = self._model
        about_a_visit = model.session_id is not None
        for kind, button in self.kinds.items():
            button.setChecked(kind is model.kind)
            button.setEnabled(kind in OF_PATIENT or about_a_visit)
            button.setVisible(model.alone is None)
        self._show_visits()
        is_leaflet = model.kind is Kind.LEAFLET
        for button in (self.large, self.easy):
            button.setVisible(is_leaflet)
        self.arrange.setVisible(is_leaflet and model.alone is None)
        self.easy.setChecked(model.patient is not None and model.patient.easy_read)
        self.large.setChecked(model.patient is not None and model.patient.large_print)
        handout = model.handout
        said = "\n\n".join(leaflet_reason_words(one) for one in handout.reasons) if handout else ""
        for part in (self._why, self.reasons):
            part.setVisible(is_leaflet and bool(said))
        self.reasons.setText(said)
        self._show_state()
        ready = handout is not None and not model.busy
        self.save_button.setEnabled(ready)
        self.print_button.setEnabled(ready and bool(model.printer_names))

    def show_printers(self) -> None:
        """Offer the printers that were found; where there is none, saving is what is left."""
        names = self._model.printer_names
        self.printer.offer((name, name) for name in names)
        self.printer.box.setEnabled(bool(names))
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
        of_a_visit = model.alone is None and model.kind is not Kind.RECORD
        self.visit.setVisible(bool(offered) and of_a_visit)

    def _show_state(self) -> None:
        """Say of a report that it is not signed, before it is printed."""
        model, line = self._model, self._model.line()
        if model.handout is not None and model.handout.about:
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
            button.setCheckable(True)
            button.clicked.connect(self._shower(kind))
        self.visit.chosen.connect(self._on_visit)
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

    def _lay_out(self) -> None:
        choosing, doing = QFrame(), QVBoxLayout()
        choosing.setProperty("look", "panel")
        rows = QVBoxLayout(choosing)
        for column in (rows, doing):
            column.setContentsMargins(theme.ROOM, theme.ROOM, theme.ROOM, theme.ROOM)
            column.setSpacing(theme.SNUG)
        rows.addWidget(Text(_("Paper"), size=theme.SMALL, bold=True))
        parts = (
            self.visit,
            self.large,
            self.easy,
            self.arrange,
            self.state,
            self._why,
            self.reasons,
        )
        for part in (*self.kinds.values(), *parts):
            rows.addWidget(part)
        rows.addStretch(1)
        for part in (self.printer, self.print_button, self.save_button, self.offer):
            doing.addWidget(part)
        sight = QScrollArea(widgetResizable=True)
        sight.setFrameShape(QFrame.Shape.NoFrame)
        sight.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sight.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sight.setWidget(choosing)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(sight, 1)
        whole.addWidget(Hairline())
        whole.addLayout(doing)


def _wide(words: str, key: str, weight: Weight = Weight.QUIET) -> Button:
    button = Button(words, weight, key=key, height=theme.TARGET)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return button
