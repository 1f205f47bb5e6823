"""How a needle's sign stands on the back: the same on the screen and on paper."""

from charting.domain.body_map import Side
from charting.domain.marks import Direction, MapSite, Needle

# Where the handle stands, in degrees counter-clockwise from the patient's right, for a needle on
# the right side; the left side is its mirror image. The tip points the other way.
_HANDLE = {
    Direction.PERPENDICULAR: 60,
    Direction.OBLIQUE_CAUDAL: 90,
    Direction.OBLIQUE_CRANIAL: 270,
    Direction.MEDIAL: 0,
    Direction.LATERAL: 180,
    Direction.INFEROMEDIAL: 40,
    Direction.TOWARD_TP: 20,
    Direction.ONTO_RIB: 60,
    Direction.TANGENTIAL: 75,
    Direction.PINCER: 330,
}


def handle_degrees(needle: Needle) -> int:
    """Where the handle stands, in degrees counter-clockwise from the patient's right."""
    degrees = _HANDLE[needle.direction]
    left = isinstance(needle.site, MapSite) and needle.site.side is Side.LEFT
    return 180 - degrees if left else degrees
