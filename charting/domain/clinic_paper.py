"""What a clinic puts on its own leaflets: its logo and colours, and movements of its own.

Contrast is that of WCAG 2.2, against white paper: text 7:1 (clinical reference 7.3), frames 3:1.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import NewType
from uuid import UUID

from charting.domain.errors import ErrorCode, Refused
from charting.domain.leaflet_blocks import ChosenMovement
from charting.domain.leaflet_plan import checked_choice
from charting.domain.moment import Moment

USUAL = "#0b5563"
TEXT_CONTRAST, FRAME_CONTRAST = 7.0, 3.0

ClinicPaperId = NewType("ClinicPaperId", UUID)

_COLOUR = re.compile(r"#?([0-9a-fA-F]{6})")


@dataclass(frozen=True, slots=True)
class PaperLook:
    """How the clinic's leaflets look: the colours of headings and of frames and signs, as #rrggbb,
    and the SHA-256, in hex, of its logo; empty: none.
    """

    headings: str = USUAL
    frames: str = USUAL
    logo: str = ""


@dataclass(frozen=True, slots=True)
class OwnMovement:
    """A movement of the clinic's own; `picture` is the SHA-256, in hex, of its picture, if any."""

    name: str
    how: str
    usual: str = ""
    picture: str = ""
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What a block says in the clinic's leaflets in a language (BCP 47), with its places in braces,
    checked by `charting.domain.clinic_words`; empty: what ships.
    """

    language: str
    block: str
    heading: str
    text: str


ClinicContent = PaperLook | OwnMovement | OwnWords


@dataclass(frozen=True, slots=True)
class ClinicPaper:
    """One version of what a clinic puts on its paper; versions count from 1 and all stay."""

    id: ClinicPaperId
    version: int
    at: Moment
    content: ClinicContent


@dataclass(frozen=True, slots=True)
class Dress:
    """What a leaflet is printed with: the look, and the pictures it shows, by their SHA-256."""

    look: PaperLook = field(default_factory=PaperLook)
    pictures: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))


def checked_look(look: PaperLook) -> PaperLook:
    """The look with its colours spelled alike.

    Raises `Refused` (COLOUR_UNREADABLE, COLOUR_PALE).
    """
    return replace(
        look,
        headings=_checked_colour(look.headings, "heading_colour", TEXT_CONTRAST),
        frames=_checked_colour(look.frames, "frame_colour", FRAME_CONTRAST),
    )


def checked_movement(own: OwnMovement) -> OwnMovement:
    """The movement with its texts cleaned. Raises `Refused` (FIELD_MISSING, TEXT_TOO_LONG)."""
    checked = checked_choice(ChosenMovement("", own.name, own.how, own.usual))
    return replace(own, name=checked.name, how=checked.how, usual=checked.amount)


def contrast_on_white(colour: str) -> float:
    """How a colour (#rrggbb) stands out from white paper, 1 to 21."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _checked_colour(typed: str, name: str, least: float) -> str:
    found = _COLOUR.fullmatch(typed.strip())
    if found is None:
        raise Refused(ErrorCode.COLOUR_UNREADABLE, {"field": name, "typed": typed[:40]})
    colour = f"#{found[1].lower()}"
    if contrast_on_white(colour) < least:
        ratio = f"{contrast_on_white(colour):.1f}"
        facts = {"field": name, "colour": colour, "ratio": ratio, "least": f"{least:.0f}"}
        raise Refused(ErrorCode.COLOUR_PALE, facts)
    return colour
