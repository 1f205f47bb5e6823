"""The marks of a visit on the back, as one SVG file that needs nothing else: seen from behind, in
tenths of a millimetre of the map, each mark with its words.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import cos, radians, sin
from xml.etree.ElementTree import Element, SubElement, tostring

from charting.domain.body_map import BodyMap, Shape
from charting.domain.geometry import Ring, simplified
from charting.domain.marks import MapSite, Mark, Needle, PointStatus, TriggerPoint
from charting.domain.pain_area import PainArea
from charting.domain.pain_extent import anchor, arrow, ring
from charting.domain.session import Session, ordered
from charting.domain.signs import handle_degrees
from charting.i18n import _
from charting.wording import mark_words

# What is seen of the map (0.1 mm): from above the tenth rib to below the gluteal fold.
_TOP, _BOTTOM, _HALF_WIDTH = 1720, -2180, 1930
_BELOW = 220
_TOLERANCE = 12
_BONES = ("bone.vertebra", "bone.spinous", "bone.sacr", "bone.coccyx", "bone.hip", "bone.rib.")
_RING, _SHAFT, _HEAD, _NUMBER = 40, 130, 24, 80
_INK, _QUIET, _WHITE = "#1f2328", "#7a8087", "#ffffff"


class SvgMaps:
    """Implements `charting.services.travelling.SessionMaps` on one map of the back."""

    def __init__(self, body_map: BodyMap) -> None:
        self._map = body_map

    def of_session(self, session: Session) -> bytes | None:
        """The marks of a visit that lie on this map; `None` where there are none."""
        marks = ordered(session.marks).values()
        numbered = [(n, m) for n, m in enumerate(marks, start=1) if self._lies_here(m)]
        if not numbered:
            return None
        box = (-_HALF_WIDTH, -_TOP, 2 * _HALF_WIDTH, _TOP - _BOTTOM + _BELOW)
        svg = Element(
            "svg", xmlns="http://www.w3.org/2000/svg", viewBox=" ".join(map(str, box)), role="img"
        )
        SubElement(svg, "title").text = _("Session of {day}, the back seen from behind").format(
            day=session.opened.day.isoformat()
        )
        everywhere = {"x": str(box[0]), "y": str(box[1]), "width": str(box[2])}
        SubElement(svg, "rect", {**everywhere, "height": str(box[3]), "fill": _WHITE})
        bones, skin = _back(self._map)
        SubElement(svg, "path", _line(bones, _QUIET, 5))
        SubElement(svg, "path", _line(skin, _INK, 10))
        for number, mark in numbered:
            self._draw(SubElement(svg, "g"), mark, number)
        for words, x, end in ((_("LEFT"), box[0], "start"), (_("RIGHT"), -box[0], "end")):
            _words(svg, words, (x, -_BOTTOM + _BELOW - _NUMBER / 2), end)
        made: bytes = tostring(svg, encoding="utf-8", xml_declaration=True)
        return made

    def _lies_here(self, mark: Mark) -> bool:
        site = mark.site
        return getattr(site, "frame", None) == self._map.frame

    def _draw(self, group: Element, mark: Mark, number: int) -> None:
        words = mark_words(mark, self._map.structures)
        SubElement(group, "title").text = f"{number}: {words}"
        if isinstance(mark, PainArea):
            _draw_area(group, mark)
            x, y = anchor(mark.site)
        else:
            assert isinstance(mark.site, MapSite)  # noqa: S101 - others lie on no map
            x, y = mark.site.x, mark.site.y
            if isinstance(mark, TriggerPoint):
                _draw_point(group, mark, x, -y)
            else:
                _draw_needle(group, mark, x, -y)
        _words(group, str(number), (x - 2 * _RING, -y + 2 * _RING), "middle")


def _draw_area(group: Element, area: PainArea) -> None:
    outline = _path([tuple(ring(area.site))]) if area.site.outline else ""
    way = " L ".join(f"{round(x)} {round(-y)}" for x, y in arrow(area.site))
    if outline:
        SubElement(group, "path", {**_line(outline, _INK, 8), "stroke-dasharray": "30 20"})
    if way:
        SubElement(group, "path", _line(f"M {way}", _INK, 12))


def _draw_point(group: Element, point: TriggerPoint, x: float, y: float) -> None:
    """Active: a filled ring with a cross; latent: an open ring; not classed: a ring with a dot."""
    active = point.status is PointStatus.ACTIVE
    _circle(group, x, y, _RING, _INK if active else _WHITE)
    if active:
        half = _RING / 2
        cross = f"M {x - half} {y} H {x + half} M {x} {y - half} V {y + half}"
        SubElement(group, "path", _line(cross, _WHITE, 12))
    elif point.status is PointStatus.UNKNOWN:
        _circle(group, x, y, 10, _INK)


def _draw_needle(group: Element, needle: Needle, x: float, y: float) -> None:
    """In: a solid line with its head; out: the same line hollow. The tip stands at (x, y)."""
    turn = radians(handle_degrees(needle))
    end = (round(x + cos(turn) * _SHAFT), round(y - sin(turn) * _SHAFT))
    shaft = f"M {x} {y} L {end[0]} {end[1]}"
    SubElement(group, "path", _line(shaft, _INK, 22))
    if not needle.in_situ:
        SubElement(group, "path", _line(shaft, _WHITE, 10))
    _circle(group, *end, _HEAD, _INK if needle.in_situ else _WHITE)


def _circle(group: Element, x: float, y: float, radius: int, fill: str) -> None:
    look = {"cx": str(x), "cy": str(y), "r": str(radius), "fill": fill}
    SubElement(group, "circle", {**look, "stroke": _INK, "stroke-width": "12"})


def _words(parent: Element, words: str, place: tuple[float, float], anchored: str) -> None:
    look = {"x": str(round(place[0])), "y": str(round(place[1])), "text-anchor": anchored}
    text = SubElement(
        parent, "text", {**look, "font-size": str(_NUMBER), "font-family": "sans-serif"}
    )
    text.text = words


def _line(path: str, ink: str, width: int) -> dict[str, str]:
    return {"d": path, "fill": "none", "stroke": ink, "stroke-width": str(width)}


@lru_cache(maxsize=2)
def _back(body_map: BodyMap) -> tuple[str, str]:
    """The bones, and the outline of the body."""
    shapes = body_map.shapes
    bones = [shape for shape in shapes if shape.id.startswith(_BONES)]
    return _of(bones), _of([shape for shape in shapes if shape.kind == "skin"])


def _of(shapes: Iterable[Shape]) -> str:
    return _path(
        [
            tuple(simplified((*ring, ring[0]), _TOLERANCE))
            for shape in shapes
            for ring in shape.rings
        ]
    )


def _path(rings: Sequence[Ring]) -> str:
    return " ".join(
        "M " + " L ".join(f"{round(x)} {round(-y)}" for x, y in ring) + " Z" for ring in rings
    )
