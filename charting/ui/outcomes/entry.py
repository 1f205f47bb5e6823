"""The card in which a measure is scored: what it is, its fields, and why something is refused."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from charting.domain.errors import Refused
from charting.domain.outcomes import NPRS, Form, Measure
from charting.i18n import _
from charting.ui import theme
from charting.ui.outcomes.forms import ScoreForm, form_for
from charting.ui.outcomes.model import OutcomesModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.chips import Chip
from charting.ui.widgets.frames import Banner, Card
from charting.ui.widgets.text import Text
from charting.wording import date_words, sentence
from charting.wording.outcomes import threshold_words


class EntryCard(Card):
    """Enter a score of the measure chosen. `text_wanted` asks for the file of its official text."""

    text_wanted = Signal()

    def __init__(self, model: OutcomesModel) -> None:
        super().__init__(padding=theme.WIDE, spacing=theme.SNUG)
        self._model = model
        self._shown: object = None
        self.form: ScoreForm | None = None
        self.title = Text(size=theme.LARGE, bold=True)
        self.unreviewed = Chip(_("Not yet reviewed"), "answer")
        self.explained = Text(ink="quiet", wraps=True)
        self.asked = Banner("", size=theme.SMALL)
        self.place = QVBoxLayout()
        self.keep_button = Button(_("Keep the score"), Kind.PRIMARY, key=_("Enter"))
        self.text_button = Button(_("Bring in the official text"), Kind.PLAIN, size=theme.SMALL)
        self.refusal = Banner("hazard")
        self.ground = Text(size=theme.SMALL, ink="quiet", wraps=True)
        self._lay_out()
        self.keep_button.clicked.connect(self.keep)
        self.text_button.clicked.connect(self.text_wanted)
        model.refused.connect(self._on_refused)
        model.kept.connect(self._on_kept)

    def show_model(self) -> None:
        """Show the measure chosen; what is half typed stays while nothing about it has changed."""
        model, measure = self._model, self._model.chosen
        entries = model.entries(measure)
        state = (measure, model.form, entries, model.patient_id)
        if self._shown == state:
            return
        is_other = not isinstance(self._shown, tuple) or self._shown[0] is not measure
        self._shown = state
        self._show_words(measure)
        had_focus = self.form is not None and self.form.isAncestorOf(self.focusWidget())
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
        last = entries[-1].scored if entries else None
        self.form = form_for(measure, model.activities, last, model.form, model.country)
        self.form.entered.connect(self.keep)
        self.place.addWidget(self.form)
        # At once: what is hidden is passed over by Tab.
        self.form.show()
        self.form.fill_in_order(self.text_button, self.keep_button)
        if is_other:
            self.refusal.hush()
        if had_focus:
            self.form.start()

    def start(self) -> None:
        """Bring the hand to the first field."""
        if self.form is not None:
            self.form.start()

    def keep(self) -> None:
        """Put what is typed on file, unless it cannot be read."""
        self.refusal.hush()
        if self.form is None:
            return
        try:
            scored = self.form.scored()
        except Refused as refused:
            self._on_refused(sentence(refused))
            return
        self._model.score(scored)

    def _on_refused(self, words: str) -> None:
        self.refusal.say(words)

    def _on_kept(self) -> None:
        self._shown = None
        self.refusal.hush()

    def _show_words(self, measure: Measure) -> None:
        form = self._model.form
        self.title.setText(_(measure.name))
        self.unreviewed.setVisible(not measure.reviewed_by)
        self.explained.setText(_(measure.explained))
        self.asked.say(self._asked_words(measure))
        has_text = measure.form in (Form.TICKS, Form.RISK)
        self.text_button.setVisible(has_text)
        told = [_("Source {source}").format(source=measure.source)]
        if measure.threshold is not None:
            told.append(
                _("Threshold {threshold}: {source}").format(
                    threshold=threshold_words(measure), source=measure.threshold_source
                )
            )
        if measure.error is not None:
            told.append(_("Measurement error: {source}").format(source=measure.error_source))
        told.append(_(measure.licence))
        if has_text:
            held = _("Official text on file, SHA-256 {hash}").format(
                hash=form.sha256 if form else ""
            )
            told.append(held if form else _("No text on file: type the total."))
        self.ground.setText(". ".join(told))

    def _asked_words(self, measure: Measure) -> str:
        """Where the session has asked already, it is not asked again."""
        if measure.id != NPRS or self._model.file is None:
            return ""
        asked = [line for line in self._model.file.sessions if line.pain_before is not None]
        if not asked:
            return ""
        last = asked[-1]
        words = _("Asked in session {n} on {day}: {pain}. It stands on the curve already.")
        day = date_words(last.opened.day, self._model.country)
        return words.format(n=last.number, day=day, pain=last.pain_before)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.ROOM)
        head.addWidget(self.title)
        head.addWidget(self.unreviewed, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch()
        head.addWidget(self.text_button)
        todo = QHBoxLayout()
        todo.addWidget(self.keep_button)
        todo.addStretch()
        self.rows.addLayout(head)
        for part in (self.explained, self.asked):
            self.rows.addWidget(part)
        self.rows.addSpacing(theme.SNUG)
        self.rows.addLayout(self.place)
        self.rows.addWidget(self.refusal)
        self.rows.addLayout(todo)
        self.rows.addWidget(self.ground)
