"""Passphrases: the form in which they are compared, and which are too weak to begin with.

NIST SP 800-63B-4 section 3.1.1.2: 15 characters and more, any characters, no rules of composition.
"""

import unicodedata

from charting.domain.errors import ErrorCode, Refused

MINIMUM = 15

# Runs that fingers find by themselves; read forwards, backwards and round and round.
_RUNS = (
    "0123456789",
    "1234567890",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
)


def normalised(passphrase: str) -> bytes:
    """The bytes from which a key is derived: UTF-8 of Unicode NFKC, the same on every keyboard."""
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")


def checked_passphrase(passphrase: str) -> str:
    """The passphrase, if it may guard a new slot.

    Raises `Refused` (PASSPHRASE_TOO_SHORT, PASSPHRASE_TOO_SIMPLE).
    """
    text = unicodedata.normalize("NFKC", passphrase)
    if len(text) < MINIMUM:
        raise Refused(ErrorCode.PASSPHRASE_TOO_SHORT, {"length": len(text), "minimum": MINIMUM})
    bare = "".join(text.casefold().split())
    if _repeats(text.casefold()) or _repeats(bare) or _is_run(bare):
        raise Refused(ErrorCode.PASSPHRASE_TOO_SIMPLE)
    return passphrase


def _repeats(text: str) -> bool:
    """Whether one piece, at most half as long as the text, makes all of it."""
    return any(text[piece:] == text[:-piece] for piece in range(1, len(text) // 2 + 1))


def _is_run(text: str) -> bool:
    rounds = len(text) // len(min(_RUNS, key=len)) + 2
    return any(text in run * rounds or text in run[::-1] * rounds for run in _RUNS)
