"""The section "Lots": who got needles of a lot, on screen and on paper."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from charting.i18n import _
from charting.services.supplies import LotReport
from charting.ui import theme
from charting.ui.settings.lots_model import LotsModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.choices import paper_choice
from charting.ui.widgets.fields import TextField
from charting.ui.widgets.forms import in_a_line
from charting.ui.widgets.frames import Banner, Card, SectionHeader
from charting.ui.widgets.rows_table import RowsTable
from charting.ui.widgets.text import Text
from charting.wording import date_words
from charting.wording.supplies import box_words, got_words

ChooseFile = Callable[[QWidget, str], Path | None]

_WIDTH, _FIELD_WIDTH = 960, 360
_WIDTHS = (0, 112, 152, 112, 72, 0)
_HEIGHT = 360


class LotsPane(QWidget):
    """A lot is typed or scanned above, the visits it went to stand beneath."""

    def __init__(self, model: LotsModel, choose_file: ChooseFile) -> None:
        super().__init__()
        self._model, self._choose_file = model, choose_file
        self.lot = TextField(_("Lot"), hint=_("As it stands on the box or in the recall."))
        self.look_button = Button(_("Look"), Kind.PRIMARY)
        self.print_button, self.save_button = Button(""), Button(_("Save as PDF…"))
        self.sheet = paper_choice(model.sheet)
        self.message = Banner("")
        self.boxes = Text(size=theme.SMALL, ink="quiet", wraps=True)
        self.heading = Text(tabular=True, wraps=True)
        headings = (
            *(_("Patient"), _("Born"), _("Telephone"), _("Visit")),
            *(_("Needles"), _("By")),
        )
        self.table = RowsTable(_("Who got this lot"), headings, _WIDTHS)
        self._lay_out()
        self._connect()
        self._show()

    def start(self) -> None:
        """Begin afresh: patients are named here only while somebody asks."""
        self.lot.write("")
        self.message.hush()
        self._model.begin()

    def look(self) -> None:
        """Find who got the lot that is typed."""
        self.message.hush()
        self.lot.accept()
        self._model.look_for(self.lot.typed)

    def _show(self) -> None:
        model, report = self._model, self._model.report
        self.table.lines.show_lines(self._lines(report) if report else [])
        self.table.setVisible(report is not None and bool(report.lines))
        self.heading.setText(self._found(report) if report else "")
        self.boxes.setText(self._box_lines(report) if report else "")
        self.print_button.set_words(_("Print on “{name}”").format(name=model.printer))
        self.print_button.setVisible(report is not None and bool(model.printer))
        self.save_button.setVisible(report is not None)
        self.sheet.setVisible(report is not None)

    def _found(self, report: LotReport) -> str:
        words = got_words(report.needles, report.patients)
        return _("Lot {number}: {words}").format(number=report.number, words=words)

    def _box_lines(self, report: LotReport) -> str:
        country = self._model.country
        return "\n".join(
            _("Opened here on {day}: {box}").format(
                day=date_words(box.opened.day, country), box=box_words(box, country)
            )
            for box in report.boxes
        )

    def _lines(self, report: LotReport) -> list[tuple[str, ...]]:
        country = self._model.country
        return [
            (
                line.patient.listed_name,
                date_words(line.patient.born, country),
                line.patient.phone,
                date_words(line.opened.day, country),
                str(line.needles),
                report.name_of(line),
            )
            for line in report.lines
        ]

    def _on_unknown(self, words: str) -> None:
        self.lot.refuse(words)
        self.lot.line.setFocus()

    def _save(self) -> None:
        file = self._choose_file(self.window(), _("lot.pdf"))
        if file is not None:
            self._model.save(file)

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self._show)
        model.said.connect(lambda words: self.message.say(words, tone="counted"))
        model.refused.connect(lambda words: self.message.say(words, tone="hazard"))
        model.unknown.connect(self._on_unknown)
        self.look_button.clicked.connect(self.look)
        self.lot.entered.connect(self.look)
        self.sheet.chosen.connect(model.choose_sheet)
        self.print_button.clicked.connect(model.print_out)
        self.save_button.clicked.connect(self._save)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        card = Card(padding=theme.WIDE, spacing=theme.SNUG)
        card.setMaximumWidth(_WIDTH)
        card.rows.addWidget(SectionHeader(_("Who got a lot")))
        self.lot.setMaximumWidth(_FIELD_WIDTH)
        self.table.setFixedHeight(_HEIGHT)
        card.rows.addWidget(self.lot)
        card.rows.addWidget(self.sheet)
        card.rows.addLayout(in_a_line(self.look_button, self.print_button, self.save_button))
        for part in (self.message, self.heading, self.boxes, self.table):
            card.rows.addWidget(part)
        rows.addWidget(card)
        rows.addStretch()
