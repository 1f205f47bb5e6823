"""The measured landmarks of the clinical reference, and the shapes of the map by Shapely."""

from functools import cache

from shapely import LinearRing, MultiLineString, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from charting import content
from charting.domain.body_map import Shape, Side

MAP = content.body_map()

# The measured table of the clinical reference, 1.0: right side, millimetres.
MEASURED = {
    "lm.sp.T10": (0, 162), "lm.sp.T11": (1, 139), "lm.sp.T12": (1, 114), "lm.sp.L1": (0, 82),
    "lm.sp.L2": (0, 58), "lm.sp.L3": (0, 34), "lm.sp.L4": (1, 13), "lm.sp.L5": (1, -13),
    "lm.sp.S1": (1, -40), "lm.sp.S2": (0, -62), "lm.sp.S3": (1, -83), "lm.sp.S4": (1, -107),
    "lm.tp.L1": (36, 106), "lm.tp.L2": (40, 81), "lm.tp.L3": (40, 51), "lm.tp.L4": (43, 27),
    "lm.tp.L5": (51, 1), "lm.crest_top": (107, 15), "lm.crest_lateral": (145, -23),
    "lm.psis": (46, -36), "lm.psis_low": (40, -52), "lm.asis": (128, -48),
    "lm.gt_top": (136, -134), "lm.gt": (150, -159), "lm.it": (68, -166),
    "lm.it_low": (37, -191), "lm.coccyx": (1, -161), "lm.rib12_tip": (84, 68),
    "lm.rib11_tip": (106, 64), "lm.kidney_r_up": (51, 127), "lm.kidney_r_low": (49, 23),
    "lm.kidney_l_up": (-56, 147), "lm.kidney_l_low": (-61, 41), "lm.foramen.S1": (24, -48),
    "lm.foramen.S2": (15, -67), "lm.foramen.S3": (15, -88), "lm.foramen.S4": (14, -108),
}  # fmt: skip


@cache
def area(shape_id: str, side: Side | None = None) -> BaseGeometry:
    """The area of a shape in millimetres, of one side or of all, by Shapely."""
    return unary_union(
        [
            area_of(shape)
            for shape in MAP.shapes
            if shape.id == shape_id and side in (None, shape.side)
        ]
    )


def area_of(shape: Shape) -> BaseGeometry:
    result: BaseGeometry = Polygon()
    for ring in shape.rings:
        polygon = Polygon([(x / 10, y / 10) for x, y in ring])
        assert polygon.is_valid, f"{shape.id} crosses itself"
        result = result.symmetric_difference(polygon)
    return result


def border(shape_id: str) -> BaseGeometry:
    """The borders of all shapes of an id, also where two sides touch."""
    rings = [ring for shape in MAP.shapes if shape.id == shape_id for ring in shape.rings]
    return MultiLineString([LinearRing([(x / 10, y / 10) for x, y in ring]) for ring in rings])
