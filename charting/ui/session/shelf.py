"""The shelf of the visit: prepare, insert, stimulate, finish; any step opens at any time."""

from collections.abc import Generator

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from charting.domain.session import NoteSection
from charting.domain.visit import EMERGENCY, LEAFLET_GIVEN, NEEDLES_REMOVED, NEXT_VISIT
from charting.domain.visit import Step as VisitStep
from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.session.arming import ArmingPane, wide_button
from charting.ui.session.check_keys import is_taken
from charting.ui.session.checks import Checks
from charting.ui.session.consent_row import ConsentRow
from charting.ui.session.guide import Guide
from charting.ui.session.item_row import ItemRow
from charting.ui.session.lacking import LackingPane
from charting.ui.session.model import SessionModel
from charting.ui.session.notes import Notes
from charting.ui.session.planning import Planning
from charting.ui.session.running import Running
from charting.ui.session.sign_pane import SignPane
from charting.ui.session.summaries import (
    finish_words,
    insert_words,
    prepare_words,
    stimulate_words,
)
from charting.ui.session.visit_rows import NumberRow, YesNoRow
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.frames import Banner, Hairline
from charting.ui.widgets.laying_out import laid_out_once
from charting.ui.widgets.painting import paint_next_turn
from charting.ui.widgets.text import ElidedText, Text


class Step(QFrame):
    """One step: a headline that opens and folds it, a line that sums it up, and its content."""

    opened = Signal(object)

    def __init__(self, number: int, title: str) -> None:
        super().__init__()
        self._head = QPushButton(f"{number}   {title}")
        self._head.setProperty("look", "step")
        self._head.setFont(theme.font(theme.BODY, bold=True))
        self._head.setFixedHeight(theme.CONTROL)
        self._head.clicked.connect(lambda: self.opened.emit(self))
        self.summary = ElidedText(size=theme.SMALL, ink="quiet")
        self.content = QWidget()
        self.rows = QVBoxLayout(self.content)
        self.rows.setContentsMargins(0, theme.TIGHT, 0, theme.ROOM)
        self.rows.setSpacing(theme.SNUG)
        column = QVBoxLayout(self)
        self.layouts = (column, self.rows)
        column.setContentsMargins(theme.ROOM, theme.TIGHT, theme.ROOM, theme.TIGHT)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.summary)
        column.addWidget(self.content)
        column.addSpacing(theme.SNUG)
        column.addWidget(Hairline())

    def show_open(self, *, is_open: bool) -> None:
        """Show or fold the content."""
        self.content.setVisible(is_open)


