"""The course of a measure: a curve with what its points say, and every score that is on file."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from charting.domain.curves import Curve, Entry
from charting.domain.scoring import score_of
from charting.domain.sheet import Sheet
from charting.i18n import _, clauses, listed
from charting.ui import theme
from charting.ui.outcomes.curve_view import CurveView, Span
from charting.ui.outcomes.model import OutcomesModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.fields import LineEdit
from charting.ui.widgets.frames import Card, Hairline, SectionHeader
from charting.ui.widgets.text import Text
from charting.wording import date_words
from charting.wording.outcomes import (
    curve_words,
    line_words,
    readings_words,
    score_words,
)


class CurveCard(Card):
    """One curve, what the point looked at says, and what its lines are."""

    def __init__(self, curve: Curve, country: str, span: Span | None = None) -> None:
        super().__init__(padding=theme.WIDE, spacing=theme.SNUG)
        self.view = CurveView(curve, country, span)
        self.words = Text(self.view.words(self.view.at), wraps=True, tabular=True)
        self.rows.addWidget(Text(curve_words(curve), bold=True))
        self.rows.addWidget(Text(_legend(curve), size=theme.SMALL, ink="quiet", wraps=True))
        self.rows.addWidget(self.view)
        self.rows.addWidget(self.words)
        self.view.looked_at.connect(lambda at: self.words.setText(self.view.words(at)))


def _legend(curve: Curve) -> str:
    told = []
    if curve.threshold is not None:
        words = _("Dashed line and beyond: the published threshold, {threshold}, from the first")
        told.append(words.format(threshold=line_words(curve.measure)))
    if curve.unsure is not None:
        told.append(_("dotted band: within measurement error of the first"))
    if curve.beside:
        told.append(_("hollow: after the session"))
    return clauses(told)


class ScoreRow(QWidget):
    """A score on file; one that is a sheet of its own can be struck, with a reason."""

    def __init__(self, entry: Entry, sheet: Sheet | None, model: OutcomesModel) -> None:
        super().__init__()
        self._model, self._sheet = model, sheet
        measure = model.chosen
        day = date_words(entry.at.day, model.country)
        value = score_words(measure, score_of(measure, entry.scored))
        detail = readings_words(measure, entry.scored, model.country)
        where = _("asked in the session") if sheet is None else ""
        below = listed((detail, entry.scored.remark, where))
        self.words = Text(f"{day}   {value}", tabular=True)
        self.detail = Text(below, size=theme.SMALL, ink="quiet", wraps=True)
        self.strike_button = Button(_("Entered in error"), Kind.PLAIN, size=theme.SMALL)
        self.reason = LineEdit()
        self.reason.setPlaceholderText(_("Why, then Enter"))
        self.reason.setAccessibleName(_("Why this score was entered in error"))
        self.reason.hide()
        line = QHBoxLayout()
        line.setSpacing(theme.ROOM)
        line.addWidget(self.words)
        line.addWidget(self.detail, 1)
        line.addWidget(self.reason)
        line.addWidget(self.strike_button, 0, Qt.AlignmentFlag.AlignRight)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(line)
        # Once it is within the row: shown before, it would be a window of its own.
        self.strike_button.setVisible(sheet is not None)
        self.strike_button.clicked.connect(self._on_strike)
        self.reason.returnPressed.connect(self._on_reason)

    def _on_strike(self) -> None:
        self.reason.show()
        self.reason.setFocus()

    def _on_reason(self) -> None:
        if self._sheet is not None:
            self._model.strike(self._sheet, self.reason.text())


class ScoresCard(Card):
    """Every score of the measure chosen, the latest first."""

    def __init__(self, model: OutcomesModel) -> None:
        super().__init__(padding=theme.WIDE, spacing=theme.TIGHT)
        self.listed: list[ScoreRow] = []
        self.rows.addWidget(SectionHeader(_("Scores on file")))
        self.rows.addWidget(Hairline())
        entries = model.entries(model.chosen)
        for entry in reversed(entries):
            row = ScoreRow(entry, model.sheet_of(entry), model)
            self.listed.append(row)
            self.rows.addWidget(row)
        if not entries:
            none = _("None yet in this episode. The first score is what later ones are held to.")
            self.rows.addWidget(Text(none, ink="quiet", wraps=True))
