"""The signs of marks as small pictures, each drawn once and stamped on one that moves with the
back: hundreds of marks are a few signs.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap, QPolygonF, QRegion, QTransform

from charting.domain.marks import MapSite, TriggerPoint
from charting.ui import theme
from charting.ui.session import glyphs
from charting.ui.session.body_picture import Look

# A sign and its number reach this far from their site in any direction (px).
REACH = 48.0


@dataclass(frozen=True, slots=True)
class Stamp:
    """A sign in pixels of the screen, and how far left and above its site the picture begins."""

    picture: QPixmap
    left: float
    above: float

    def put(self, painter: QPainter, at: QPointF, ratio: float) -> None:
        """Paint it with its site at a pixel, on a screen of so many pixels to one."""
        painter.save()
        # In pixels of the screen; a picture between them would blur.
        painter.scale(1 / ratio, 1 / ratio)
        left, top = round(at.x() * ratio - self.left), round(at.y() * ratio - self.above)
        painter.drawPixmap(left, top, self.picture)
        painter.restore()


@dataclass(frozen=True, slots=True)
class Rest:
    """A mark at rest: the number it bears, its sign, and its place in 0.1 mm of the build."""

    mark: glyphs.Pointed
    number: str
    stamp: Stamp
    place: QPointF


class StampedPicture:
    """The marks at rest on a clear ground, in one palette, build, turn and ratio of pixels."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._stamps: dict[tuple[object, ...], Stamp] = {}
        self._pixmap = QPixmap()

    def paint(self, painter: QPainter) -> None:
        """Paint the picture."""
        painter.drawPixmap(0, 0, self._pixmap)

    def has_signs_of(self, look: Look) -> bool:
        """Whether signs and places in the build are the same in this look."""
        return _signs(look) == _signs(self._look)

    def rest(self, mark: glyphs.Pointed, site: MapSite, number: str) -> Rest:
        """A mark as it is stamped here."""
        x, y = self._look.projection.body.build.drawn(site.x / 10, site.y / 10)
        kind = _kind(mark)
        stamp = self._stamps.get(kind)
        if stamp is None:
            stamp = self._stamps[kind] = self._drawn(mark)
        return Rest(mark, number, stamp, QPointF(x * 10, y * 10))

    def clear(self, look: Look) -> None:
        """Begin anew."""
        self._look = look
        self._pixmap = QPixmap(look.size * look.ratio)
        self._pixmap.setDevicePixelRatio(look.ratio)
        self._pixmap.fill(Qt.GlobalColor.transparent)

    def move(self, look: Look, resting: Iterable[Rest]) -> None:
        """Show the same marks in another look: moved by whole pixels where that is all."""
        was, now, ratio = self._look.projection, look.projection, look.ratio
        if now == was and look.size == self._look.size:
            return
        if now.scale != was.scale or look.size != self._look.size:
            self.clear(look)
            self.stamp(resting)
            return
        right, down = round((now.x0 - was.x0) * ratio), round((now.y0 - was.y0) * ratio)
        at = replace(now, x0=was.x0 + right / ratio, y0=was.y0 + down / ratio)
        self._look = replace(look, projection=at)
        bare = QRegion()
        self._pixmap.scroll(right, down, self._pixmap.rect(), bare)
        self._stamp(resting, bare)

    def stamp(self, resting: Iterable[Rest]) -> None:
        """Add marks."""
        self._stamp(resting, None)

    def _stamp(self, resting: Iterable[Rest], bare: QRegion | None) -> None:
        """Draw signs, numbers above them all; with `bare` only there, on a cleared ground."""
        marks = list(resting)
        if not marks or (bare is not None and bare.isEmpty()):
            return
        ratio, at = self._look.ratio, self._look.projection
        # In pixels of the screen; a picture between them would blur.
        self._pixmap.setDevicePixelRatio(1.0)
        painter = QPainter(self._pixmap)
        if bare is not None:
            painter.setClipRegion(bare)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Clear)
            painter.fillRect(bare.boundingRect(), Qt.GlobalColor.transparent)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        reach = REACH * ratio
        room = QRectF(bare.boundingRect() if bare is not None else self._pixmap.rect())
        room.adjust(-reach, -reach, reach, reach)
        to_pixels = at.transform() * QTransform.fromScale(ratio, ratio)
        places = to_pixels.map(QPolygonF([rest.place for rest in marks])).toList()
        seen = [each for each in zip(marks, places, strict=True) if room.contains(each[1])]
        for rest, place in seen:
            stamp = rest.stamp
            left, top = round(place.x() - stamp.left), round(place.y() - stamp.above)
            painter.drawPixmap(left, top, stamp.picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(theme.SMALL))
        painter.scale(ratio, ratio)
        for rest, place in seen:
            if rest.number:
                sign = glyphs.Sign(False, True, rest.number, at.turn.degrees)
                glyphs.number(painter, rest.mark, place / ratio, sign, self._look.palette)
        painter.end()
        self._pixmap.setDevicePixelRatio(ratio)

    def _drawn(self, mark: glyphs.Pointed) -> Stamp:
        turn, ratio = self._look.projection.turn.degrees, self._look.ratio
        box = glyphs.bounds(mark, turn)
        width, height = (math.ceil(side * ratio) for side in (box.width(), box.height()))
        picture = QPixmap(QSize(width, height))
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(ratio, ratio)
        bare = glyphs.Sign(selected=False, stored=True, turn=turn)
        glyphs.draw(painter, mark, -box.topLeft(), bare, self._look.palette)
        painter.end()
        return Stamp(picture, -box.left() * ratio, -box.top() * ratio)


def _signs(look: Look) -> tuple[object, ...]:
    """What signs, and the places of marks in the build, depend on."""
    at = look.projection
    return (look.palette, look.ratio, at.turn, at.body.build)


def _kind(mark: glyphs.Pointed) -> tuple[object, ...]:
    """All that the sign of a resting mark depends on, its number aside."""
    assumed = isinstance(mark.site, MapSite) and mark.site.assumed
    if isinstance(mark, TriggerPoint):
        return (mark.status, assumed)
    return (mark.in_situ, glyphs.handle_angle(mark), assumed)
