"""What can be said of a mark: the fields of a trigger point and those of a needle."""

from collections.abc import Generator, Iterable
from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from charting.domain.errors import Refused
from charting.domain.ids import MarkId
from charting.domain.marks import (
    ANGLES_DEG,
    PRESSURE_S,
    Bleeding,
    Direction,
    Needle,
    PointStatus,
    Position,
    Technique,
    TriggerPoint,
    worked_by,
)
from charting.domain.text import LINE_LIMIT, clean_line
from charting.i18n import _
from charting.ui import theme
from charting.ui.session.box_form import handles
from charting.ui.session.choices import OptionList, OptionRow, Stepper, caption, captioned
from charting.ui.session.model import SessionModel
from charting.ui.session.pair_form import PairForm
from charting.ui.widgets.buttons import Button, Kind
from charting.wording import (
    bleeding_words,
    clock_words,
    direction_words,
    position_words,
    sentence,
    status_words,
    technique_words,
)
from charting.wording.afterwards import needle_times_words
from charting.wording.supplies import lot_words

PRESSURE_STEP_S = 30
ANGLE_STEP_DEG = 5


def _asked() -> list[tuple[bool | None, str]]:
    # A dash stands for "not asked", which is never the same as "no".
    return [(None, "–"), (True, _("yes")), (False, _("no"))]


def _line(words: str) -> QLineEdit:
    line = QLineEdit()
    line.setMaxLength(LINE_LIMIT)
    line.setMinimumHeight(theme.CONTROL)
    line.setAccessibleName(words)
    return line


