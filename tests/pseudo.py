"""Languages that nobody speaks, made of the English as it is said: they show what was never marked
for translation, what has no room for longer words, and what runs the wrong way.
"""

import gettext
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from charting import i18n

OPENS, CLOSES = "⟦", "⟧"
# German and French take up to so much more room than English (IBM, for texts over ten letters).
LONGER = 0.4

_ACCENTED = str.maketrans("aceinouyACEINOUY", "áçéîñöüýÁÇÉÎÑÖÜÝ")
_ARABIC = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        "ابجدهوزحطيكلمنسعفصقرشتثخذض",
        strict=True,
    )
)
# What stays as it is: places to fill in, in both manners, a key's sign, the sign of a list.
_KEPT = re.compile(r"(\{[^}]*\}|%\([a-z_]+\)[sd]|%%|&|^- )", re.MULTILINE)


class Pseudo(gettext.NullTranslations):
    """Says every message by `say`, and its form for one or many as English does."""

    def __init__(self, say: Callable[[str], str]) -> None:
        super().__init__()
        self._say = say

    def gettext(self, message: str) -> str:
        return self._say(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._say(msgid1 if n == 1 else msgid2)


def longer(message: str) -> str:
    """Accented, in brackets, and 40 % longer, by a word where it has several."""
    if not any(map(str.isalpha, message)):
        return message
    said = "".join(
        piece if _KEPT.fullmatch(piece) else piece.translate(_ACCENTED)
        for piece in _KEPT.split(message)
    )
    more = max(1, round(len(message) * LONGER) - 2)
    filled = " ".join("~" * min(6, more - at) for at in range(0, more, 7))
    return f"{OPENS}{said}{' ' if len(message) > 10 else ''}{filled}{CLOSES}"


def turned(message: str) -> str:
    """The same letter by letter in Arabic writing; capitals are none there."""
    return "".join(
        piece
        if _KEPT.fullmatch(piece)
        else "".join(_ARABIC.get(letter.lower(), letter) for letter in piece)
        for piece in _KEPT.split(message)
    )


LANGUAGES = {"qps": longer, "ar": turned}
"""What is said in each: "qps" stands for none (ISO 639 keeps it for such use)."""


@contextmanager
def spoken_pseudo(language: str) -> Iterator[None]:
    """Speak one of `LANGUAGES` within; English afterwards."""
    i18n.speak(language, Pseudo(LANGUAGES[language]))
    try:
        yield
    finally:
        i18n.choose("en")
