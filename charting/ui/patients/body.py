"""The body card: the build and two distances of the patient, for the millimetres of the map."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from charting import content
from charting.domain.body import REFERENCE
from charting.domain.errors import Refused
from charting.i18n import _
from charting.ui import theme
from charting.ui.patients.body_model import Typed
from charting.ui.patients.model import Chart, PatientsModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.choices import ChoiceField
from charting.ui.widgets.fields import TextField
from charting.ui.widgets.frames import Card, Hairline, SectionHeader
from charting.ui.widgets.text import Text
from charting.wording import body_words, build_words, date_words, sentence


class BodyCard(Card):
    """What was measured last, in one line; a press unfolds the form for a new measurement."""

    def __init__(self, model: PatientsModel) -> None:
        super().__init__(padding=theme.WIDE, spacing=theme.SNUG)
        self._model = model
        self._shown: Chart | None = None
        self.header = SectionHeader(_("Body"))
        self.measure_button = Button(_("Measure"), height=theme.BROAD + 4, size=theme.SMALL)
        self.words = Text(wraps=True)
        builds = [(REFERENCE, build_words(None)), *_named()]
        self.build = ChoiceField(_("Build"), builds)
        self.spine = TextField(_("T12 to S1, mm"))
        self.psis = TextField(_("Between the PSIS, mm"))
        self.height_cm = TextField(_("Body height, cm"))
        self.fields = {"spine": self.spine, "psis": self.psis, "height": self.height_cm}
        self.keep_button = Button(_("Keep"), Kind.PRIMARY)
        self.leave_button = Button(_("Leave as it was"), Kind.PLAIN)
        self.form = QWidget()
        self._lay_out()
        self.measure_button.clicked.connect(self._start)
        self.keep_button.clicked.connect(self._on_keep)
        self.leave_button.clicked.connect(self._leave)
        for field in self.fields.values():
            field.entered.connect(self._on_keep)
        model.body.refused.connect(self._on_refused)

    def show_chart(self, chart: Chart) -> None:
        """Show what was measured last; what is half typed is dropped when the patient changes."""
        if self._shown is None or self._shown.patient.id != chart.patient.id:
            self._leave()
        self._shown = chart
        measures = chart.measures
        self.words.set_ink("text" if measures else "quiet")
        if measures is None:
            self.words.setText(
                _(
                    "Not measured: the ruler of the map shows the millimetres of an average adult. "
                    "Two distances by tape, or the body height, make them the patient\u2019s own."
                )
            )
            self.header.beneath.setText("")
            return
        self.words.setText(body_words(measures, content.builds()))
        day = date_words(measures.measured.day, self._model.country)
        self.header.beneath.setText(_("Measured {day}").format(day=day))

    def _start(self) -> None:
        measures = self._shown.measures if self._shown else None
        self.build.choose(measures.build if measures else REFERENCE)
        self.spine.write(_typed(measures.spine if measures else None))
        self.psis.write(_typed(measures.psis if measures else None))
        self.height_cm.write(_typed(measures.height if measures else None, 10))
        self.form.show()
        self.measure_button.hide()
        self.spine.line.setFocus()

    def _leave(self) -> None:
        self.form.hide()
        self.measure_button.show()

    def _on_keep(self) -> None:
        for field in self.fields.values():
            field.accept()
        if self._shown is not None:
            typed = Typed(self.build.value, self.spine.typed, self.psis.typed, self.height_cm.typed)
            self._model.body.measure(self._shown.patient.id, typed, self._leave)

    def _on_refused(self, problem: Exception) -> None:
        if isinstance(problem, Refused):
            field = self.fields.get(str(problem.facts.get("measure", "")), self.spine)
            field.refuse(sentence(problem))
            field.line.setFocus()

    def _lay_out(self) -> None:
        self.header.ends.addWidget(self.measure_button)
        above, beneath = QHBoxLayout(), QHBoxLayout()
        for line, pair in (
            (above, (self.build, self.height_cm)),
            (beneath, (self.spine, self.psis)),
        ):
            line.setSpacing(theme.ROOM)
            for field in pair:
                line.addWidget(field, 1)
        ends = QHBoxLayout()
        ends.setSpacing(theme.SNUG)
        ends.addWidget(self.keep_button)
        ends.addWidget(self.leave_button)
        ends.addStretch()
        rows = QVBoxLayout(self.form)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SNUG)
        rows.addLayout(above)
        rows.addLayout(beneath)
        rows.addLayout(ends)
        self.form.hide()
        for part in (self.header, Hairline(), self.words, self.form):
            self.rows.addWidget(part)


def _named() -> list[tuple[str, str]]:
    return [(build.id, build_words(build)) for build in content.builds().values()]


def _typed(mm: int | None, unit: int = 1) -> str:
    return f"{mm / unit:g}" if mm else ""
