"""The health card: medicines, allergies, implants and history as dated facts."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from charting.domain.patient import FactKind, HealthFact
from charting.i18n import _, ngettext
from charting.ui import actions, theme
from charting.ui.patients.model import Chart, PatientsModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.chips import Chip
from charting.ui.widgets.choices import ChoiceBox
from charting.ui.widgets.fields import LineEdit
from charting.ui.widgets.frames import Card, Hairline, SectionHeader
from charting.ui.widgets.text import Text, isolated, tip
from charting.wording import date_words, fact_kind_words

_KIND_WIDTH = 152
TONES = {FactKind.ALLERGY: "hazard", FactKind.IMPLANT: "hazard"}


class HealthCard(Card):
    """What is known of the patient's health today; what ended stays to be seen."""

    def __init__(self, model: PatientsModel) -> None:
        super().__init__(padding=theme.WIDE, spacing=theme.SNUG)
        self._model = model
        self._shows_ended = False
        self._shown: Chart | None = None
        self.header = SectionHeader(_("Health"))
        self.review_button = Button(
            actions.REVIEW_HEALTH.spoken,
            key=actions.REVIEW_HEALTH.key,
            height=theme.BROAD + 4,
            size=theme.SMALL,
        )
        self.empty = Text(
            _(
                "Nothing is noted yet. Ask about medicines such as blood thinners, allergies such "
                "as nickel or latex, implants such as a pacemaker, and what happened before."
            ),
            ink="quiet",
            wraps=True,
        )
        self.kind = ChoiceBox()
        self.text = LineEdit()
        self.add_button = Button(_("Add"))
        self.refusal = Text(size=theme.SMALL, ink="hazard", wraps=True)
        self.ended_button = Button("", Kind.PLAIN, height=theme.BROAD, size=theme.SMALL)
        self._facts = QWidget()
        self._grid = QGridLayout(self._facts)
        self._lay_out()
        self._connect()

    def show_chart(self, chart: Chart) -> None:
        """Show a patient's facts; what is half typed is dropped when the patient changes."""
        if self._shown is None or self._shown.patient.id != chart.patient.id:
            self._forget_typed()
        self._shown = chart
        self._show_review(chart)
        current = [fact for kind in FactKind for fact in chart.facts_of(kind)]
        ended = [fact for fact in chart.facts if not fact.current]
        self._show_facts(current + (ended if self._shows_ended else []))
        self.empty.setVisible(not current and not self._shows_ended)
        self._facts.setVisible(bool(current) or self._shows_ended)
        words = (
            _("Hide what has ended")
            if self._shows_ended
            else ngettext(
                "Show {number} that has ended", "Show {number} that have ended", len(ended)
            ).format(number=len(ended))
        )
        self.ended_button.set_words(words)
        self.ended_button.setVisible(bool(ended))

    def start_adding(self) -> None:
        """Put the keyboard where a fact is typed."""
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refuse(self, sentence: str) -> None:
        """Say why a fact cannot be taken; what was typed stays."""
        self.refusal.setText(sentence)
        self.refusal.show()
        self.text.setFocus()

    def _show_review(self, chart: Chart) -> None:
        if chart.review is None:
            self.header.beneath.setText(_("Not gone through yet"))
            self.header.beneath.set_ink("answer")
            return
        day = self._date(chart.review.at.day)
        self.header.beneath.setText(_("Gone through {day}").format(day=day))
        self.header.beneath.set_ink("quiet")

    def _show_facts(self, facts: list[HealthFact]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for row, fact in enumerate(facts):
            self._add_row(row, fact)

    def _add_row(self, row: int, fact: HealthFact) -> None:
        top = Qt.AlignmentFlag.AlignTop
        kind = Chip(fact_kind_words(fact.kind), TONES.get(fact.kind, "") if fact.current else "")
        words = Text(isolated(fact.text), wraps=True, ink="text" if fact.current else "quiet")
        since = self._date(fact.noted.day)
        if fact.ended is not None:
            since = _("ended {day}").format(day=self._date(fact.ended.day))
        self._grid.addWidget(_in_line(kind), row, 0, top)
        self._grid.addWidget(_in_line(words), row, 1, top)
        when = Text(since, size=theme.SMALL, ink="quiet", tabular=True)
        tip(when, _("The day it was noted"))
        self._grid.addWidget(_in_line(when), row, 2, top)
        if fact.current:
            end = Button(_("End"), Kind.PLAIN, height=theme.BROAD, size=theme.SMALL)
            end.setAccessibleName(_("End: {fact}").format(fact=fact.text))
            end.clicked.connect(self._ending(fact))
            self._grid.addWidget(end, row, 3, top)

    def _ending(self, fact: HealthFact) -> Callable[[], None]:
        return lambda: self._model.health.end_fact(fact)

    def _date(self, day: date) -> str:
        return date_words(day, self._model.country)

    def _on_add(self) -> None:
        self.refusal.hide()
        if (chart := self._model.chart) is not None:
            kind, patient_id = FactKind(self.kind.currentData()), chart.patient.id
            self._model.health.add_fact(patient_id, kind, self.text.text(), self._forget_typed)

    def review(self) -> None:
        """Note that the facts were gone through just now with the patient looked at."""
        if (chart := self._model.chart) is not None:
            self._model.health.review(chart.patient.id)

    def _on_ended_wanted(self) -> None:
        self._shows_ended = not self._shows_ended
        if self._shown is not None:
            self.show_chart(self._shown)

    def _forget_typed(self) -> None:
        self.text.clear()
        self.refusal.hide()

    def _connect(self) -> None:
        self.review_button.clicked.connect(self.review)
        self.add_button.clicked.connect(self._on_add)
        self.text.returnPressed.connect(self._on_add)
        self.ended_button.clicked.connect(self._on_ended_wanted)

    def _lay_out(self) -> None:
        self.header.ends.addWidget(self.review_button)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.ROOM)
        self._grid.setVerticalSpacing(theme.TIGHT)
        self._grid.setColumnStretch(1, 1)
        for kind in FactKind:
            self.kind.addItem(fact_kind_words(kind), kind.value)
        self.kind.setAccessibleName(_("What the health note is about"))
        self.kind.setFixedSize(max(_KIND_WIDTH, self.kind.widest()), theme.CONTROL)
        self.text.setPlaceholderText(_("Add in one line"))
        self.text.setAccessibleName(actions.ADD_FACT.spoken)
        self.refusal.hide()
        adding = QHBoxLayout()
        adding.setSpacing(theme.SNUG)
        adding.addWidget(self.kind)
        adding.addWidget(self.text, 1)
        adding.addWidget(self.add_button)
        for part in (self.header, Hairline(), self.empty, self._facts):
            self.rows.addWidget(part)
        self.rows.addWidget(self.ended_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.rows.addSpacing(theme.TIGHT)
        self.rows.addLayout(adding)
        self.rows.addWidget(self.refusal)


def _in_line(part: QLabel) -> QWidget:
    """A part of a row, its first line on the middle of a small button."""
    holder = QWidget()
    box = QVBoxLayout(holder)
    line = part.sizeHint().height() if isinstance(part, Chip) else part.fontMetrics().height()
    box.setContentsMargins(0, (theme.BROAD - line) // 2, 0, theme.TIGHT)
    box.setSpacing(0)
    box.addWidget(part)
    box.addStretch()
    return holder
