"""What a key from 1 to 9 arms for the person at work: each choice is kept once it is made."""

from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from charting.domain.marks import Direction, NeedleKit, NeedlePreset, Technique
from charting.domain.stimulation import USUAL
from charting.i18n import _
from charting.ui import theme
from charting.ui.session.box_form import handles, sizes
from charting.ui.session.choices import OptionList, OptionRow, captioned
from charting.ui.session.cupboard import Cupboard
from charting.ui.session.stimulation_form import StimulationForm
from charting.ui.widgets.text import Text
from charting.wording import direction_words, technique_words
from charting.wording.supplies import lot_words

KEYS = range(1, 10)


class PresetForm(QWidget):
    """Choose a key, then what it arms."""

    def __init__(self, cupboard: Cupboard, kit: NeedleKit) -> None:
        super().__init__()
        self._cupboard = cupboard
        self.place = OptionRow([(place, str(place)) for place in KEYS])
        self.diameter, self.length = sizes(kit)
        self.technique = OptionList([(each, technique_words(each)) for each in Technique])
        self.direction = OptionList([(each, direction_words(each)) for each in Direction])
        self.handle, self.stimulation = handles(), StimulationForm()
        self.box = Text(size=theme.SMALL, ink="quiet", wraps=True)
        self._lay_out()
        self.place.show_value(1)
        self.place.told.chosen.connect(self.refresh)
        for options in (self.diameter, self.length, self.technique, self.direction, self.handle):
            options.activated.connect(self._keep)
        for number in self.stimulation.boxes:
            number.editingFinished.connect(self._keep)
        cupboard.changed.connect(self.refresh)
        self.refresh()

    @property
    def preset(self) -> NeedlePreset:
        """What the chosen key arms; where it has nothing yet, what the first arms."""
        presets = self._cupboard.presets
        return presets.get(self.place.value or 1) or presets[1]

    def refresh(self) -> None:
        """Show what the chosen key arms."""
        preset = self.preset
        self.diameter.show_value(preset.diameter, f"{preset.diameter / 1000:.2f} mm")
        self.length.show_value(preset.length, f"{preset.length} mm")
        self.technique.show_value(preset.technique)
        self.direction.show_value(preset.direction)
        self.handle.show_value(preset.handle)
        self.stimulation.setVisible(preset.technique is Technique.ELECTRO)
        self.stimulation.show_settings(preset.stimulation or USUAL)
        box = self._cupboard.box(preset.length, preset.diameter, preset.handle)
        known = _("From the open box: {lot}") if box else _("No box of this size is open.")
        lot = lot_words(box.lot, self._cupboard.country) if box else ""
        self.box.setText(known.format(lot=lot))

    def _keep(self) -> None:
        before, electro = self.preset, self.technique.value is Technique.ELECTRO
        after = replace(
            before,
            diameter=self.diameter.value,
            length=self.length.value,
            technique=self.technique.value,
            direction=self.direction.value,
            handle=self.handle.value,
            stimulation=self.stimulation.settings if electro else None,
        )
        place = self.place.value or 1
        if after != before or place not in self._cupboard.presets:
            self._cupboard.keep_preset(place, replace(after, name=""))

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SNUG)
        rows.addWidget(captioned(_("Key"), self.place))
        grid = QGridLayout()
        grid.setSpacing(theme.SNUG)
        for place, field in enumerate(
            (
                captioned(_("Diameter"), self.diameter),
                captioned(_("Length"), self.length),
                captioned(_("Technique"), self.technique),
                captioned(_("Direction"), self.direction),
                captioned(_("Held by"), self.handle),
            )
        ):
            grid.addWidget(field, place // 2, place % 2)
        rows.addLayout(grid)
        rows.addWidget(self.stimulation)
        rows.addWidget(self.box)
