"""Lines of right-to-left text in the order and the joined forms in which they are drawn.

The paper's library puts one glyph after another from left to right. So Arabic letters take the
presentation forms of Unicode here (arabic-reshaper), and a line its visual order by the Unicode
bidirectional algorithm, UAX #9 (python-bidi).
"""

import re
import unicodedata

from arabic_reshaper import ArabicReshaper
from bidi import get_display

_FIRST_RIGHT_TO_LEFT = "\u0590"
# Begins a line that runs from right to left whatever its first letter is; it shows nothing.
RIGHT_TO_LEFT = "\u200f"

_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
# A mark that shows nothing and stays with the letter before it (class NSM of the algorithm).
_FOLLOWER = "\u034f"
_BRACKET = r"[()\[\]{}<>«»‹›]"
_DRAWN_BRACKET = re.compile(f"({_BRACKET}){_FOLLOWER}|{_FOLLOWER}({_BRACKET})")

# Numbers to call: their groups run from left to right, as they are dialled, with the sign before. A
# year and the hour after it are none.
_LEFT_TO_RIGHT = "\u200e"
_TO_CALL = re.compile(r"(?<![\w+.])\+?\d[\d \u00a0/()-]{4,}\d")

# Temperatures, also in the other unit behind: "38 °C (100.4 °F)".
_DEGREES = r"\d+(?:[.,]\d+)?[ \u00a0]?°[CF]"
_TEMPERATURE = re.compile(rf"{_DEGREES}(?:[ \u00a0]\({_DEGREES}\))?")

_RESHAPER = ArabicReshaper({"delete_harakat": False, "delete_tatweel": False})


def is_right_to_left(text: str) -> bool:
    """Whether any letter of it is written from right to left."""
    return not text.isascii() and any(
        c >= _FIRST_RIGHT_TO_LEFT and unicodedata.bidirectional(c) in ("R", "AL") for c in text
    )


def joined(text: str) -> str:
    """`text` in its own order, each Arabic letter in the form its neighbours give it."""
    return _RESHAPER.reshape(text) if is_right_to_left(text) else text


def visual(line: str) -> str:
    """One line as it is drawn from left to right. Letters should be joined already."""
    if not is_right_to_left(line):
        return line
    # The library leaves brackets as they are (rule L4): one that is read from the right has its
    # follower at its left now, and opens to the other side.
    held = _TO_CALL.sub(rf"{_LEFT_TO_RIGHT}\g<0>", line)
    held = _TEMPERATURE.sub(rf"{_LEFT_TO_RIGHT}\g<0>{_LEFT_TO_RIGHT}", held)
    held = re.sub(_BRACKET, rf"\g<0>{_FOLLOWER}", held)
    drawn = _DRAWN_BRACKET.sub(_as_read, get_display(held))
    return drawn.replace(RIGHT_TO_LEFT, "").replace(_LEFT_TO_RIGHT, "")


def _as_read(found: re.Match[str]) -> str:
    return found[1] or found[2].translate(_MIRRORED)
