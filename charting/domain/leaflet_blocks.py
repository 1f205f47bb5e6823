"""The blocks of a leaflet: a heading and the lines under it, ready to print or to be typed over."""

import re
from dataclasses import dataclass

from charting.domain.leaflet_texts import Urgency

TODAY, MOVEMENTS, NEXT_VISIT = "today", "movements", "next_visit"

# What begins a line that is one of a list, as people type it.
_BULLET = re.compile(r"^\s*[-•*–]\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """One or more lines of text; `symbol` is the drawing beside it in an easy-read leaflet."""

    words: str
    bullet: bool = False
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class ChosenMovement:
    """A movement for a patient as it was chosen: `id` is that of the library or of the clinic's
    own, `picture` the SHA-256, in hex, of the clinic's own picture; else the drawing of that id.
    """

    id: str
    name: str
    how: str
    amount: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading and what stands under it, ready to print."""

    id: str
    urgency: Urgency | None
    boxed: bool
    heading: str
    lines: tuple[Line, ...] = ()
    movements: tuple[ChosenMovement, ...] = ()

    @property
    def is_emergency(self) -> bool:
        """Whether it tells of what cannot wait."""
        return self.urgency is Urgency.EMERGENCY

    def is_strong(self, place: int) -> bool:
        """Whether the line at a place closes a list, and so stands out."""
        return not self.lines[place].bullet and any(line.bullet for line in self.lines[:place])


def as_typed(block: Block) -> str:
    """The lines of a block as somebody would type them."""
    return "\n".join(f"• {line.words}" if line.bullet else line.words for line in block.lines)


def lines_of(typed: str) -> tuple[Line, ...]:
    """The lines of a typed text; one that begins with a dash, a dot or a star belongs to a list."""
    found = []
    for typed_line in typed.split("\n"):
        if words := _BULLET.sub("", typed_line).strip():
            found.append(Line(words, bullet=bool(_BULLET.match(typed_line))))
    return tuple(found)
