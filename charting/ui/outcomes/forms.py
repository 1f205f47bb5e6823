"""The fields in which a score is entered, one form for each way of scoring."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from charting.domain.body_map import Side
from charting.domain.errors import ErrorCode, Refused
from charting.domain.outcomes import (
    BOTHERED,
    DISTRESS,
    MOST_ACTIVITIES,
    TOTAL,
    Form,
    Measure,
    Reading,
    Scored,
    read_number,
)
from charting.domain.text import read_date
from charting.i18n import _
from charting.services.outcomes import Questionnaire
from charting.ui import theme
from charting.ui.widgets.choices import ChoiceField
from charting.ui.widgets.fields import LineEdit, TextField
from charting.ui.widgets.text import Text
from charting.ui.widgets.wrapped import WrappedBox
from charting.wording import date_form_words, date_words, side_words

_NUMBER_WIDTH = 132
_ACTIVITY_WIDTH = 320


class ScoreForm(QWidget):
    """The fields of one measure. `entered` says that all of it is typed."""

    entered = Signal()

    def __init__(self, measure: Measure) -> None:
        super().__init__()
        self.measure = measure
        self.fields: list[TextField] = []

    def scored(self) -> Scored:
        """What was typed. Raises `Refused` (SCORE_UNREADABLE)."""
        raise NotImplementedError

    def start(self) -> None:
        """Bring the hand to the first field."""
        if self.fields:
            self.fields[0].line.setFocus(Qt.FocusReason.OtherFocusReason)

    def fill_in_order(self, after: QWidget, then: QWidget) -> None:
        """Let Tab lead from `after` through the fields to `then`."""
        kinds = (QLineEdit, QComboBox, QCheckBox)
        fields = [each for each in self.findChildren(QWidget) if isinstance(each, kinds)]
        for one, other in pairwise((after, *fields, then)):
            QWidget.setTabOrder(one, other)

    def _number_field(self, label: str, hint: str = "") -> TextField:
        field = TextField(label, hint=hint)
        field.setFixedWidth(_NUMBER_WIDTH)
        field.entered.connect(self.entered)
        self.fields.append(field)
        return field

    def _read(self, field: TextField) -> int | None:
        return read_number(self.measure, field.typed)


class NumbersForm(ScoreForm):
    """One number or several beside each other, on the scale that is chosen where there are more."""

    def __init__(self, measure: Measure) -> None:
        super().__init__(measure)
        self.scale: ChoiceField | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.ROOM)
        if measure.scales:
            choices = [(each.id, _(each.words)) for each in measure.scales]
            label = _("When") if measure.form is Form.HOURS else _("Scale")
            self.scale = ChoiceField(label, choices)
            self.scale.setFixedWidth(_NUMBER_WIDTH + theme.BROAD)
        span = f"{measure.low} – {measure.high} {measure.unit}".replace("-", "−").rstrip()
        items = measure.items or ((TOTAL, _(measure.name)),)
        for at, (_key, words) in enumerate(items):
            later = _("if asked") if measure.form is Form.AVERAGE else ""
            line.addWidget(self._number_field(_(words), later if at else span))
        if self.scale is not None:
            line.addWidget(self.scale)
        line.addStretch()

    def scored(self) -> Scored:
        """The numbers typed; where several can be, those after the first only if one is."""
        keys = [key for key, _words in self.measure.items] or [TOTAL]
        numbers = [self._read(field) for field in self.fields]
        if not any(number is not None for number in numbers[1:]):
            numbers = numbers[:1]
        readings = (Reading(key, number) for key, number in zip(keys, numbers, strict=False))
        scale = self.scale.value if self.scale else ""
        return Scored(self.measure.id, tuple(readings), scale)


class ActivitiesForm(ScoreForm):
    """Rows of an activity and its number; those named before stand there, with their last score."""

    def __init__(self, measure: Measure, known: Sequence[str], last: Scored | None) -> None:
        super().__init__(measure)
        self.names: list[LineEdit] = []
        self.numbers: list[LineEdit] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.ROOM)
        grid.setVerticalSpacing(theme.TIGHT)
        for at in range(MOST_ACTIVITIES):
            name = LineEdit()
            name.setFixedWidth(_ACTIVITY_WIDTH)
            name.setAccessibleName(_("Activity {n}").format(n=at + 1))
            name.setPlaceholderText(_("Activity {n}").format(n=at + 1))
            number = LineEdit()
            number.setFixedWidth(_NUMBER_WIDTH)
            number.setPlaceholderText("0 – 10")
            number.returnPressed.connect(self.entered)
            before = Text(size=theme.SMALL, ink="quiet", tabular=True)
            if at < len(known):
                name.setText(known[at])
                score = last.number(known[at]) if last else None
                if score is not None:
                    before.setText(_("last: {n}").format(n=score))
            number.setAccessibleName(_("Score of activity {n}").format(n=at + 1))
            self.names.append(name)
            grid.addWidget(name, at, 0)
            grid.addWidget(number, at, 1)
            grid.addWidget(before, at, 2)
            self.numbers.append(number)
        grid.setColumnStretch(3, 1)

    def start(self) -> None:
        """Bring the hand to the first number or, where nothing is named yet, to its activity."""
        named = bool(self.names[0].text())
        (self.numbers[0] if named else self.names[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def scored(self) -> Scored:
        """The activities that have a name or a number."""
        readings = []
        for name, number in zip(self.names, self.numbers, strict=True):
            score = read_number(self.measure, number.text())
            if score is not None or name.text().strip():
                readings.append(Reading(name.text(), score))
        return Scored(self.measure.id, tuple(readings))


class PressureForm(ScoreForm):
    """Where it was measured, three trials, in which unit, and with what."""

    def __init__(self, measure: Measure, last: Scored | None, country: str) -> None:
        """`country` is the one as whose dates are typed."""
        super().__init__(measure)
        self._country = country
        self.site = TextField(_("Site"), hint=_("muscle and level"))
        self.site.setFixedWidth(_ACTIVITY_WIDTH)
        self.side = ChoiceField(_("Side"), [(side.value, side_words(side)) for side in Side])
        self.unit = ChoiceField(_("Unit"), [(each.id, each.words) for each in measure.scales])
        self.device = TextField(_("Device"))
        self.calibrated = TextField(_("Calibrated on"), hint=date_form_words(country))
        for narrow in (self.side, self.unit, self.device, self.calibrated):
            narrow.setFixedWidth(_NUMBER_WIDTH)
        where, trials = QHBoxLayout(), QHBoxLayout()
        for part in (self.site, self.side, self.unit):
            where.addWidget(part)
        for _key, words in measure.items:
            trials.addWidget(self._number_field(_(words)))
        for part in (self.device, self.calibrated):
            trials.addWidget(part)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        for line in (where, trials):
            line.setSpacing(theme.ROOM)
            line.addStretch()
            rows.addLayout(line)
        self._fill(last)

    def _fill(self, last: Scored | None) -> None:
        if last is not None:
            self.site.write(last.site)
            self.side.choose(last.side or "")
            self.unit.choose(last.scale)
            self.device.write(last.device)
            day = last.calibrated
            self.calibrated.write(date_words(day, self._country) if day else "")

    def start(self) -> None:
        """Bring the hand to the first trial, or to the site where it is not known yet."""
        first = self.fields[0] if self.site.typed else self.site
        first.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def scored(self) -> Scored:
        """The three trials at their site. Raises `Refused` (DATE_UNREADABLE) too."""
        typed = self.calibrated.typed.strip()
        readings = tuple(
            Reading(key, self._read(field))
            for (key, _words), field in zip(self.measure.items, self.fields, strict=True)
        )
        return Scored(
            self.measure.id,
            readings,
            self.unit.value,
            self.site.typed,
            Side(self.side.value),
            self.device.typed,
            read_date(typed, "calibrated", self._country) if typed else None,
        )


class StatementsForm(ScoreForm):
    """The statements that hold: ticked where the official text was brought in, typed as their
    numbers otherwise; or the total of the paper form.
    """

    def __init__(self, measure: Measure, text: Questionnaire | None) -> None:
        super().__init__(measure)
        self._text = text
        self._is_risk = measure.form is Form.RISK
        self.boxes: list[QCheckBox] = []
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.TIGHT)
        line = QHBoxLayout()
        line.setSpacing(theme.ROOM)
        self.total = self._number_field(_("Total"), f"{measure.low} – {measure.high}")
        line.addWidget(self.total)
        self.distress = self._number_field(_("Of 5 to 9"), "0 – 5") if self._is_risk else None
        if self.distress is not None:
            line.addWidget(self.distress)
        self.numbers = TextField(
            _("or the numbers of the statements ticked"), hint=_("for example 1 4 7 12")
        )
        self.numbers.setFixedWidth(_ACTIVITY_WIDTH)
        self.numbers.entered.connect(self.entered)
        choices = [("", _("Not answered")), *((str(n), str(n)) for n in BOTHERED)]
        self.last = ChoiceField(_("Item 9: its answer, 1 to 5"), choices)
        if text is None:
            line.addWidget(self.numbers)
        if self._is_risk:
            line.addWidget(self.last)
        line.addStretch()
        rows.addLayout(line)
        for statement in (text.statements if text else ())[: len(measure.items) - self._is_risk]:
            box = WrappedBox(statement.replace("&", "&&"))
            box.setFont(theme.font())
            box.setMinimumHeight(theme.BROAD)
            self.boxes.append(box)
            rows.addWidget(box)

    def scored(self) -> Scored:
        """The total where one is typed, the statements otherwise."""
        total = self._read(self.total)
        distress = self._read(self.distress) if self.distress else None
        if total is not None or distress is not None:
            readings = [Reading(TOTAL, total)]
            if self.distress is not None:
                readings.append(Reading(DISTRESS, distress))
            return Scored(self.measure.id, tuple(readings), TOTAL)
        ticked = self._ticked()
        nothing = not (self.boxes or self.last.value or self.numbers.typed.strip())
        if nothing:
            return Scored(self.measure.id, (), TOTAL)
        hash_ = self._text.sha256 if self._text else ""
        return Scored(self.measure.id, self._readings(ticked), text_sha256=hash_)

    def _ticked(self) -> set[int]:
        """The numbers of the statements that hold, from 1."""
        if self.boxes:
            return {at for at, box in enumerate(self.boxes, start=1) if box.isChecked()}
        typed = self.numbers.typed.replace(",", " ").split()
        most = len(self.measure.items) - self._is_risk
        for each in typed:
            if not (each.isascii() and each.isdigit() and 1 <= int(each) <= most):
                facts = {"measure": _(self.measure.name), "typed": each}
                raise Refused(ErrorCode.SCORE_UNREADABLE, facts)
        return {int(each) for each in typed}

    def _readings(self, ticked: set[int]) -> tuple[Reading, ...]:
        keys = [key for key, _words in self.measure.items]
        if not self._is_risk:
            return tuple(Reading(keys[at - 1], 1) for at in sorted(ticked))
        agreed = (Reading(key, int(at in ticked)) for at, key in enumerate(keys[:-1], start=1))
        last = self.last.value
        return (*agreed, Reading(keys[-1], int(last) if last else None))


def form_for(
    measure: Measure,
    activities: Sequence[str],
    last: Scored | None,
    text: Questionnaire | None,
    country: str,
) -> ScoreForm:
    """The form in which a measure is entered; what was scored last, and the official text, help;
    `country` is the one as whose dates are typed.
    """
    if measure.form is Form.ACTIVITIES:
        return ActivitiesForm(measure, activities, last)
    if measure.form is Form.PRESSURE:
        return PressureForm(measure, last, country)
    if measure.form in (Form.TICKS, Form.RISK):
        return StatementsForm(measure, text)
    return NumbersForm(measure)
