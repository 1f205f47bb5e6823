"""Regions of the back in which a site can be closed: boxes of the map frame, in 0.1 mm."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from charting.domain.marks import MapSite, Site


@dataclass(frozen=True, slots=True)
class Region:
    """A box on the map in 0.1 mm of its frame (x to the patient's right, y cranial); `offered`
    says that it can be named beside an answer.
    """

    id: str
    words: str
    left: int
    bottom: int
    right: int
    top: int
    offered: bool

    def holds(self, site: Site) -> bool:
        """Whether a site lies in it, its border included; a site in words lies in none."""
        return (
            isinstance(site, MapSite)
            and self.left <= site.x <= self.right
            and self.bottom <= site.y <= self.top
        )


def region_of(row: Mapping[str, Any]) -> Region:
    """The region of a row of its data file, in whole mm. Raises `ValueError` naming the id."""
    left, bottom, right, top = (each * 10 for each in row["box"])
    if left >= right or bottom >= top:
        raise ValueError(f"{row['id']}: its box is empty")
    return Region(row["id"], row["words"], left, bottom, right, top, row["offered"])
