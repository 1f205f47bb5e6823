"""Supplies: boxes of needles opened and put away, how needles are armed, and who got a lot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from charting.domain.audit import Action, Trace
from charting.domain.boxes import Box, checked_box, of_the_lot, open_boxes
from charting.domain.canonical import canonical, digest
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import BoxId, EntryId
from charting.domain.lots import Handle, Lot, lot_number
from charting.domain.marks import NeedlePreset
from charting.domain.moment import Moment
from charting.domain.practice import Practice, Practitioner
from charting.domain.roles import Right
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records
from charting.services.supply_records import LotLine

# The keys 1 to 9.
PLACES = range(1, 10)


@dataclass(frozen=True, slots=True)
class LotReport:
    """Who got needles of a lot: the boxes of it that were opened here, and the visits, the latest
    first.
    """

    practice: Practice
    people: Sequence[Practitioner]
    number: str
    boxes: Sequence[Box]
    lines: Sequence[LotLine]
    asked: Moment

    @property
    def needles(self) -> int:
        """How many needles of it are on file."""
        return sum(line.needles for line in self.lines)

    @property
    def patients(self) -> int:
        """How many people got one."""
        return len({line.patient.id for line in self.lines})

    def name_of(self, line: LotLine) -> str:
        """The name of who began the visit."""
        names = {one.id: one.name for one in self.people}
        return names.get(line.practitioner_id, "")


class SupplyDocuments(Protocol):
    """Makes what is printed: PDF files, in memory."""

    def lot_list(self, report: LotReport) -> bytes:
        """Who got needles of a lot."""


class Supplies:
    """What `who` can do with boxes, presets and lots."""

    def __init__(self, records: Records, clock: Clock, ids: Ids, who: Practitioner) -> None:
        self._records, self._clock, self._ids, self._who = records, clock, ids, who

    @needs(Right.READ_CLINICAL)
    def boxes(self) -> Sequence[Box]:
        """All boxes that were ever opened here, in that order."""
        return self._records.supplies.boxes()

    @needs(Right.READ_CLINICAL)
    def open_boxes(self) -> Sequence[Box]:
        """The boxes that `who` has open, the one opened last first."""
        return open_boxes(self._records.supplies.boxes(), self._who.id)

    @needs(Right.CHART)
    def open_box(
        self,
        lot: Lot,
        length: int,
        diameter: int,
        handle: Handle | None = None,
        gtin: str = "",
    ) -> Sequence[Box]:
        """Open a box; the one of that size and handle that was open so far is put away. The boxes
        that are open then. A box that is open already stays so.

        Raises what `checked_box` refuses.
        """
        now, opened = self._clock.now(), self.open_boxes()
        new = Box(BoxId(self._ids.new()), lot, length, diameter, now, self._who.id, handle, gtin)
        checked_box(new)
        same = [box for box in opened if (box.length, box.diameter) == (length, diameter)]
        instead = [box for box in same if box.handle is handle]
        if any(box.lot == lot for box in instead):
            return opened
        away = [replace(box, put_away=now) for box in instead]
        self._records.supplies.open_box(new, away, self._trace(Action.BOX_OPENED, new))
        return self.open_boxes()

    @needs(Right.CHART)
    def put_away(self, box: Box) -> Sequence[Box]:
        """Put a box away; those that are open then. Raises `Refused` (NOT_FOUND)."""
        away = replace(box, put_away=self._clock.now())
        self._records.supplies.put_away(away, self._trace(Action.BOX_PUT_AWAY, away))
        return self.open_boxes()

    @needs(Right.READ_CLINICAL)
    def presets(self, usual: Sequence[NeedlePreset]) -> Mapping[int, NeedlePreset]:
        """What each key arms: what `who` has kept, and the `usual` for the others."""
        own = self._records.supplies.presets(self._who.id)
        return {**dict(zip(PLACES, usual, strict=False)), **own}

    @needs(Right.CHART)
    def keep_preset(
        self, place: int, preset: NeedlePreset, usual: Sequence[NeedlePreset]
    ) -> Mapping[int, NeedlePreset]:
        """Keep what a key arms for `who`; all presets as they are then.

        Raises `Refused` (VALUE_OUT_OF_RANGE) for a key that is none.
        """
        if place not in PLACES:
            facts = {"least": PLACES[0], "most": PLACES[-1], "value": place}
            raise Refused(ErrorCode.VALUE_OUT_OF_RANGE, facts)
        trace = self._trace(Action.PRESET_KEPT, {"place": place, "preset": preset})
        self._records.supplies.keep_preset(self._who.id, place, preset, trace)
        return self.presets(usual)

    @needs(Right.READ_CLINICAL)
    def who_got(self, typed: str) -> LotReport:
        """Who got needles of a lot; asking leaves a trace.

        Raises `Refused` (LOT_UNKNOWN) where there is neither a box nor a needle of it; what
        `lot_number` refuses.
        """
        number, records = lot_number(typed), self._records
        boxes = of_the_lot(records.supplies.boxes(), number)
        lines = records.supplies.who_got(number)
        if not boxes and not lines:
            raise Refused(ErrorCode.LOT_UNKNOWN, {"lot": number})
        what = {"lot": number, "sessions": [line.session_id for line in lines]}
        records.trail.add(self._trace(Action.LOT_TRACED, what))
        people, practice = records.practice.practitioners(), records.practice.practice()
        return LotReport(practice, people, number, boxes, lines, self._clock.now())

    @needs(Right.HAND_OUT)
    def on_paper(self, report: LotReport, documents: SupplyDocuments, size: str = "") -> bytes:
        """The list as PDF, on the practice's paper or one of another size; making it leaves a trace
        with the hash of the file.
        """
        made = documents.lot_list(replace(report, practice=report.practice.on_paper(size)))
        what = {"report": "lot", "lot": report.number, "sha256": digest(made).hex()}
        self._records.trail.add(self._trace(Action.REPORT_MADE, what))
        return made

    def _trace(self, action: Action, what: object) -> Trace:
        practice = self._records.practice.practice()
        now, by = self._clock.now(), self._who.id
        return Trace(EntryId(self._ids.new()), practice.id, now, by, action, canonical(what))
