"""The part of the shelf that plans what follows: calls by one press each, and the review."""

from PySide6.QtWidgets import QGridLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from charting.domain.follow_up import CallOffer, proposed_calls
from charting.i18n import _, listed
from charting.ui import theme
from charting.ui.session.choices import caption
from charting.ui.session.follow_up_plan import FollowUpModel
from charting.ui.session.model import SessionModel
from charting.ui.widgets.buttons import Button, Kind, option
from charting.ui.widgets.text import Text
from charting.wording import date_form_words, date_words, due_words

_ACROSS = 3


class Planning(QWidget):
    """Shows what is planned; a press that is down is a call to be made, pressed again it is
    withdrawn.
    """

    def __init__(self, model: SessionModel, plan: FollowUpModel, country: str) -> None:
        super().__init__()
        self._model, self._plan, self._country = model, plan, country
        self.calls: dict[str, QToolButton] = {}
        self.proposal = Text(size=theme.SMALL, ink="answer", bold=True, wraps=True)
        self.due = Text(size=theme.SMALL, ink="quiet", wraps=True)
        self.review_due = Text(size=theme.SMALL, ink="answer", bold=True, wraps=True)
        self.review_press = Button("", size=theme.SMALL)
        self.review_line = QLineEdit()
        self.review_line.setPlaceholderText(date_form_words(country))
        self.review_line.setAccessibleName(_("The day of the review"))
        self.review_line.setMinimumHeight(theme.CONTROL)
        self.review = Text(size=theme.SMALL, wraps=True)
        self.withdraw = Button(
            _("Withdraw the review"), Kind.PLAIN, height=theme.BROAD, size=theme.SMALL
        )
        self._lay_out()
        self.review_press.clicked.connect(self._on_press)
        self.review_line.editingFinished.connect(self._on_typed)
        self.withdraw.clicked.connect(plan.withdraw_review)
        plan.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is planned and what is proposed."""
        plan = self._plan
        for offer in plan.plan.calls:
            self.calls[offer.id].setChecked(plan.call(offer) is not None)
        self._show_proposal()
        due = [due_words(call, plan.today, self._country) for call in plan.calls()]
        self.due.setText(_("Call {when}").format(when=listed(due)) if due else "")
        self.due.setVisible(bool(due))
        self._show_review()

    def _show_proposal(self) -> None:
        session = self._model.session
        proposed = proposed_calls(self._plan.plan.calls, session) if session else ()
        lacking = [offer for offer in proposed if self._plan.call(offer) is None]
        self.proposal.setText(
            _("A needle was set where the pleura is near: a call {when} is proposed.").format(
                when=_(" and ").join(_(offer.short) for offer in lacking)
            )
        )
        self.proposal.setVisible(bool(lacking))

    def _show_review(self) -> None:
        plan, review = self._plan, self._plan.review
        is_planned = review is not None
        if review is not None:
            when = due_words(review, plan.today, self._country)
            self.review.setText(_("Review {when}").format(when=when))
            self.review_line.clear()
        self.review_due.setText(
            _("Three sessions or four weeks have gone by: a review is proposed.")
        )
        self.review_due.setVisible(plan.review_is_due and not is_planned)
        if plan.proposed is not None:
            day = date_words(plan.proposed, self._country)
            self.review_press.set_words(
                _("Today") if plan.proposed == plan.today else _("Proposed: {day}").format(day=day)
            )
        self.review_press.setVisible(plan.proposed is not None and not is_planned)
        self.review_line.setVisible(not is_planned)
        self.review.setVisible(is_planned)
        self.withdraw.setVisible(is_planned)

    def _on_press(self) -> None:
        if self._plan.proposed is not None:
            self._plan.plan_review(self._plan.proposed.isoformat(), self._country)

    def _on_typed(self) -> None:
        if self.review_line.isModified() and self.review_line.text().strip():
            self.review_line.setModified(False)
            self._plan.plan_review(self.review_line.text(), self._country)

    def _call_option(self, offer: CallOffer) -> QToolButton:
        button = option(_(offer.short))
        button.setAccessibleName(_("Call {when}").format(when=_(offer.short)))
        button.setFont(theme.font(theme.SMALL))
        button.clicked.connect(lambda: self._on_call(offer))
        return button

    def _on_call(self, offer: CallOffer) -> None:
        self._plan.toggle_call(offer)
        # What is pressed stands as planned only once the record has it.
        self.calls[offer.id].setChecked(self._plan.call(offer) is not None)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(theme.TIGHT)
        for place, offer in enumerate(self._plan.plan.calls):
            self.calls[offer.id] = button = self._call_option(offer)
            grid.addWidget(button, place // _ACROSS, place % _ACROSS)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, theme.TIGHT)
        rows.setSpacing(theme.TIGHT)
        rows.addWidget(caption(_("Call the patient")))
        rows.addLayout(grid)
        rows.addWidget(self.proposal)
        rows.addWidget(self.due)
        rows.addSpacing(theme.SNUG)
        rows.addWidget(caption(_("Review of the episode")))
        for part in (
            self.review_due,
            self.review_press,
            self.review_line,
            self.review,
            self.withdraw,
        ):
            rows.addWidget(part)
