"""What a stimulator is set to, in four numbers."""

from PySide6.QtWidgets import QGridLayout, QWidget

from charting.domain.stimulation import (
    CURRENTS_UA,
    DURATIONS_MIN,
    HERTZ,
    WIDTHS_US,
    Stimulation,
)
from charting.i18n import _
from charting.ui import theme
from charting.ui.session.choices import captioned
from charting.ui.widgets.fields import NumberBox


class StimulationForm(QWidget):
    """What a stimulator is set to, in four numbers; the current in steps of 0.1 mA."""

    def __init__(self) -> None:
        super().__init__()
        self.hz, self.width_us = NumberBox(HERTZ), NumberBox(WIDTHS_US)
        self.tenths_ma = NumberBox(range(CURRENTS_UA[-1] // 100 + 1))
        self.minutes = NumberBox(DURATIONS_MIN)
        self.width_us.setSingleStep(50)
        self.tenths_ma.setToolTip(_("15 is 1.5 mA"))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.SNUG)
        fields = (
            (self.hz, _("Hz")),
            (self.width_us, _("µs")),
            (self.tenths_ma, _("Tenths of a mA")),
            (self.minutes, _("Minutes")),
        )
        for place, (field, words) in enumerate(fields):
            grid.addWidget(captioned(words, field), place // 2, place % 2)

    @property
    def boxes(self) -> tuple[NumberBox, ...]:
        """The four fields."""
        return (self.hz, self.width_us, self.tenths_ma, self.minutes)

    @property
    def settings(self) -> Stimulation:
        """What is set."""
        current_ua = 100 * self.tenths_ma.value()
        return Stimulation(self.hz.value(), self.width_us.value(), current_ua, self.minutes.value())

    def show_settings(self, settings: Stimulation) -> None:
        """Show what is set, without telling of it."""
        numbers = (
            settings.hz,
            settings.width_us,
            settings.current_ua // 100,
            settings.minutes,
        )
        for box, number in zip(self.boxes, numbers, strict=True):
            box.blockSignals(True)
            box.setValue(number)
            box.blockSignals(False)
