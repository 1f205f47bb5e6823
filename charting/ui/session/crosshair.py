"""The keyboard's cursor on the map: a place in mm that arrow keys move and Enter clicks."""

from PySide6.QtCore import QPointF, Qt

from charting.domain.atlas import LEVELS
from charting.domain.marks import MapSite
from charting.ui.session.model import SessionModel

STEP_MM = 5.0
FINE_STEP_MM = 1.0
# Where the cursor starts with nothing selected: over multifidus at L4, right.
START = QPointF(20.0, 13.0)

# Nearer to a level than this is at it.
_SAME_MM = 0.5

_ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, 1),
    Qt.Key.Key_Down: QPointF(0, -1),
}


class Crosshair:
    """Stays on the back; `at` is `None` until an arrow key is pressed."""

    def __init__(self, model: SessionModel) -> None:
        self._model = model
        self.at: QPointF | None = None

    def hide(self) -> None:
        """Let another hand point."""
        self.at = None

    def step(self, key: Qt.Key, *, fine: bool) -> bool:
        """Move by an arrow key; False for any other key."""
        direction = _ARROWS.get(key)
        if direction is None:
            return False
        if self.at is None:
            self.at = self._selected_place() or START
            return True
        moved = self.at + direction * (FINE_STEP_MM if fine else STEP_MM)
        if self._model.body_map.at(moved.x(), moved.y()).inside:
            self.at = moved
        return True

    def to_level(self, key: Qt.Key) -> bool:
        """Go to the next level upward by Page Up, downward by Page Down, as far from the midline as
        before; False for any other key.
        """
        if key not in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            return False
        at, back = self.at or self._selected_place() or START, self._model.body_map
        apart = [back.height_of(level) - at.y() for level in LEVELS]
        upward = key == Qt.Key.Key_PageUp
        ahead = [each for each in apart if (each if upward else -each) > _SAME_MM]
        if ahead:
            self.at = at + QPointF(0.0, min(ahead, key=abs))
        return True

    def _selected_place(self) -> QPointF | None:
        mark = self._model.selected_mark
        if mark is None or not isinstance(mark.site, MapSite):
            return None
        return QPointF(mark.site.x / 10, mark.site.y / 10)
