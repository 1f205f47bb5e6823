"""The section "What went wrong": what was counted here beside what others reported, and the log of
near misses.
"""

from collections.abc import Generator

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from charting.domain.adverse_events import EventKind
from charting.domain.event_rates import Counted
from charting.i18n import _
from charting.ui import theme
from charting.ui.settings.went_wrong_model import WentWrongModel
from charting.ui.widgets.frames import Card, Hairline, SectionHeader
from charting.ui.widgets.text import Text
from charting.wording.events import (
    counted_words,
    near_miss_when_words,
    published_line,
    spread_words,
)

_WIDTH = 880
_MOST_NEAR_MISSES = 30


class RateRow(QWidget):
    """One kind: its name, what was counted here, what others reported, and who they are."""

    def __init__(self, kind: EventKind) -> None:
        super().__init__()
        self.kind = kind
        self.counted = Text(size=theme.SMALL, tabular=True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, theme.TIGHT, 0, theme.TIGHT)
        rows.setSpacing(theme.TIGHT)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.ROOM)
        grid.setVerticalSpacing(0)
        grid.setRowMinimumHeight(0, theme.BODY + theme.TIGHT)
        for column, share in enumerate((4, 4, 5)):
            grid.setColumnStretch(column, share)
        name = Text(_(kind.words), size=theme.SMALL, bold=True, wraps=True)
        often = Text(spread_words(kind), size=theme.SMALL, tabular=True)
        grid.addWidget(name, 0, 0)
        grid.addWidget(self.counted, 0, 1)
        grid.addWidget(often, 0, 2)
        rows.addLayout(grid)
        for each in kind.published:
            rows.addWidget(Text(published_line(each), size=theme.SMALL, ink="quiet"))

    def show_counted(self, counted: Counted) -> None:
        """Show what was counted here."""
        self.counted.setText(counted_words(counted))


class WentWrongPane(QWidget):
    """The rates of the last year, and what nearly happened in it."""

    def __init__(self, model: WentWrongModel) -> None:
        super().__init__()
        self._model = model
        self.about = Text(size=theme.SMALL, ink="quiet", wraps=True)
        self.total = Text(tabular=True, wraps=True)
        self.rates: list[RateRow] = []
        self.near = Text(size=theme.SMALL, wraps=True)
        self.review = Text(size=theme.SMALL, ink="quiet", wraps=True)
        self._rates = Card(padding=theme.WIDE, spacing=theme.SNUG)
        self._lay_out()
        model.changed.connect(self._show)

    def fill(self) -> Generator[None, None, None]:
        """Put in the kinds, one after the other."""
        for kind in self._model.known.kinds.values():
            row = RateRow(kind)
            self.rates.append(row)
            self._rates.rows.addWidget(Hairline())
            self._rates.rows.addWidget(row)
            yield
        self._rates.rows.addWidget(self.review)

    def start(self) -> None:
        """Count anew, as it stands now."""
        self._model.read()

    def _show(self) -> None:
        model, tally = self._model, self._model.tally
        if tally is None:
            return
        self.about.setText(
            _(
                "Treatments of the last {days} days with at least one such event, and where the "
                "true share lies with 95 % confidence. Few treatments tell little; what is not "
                "asked about is not counted."
            ).format(days=tally.days)
        )
        total = counted_words(tally.any_kind)
        self.total.setText(_("Any adverse event: {counted}.").format(counted=total))
        none = Counted(0, tally.treatments)
        for row in self.rates:
            row.show_counted(tally.by_kind.get(row.kind.id, none))
        lines = []
        for miss in tally.near_misses[:_MOST_NEAR_MISSES]:
            what = f"{near_miss_when_words(miss, model.country)}  {_(model.known.words(miss.kind))}"
            learned = _("Learned: {words}").format(words=miss.learned) if miss.learned else ""
            lines.append("\n".join(filter(None, (what, miss.words, learned))))
        none_yet = _("None in this time. What was noticed in time belongs here, to learn from.")
        self.near.setText("\n\n".join(lines) or none_yet)

    def _lay_out(self) -> None:
        reviewed = self._model.known.reviewed_by or _("not yet reviewed by a practitioner")
        self.review.setText(_("Published rates: {reviewed}").format(reviewed=reviewed))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        rows.setSpacing(theme.ROOM)
        title = SectionHeader(_("Adverse events, here and elsewhere"))
        for part in (title, self.about, self.total, _heads()):
            self._rates.rows.addWidget(part)
        near = Card(padding=theme.WIDE, spacing=theme.SNUG)
        near.rows.addWidget(SectionHeader(_("Near misses")))
        near.rows.addWidget(self.near)
        for card in (near, self._rates):
            card.setMaximumWidth(_WIDTH)
            rows.addWidget(card)
        rows.addStretch()


def _heads() -> QWidget:
    heads = QWidget()
    grid = QGridLayout(heads)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.ROOM)
    for column, (words, share) in enumerate(
        ((_("Event"), 4), (_("Here"), 4), (_("Reported elsewhere"), 5))
    ):
        grid.setColumnStretch(column, share)
        grid.addWidget(Text(words, size=theme.SMALL, ink="quiet"), 0, column)
    return heads
