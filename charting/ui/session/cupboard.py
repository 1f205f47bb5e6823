"""What is at hand while one charts: the open boxes, and the needles that the keys 1 to 9 arm."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QObject, Signal

from charting.domain.boxes import Box, BoxLabel, box_for, of_the_lot, size_of_article
from charting.domain.errors import ErrorCode, Refused
from charting.domain.lots import Handle, Lot, lot_number, read_expiry
from charting.domain.marks import Mark, Needle, NeedleKit, NeedlePreset
from charting.i18n import _
from charting.services.supplies import Supplies
from charting.services.supply_records import BoxLabels
from charting.ui.tasks import Lane
from charting.wording import sentence, size_words
from charting.wording.supplies import box_words

Read = TypeVar("Read")


class Size(NamedTuple):
    """Which needles a box holds: mm, micrometres, and what they are held by."""

    length: int
    diameter: int
    handle: Handle | None = None


class _State(NamedTuple):
    """What the record has: every box, those that are open, and the presets."""

    boxes: Sequence[Box]
    opened: Sequence[Box]
    presets: Mapping[int, NeedlePreset]


class Cupboard(QObject):
    """`changed` tells of other boxes or presets, `scanned` of a label whose size is not known yet,
    `opened` of a box that was opened, `refused` says why something was not done.
    """

    changed = Signal()
    scanned = Signal(object)
    opened = Signal(str)
    refused = Signal(str)

    def __init__(
        self,
        supplies: Supplies,
        labels: BoxLabels,
        kit: NeedleKit,
        country: str,
        lane: Lane,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._supplies, self._labels, self._lane = supplies, labels, lane
        self._usual, self.country = kit.presets, country
        self.every: Sequence[Box] = ()
        self.boxes: Sequence[Box] = ()
        self.presets: Mapping[int, NeedlePreset] = dict(enumerate(kit.presets, start=1))

    def read(self) -> None:
        """Read boxes and presets in the background; `changed` follows."""
        self._try(self._state, self._show)

    # What a needle is taken from

    def box(self, length: int, diameter: int, handle: Handle | None = None) -> Box | None:
        """The open box of needles of this size, if there is one."""
        return box_for(self.boxes, length, diameter, handle)

    def labelled(self, mark: Mark) -> Mark:
        """The mark with lot and handle of the box that it is taken from; one that was set before
        any box of its size was opened has none.
        """
        if not isinstance(mark, Needle):
            return mark
        box = self.box(mark.length, mark.diameter, mark.handle)
        if box is None or box.opened.utc > mark.went_in.utc:
            return replace(mark, lot=None)
        return replace(mark, lot=box.lot, handle=mark.handle or box.handle)

    def lot_named(self, typed: str, needle: Needle) -> Lot | None:
        """The lot that somebody names for a needle; none for nothing.

        Raises `Refused` (LOT_UNKNOWN where no box of it was ever opened, LOT_OF_ANOTHER_SIZE).
        """
        if not typed.strip():
            return None
        number = lot_number(typed)
        boxes = of_the_lot(self.every, number)
        if not boxes:
            raise Refused(ErrorCode.LOT_UNKNOWN, {"lot": number})
        fitting = box_for(boxes, needle.length, needle.diameter)
        if fitting is None:
            size = size_words(boxes[-1].diameter, boxes[-1].length)
            raise Refused(ErrorCode.LOT_OF_ANOTHER_SIZE, {"lot": number, "size": size})
        return fitting.lot

    # What a hand can do

    def scan(self, typed: str) -> None:
        """Read the code of a box; a box of a known article is opened at once, of another `scanned`
        tells what is on it, so that its size can be said.
        """

        def read() -> tuple[BoxLabel, Box | None]:
            label = self._labels.read(typed)
            return label, size_of_article(self._supplies.boxes(), label.gtin)

        def then(came: tuple[BoxLabel, Box | None]) -> None:
            label, known = came
            if known is None:
                self.scanned.emit(label)
                return
            size = Size(known.length, known.diameter, known.handle)
            self._open(Lot(label.number, label.expiry), size, label.gtin)

        self._try(read, then)

    def open(self, number: str, expiry: str | date, size: Size, gtin: str = "") -> None:
        """Open a box of the lot and expiry as typed."""
        try:
            day = expiry if isinstance(expiry, date) else read_expiry(expiry, self.country)
            lot = Lot(lot_number(number), day)
        except Refused as refused:
            self.refused.emit(sentence(refused, self.country))
            return
        self._open(lot, size, gtin)

    def put_away(self, box: Box) -> None:
        """Put a box away: needles to come carry no lot of it."""

        def put() -> _State:
            self._supplies.put_away(box)
            return self._state()

        self._try(put, self._show)

    def keep_preset(self, place: int, preset: NeedlePreset) -> None:
        """Let a key arm this from now on."""

        def keep() -> _State:
            self._supplies.keep_preset(place, preset, self._usual)
            return self._state()

        self._try(keep, self._show)

    def _open(self, lot: Lot, size: Size, gtin: str) -> None:
        def opened() -> _State:
            self._supplies.open_box(lot, *size, gtin)
            return self._state()

        def then(state: _State) -> None:
            self._show(state)
            box = self.box(*size)
            if box is not None:
                words = _("Open now: {box}. Needles of this size carry it.")
                self.opened.emit(words.format(box=box_words(box, self.country)))

        self._try(opened, then)

    def _state(self) -> _State:
        supplies = self._supplies
        return _State(supplies.boxes(), supplies.open_boxes(), supplies.presets(self._usual))

    def _show(self, state: _State) -> None:
        self.every, self.boxes, self.presets = state
        self.changed.emit()

    def _try(self, do: Callable[[], Read], then: Callable[[Read], None]) -> None:
        def tried() -> Read | Refused:
            try:
                return do()
            except Refused as refused:
                return refused

        def told(came: Read | Refused) -> None:
            if isinstance(came, Refused):
                self.refused.emit(sentence(came, self.country))
            else:
                then(came)

        self._lane.submit(tried, told)
