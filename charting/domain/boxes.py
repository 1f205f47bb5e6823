"""Boxes of needles: scanned or typed once; every needle from one carries its lot and expiry."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import BoxId, PractitionerId
from charting.domain.lots import Handle, Lot
from charting.domain.marks import DIAMETERS_UM, LENGTHS_MM
from charting.domain.moment import Moment


@dataclass(frozen=True, slots=True)
class BoxLabel:
    """What a scanner reads from a box; `gtin` names the article, and is empty where it is not on
    it. Nothing of it says how long the needles are.
    """

    number: str
    expiry: date
    gtin: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A box that somebody opened, of needles of `length` mm and `diameter` micrometres. It is open
    until it is `put_away`.
    """

    id: BoxId
    lot: Lot
    length: int
    diameter: int
    opened: Moment
    opened_by: PractitionerId
    handle: Handle | None = None
    gtin: str = ""
    put_away: Moment | None = None

    def fits(self, length: int, diameter: int, handle: Handle | None = None) -> bool:
        """Whether a needle of this size, and of this handle where one is asked for, is from it."""
        same = (length, diameter) == (self.length, self.diameter)
        return same and (handle is None or self.handle is None or handle is self.handle)


def checked_box(box: Box) -> Box:
    """The box, if it can be opened. Raises `Refused` (NEEDLE_IMPOSSIBLE, LOT_EXPIRED)."""
    if box.length not in LENGTHS_MM or box.diameter not in DIAMETERS_UM:
        facts = {"length": box.length, "diameter_um": box.diameter}
        raise Refused(ErrorCode.NEEDLE_IMPOSSIBLE, facts)
    box.lot.check_on(box.opened.day)
    return box


def open_boxes(boxes: Iterable[Box], by: PractitionerId) -> tuple[Box, ...]:
    """The boxes that somebody has open, the one opened last first."""
    theirs = [box for box in boxes if box.put_away is None and box.opened_by == by]
    return tuple(sorted(theirs, key=lambda box: (box.opened.utc, box.id.bytes), reverse=True))


def box_for(
    opened: Iterable[Box], length: int, diameter: int, handle: Handle | None = None
) -> Box | None:
    """The open box that a needle of this size is taken from, the one opened last first."""
    return next((box for box in opened if box.fits(length, diameter, handle)), None)


def of_the_lot(boxes: Iterable[Box], number: str) -> tuple[Box, ...]:
    """The boxes of a lot, open or put away."""
    return tuple(box for box in boxes if box.lot.number == number)


def size_of_article(boxes: Iterable[Box], gtin: str) -> Box | None:
    """The box last opened of an article: the next one of it has the same size."""
    same = [box for box in boxes if gtin and box.gtin == gtin]
    return max(same, key=lambda box: box.opened.utc, default=None)
