"""What a stimulator is set to, in four numbers."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QGridLayout, QWidget

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
from charting.ui.widgets.number_box import NumberBox


class CurrentBox(QDoubleSpinBox):
    """A current in mA, in steps of 0.1; its value is in microamperes."""

    def __init__(self) -> None:
        super().__init__()
        self.setDecimals(1)
        self.setSingleStep(0.1)
        self.setRange(0, CURRENTS_UA[-1] / 1000)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFont(theme.font())
        self.setMinimumHeight(theme.CONTROL)
        # A style sheet reaches the box, and not the line within it.
        self.lineEdit().setTextMargins(theme.SNUG, 0, 0, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel turns the page beneath and never what is set: nobody sees it change."""
        event.ignore()

    @property
    def current_ua(self) -> int:
        """What is set, in microamperes."""
        return round(self.value() * 10) * 100


class StimulationForm(QWidget):
    """What a stimulator is set to."""

    def __init__(self) -> None:
        super().__init__()
        self.hz, self.width_us = NumberBox(HERTZ), NumberBox(WIDTHS_US)
        self.current = CurrentBox()
        self.minutes = NumberBox(DURATIONS_MIN)
        self.width_us.setSingleStep(50)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.SNUG)
        fields = (
            (self.hz, _("Hz")),
            (self.width_us, _("µs")),
            (self.current, _("mA")),
            (self.minutes, _("Minutes")),
        )
        for place, (field, words) in enumerate(fields):
            grid.addWidget(captioned(words, field), place // 2, place % 2)

    @property
    def boxes(self) -> tuple[QAbstractSpinBox, ...]:
        """The four fields."""
        return (self.hz, self.width_us, self.current, self.minutes)

    @property
    def settings(self) -> Stimulation:
        """What is set."""
        hz, width_us, minutes = self.hz.value(), self.width_us.value(), self.minutes.value()
        return Stimulation(hz, width_us, self.current.current_ua, minutes)

    def show_settings(self, settings: Stimulation) -> None:
        """Show what is set, without telling of it."""
        if settings == self.settings:
            return
        for box in self.boxes:
            box.blockSignals(True)
        self.hz.setValue(settings.hz)
        self.width_us.setValue(settings.width_us)
        self.current.setValue(settings.current_ua / 1000)
        self.minutes.setValue(settings.minutes)
        for box in self.boxes:
            box.blockSignals(False)
