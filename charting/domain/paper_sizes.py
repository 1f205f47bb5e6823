"""The sizes of paper: what most printers hold, labels off a roll, and slips."""

from collections.abc import Mapping
from types import MappingProxyType

LARGE = ("A4", "Letter")
"""What reports and leaflets are printed on."""

LABELS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "89 × 36 mm": (89, 36),
        "62 × 29 mm": (62, 29),
        "99 × 38 mm": (99, 38),
    }
)
"""Width and height in mm, by what is printed on the box of labels."""

SLIPS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"A6": (105, 148), "A7": (74, 105), "80 mm": (80, 0)}
)
"""Width and height in mm; a roll, whose height is 0, is cut where the text ends."""
