"""The canvas of the map: which part of the back is shown, how near, and with which layers."""

from PySide6.QtCore import QPointF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from charting.domain.body import Body
from charting.domain.marks import MapSite
from charting.ui.session.body_picture import SHOWN_AT_FIRST, Layer, Look
from charting.ui.session.projection import Projection, Turn
from charting.ui.theme import Theme


class MapCanvas(QWidget):
    """A widget that knows where a millimetre stands; a new size shows the same place, as near."""

    layers_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # A body has its sides, whichever way the language runs.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._theme = theme
        self._fitted = QSizeF(1, 1)
        self.projection = Projection.fitting(self._fitted)
        self.layers = SHOWN_AT_FIRST
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(420, 420)
        theme.changed.connect(self.update)

    def room(self) -> QSize:
        """The room for one back, in pixels."""
        return self.size()

    def look(self) -> Look:
        """What the base picture depends on now."""
        return Look(
            self.room(),
            self.devicePixelRatioF(),
            self.projection,
            self.layers,
            self._theme.palette,
        )

    def pixel_of(self, site: MapSite) -> QPointF:
        """Where a site stands on this widget."""
        return self.projection.pixel_of(site)

    def toggle_layer(self, layer: Layer) -> None:
        """Show or hide a layer."""
        self.layers = self.layers ^ {layer}
        self.layers_changed.emit()
        self.update()

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Nearer or farther about a pixel (the middle unless given)."""
        size = QSizeF(self.room())
        centre = about or QPointF(size.width() / 2, size.height() / 2)
        self.projection = self.projection.zoomed(factor, centre, size)
        self.update()

    def whole(self) -> None:
        """Show the whole back again."""
        self._fit(self.projection.turn, self.projection.body)

    def turn(self, turn: Turn) -> None:
        """Show the whole back as the patient lies."""
        if turn is not self.projection.turn:
            self._fit(turn, self.projection.body)

    def show_body(self, body: Body) -> None:
        """Show the whole back of another body."""
        if body != self.projection.body:
            self._fit(self.projection.turn, body)

    def _fit(self, turn: Turn, body: Body) -> None:
        self._fitted = QSizeF(self.room())
        self.projection = Projection.fitting(self._fitted, turn, body)
        self.update()

    def pan(self, by: QPointF) -> None:
        """Move the back by so many pixels."""
        self.projection = self.projection.panned(by, QSizeF(self.room()))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the whole back in the new size, or the part of it that was shown."""
        super().resizeEvent(event)
        # Qt knows neither the old size of what was hidden meanwhile nor how much of it a back had.
        before, self._fitted = self._fitted, QSizeF(self.room())
        self.projection = self.projection.resized(before, self._fitted)
        self.update()
