"""What is kept of a clinic's boxes of needles, and of how each practitioner's needles are armed; a
part of the port `Records`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from charting.domain.audit import Trace
from charting.domain.boxes import Box, BoxLabel
from charting.domain.ids import PractitionerId, SessionId
from charting.domain.marks import NeedlePreset
from charting.domain.moment import Moment
from charting.domain.patient import Patient


@dataclass(frozen=True, slots=True)
class LotLine:
    """A visit in which needles of a lot were set: how many, of whom, when, and by whom the visit
    was begun.
    """

    patient: Patient
    session_id: SessionId
    number: int
    opened: Moment
    practitioner_id: PractitionerId
    needles: int
    expiry: date


class SupplyRecords(Protocol):
    """Boxes, presets, and which patients the needles of a lot went to."""

    def boxes(self) -> Sequence[Box]:
        """All boxes that were ever opened, in that order."""

    def open_box(self, box: Box, instead: Sequence[Box], trace: Trace) -> None:
        """Store a box, and that those it takes the place of are put away as they are given."""

    def put_away(self, box: Box, trace: Trace) -> None:
        """Store that a box is put away. Raises `Refused` (NOT_FOUND)."""

    def presets(self, practitioner_id: PractitionerId) -> Mapping[int, NeedlePreset]:
        """The presets of a practitioner's own, by the key that arms each."""

    def keep_preset(
        self, practitioner_id: PractitionerId, place: int, preset: NeedlePreset, trace: Trace
    ) -> None:
        """Store a preset; the one of that key makes place for it."""

    def who_got(self, number: str) -> Sequence[LotLine]:
        """The visits with a needle of the lot, the latest first; none that was entered in error."""


class BoxLabels(Protocol):
    """Reads what a scanner types."""

    def read(self, scanned: str) -> BoxLabel:
        """What stands on a box.

        Raises `Refused` (LABEL_UNREADABLE, LABEL_LACKS_LOT).
        """
