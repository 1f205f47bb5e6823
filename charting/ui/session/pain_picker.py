"""What is armed to chart pain: the button, how it feels, and how large a round area is."""

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.session.armed import RADII_MM, Tool
from charting.ui.session.choices import OptionRow, captioned
from charting.ui.session.model import SessionModel
from charting.ui.session.pain_qualities import PainQualities
from charting.ui.widgets.buttons import Button


class PainPicker(QWidget):
    """One button; with pain armed, the five ways of feeling it below."""

    def __init__(self, model: SessionModel) -> None:
        super().__init__()
        self._armed = model.armed
        self.button = Button(_("Pain area"), key=actions.ARM_PAIN.key, height=theme.TARGET)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button.setCheckable(True)
        self.button.clicked.connect(self._arm)
        self.quality = PainQualities(2)
        self.quality.told.chosen.connect(self._choose_quality)
        self.radius = OptionRow([(each, _("{n} mm").format(n=2 * each)) for each in RADII_MM])
        self.radius.told.chosen.connect(self._choose_radius)
        self._size = captioned(
            _("A click or Enter sets a round one"), self.radius, key=actions.NEXT_RADIUS.key
        )
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.TIGHT)
        rows.addWidget(self.button)
        rows.addWidget(self.quality)
        rows.addWidget(self._size)
        self.refresh()

    def refresh(self) -> None:
        """Show what is armed."""
        armed = self._armed.tool is Tool.PAIN
        self.button.setChecked(armed)
        self.quality.setVisible(armed)
        self._size.setVisible(armed)
        self.quality.show_value(self._armed.quality)
        self.radius.show_value(self._armed.radius_mm)

    def _arm(self) -> None:
        self._armed.pain()

    def _choose_quality(self) -> None:
        self._armed.pain(self.quality.value)

    def _choose_radius(self) -> None:
        if self.radius.value is not None:
            self._armed.set_radius(self.radius.value)
