"""What a pain area calls to mind: the questions its quality points to, as data."""

from dataclasses import dataclass

from charting.domain.pain_area import PainQuality


@dataclass(frozen=True, slots=True)
class PainReminder:
    """What one quality reminds of, and the `items` of a visit it points to; it hinders nothing."""

    quality: PainQuality
    items: tuple[str, ...]
    words: str
    source: str
    reviewed_by: str