class PointForm(QWidget):
    """The finding at a trigger point; each choice is kept as soon as it is made."""

    def __init__(self, model: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._mark: TriggerPoint | None = None
        rows = _rows(self)
        order = (PointStatus.ACTIVE, PointStatus.LATENT, PointStatus.UNKNOWN)
        self.status = OptionRow([(each, status_words(each)) for each in order])
        self._taut = OptionRow(_asked())
        self._tender = OptionRow(_asked())
        self.referred = _line(_("Referred pain"))
        self.remark = _line(_("Remark"))
        rows.addWidget(captioned(_("The patient knows this pain"), self.status))
        rows.addLayout(
            _pairs(
                captioned(_("Taut band"), self._taut),
                captioned(_("Tender spot"), self._tender),
                captioned(_("Refers to"), self.referred),
                captioned(_("Remark"), self.remark),
            )
        )
        for row in (self.status, self._taut, self._tender):
            row.told.chosen.connect(self._keep)
        self._lines = (self.referred, self.remark)
        for line in self._lines:
            line.editingFinished.connect(self._keep)

    def show_mark(self, mark: TriggerPoint) -> None:
        """Show what is known of a trigger point."""
        typing = self._mark is not None and self._mark.id == mark.id
        self._mark = mark
        self.status.show_value(mark.status)
        self._taut.show_value(mark.taut_band)
        self._tender.show_value(mark.tender)
        _show_text(self.referred, mark.referred_pain, keep=typing)
        _show_text(self.remark, mark.remark, keep=typing)

    def take_over(self, mark_id: MarkId) -> None:
        """Keep what is typed, if this form still shows that mark."""
        if self._mark is not None and self._mark.id == mark_id:
            if any(line.isModified() for line in self._lines):
                self._keep()
            self._mark = None

    def _keep(self) -> None:
        # What a key has changed meanwhile is not shown yet, and is no less true.
        mark = self._model.mark(self._mark.id) if self._mark is not None else None
        if not isinstance(mark, TriggerPoint):
            return
        try:
            after = replace(
                mark,
                status=self.status.value or PointStatus.UNKNOWN,
                taut_band=self._taut.value,
                tender=self._tender.value,
                referred_pain=clean_line(self.referred.text(), "referred_pain"),
                remark=clean_line(self.remark.text(), "remark"),
            )
        except Refused as refused:
            self._model.said.emit(sentence(refused))
            return
        self._model.edit(after)
        _are_kept(self._lines)


def needle_form_in_turns(model: SessionModel) -> Generator[None, None, "NeedleForm"]:
    """Make the form of a needle, the largest of the three, field by field."""
    form = NeedleForm(model)
    yield
    yield from form.lay_out()
    return form


class NeedleForm(QWidget):
    """A needle: size, technique, response, and whether it is out."""

    def __init__(self, model: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._mark: Needle | None = None
        self._times, self.pair = caption(""), PairForm(model)
        self._out = Button("", Kind.PRIMARY, key="O", height=theme.TARGET)
        self._out.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._out.clicked.connect(self._toggle_out)
        self._offered: tuple[Technique, ...] = tuple(Technique)
        self._technique = OptionList([(each, technique_words(each)) for each in Technique])
        self._direction = OptionList([(each, direction_words(each)) for each in Direction])
        self._diameter = OptionList(
            [(each, f"{each / 1000:.2f} mm") for each in model.kit.diameters]
        )
        self.length = OptionList([(each, f"{each} mm") for each in model.kit.lengths])
        self.twitches = Stepper(1, 99, "")
        self.depth_reached = Stepper(5, 150, "mm")
        self.depth_seen = OptionList([(False, _("by hand")), (True, _("ultrasound"))])
        self.angle = _angles()
        self._familiar = OptionRow(_asked())
        self._bone = OptionRow(_asked())
        self._position = OptionList([(each, position_words(each)) for each in Position])
        self._bleeding = OptionList(
            [(None, "–"), *((each, bleeding_words(each)) for each in Bleeding)]
        )
        self.pressure = Stepper(PRESSURE_STEP_S, PRESSURE_S[-1], "s")
        self.handle, self.lot, self.remark = handles(), _line(_("Lot")), _line(_("Remark"))
        self._fields = (
            (_("Twitches"), self.twitches),
            (_("Depth"), self.depth_reached),
            (_("Technique"), self._technique),
            (_("Direction"), self._direction),
            (_("Angle to the skin"), self.angle),
            (_("Depth found"), self.depth_seen),
            (_("Diameter"), self._diameter),
            (_("Length"), self.length),
            (_("Familiar pain"), self._familiar),
            (_("Bone contact"), self._bone),
            (_("Bleeding"), self._bleeding),
            (_("Pressure"), self.pressure),
            (_("Held by"), self.handle),
            (_("Lot"), self.lot),
            (_("Position"), self._position),
            (_("Remark"), self.remark),
        )
        self._listen()

    def lay_out(self) -> Generator[None, None, None]:
        """Put everything into its place, field by field."""
        rows = _rows(self)
        rows.addWidget(self._out)
        rows.addWidget(self._times)
        rows.addWidget(self.pair)
        grid = _grid()
        rows.addLayout(grid)
        for place, (words, field) in enumerate(self._fields):
            yield
            grid.addWidget(captioned(words, field), place // 2, place % 2)

    def _listen(self) -> None:
        for options in (
            self._technique,
            self._direction,
            self._diameter,
            self.length,
            self._position,
            self._bleeding,
            self.angle,
            self.depth_seen,
            self.handle,
        ):
            options.activated.connect(self._keep)
        for stepper in (self.twitches, self.depth_reached, self.pressure):
            stepper.chosen.connect(self._keep)
        for row in (self._familiar, self._bone):
            row.told.chosen.connect(self._keep)
        self._lines = (self.remark,)
        self.remark.editingFinished.connect(self._keep)
        self.lot.editingFinished.connect(self._keep_lot)

    def _offer_techniques(self) -> None:
        """Offer the techniques that no answer of the visit withholds."""
        offered = tuple(each for each in Technique if not self._model.screen.withholds(each))
        if offered != self._offered:
            self._offered = offered
            self._technique.offer([(each, technique_words(each)) for each in offered])

    def show_mark(self, mark: Needle) -> None:
        """Show what is known of a needle."""
        typing = self._mark is not None and self._mark.id == mark.id
        self._mark = mark
        self._out.set_words(_("Out now") if mark.in_situ else _("It is in after all"))
        self._out.set_kind(Kind.PRIMARY if mark.in_situ else Kind.QUIET)
        self._out.setVisible(mark.in_situ or not self._model.record.written_up)
        self._times.setText(self._time_words(mark))
        self.pair.show_mark(mark)
        self._offer_techniques()
        self._technique.show_value(mark.technique, technique_words(mark.technique))
        self._direction.show_value(mark.direction)
        self._diameter.show_value(mark.diameter, f"{mark.diameter / 1000:.2f} mm")
        self.length.show_value(mark.length, f"{mark.length} mm")
        self.twitches.show_value(mark.twitches)
        self.depth_reached.limit(mark.length)
        self.depth_reached.show_value(mark.depth)
        self.depth_seen.show_value(mark.depth_seen)
        self.depth_seen.setEnabled(mark.depth is not None)
        self.angle.show_value(mark.angle_deg, f"{mark.angle_deg}°")
        self._familiar.show_value(mark.familiar_pain)
        self._bone.show_value(mark.bone_contact)
        self._bleeding.show_value(mark.bleeding)
        self.pressure.show_value(mark.pressure)
        if mark.position is not None:
            self._position.show_value(mark.position)
        self.handle.show_value(mark.handle)
        _show_text(self.lot, mark.lot.number if mark.lot else "", keep=typing)
        self.lot.setToolTip(lot_words(mark.lot) if mark.lot else "")
        _show_text(self.remark, mark.remark, keep=typing)

    def take_over(self, mark_id: MarkId) -> None:
        """Keep what is typed, if this form still shows that mark."""
        if self._mark is not None and self._mark.id == mark_id:
            if any(line.isModified() for line in self._lines):
                self._keep()
            self._keep_lot()
            self._mark = None

    def _time_words(self, mark: Needle) -> str:
        visit = self._model.session
        if visit is not None and visit.written is not None:
            times = needle_times_words(mark, visit)
            return _("Written up afterwards: {times}").format(times=times)
        if mark.came_out is None:
            return _("In since {time}").format(time=clock_words(mark.went_in))
        return _("In {start}, out {end}").format(
            start=clock_words(mark.went_in), end=clock_words(mark.came_out)
        )

    def _toggle_out(self) -> None:
        if self._mark is not None:
            self._model.toggle_out(self._mark.id)

    def _keep(self) -> None:
        mark = self._model.mark(self._mark.id) if self._mark is not None else None
        if not isinstance(mark, Needle):
            return
        depth = self.depth_reached.value or None
        try:
            after = replace(
                worked_by(mark, self._technique.value, self._model.now()),
                direction=self._direction.value,
                diameter=self._diameter.value,
                length=self.length.value,
                twitches=self.twitches.value,
                depth=depth,
                depth_seen=depth is not None and bool(self.depth_seen.value),
                angle_deg=self.angle.value,
                familiar_pain=self._familiar.value,
                bone_contact=self._bone.value,
                position=self._position.value,
                bleeding=self._bleeding.value,
                pressure=self.pressure.value,
                handle=self.handle.value,
                remark=clean_line(self.remark.text(), "remark"),
            )
        except Refused as refused:
            self._model.said.emit(sentence(refused))
            return
        if not self._model.edit(after) and self._model.mark(after.id) != after:
            self.show_mark(mark)
        _are_kept(self._lines)

    def _keep_lot(self) -> None:
        """Keep the lot that is named; one that nobody knows stays typed, and all else is kept."""
        mark = self._model.mark(self._mark.id) if self._mark is not None else None
        if not isinstance(mark, Needle) or not self.lot.isModified():
            return
        try:
            after = replace(mark, lot=self._model.cupboard.lot_named(self.lot.text(), mark))
        except Refused as refused:
            self._model.said.emit(sentence(refused))
            return
        self._model.edit(after)
        _are_kept([self.lot])


def _angles() -> OptionList[int | None]:
    steps = ANGLES_DEG[::-ANGLE_STEP_DEG]
    return OptionList([(None, "–"), *((each, f"{each}°") for each in steps)])


def _are_kept(lines: Iterable[QLineEdit]) -> None:
    for line in lines:
        line.setModified(False)


def _show_text(line: QLineEdit, text: str, *, keep: bool) -> None:
    # What is being typed is never taken away by a redraw.
    if not (keep and line.hasFocus()) and line.text() != text:
        line.setText(text)


def _rows(widget: QWidget) -> QVBoxLayout:
    rows = QVBoxLayout(widget)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(theme.SNUG + theme.TIGHT)
    return rows


def _pairs(*fields: QWidget) -> QGridLayout:
    grid = _grid()
    for place, field in enumerate(fields):
        grid.addWidget(field, place // 2, place % 2)
    return grid


def _grid() -> QGridLayout:
    """Two fields beside each other, with room between them."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.SNUG)
    grid.setVerticalSpacing(theme.SNUG + theme.TIGHT)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return grid
