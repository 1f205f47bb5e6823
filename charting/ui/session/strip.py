"""The strip along the bottom: what is armed, what is in and out, layers, and what is stored."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from charting.domain.marks import Position
from charting.domain.pain_area import PainQuality
from charting.i18n import _, clauses, listed
from charting.ui import theme
from charting.ui.session.armed import Tool
from charting.ui.session.body_map_view import BodyMapView
from charting.ui.session.body_picture import Layer
from charting.ui.session.end_signal import needles_over
from charting.ui.session.model import SessionModel
from charting.ui.widgets.frames import Hairline
from charting.ui.widgets.text import ElidedText, Text
from charting.wording import (
    clock_words,
    position_words,
    quality_words,
    size_words,
    technique_words,
)

HEIGHT = 64


def layer_words(layer: Layer) -> str:
    """The name of a layer and its key."""
    return {
        Layer.SKIN: _("Skin"),
        Layer.SUPERFICIAL: _("Superficial"),
        Layer.INTERMEDIATE: _("Intermediate"),
        Layer.DEEP: _("Deep"),
        Layer.BONES: _("Bones"),
        Layer.NERVES: _("Nerves"),
        Layer.HAZARDS: _("Hazards"),
        Layer.DERMATOMES: _("Dermatomes"),
    }[layer]


class Strip(QFrame):
    """One quiet line of state and the switches that belong to the map."""

    def __init__(
        self, model: SessionModel, view: BodyMapView, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._view = view
        self.setProperty("look", "panel")
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.ROOM, 0, theme.ROOM, 0)
        row.setSpacing(theme.ROOM)
        self._armed = ElidedText(tabular=True)
        self._armed.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._in = Text(size=theme.LARGE, bold=True, tabular=True)
        self._in_words = Text(size=theme.SMALL, ink="quiet")
        self._timer = Text(tabular=True)
        self._stored = Text(size=theme.SMALL, tabular=True)
        self._again = _tool(_("Store again"), model.record.store_again)
        row.addWidget(self._armed, 1)
        row.addWidget(Hairline(upright=True))
        row.addWidget(self._in)
        row.addWidget(self._in_words)
        row.addWidget(self._timer)
        self.layers = {layer: self._layer_button(layer) for layer in Layer}
        switches = QHBoxLayout()
        switches.setSpacing(theme.TIGHT)
        for button in self.layers.values():
            switches.addWidget(button)
        row.addLayout(switches)
        row.addWidget(Hairline(upright=True))
        self._undo = _tool(_("Undo"), model.record.undo)
        self._redo = _tool(_("Redo"), model.record.redo)
        for widget in (self._undo, self._redo, self._stored, self._again):
            row.addWidget(widget)
        row.setSpacing(theme.SNUG)
        model.settled.connect(self.refresh)
        view.layers_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the present state."""
        counts = self._model.counts
        self._armed.setText(self._armed_words())
        self._in.setText(str(counts.needles_in))
        self._in_words.setText(self._out_words())
        self._show_time()
        for layer, button in self.layers.items():
            button.setChecked(layer in self._view.layers)
        self._undo.setEnabled(self._model.record.can_undo)
        self._redo.setEnabled(self._model.record.can_redo)
        self._show_stored()

    def make_room(self, large: bool) -> None:
        """Leave out the switches of the map, which have their keys, where the words are large."""
        for button in self.layers.values():
            button.setVisible(not large)

    def spoken(self) -> str:
        """What the strip says, in one line."""
        return clauses(
            (
                self._armed.text(),
                f"{self._in.text()} {self._in_words.text()}",
                *filter(None, (self._timer.text(),)),
                self._stored.text(),
            )
        )

    def _out_words(self) -> str:
        counts = self._model.counts
        uncounted = counts.needles_out and not counts.needles_in and self._model.visit.uncounted()
        words = _("in, {n} out, not counted") if uncounted else _("in, {n} out")
        return words.format(n=counts.needles_out)

    def _show_time(self) -> None:
        """The longest that a needle has been in, or how many have come to their time."""
        longest, passed = self._model.longest_in(), len(needles_over(self._model))
        words = "" if longest is None else _("longest {n} min").format(n=longest)
        if passed:
            words = _("{n} min: time for {needles}").format(n=longest, needles=passed)
        self._timer.setText(words)
        ink = "answer" if passed else "text"
        if self._timer.property("ink") != ink:
            self._timer.set_ink(ink)

    def _show_stored(self) -> None:
        record = self._model.record
        self._again.setVisible(bool(record.trouble))
        if record.trouble:
            self._say_stored("hazard", _("not stored yet"))
        elif record.unstored:
            self._say_stored("quiet", _("storing …"))
        elif record.kept_here:
            self._say_stored("answer", _("kept here, not yet at the clinic"))
        elif record.stored_at is not None:
            when = clock_words(record.stored_at, seconds=True)
            self._say_stored("counted", _("stored {time}").format(time=when))
        else:
            self._say_stored("quiet", _("nothing to store"))

    def _say_stored(self, ink: str, words: str) -> None:
        self._stored.setText(words)
        if self._stored.property("ink") != ink:
            self._stored.set_ink(ink)

    def _armed_words(self) -> str:
        armed = self._model.armed
        if armed.tool is Tool.SELECT:
            return _("Nothing armed: a click selects")
        if armed.tool is Tool.OUT:
            return _("Taking out: a click on a needle notes it out")
        if armed.tool is Tool.PAIR:
            return _("Current: click the needle that closes the pair")
        if armed.tool is Tool.PAIN:
            words = [_("Draw round it: {quality}").format(quality=quality_words(armed.quality))]
            if armed.quality is PainQuality.RADIATING:
                words = [_("Draw the way it spreads")]
        else:
            words = [_("Armed: trigger point")]
        if armed.tool is Tool.NEEDLE:
            words = [
                _("Armed: needle {size}, {technique}").format(
                    size=size_words(armed.preset.diameter, armed.preset.length),
                    technique=technique_words(armed.preset.technique),
                )
            ]
            preset = armed.preset
            box = self._model.cupboard.box(preset.length, preset.diameter, preset.handle)
            if box is not None:
                words.append(_("lot {number}").format(number=box.lot.number))
            if armed.position is not Position.PRONE:
                words.append(position_words(armed.position))
        if armed.mirrored:
            words.append(_("both sides"))
        return listed(words)

    def _layer_button(self, layer: Layer) -> QToolButton:
        button = _tool(layer_words(layer), lambda: self._view.toggle_layer(layer))
        button.setCheckable(True)
        button.setFont(theme.font(theme.SMALL))
        # All eight stand in the strip of the smallest window.
        words = button.fontMetrics().horizontalAdvance(button.text())
        button.setFixedWidth(words + 2 * theme.SNUG + theme.TIGHT)
        return button


def _tool(words: str, act: Callable[[], None]) -> QToolButton:
    button = QToolButton()
    button.setText(words)
    button.setFont(theme.font(theme.SMALL))
    button.setMinimumHeight(theme.TARGET)
    button.clicked.connect(act)
    return button
