"""The keyboard's way from structure to structure: each is pointed at, lit and named."""

from collections.abc import Collection

from PySide6.QtCore import Qt

from charting.domain.body_map import Side
from charting.ui.session.anchors import Anchors, Place

_STEPS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class Explorer:
    """Knows which structure it is at; another hand that points ends the tour."""

    def __init__(self, anchors: Anchors) -> None:
        self._anchors = anchors
        self.named: tuple[str, Side] | None = None

    def end(self) -> None:
        """Let what is pointed at be named by its place again."""
        self.named = None

    def step(self, key: Qt.Key, layers: Collection[str]) -> Place | None:
        """The place of the next structure from the skin inward, or of the one before; `None` for
        any other key. A structure is named right, then left; `layers` are those in sight.
        """
        by = _STEPS.get(key)
        if by is None:
            return None
        order = [
            (each, side)
            for each in self._anchors.structures(layers)
            for side in self._anchors.sides(each)
        ]
        if not order:
            return None
        if self.named in order:
            at = (order.index(self.named) + by) % len(order)
        else:
            at = 0 if by > 0 else -1
        self.named = order[at]
        return self._anchors.middle(*self.named, layers)
