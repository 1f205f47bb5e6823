"""Dose beside pain and function: bars and a table visit by visit, the curves on the same axis."""

from collections.abc import Generator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from charting.domain.curves import Curve
from charting.domain.dose import Dose, scored_at
from charting.domain.outcomes import NPRS
from charting.domain.scoring import Verdict
from charting.i18n import _
from charting.ui import theme
from charting.ui.course.dose_chart import DoseChart
from charting.ui.course.model import CourseModel
from charting.ui.outcomes.course import CurveCard
from charting.ui.outcomes.curve_view import Span
from charting.ui.tasks import InTurns
from charting.ui.widgets.frames import Card, SectionHeader
from charting.ui.widgets.rows_table import RowsTable
from charting.ui.widgets.text import Text
from charting.wording import date_words
from charting.wording.courses import beside_dose, scored_words
from charting.wording.outcomes import curve_words, score_words

_ROW, _HEADER = 32, 34
_NARROW = (56, 104, 80, 80, 80, 96, 96)
_SCORE = 168
_DAY = 86_400_000_000


class DoseView(QScrollArea):
    """Filled in small steps when an episode is opened; the visit looked at is pointed out in it."""

    def __init__(self, model: CourseModel) -> None:
        super().__init__(widgetResizable=True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model = model
        self._doses: tuple[Dose, ...] = ()
        self._curves: tuple[Curve, ...] = ()
        self.chart: DoseChart | None = None
        self.table: RowsTable | None = None
        self.cards: list[CurveCard] = []
        self.words: Text | None = None
        self._filling: InTurns[None] | None = None
        ground = QWidget()
        self._rows = QVBoxLayout(ground)
        self._rows.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        self._rows.setSpacing(theme.ROOM)
        self._rows.addStretch()
        self.setWidget(ground)

    @property
    def filled(self) -> bool:
        """Whether all of it is there."""
        return self._filling is None or self._filling.is_made

    def fill(self) -> None:
        """Show the episode that was opened."""
        if self._filling is not None:
            self._filling.stop()
        self._filling = InTurns(self._fill_in_turns(), self)

    def refresh(self) -> None:
        """Point the visit looked at out."""
        at = self._model.at
        if self.chart is None or not self._doses or at >= len(self._doses):
            return
        self.chart.look_at(at)
        self._say(at)
        if self.table is not None:
            self.table.selectRow(at)

    def _fill_in_turns(self) -> Generator[None, None, None]:
        yield from self._empty_in_turns()
        file = self._model.file
        if file is None:
            return
        self._doses, self._curves = file.doses(), file.curves()
        yield
        # Polished in the place where it stands: moved later, all of it would be styled once more.
        for part in self._parts(_span(self._doses, self._curves)):
            self._rows.insertWidget(self._rows.count() - 1, part)
            yield
        self.refresh()

    def _empty_in_turns(self) -> Generator[None, None, None]:
        self.chart, self.table, self.words, self.cards = None, None, None, []
        self._doses, self._curves = (), ()
        while self._rows.count() > 1:
            item = self._rows.takeAt(0)
            gone = item.widget() if item is not None else None
            if gone is not None:
                gone.hide()
                gone.deleteLater()
            yield

    def _parts(self, span: Span) -> Generator[QWidget, None, None]:
        country = self._model.country
        self.chart = DoseChart(self._doses, span, country)
        self.chart.looked_at.connect(self._model.go_to)
        bars = Card(padding=theme.WIDE, spacing=theme.SNUG)
        bars.rows.addWidget(SectionHeader(_("Dose, visit by visit"), beneath=beside_dose()))
        bars.rows.addWidget(self.chart)
        self.words = Text(wraps=True, tabular=True)
        bars.rows.addWidget(self.words)
        yield bars
        self.table = self._made_table()
        ledger = Card(padding=theme.WIDE, spacing=theme.SNUG)
        ledger.rows.addWidget(SectionHeader(_("Ledger")))
        ledger.rows.addWidget(self.table)
        yield ledger
        for curve in self._curves:
            card = CurveCard(curve, country, span)
            self.cards.append(card)
            yield card
        if not self._curves:
            none = _("Nothing was scored in this episode yet: no curve stands beside the dose.")
            yield Text(none, ink="quiet", wraps=True)

    def _made_table(self) -> RowsTable:
        told = [curve for curve in self._curves if not _asked_at_visits(curve)]
        headings = (
            *(_("Visit"), _("Day"), _("Needles"), _("Minutes"), _("Twitches")),
            *(_("Pain before"), _("Pain after")),
            *(curve_words(curve) for curve in told),
            "",
        )
        widths = (*_NARROW, *(_SCORE for _curve in told), 0)
        table = RowsTable(_("Ledger of doses"), headings, widths)
        table.lines.show_lines([(*self._line(dose, told), "") for dose in self._doses])
        bar = table.horizontalScrollBar().sizeHint().height()
        table.setFixedHeight(_HEADER + _ROW * len(self._doses) + bar)
        table.selectionModel().currentRowChanged.connect(
            lambda current, _before: self._model.go_to(current.row())
        )
        return table

    def _line(self, dose: Dose, told: Sequence[Curve]) -> tuple[str, ...]:
        counts = (dose.needles, dose.minutes, dose.twitches, dose.pain_before, dose.pain_after)
        points = {id(curve): point for curve, point in scored_at(dose, told)}
        scores = []
        for curve in told:
            point = points.get(id(curve))
            said = score_words(curve.measure, point.score) if point else ""
            if point and point.change and point.change.verdict is Verdict.REACHED:
                said = _("{value}, threshold reached").format(value=said)
            scores.append(said)
        return (
            str(dose.number),
            date_words(dose.opened.day, self._model.country),
            *("–" if each is None else str(each) for each in counts),
            *scores,
        )

    def _say(self, at: int) -> None:
        dose = self._doses[at]
        told = [
            scored_words(curve, point)
            for curve, point in scored_at(dose, self._curves)
            if curve.measure.id != NPRS
        ]
        if self.chart is not None and self.words is not None:
            self.words.setText("\n".join((self.chart.words(at), *told)))


def _asked_at_visits(curve: Curve) -> bool:
    """Whether it is the pain that stands in columns of its own."""
    return curve.measure.id == NPRS and bool(curve.beside)


def _span(doses: Sequence[Dose], curves: Sequence[Curve]) -> Span:
    """From the first visit or score to the last; what is of one day stands in the middle."""
    scored = [point.entry.at.utc for curve in curves for point in curve.points]
    span = Span.of([*(dose.opened.utc for dose in doses), *scored])
    if span.last - span.first >= _DAY:
        return span
    return Span(span.first - _DAY, span.last + _DAY)
