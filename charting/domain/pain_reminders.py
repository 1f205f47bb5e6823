"""What a pain area calls to mind, and places of pain that have a name, as data."""

from dataclasses import dataclass

from charting.domain.geometry import Ring
from charting.domain.pain_area import PainQuality


@dataclass(frozen=True, slots=True)
class PainReminder:
    """What one quality reminds of, and the `items` of a visit it points to; it hinders nothing."""

    quality: PainQuality
    items: tuple[str, ...]
    words: str
    source: str
    reviewed_by: str


@dataclass(frozen=True, slots=True)
class PainPlace:
    """A place of pain with a name; its outline in mm of the map, its middle within it."""

    id: str
    words: str
    outline_mm: Ring
    source: str
    reviewed_by: str

    @property
    def middle_mm(self) -> tuple[float, float]:
        """The middle of its corners."""
        xs, ys = [x for x, _y in self.outline_mm], [y for _x, y in self.outline_mm]
        return sum(xs) / len(xs), sum(ys) / len(ys)
