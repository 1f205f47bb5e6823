"""The names of what is in sight, in the margin, each with a line to its place."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from charting.domain.body_map import Side
from charting.domain.spreading import spread
from charting.i18n import _
from charting.ui.session.anchors import Anchors, Place, middle_of
from charting.ui.session.body_picture import Layer, Look
from charting.ui.session.model import SessionModel
from charting.ui.session.projection import BELOW, BESIDE, Turn
from charting.ui.theme import BODY, SMALL, font
from charting.wording import structure_words

# Nearer than this the names grow with the back, to the next size of type.
GROWS_AT = 2.0
EDGE = 12.0
TOP = 36.0


@dataclass(frozen=True, slots=True)
class _Named:
    """A name and the pixel of its place."""

    words: str
    at: QPointF


def _bone_names() -> dict[str, str]:
    """The bones that a hand looks for, in few words; the vertebrae are named by their levels."""
    return {
        "lm.rib11_tip": _("11th rib"),
        "lm.rib12_tip": _("12th rib"),
        "lm.crest_top": _("iliac crest"),
        "lm.psis": _("PSIS"),
        "lm.gt_top": _("greater trochanter"),
        "lm.it": _("ischial tuberosity"),
        "lm.coccyx": _("coccyx"),
    }


class NameLabels:
    """Names the structures of the layers in sight, on the half of the back next to the margin."""

    def __init__(self, model: SessionModel, anchors: Anchors) -> None:
        self._model = model
        self._anchors = anchors
        self.shown = False
        self._known_layers: frozenset[Layer] | None = None
        self._known_names: list[tuple[str, list[Place]]] = []
        self._seen_look: Look | None = None
        self._seen: list[_Named] = []

    def paint(self, painter: QPainter, look: Look) -> None:
        """Paint the names, if they are wanted."""
        if not self.shown:
            return
        painter.setFont(font(SMALL if look.projection.zoom < GROWS_AT else BODY))
        line = QFontMetricsF(painter.font()).height()
        turned = look.projection.turn is not Turn.UPRIGHT
        width = look.size.width()
        edge = BESIDE + EDGE if turned else EDGE
        for left in (True, False) if turned else (False,):
            here = [
                each
                for each in self._seen_in(look)
                if not turned or (each.at.x() < width / 2) is left
            ]
            here.sort(key=lambda each: each.at.y())
            # Heights on paper count upwards.
            lowest, highest = -(look.size.height() - BELOW - line), -TOP
            heights = spread([-each.at.y() for each in here], line + 2, lowest, highest)
            for named, height in zip(here, heights, strict=True):
                self._paint_name(painter, named, -height, look, edge if left else edge - width)

    def _seen_in(self, look: Look) -> list[_Named]:
        """What is in sight, found once for each look."""
        if look != self._seen_look:
            if look.layers != self._known_layers:
                self._known_layers = look.layers
                self._known_names = list(self._known(look.layers))
            self._seen_look, self._seen = look, self._in_sight(look)
        return self._seen

    def _in_sight(self, look: Look) -> list[_Named]:
        frame = QRectF(QPointF(0, 0), QSizeF(look.size)).adjusted(8, TOP, -8, -BELOW)
        to_screen = look.projection.to_screen
        # Many structures share a place.
        every = {place for _name, places in self._known_names for place in places}
        framed = {place for place in every if frame.contains(to_screen(*place))}
        found = []
        for name, places in self._known_names:
            middle = middle_of([place for place in places if place in framed])
            if middle is not None:
                found.append(_Named(name, to_screen(*middle)))
        return found

    def _known(self, layers: frozenset[Layer]) -> Iterator[tuple[str, list[Place]]]:
        """The names of these layers, each with its places."""
        body_map, shown = self._model.body_map, {layer.value for layer in layers}
        for each in self._anchors.structures(shown):
            places = self._anchors.places(each, Side.RIGHT, shown)
            yield structure_words(each, body_map.structures), places
        if Layer.BONES in layers:
            names = _bone_names()
            for mark in body_map.landmarks:
                if mark.id in names and mark.side is not Side.LEFT:
                    yield names[mark.id], [(mark.x / 10, mark.y / 10)]
        if Layer.DERMATOMES in layers:
            for each, places in self._anchors.dermatomes().items():
                yield _(body_map.dermatomes[each].name), places

    def _paint_name(
        self, painter: QPainter, named: _Named, middle: float, look: Look, edge: float
    ) -> None:
        """`edge` is where the name begins or, below zero, where it ends before the right edge."""
        metrics = QFontMetricsF(painter.font())
        wide, high = metrics.horizontalAdvance(named.words), metrics.height()
        left = edge > 0
        start = edge if left else -edge - wide
        box = QRectF(start, middle - high / 2, wide, high)
        end = QPointF(box.right() + 4 if left else box.left() - 4, middle)
        painter.setPen(QPen(QColor(look.palette.quiet), 1))
        painter.drawLine(QLineF(end, named.at))
        painter.setBrush(QColor(look.palette.quiet))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(named.at, 2, 2)
        ground = QColor(look.palette.surface)
        ground.setAlphaF(0.86)
        painter.fillRect(box.adjusted(-3, 0, 3, 0), ground)
        painter.setPen(QColor(look.palette.map_text))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip, named.words)
