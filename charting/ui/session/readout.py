"""What lies beneath the pointer, in two lines above the back: its name and place, and the layers
from the skin inward.
"""

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from charting.domain import naming
from charting.domain.body_map import Placement
from charting.domain.marks import MapSite
from charting.i18n import _, clauses
from charting.ui import theme
from charting.ui.session.model import SessionModel
from charting.ui.widgets.text import ElidedText
from charting.wording import (
    beside_words,
    hazard_names,
    height_words,
    placement_words,
    span_words,
    stack_words,
)


class Readout(QWidget):
    """Two quiet lines of one height, so that the back beneath them never moves."""

    def __init__(self, model: SessionModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.name = ElidedText(size=theme.BODY)
        self.layers = ElidedText(size=theme.SMALL, ink="quiet")
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.ROOM, theme.SNUG, theme.ROOM, theme.TIGHT)
        rows.setSpacing(0)
        for line in (self.name, self.layers):
            line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            rows.addWidget(line)
        rows.addStretch(1)
        self.show_for(None)

    @property
    def words(self) -> str:
        """All that it says, in one line."""
        return clauses(line.text() for line in (self.name, self.layers) if line.text())

    def show_for(self, placement: Placement | None) -> None:
        """Read out a place of the back, or say what this is for."""
        if placement is None or not placement.inside:
            self.name.setText("")
            self.layers.setText(_("Point at the back to read what lies beneath."))
            return
        model, structures = self._model, self._model.body_map.structures
        muscle = model.named(placement)
        site = MapSite.of(placement, muscle, model.armed.level_found)
        where = placement_words(placement, muscle, structures)
        first = [where, height_words(site), span_words(site)]
        second = [
            hazard_names(placement.hazards, model.body_map),
            stack_words(placement.structures, structures),
            beside_words(naming.names(model.body_map, site), structures),
        ]
        self.name.setText(clauses(part for part in first if part))
        self.layers.setText("   ".join(part for part in second if part))
