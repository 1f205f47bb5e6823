"""Passphrases: the form in which they are compared, and which are too weak to begin with.

NIST SP 800-63B-4 section 3.1.1.2: 15 characters and more, any characters, no rules of composition,
and none that is known, expected, or soon guessed.
"""

import unicodedata
from collections.abc import Sequence

from zxcvbn import zxcvbn

from charting.domain.errors import ErrorCode, Refused
from charting.domain.passphrase import LEAST_CHARACTERS, LEAST_SCORE

# It takes time with the square of the length, and what is longer needs no more of it.
_LOOKED_AT = 72


def normalised(passphrase: str) -> bytes:
    """The bytes from which a key is derived: UTF-8 of Unicode NFKC, the same on every keyboard."""
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")


def score(passphrase: str, expected: Sequence[str] = ()) -> int:
    """How hard it is to guess, 0 to 4 (Wheeler, zxcvbn, USENIX Security 2016); `expected` are words
    that whoever guesses tries first, such as names.
    """
    text = unicodedata.normalize("NFKC", passphrase)
    bare = "".join(text.casefold().split())
    if not bare or _repeats(text.casefold()) or _repeats(bare):
        return 0
    known = [part for words in expected for part in (words, *words.split())]
    return int(zxcvbn(text[:_LOOKED_AT], known, max_length=_LOOKED_AT)["score"])


def checked_passphrase(passphrase: str, expected: Sequence[str] = ()) -> str:
    """The passphrase, if it may guard a new slot.

    Raises `Refused` (PASSPHRASE_TOO_SHORT, PASSPHRASE_TOO_SIMPLE).
    """
    length = len(unicodedata.normalize("NFKC", passphrase))
    if length < LEAST_CHARACTERS:
        raise Refused(
            ErrorCode.PASSPHRASE_TOO_SHORT, {"length": length, "minimum": LEAST_CHARACTERS}
        )
    if score(passphrase, expected) < LEAST_SCORE:
        raise Refused(ErrorCode.PASSPHRASE_TOO_SIMPLE)
    return passphrase


def _repeats(text: str) -> bool:
    """Whether one piece, at most half as long as the text, makes all of it."""
    return any(text[piece:] == text[:-piece] for piece in range(1, len(text) // 2 + 1))
