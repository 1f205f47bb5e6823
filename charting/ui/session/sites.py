"""Where a hand points, and what site that is on the patient whose session is open."""

from dataclasses import replace

from charting.domain import naming
from charting.domain.body import REFERENCE_BODY
from charting.domain.body_map import BodyMap, Placement, Side
from charting.domain.marks import MapSite, Mark, Needle
from charting.ui.session.armed import Armed


class Sites:
    """Makes sites by the map, the patient's `body`, and what is armed. Each raises `Refused`
    (OFF_THE_MAP) outside the back.
    """

    def __init__(self, body_map: BodyMap, armed: Armed) -> None:
        self._map, self._armed = body_map, armed
        self.body = REFERENCE_BODY

    def at(self, x_mm: float, y_mm: float) -> Placement:
        """What lies at a place of the map, its distance from the midline in the patient's
        millimetres.
        """
        return self.body.seen(self._map.at(x_mm, y_mm))

    def here(self, x_mm: float, y_mm: float) -> list[MapSite]:
        """The site of the armed mark there, and its twin where both sides are armed."""
        sites = [self._site(x_mm, y_mm)]
        if self._armed.mirrored and sites[0].side is not Side.MIDLINE:
            sites.append(self._site(-x_mm, y_mm))
        return sites

    def by_level(self, level: str, side: Side, lateral_mm: int, above_mm: int = 0) -> list[MapSite]:
        """As `here`, so many of the patient's millimetres from the midline, and cranial of a
        spinous tip or of the middle of an interspace.
        """
        there = self.here(*self.place(level, side, lateral_mm, above_mm))
        lateral, above = lateral_mm * 10, above_mm * 10
        return [
            replace(site, level=level, lateral=lateral, above=above, typed=True) for site in there
        ]

    def place(
        self, level: str, side: Side, lateral_mm: int, above_mm: int = 0
    ) -> tuple[float, float]:
        """The place of the map that `by_level` means, in mm."""
        y_mm = self.body.height_mm(self._map.height_of(level), above_mm)
        return self.body.place_mm(lateral_mm, side, y_mm)

    def said_at(self, site: MapSite, level: str) -> MapSite:
        """A site said to be at another level; it stays where it is."""
        return naming.at_level(self._map, site, level, self.body)

    def moved(self, mark: Mark, site: MapSite, x_mm: float, y_mm: float) -> MapSite:
        """The site of a mark that is moved there."""
        return naming.moved_to(self._map, site, x_mm, y_mm, _length(mark), self.body)

    def mirrored(self, mark: Mark, site: MapSite) -> MapSite:
        """The site of a mark's twin on the other side."""
        place = (-site.x / 10, site.y / 10)
        twin = naming.site_at(self._map, *place, _length(mark), site.level_found, self.body)
        twin = naming.at_level(self._map, twin, site.level, self.body)
        if site.typed:
            return replace(twin, lateral=site.lateral, above=site.above, typed=True)
        return twin

    def _site(self, x_mm: float, y_mm: float) -> MapSite:
        armed = self._armed
        return naming.site_at(self._map, x_mm, y_mm, armed.length, armed.level_found, self.body)


def _length(mark: Mark) -> int | None:
    return mark.length if isinstance(mark, Needle) else None
