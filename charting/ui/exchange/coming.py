"""The pane "Take in patients": a file, what its columns are, what would come, and what came."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from charting.domain.patient_table import DateOrder
from charting.i18n import _, listed, ngettext
from charting.services.coming_patients import Batch, Doubles
from charting.ui import theme
from charting.ui.exchange.coming_model import ComingModel
from charting.ui.exchange.mapping import Mapping
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.choices import ChoiceField
from charting.ui.widgets.forms import in_a_line
from charting.ui.widgets.frames import Banner, Card, SectionHeader, pane_column
from charting.ui.widgets.progress import ProgressBar
from charting.ui.widgets.rows_table import RowsTable
from charting.ui.widgets.text import Text
from charting.ui.widgets.wrapped import WrappedBox
from charting.wording import date_words, sentence

ChooseFile = Callable[[QWidget], Path | None]
ChooseNew = Callable[[QWidget, str], Path | None]

_WIDTH = 900
_MOST_SHOWN = 200


class ComingPane(QWidget):
    """Everything on one pane, from the file down to what came of it; nothing is stored before the
    press that says how many come in.
    """

    def __init__(
        self,
        model: ComingModel,
        encodings: Sequence[str],
        country: str,
        choose_file: ChooseFile,
        choose_new: ChooseNew,
    ) -> None:
        super().__init__()
        self._model, self._country = model, country
        self.choose_file, self.choose_new = choose_file, choose_new
        self.open_button = Button(_("Choose a file…"), Kind.PRIMARY)
        self.named = Text(size=theme.SMALL, ink="quiet")
        self.mapping = Mapping()
        self.encoding = ChoiceField(_("Letters written in"), [(one, one) for one in encodings])
        self.dates = ChoiceField(_("Dates such as 3/9/1984"), _orders())
        self.doubles = WrappedBox(_("Take in those too who are probably here already"))
        self.doubles.setFont(theme.font())
        self.preview = RowsTable(
            _("What would come of each line"),
            [_("Line"), _("Patient"), _("Born"), _("What comes of it")],
            [72, 220, 110, 0],
        )
        self.preview.setFixedHeight(264)
        self.counted = Text(bold=True)
        self.take_in_button = Button("", Kind.PRIMARY)
        self.stop_button = Button(_("Stop"))
        self.back_button = Button(_("Take them out again"))
        self.refused_button = Button(_("Save the refused lines…"))
        self.bar = ProgressBar(_("How far it has come"))
        self.said = Banner("counted")
        self._lay_out()
        self._join()
        self._on_read()

    def start(self) -> None:
        """Show what is known."""
        self.show_model()
        self._model.remember()

    def show_model(self) -> None:
        """Show what would come, how far it has come, or what came."""
        model = self._model
        batch = model.came if model.came is not None else model.looked_at
        there, busy = model.table is not None, model.busy
        came = model.came is not None and not busy
        for part in (self.mapping, self.encoding, self.dates, self.preview, self.doubles):
            part.setVisible(there and model.came is None)
        self.preview.setVisible(there and batch is not None)
        self.counted.setVisible(there and model.came is None)
        self.take_in_button.setVisible(there and model.came is None and batch is not None)
        self.stop_button.setVisible(busy)
        self.bar.setVisible(busy)
        self.back_button.setVisible(came and model.out is None and bool(batch and batch.patients))
        self.refused_button.setVisible(not busy and bool(batch and batch.refused))
        self.open_button.setEnabled(not busy)
        if model.going is not None:
            self.bar.show_part(*model.going)
        if batch is not None:
            self._show_batch(batch)
        if came and batch is not None:
            words = _came_words(batch, model.out)
            before = "" if there else _("The last time: ")
            self.said.say(f"{before}{words}", tone="counted")
        if model.saved is not None:
            words = _("The refused lines are in {file}: mend them, and take it in as well.")
            self.said.say(words.format(file=model.saved.name), tone="counted")

    def _show_batch(self, batch: Batch) -> None:
        lines = sorted(self._lines(batch), key=lambda line: int(line[0] or 0))
        self.preview.lines.show_lines(lines[:_MOST_SHOWN])
        self.counted.setText(_counted_words(batch))
        coming = len(batch.patients)
        if self.doubles.isChecked():
            coming += len(batch.doubles)
        words = ngettext("Take in {n} patient", "Take in {n} patients", coming)
        self.take_in_button.set_words(words.format(n=coming))
        self.take_in_button.setEnabled(coming > 0 and not self._model.busy)

    def _lines(self, batch: Batch) -> Iterator[tuple[str, ...]]:
        country = self._country
        comes = _("comes in") if self._model.came is None else _("came in")
        for each in batch.refused[:_MOST_SHOWN]:
            yield str(each.line.number), " ".join(each.line.cells)[:60], "", sentence(each.why)
        for double in batch.doubles[:_MOST_SHOWN]:
            one, known = double.patient, double.known
            words = _("probably here already: {name}, born {born}").format(
                name=known.name, born=date_words(known.born, country)
            )
            born = date_words(one.born, country)
            yield str(double.line.number), one.listed_name, born, words
        for one in batch.patients[:_MOST_SHOWN]:
            yield "", one.listed_name, date_words(one.born, country), comes

    def _on_read(self) -> None:
        model = self._model
        self.mapping.show_table(model.table)
        self.mapping.show_reading(model.reading)
        self.mapping.listen()
        for field, value in (
            (self.encoding, model.table.encoding if model.table else ""),
            (self.dates, str(model.reading.dates)),
        ):
            field.blockSignals(True)
            field.choose(value)
            field.blockSignals(False)
        self.named.setText(model.file.name if model.file else "")
        self.said.hush()
        self.show_model()

    def _open(self) -> None:
        if (file := self.choose_file(self.window())) is not None:
            self._model.open(file)

    def _take_in(self) -> None:
        taken = Doubles.TAKEN_IN if self.doubles.isChecked() else Doubles.LEFT_OUT
        self._model.take_in(taken)

    def _save_refused(self) -> None:
        if (file := self.choose_new(self.window(), "refused.csv")) is not None:
            self._model.save_refused(file)

    def _join(self) -> None:
        model = self._model
        self.open_button.clicked.connect(self._open)
        self.take_in_button.clicked.connect(self._take_in)
        self.stop_button.clicked.connect(model.stop)
        self.back_button.clicked.connect(model.take_back)
        self.refused_button.clicked.connect(self._save_refused)
        self.doubles.toggled.connect(lambda _on: self.show_model())
        self.encoding.chosen.connect(model.read_in)
        self.dates.chosen.connect(lambda value: model.set_dates(DateOrder(value)))
        self.mapping.chosen.connect(model.set_column)
        model.read.connect(self._on_read)
        model.changed.connect(self._on_changed)
        model.refused.connect(lambda words: self.said.say(words, tone="hazard"))

    def _on_changed(self) -> None:
        self.mapping.show_reading(self._model.reading)
        self.show_model()

    def _lay_out(self) -> None:
        rows = pane_column(self, _WIDTH)
        beneath = _("From a table (CSV), contacts (vCard) or FHIR patients of another program.")
        rows.addWidget(SectionHeader(_("Take in patients"), beneath=beneath))
        card = Card(padding=theme.WIDE, spacing=theme.SNUG)
        card.rows.addLayout(in_a_line(self.open_button, self.named))
        card.rows.addWidget(self.mapping)
        card.rows.addLayout(in_a_line(self.encoding, self.dates))
        for part in (self.counted, self.preview, self.doubles):
            card.rows.addWidget(part)
        presses = (self.take_in_button, self.stop_button, self.back_button, self.refused_button)
        card.rows.addLayout(in_a_line(*presses))
        card.rows.addWidget(self.bar)
        card.rows.addWidget(self.said)
        rows.addWidget(card)
        self.setFocusProxy(self.open_button)


def _orders() -> list[tuple[str, str]]:
    return [
        (str(DateOrder.DAY_FIRST), _("the day first: 3 September")),
        (str(DateOrder.MONTH_FIRST), _("the month first: March 9")),
    ]


def _counted_words(batch: Batch) -> str:
    parts = [
        ngettext("{n} comes in", "{n} come in", len(batch.patients)).format(n=len(batch.patients)),
    ]
    if batch.doubles:
        words = ngettext("{n} is probably here", "{n} are probably here", len(batch.doubles))
        parts.append(words.format(n=len(batch.doubles)))
    if batch.refused:
        words = ngettext("{n} line is refused", "{n} lines are refused", len(batch.refused))
        parts.append(words.format(n=len(batch.refused)))
    return listed(parts) + "."


def _came_words(batch: Batch, out: int | None) -> str:
    came = len(batch.patients)
    if out is None:
        words = ngettext("{n} patient came in.", "{n} patients came in.", came)
        return words.format(n=came)
    words = ngettext("{n} patient is out again.", "{n} patients are out again.", out).format(n=out)
    if out < came:
        left = came - out
        stay = ngettext(
            "{n} stays: something was written of them since.",
            "{n} stay: something was written of them since.",
            left,
        )
        words += " " + stay.format(n=left)
    return words