class Shelf(QScrollArea):
    """The four steps, one open at a time."""

    leaving = Signal()
    all_out_wanted = Signal()
    papers_wanted = Signal()
    pane_wanted = Signal()
    consent_wanted = Signal()

    def __init__(
        self,
        model: SessionModel,
        items: dict[str, ItemRow],
        checks: dict[VisitStep, Checks],
        planning: Planning,
        sign_pane: SignPane,
    ) -> None:
        """`items` are the rows of what is counted and noted, by id; `checks` the screening of each
        step.
        """
        super().__init__(widgetResizable=True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(_("The visit, step by step"))
        self._model = model
        self.items, self.checks, self.planning, self.sign_pane = items, checks, planning, sign_pane
        self.setWidget(body := QFrame())
        body.setProperty("look", "panel")
        column = QVBoxLayout(body)
        column.setContentsMargins(0, theme.SNUG, 0, theme.SNUG)
        column.setSpacing(0)
        self.prepare = Step(1, _("Prepare"))
        self.insert = Step(2, _("Insert"))
        self.stimulate = Step(3, _("Stimulate"))
        self.finish = Step(4, _("Finish"))
        self._steps = (self.prepare, self.insert, self.stimulate, self.finish)
        self._of = {self.prepare: VisitStep.PREPARE, self.finish: VisitStep.FINISH}
        self.back = Button("‹ " + _("Patients"), Kind.PLAIN, key=actions.BACK.key, size=theme.SMALL)
        self.back.clicked.connect(self.leaving)
        column.addLayout(_at_the_left(self.back))
        for step in self._steps:
            column.addWidget(step)
            step.opened.connect(self.open_step)
        column.addStretch(1)
        self._layouts = (column, *(rows for step in self._steps for rows in step.layouts))
        self.guide = Guide(self, model, items, checks)
        self.notes = Notes(model)
        self.lacking = LackingPane(model, self.notes.texts)
        self.arming = ArmingPane(model)
        self.running = Running(model)
        self.running.all_out.connect(self.all_out_wanted)

    def fill(self) -> Generator[None, None, None]:
        """Put the parts into the steps, one after the other: each is styled where it comes to."""
        yield from self._fill_prepare()
        self.insert.rows.addWidget(self.arming)
        yield
        self.stimulate.rows.addWidget(self.running)
        yield from self._fill_finish()
        self.open_step(self.insert)
        self._model.settled.connect(self.refresh)
        self.refresh()

    def event(self, event: QEvent) -> bool:
        """Leave the keys of a question to it; one place listens for all of them."""
        if is_taken(event, QApplication.focusWidget()):
            event.accept()
            return True
        return super().event(event)

    def open_step(self, step: Step) -> None:
        """Open one step and fold the others."""
        paint_next_turn(self)
        with laid_out_once(*self._layouts):
            for each in self._steps:
                each.show_open(is_open=each is step)
            if step is self.finish:
                self._offer_draft()
            self.refresh()
        self.guide.opened(self._of.get(step))

    def ask_next(self) -> None:
        """Bring the hand to the next question that is open, before the needle or after it."""
        asks_before = not self.checks[VisitStep.PREPARE].all_done
        self.open_step(self.prepare if asks_before else self.finish)
        self.guide.go_on()

    def begin_note(self) -> None:
        """Begin the note as the clinic does, in the step where it begins."""
        if not self.prepare.content.isVisible():
            self.open_step(self.prepare)
        self.notes.beginning.begin()

    def ask_count(self) -> None:
        """Open the step in which needles are counted, the hand at the number."""
        self._ask(self.items[NEEDLES_REMOVED], NumberRow)

    def ask_signature(self) -> None:
        """Sign where it is seen what is signed; else open the last step at its end."""
        if self.finish.content.isVisible():
            self.keep_notes()
            self.sign_pane.sign()
            return
        self.open_step(self.finish)
        self.sign_pane.come_here()
        QTimer.singleShot(0, lambda: self.ensureWidgetVisible(self.sign_pane))

    def ask_reason(self) -> None:
        """Open the step in which an emergency is explained, the hand at the reason."""
        self._ask(self.items[EMERGENCY], YesNoRow)

    def _ask(self, row: ItemRow, kind: type[NumberRow] | type[YesNoRow]) -> None:
        self.open_step(self.finish)
        row.refresh()
        if isinstance(row, kind):
            row.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            row.field.selectAll()
        self.guide.show_later(row)

    def keep_notes(self) -> None:
        """Hand what is being typed to the record."""
        self.notes.keep()

    def refresh(self) -> None:
        """Show the present state in one line a step."""
        with laid_out_once(*self._layouts):
            self._sum_up()
            self.arming.refresh()
            if self.stimulate.content.isVisible():
                self.running.refresh()
            self._show_items()

    def _sum_up(self) -> None:
        for step, words in (
            (self.prepare, prepare_words(self._model)),
            (self.insert, insert_words(self._model)),
            (self.stimulate, stimulate_words(self._model)),
            (self.finish, finish_words(self._model)),
        ):
            step.summary.setText(words)
        self.prepare.summary.set_ink("hazard" if self._model.screen.verdict.blocks else "quiet")

    def _fill_prepare(self) -> Generator[None, None, None]:
        model = self._model
        self.consent = ConsentRow(model)
        self.consent.wanted.connect(self.consent_wanted)
        self.prepare.rows.addWidget(self.consent)
        yield
        self.prepare.rows.addWidget(self.checks[VisitStep.PREPARE])
        yield
        yield from self._add_items(self.prepare, VisitStep.PREPARE)
        self.prepare.rows.addWidget(self.notes.beginning)
        for section in (NoteSection.SUBJECTIVE, NoteSection.OBJECTIVE):
            self.notes.add(section, self.prepare.rows)
            yield
        self.tell_pain = Button(_("Add the pain areas"), size=theme.SMALL)
        self.tell_pain.clicked.connect(model.visit.tell_pain)
        at = self.prepare.rows.indexOf(self.notes.feet[NoteSection.SUBJECTIVE])
        self.prepare.rows.insertWidget(at + 1, self.tell_pain)
        self.assess = wide_button(_("Movement and nerves"), actions.ASSESS.key, size=theme.SMALL)
        self.assess.clicked.connect(self.pane_wanted)
        at = self.prepare.rows.indexOf(self.notes.editors[NoteSection.OBJECTIVE])
        self.prepare.rows.insertWidget(at, self.assess)

    def _fill_finish(self) -> Generator[None, None, None]:
        yield from self._add_items(self.finish, VisitStep.FINISH)
        self.count = Banner("answer", size=theme.SMALL)
        happened = self.finish.rows.indexOf(self.items[EMERGENCY])
        self.finish.rows.insertWidget(happened + 1, self.checks[VisitStep.FINISH])
        yield
        counted = self.finish.rows.indexOf(self.items[NEEDLES_REMOVED])
        self.finish.rows.insertWidget(counted + 1, self.count)
        self.leaflet = wide_button(_("Leaflet"), actions.PAPERS.key)
        self.leaflet.clicked.connect(self.papers_wanted)
        asked = self.finish.rows.indexOf(self.checks[VisitStep.FINISH])
        self.finish.rows.insertWidget(asked, self.leaflet)
        agreed = self.finish.rows.indexOf(self.items[NEXT_VISIT])
        self.finish.rows.insertWidget(agreed + 1, self.planning)
        yield
        self.older = Text(size=theme.SMALL, ink="answer", wraps=True)
        self.draft = Button("", key=actions.DRAFT.key, size=theme.SMALL)
        self.draft.clicked.connect(self._draft_treatment)
        rows = self.finish.rows
        self.notes.add(NoteSection.TREATMENT, rows)
        rows.addWidget(self.older)
        rows.addWidget(self.draft)
        yield
        self.notes.add(NoteSection.PLAN, rows)
        yield
        for part in (self.lacking, self.sign_pane):
            rows.addWidget(part)
            yield

    def draft_anew(self) -> None:
        """Draft what was done from the marks where the note says something else, in sight."""
        self.open_step(self.finish)
        visit = self._model.visit
        if visit.treatment_draft() and not visit.note_is_drafted():
            self._draft_treatment()

    def _draft_treatment(self) -> None:
        self._model.visit.write_note(NoteSection.TREATMENT, self._model.visit.treatment_draft())

    def _offer_draft(self) -> None:
        # An empty note is drafted unasked; one with words in it only when the person presses.
        visit = self._model.visit
        if not visit.note(NoteSection.TREATMENT) and visit.treatment_draft():
            self._draft_treatment()

    def _add_items(self, step: Step, of: VisitStep) -> Generator[None, None, None]:
        for item in self._model.visit.of_step(of):
            step.rows.addWidget(self.items[item.id])
            yield

    def _show_items(self) -> None:
        for step, of in self._of.items():
            if step.content.isVisible():
                self.checks[of].refresh()
                for item in self._model.visit.of_step(of):
                    self.items[item.id].refresh()
        self.consent.refresh()
        self.tell_pain.setVisible(self._model.visit.pain_is_to_tell())
        if self.finish.content.isVisible():
            self._show_count()
            self.planning.refresh()
            self.sign_pane.refresh()
            visit = self._model.visit
            self.leaflet.setVisible(visit.is_asked(visit.item(LEAFLET_GIVEN)))
            self._show_draft()

    def _show_draft(self) -> None:
        """Say when the drafted note is older than the marks; what was typed stays until asked."""
        visit = self._model.visit
        older = visit.older_draft()
        self.older.setText(older)
        self.older.setVisible(bool(older))
        self.draft.set_words(_("Draft it anew") if older else _("Draft it from the marks"))
        self.draft.setVisible(bool(visit.treatment_draft()) and not visit.note_is_drafted())

    def _show_count(self) -> None:
        difference = self._model.visit.count_difference()
        if difference is None:
            self.count.hush()
        else:
            removed, opened = difference
            self.count.say(
                _(
                    "{removed} of {opened} needles are out. Find the rest, or say what happened."
                ).format(removed=removed, opened=opened)
            )


def _at_the_left(button: Button) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(theme.SNUG, 0, 0, 0)
    line.addWidget(button)
    line.addStretch(1)
    return line
