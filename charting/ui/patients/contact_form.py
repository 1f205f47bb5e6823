"""The form of one call or review, in the list it stands in: what came of it, in two presses."""

from datetime import date, timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from charting.domain.contact_signing import unsigned_of
from charting.domain.follow_up import CONTACT_LIMIT, ContactOutcome, FollowUp, FollowUpKind
from charting.domain.patient import Patient
from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.actions import Action, bind
from charting.ui.patients.work_model import WorkModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.fields import LineEdit
from charting.ui.widgets.frames import ToneFrame
from charting.ui.widgets.text import Text, dialled, isolated
from charting.wording import contact_line, contact_words

_TRIES = (1, 2, 7)
_OF_A_CALL = (
    (ContactOutcome.REACHED, actions.REACHED),
    (ContactOutcome.NO_ANSWER, actions.NO_ANSWER),
    (ContactOutcome.MESSAGE_LEFT, actions.MESSAGE_LEFT),
    (ContactOutcome.ADVICE, actions.ADVICE),
)
_OF_A_REVIEW = (
    (ContactOutcome.DONE, actions.REVIEW_DONE),
    (ContactOutcome.PUT_OFF, actions.PUT_OFF),
)


class NextTry(QWidget):
    """In how many days the next try is due; nothing need be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Next try"))
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.TIGHT)
        caption = Text(_("Next try, tomorrow if you choose none"), size=theme.SMALL, ink="quiet")
        caption.setWordWrap(True)
        row.addWidget(caption, 1)
        for days in _TRIES:
            row.addWidget(self._option(days))
        row.addStretch()
        self.buttons = tuple(self._group.buttons())

    @property
    def days(self) -> int | None:
        """What is chosen, if anything."""
        chosen = [self._group.id(button) for button in self.buttons if button.isChecked()]
        return chosen[0] if chosen else None

    def clear(self) -> None:
        """Choose nothing."""
        for button in self.buttons:
            button.setChecked(False)

    def _option(self, days: int) -> QToolButton:
        words = {1: _("tomorrow"), 2: _("in 2 days"), 7: _("in a week")}[days]
        button = QToolButton()
        button.setText(words)
        button.setCheckable(True)
        button.setProperty("look", "option")
        button.setFont(theme.font(theme.SMALL))
        button.setMinimumHeight(theme.CONTROL)
        self._group.addButton(button, days)
        button.clicked.connect(lambda: self._only(button))
        return button

    def _only(self, chosen: QToolButton) -> None:
        for button in self.buttons:
            if button is not chosen:
                button.setChecked(False)


class ContactForm(ToneFrame):
    """One call or review. `asked` when it opens, `closed` when it is left or noted, `chart_wanted`
    by its patient.
    """

    asked = Signal()
    closed = Signal()
    chart_wanted = Signal(object)

    def __init__(self, model: WorkModel, country: str) -> None:
        super().__init__("accent")
        self._model, self._country = model, country
        self._follow_up: FollowUp | None = None
        self._patient: Patient | None = None
        self._today = date.min
        self._under_way = False
        self.who = Text(bold=True, wraps=True)
        self.phone = Text(bold=True, tabular=True)
        self.phone.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.why = Text(size=theme.SMALL, ink="quiet", wraps=True)
        self.before = Text(size=theme.SMALL, wraps=True, tabular=True)
        self.words = LineEdit()
        self.words.setMaxLength(CONTACT_LIMIT)
        self.next_try = NextTry()
        self.refusal = Text(size=theme.SMALL, ink="hazard", wraps=True)
        self.outcomes = {
            outcome: self._outcome_button(outcome, action)
            for outcome, action in (*_OF_A_CALL, *_OF_A_REVIEW)
        }
        self.sign_button = Button(
            _("Sign what you noted"), Kind.PRIMARY, key=actions.SIGN_CONTACT.key
        )
        self.addendum_button = Button(
            _("Keep it as an addendum"), Kind.QUIET, key=actions.ADD_TO_CONTACT.key
        )
        self.chart_button = _small(_("Open the chart"))
        self.withdraw_button = _small("")
        self.leave_button = _small(_("Not now"))
        self._lay_out()
        self._connect()
        self.hide()

    @property
    def follow_up(self) -> FollowUp | None:
        """The call or review it is about, while it is open."""
        return self._follow_up

    def ask(self, follow_up: FollowUp, patient: Patient, why: str, today: date) -> None:
        """Ask what came of a call or review; `why` says what it is about."""
        self._follow_up, self._patient, self._today = follow_up, patient, today
        self._under_way = False
        is_call = follow_up.kind is FollowUpKind.CALL
        name = isolated(patient.name)
        title = _("Call {name}") if is_call else _("Review with {name}")
        self.who.setText(title.format(name=name))
        self.phone.setText(dialled(patient.phone) or _("No telephone number on file"))
        self.phone.setVisible(is_call)
        self.why.setText(why)
        names, country = self._model.names, self._country
        lines = (contact_line(note, country, names) for note in follow_up.contacts)
        self.before.setText("\n".join(lines))
        self.before.setVisible(bool(follow_up.contacts))
        self.words.clear()
        self.words.setPlaceholderText(
            _("What was said, if there is something to keep")
            if is_call
            else _("What was found, and what was decided")
        )
        self.next_try.clear()
        self.refusal.hide()
        of_these = dict(_OF_A_CALL if is_call else _OF_A_REVIEW)
        stands = follow_up.withdrawn is None
        for outcome, button in self.outcomes.items():
            button.setVisible(stands and outcome in of_these)
        for part in (self.words, self.next_try):
            part.setVisible(stands)
        self.addendum_button.setVisible(stands and bool(follow_up.contacts))
        self.sign_button.setVisible(bool(unsigned_of(follow_up, self._model.me)))
        self.withdraw_button.set_words(
            _("Withdraw the call") if is_call else _("Withdraw the review")
        )
        self.withdraw_button.setVisible(follow_up.is_open)
        self.show()
        self._go_to_outcomes()
        self.asked.emit()

    def ask_to_sign(self, follow_up: FollowUp, patient: Patient, why: str, today: date) -> None:
        """Show what was noted of a call or review, to be signed by one press or added to."""
        self.ask(follow_up, patient, why, today)
        self.words.setPlaceholderText(_("What is to be added or put right"))
        for part in (self.next_try, self.withdraw_button, *self.outcomes.values()):
            part.hide()
        self.sign_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_outcomes(self) -> None:
        # The first is answered most often.
        presses = (*self.outcomes.values(), self.sign_button, self.leave_button)
        shown = (button for button in presses if not button.isHidden())
        next(shown).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Close the form; what was typed is dropped."""
        self._follow_up = None
        self.hide()
        self.closed.emit()

    def _note(self, outcome: ContactOutcome) -> None:
        if (follow_up := self._taken(self.outcomes[outcome])) is not None:
            days = self.next_try.days
            again = None if days is None else self._today + timedelta(days=days)
            self._model.note(follow_up, outcome, self.words.text(), again)

    def _sign(self) -> None:
        if (follow_up := self._taken(self.sign_button)) is not None:
            self._model.sign(follow_up)

    def _add(self) -> None:
        if (follow_up := self._taken(self.addendum_button)) is not None:
            self._model.note(follow_up, ContactOutcome.ADDENDUM, self.words.text())

    def _withdraw(self) -> None:
        if (follow_up := self._taken(self.withdraw_button)) is not None:
            self._model.withdraw(follow_up, self.words.text())

    def _taken(self, press: Button) -> FollowUp | None:
        """What a press that is offered is about, once: a note that came twice is never taken back,
        and two tries in vain are not one.
        """
        if self._under_way or self._follow_up is None or press.isHidden():
            return None
        self._under_way = True
        return self._follow_up

    def _on_kept(self, follow_up: FollowUp) -> None:
        if self._follow_up is not None and follow_up.id == self._follow_up.id:
            self.leave()

    def _on_refused(self, sentence: str) -> None:
        self._under_way = False
        if self._follow_up is not None:
            self.refusal.setText(sentence)
            self.refusal.show()

    def _outcome_button(self, outcome: ContactOutcome, action: Action) -> Button:
        first = outcome in (ContactOutcome.REACHED, ContactOutcome.DONE)
        words = contact_words(outcome)
        button = Button(
            words[:1].upper() + words[1:], Kind.PRIMARY if first else Kind.QUIET, key=action.key
        )
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self._note(outcome))
        bind(self, action, lambda: self._note(outcome))
        return button

    def _connect(self) -> None:
        self._model.kept.connect(self._on_kept)
        self._model.refused.connect(self._on_refused)
        self.words.returnPressed.connect(self._go_to_outcomes)
        self.sign_button.clicked.connect(self._sign)
        bind(self, actions.SIGN_CONTACT, self._sign)
        self.addendum_button.clicked.connect(self._add)
        bind(self, actions.ADD_TO_CONTACT, self._add)
        self.withdraw_button.clicked.connect(self._withdraw)
        self.leave_button.clicked.connect(self.leave)
        self.chart_button.clicked.connect(lambda: self.chart_wanted.emit(self._patient))
        bind(self, actions.LEAVE_FORM, self.leave)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.WIDE, theme.ROOM, theme.ROOM, theme.ROOM)
        rows.setSpacing(theme.SNUG)
        head = QHBoxLayout()
        head.setSpacing(theme.ROOM)
        head.addWidget(self.who, 1)
        head.addWidget(self.phone)
        rows.addLayout(head)
        for part in (self.why, self.before, self.words, self.next_try):
            rows.addWidget(part)
        self.words.setAccessibleName(_("What was said"))
        # Two beside each other: the form stands in half a screen.
        said = QGridLayout()
        said.setSpacing(theme.SNUG)
        for place, button in enumerate(self.outcomes.values()):
            said.addWidget(button, place // 2, place % 2)
        rows.addLayout(said)
        rows.addWidget(self.addendum_button)
        rows.addWidget(self.sign_button)
        rows.addWidget(self.refusal)
        leaving = QHBoxLayout()
        leaving.setSpacing(theme.SNUG)
        for button in (self.chart_button, self.withdraw_button):
            leaving.addWidget(button)
        leaving.addStretch()
        leaving.addWidget(self.leave_button)
        rows.addLayout(leaving)


def bring_into_sight(area: QScrollArea, form: QWidget) -> None:
    """Scroll to a form that has just opened, once it has its place."""
    QTimer.singleShot(0, area, lambda: area.ensureWidgetVisible(form))


def _small(words: str) -> Button:
    return Button(words, Kind.PLAIN, height=theme.BROAD, size=theme.SMALL)
