"""The names of what is in sight, in the margin, each with a line to its place."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from charting.domain.body import Build
from charting.domain.body_map import Side
from charting.domain.spreading import spread, uncrossed
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
GAP = 4.0
# About as wide as the longest name.
WIDE = 184.0


@dataclass(frozen=True, slots=True)
class _Named:
    """A name and the pixel of its place."""

    words: str
    at: QPointF


@dataclass(frozen=True, slots=True)
class Label:
    """A name in its box, and the `way` of its line from the place to the side of the box."""

    words: str
    box: QRectF
    way: tuple[QPointF, ...]


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
        self._known_places: set[Place] = set()
        self._drawn: tuple[Build, dict[Place, Place]] | None = None
        self._seen_look: Look | None = None
        self._placed: list[Label] = []

    def paint(self, painter: QPainter, look: Look) -> None:
        """Paint the names, if they are wanted."""
        if not self.shown:
            return
        painter.setFont(_font(look))
        for label in self.placed(look):
            _paint(painter, label, look)

    def placed(self, look: Look) -> list[Label]:
        """Where each name stands, and the way of its line; found once for each look. No two lines
        cross.
        """
        if look != self._seen_look:
            if look.layers != self._known_layers:
                self._known_layers = look.layers
                self._known_names = list(self._known(look.layers))
                # Many structures share a place.
                self._known_places = {each for _name, here in self._known_names for each in here}
                self._drawn = None
            self._seen_look, self._placed = look, self._placed_anew(look)
        return self._placed

    def _placed_anew(self, look: Look) -> list[Label]:
        turned = look.projection.turn is not Turn.UPRIGHT
        edge, middle = BESIDE + EDGE if turned else EDGE, look.size.width() / 2
        seen = self._in_sight(look)
        if not turned:
            return _column(seen, look, edge, at_left=False)
        left = [each for each in seen if each.at.x() < middle]
        right = [each for each in seen if each.at.x() >= middle]
        return [
            *_column(left, look, edge, at_left=True),
            *_column(right, look, edge, at_left=False),
        ]

    def _in_sight(self, look: Look) -> list[_Named]:
        frame = QRectF(QPointF(0, 0), QSizeF(look.size)).adjusted(8, TOP, -8, -BELOW)
        to_screen = look.projection.to_screen
        drawn = self._drawn_in(look.projection.body.build)
        framed = look.projection.within(drawn, frame)
        clear = look.projection.within(drawn, frame.intersected(_beside_names(look)))
        found = []
        for name, places in self._known_names:
            seen = [place for place in places if place in framed]
            middle = middle_of([place for place in seen if place in clear] or seen)
            if middle is not None:
                found.append(_Named(name, to_screen(*middle)))
        return found

    def _drawn_in(self, build: Build) -> dict[Place, Place]:
        """Where each known place lies in a build, found once for both."""
        if self._drawn is None or self._drawn[0] is not build:
            self._drawn = (build, build.all_drawn(self._known_places))
        return self._drawn[1]

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


def _beside_names(look: Look) -> QRectF:
    """The part of the view that is likely not to be covered by the names."""
    turned = look.projection.turn is not Turn.UPRIGHT
    edge = BESIDE + EDGE if turned else EDGE
    left, right = (edge + WIDE if turned else 0.0), look.size.width() - edge - WIDE
    return QRectF(left, 0.0, max(0.0, right - left), look.size.height())


def _font(look: Look) -> QFont:
    return font(SMALL if look.projection.zoom < GROWS_AT else BODY)


def _column(named: list[_Named], look: Look, edge: float, *, at_left: bool) -> list[Label]:
    """The names in one margin, `edge` from its border."""
    if not named:
        return []
    metrics = QFontMetricsF(_font(look))
    high, width = metrics.height(), look.size.width()
    named.sort(key=lambda each: each.at.y())
    boxes = [QRectF(edge, 0, metrics.horizontalAdvance(each.words), high) for each in named]
    if not at_left:
        for box in boxes:
            box.moveRight(width - edge)
    ends = [box.right() + GAP if at_left else box.left() - GAP for box in boxes]
    # Lines come to one edge; a place or a name beyond it has a line straight from one to the other.
    bend = edge + WIDE if at_left else width - edge - WIDE
    within = [
        n
        for n, (each, end) in enumerate(zip(named, ends, strict=True))
        if (each.at.x() > bend >= end if at_left else each.at.x() < bend <= end)
    ]
    # Heights on paper count upwards.
    lowest = -(look.size.height() - BELOW - high)
    heights = spread([-each.at.y() for each in named], high + 2, lowest, -TOP)
    places = [(named[n].at.x(), -named[n].at.y()) for n in within]
    for n, y in zip(within, uncrossed(places, bend, [heights[n] for n in within]), strict=True):
        heights[n] = y
    labels = []
    for n, each in enumerate(named):
        boxes[n].moveTop(-heights[n] - high / 2)
        end = QPointF(ends[n], -heights[n])
        way = (each.at, QPointF(bend, -heights[n]), end) if n in within else (each.at, end)
        labels.append(Label(each.words, boxes[n], way))
    return labels


def _paint(painter: QPainter, label: Label, look: Look) -> None:
    painter.setPen(QPen(QColor(look.palette.quiet), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(label.way)
    painter.setBrush(QColor(look.palette.quiet))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(label.way[0], 2, 2)
    ground = QColor(look.palette.surface)
    ground.setAlphaF(0.86)
    painter.fillRect(label.box.adjusted(-3, 0, 3, 0), ground)
    painter.setPen(QColor(look.palette.map_text))
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
    painter.drawText(label.box, flags, label.words)
