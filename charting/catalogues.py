"""Catalogues of translated words: gettext's .po, read as they lie, so that nothing has to be built
before a translation speaks.
"""

import gettext
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

_HELD = re.compile(r'^(msgid|msgid_plural|msgstr(?:\[\d+\])?) (".*"(?:\n".*")*)', re.MULTILINE)
_ESCAPED = re.compile(r"\\(.)")
_MEANS = {"n": "\n", "t": "\t", "r": "\r"}
_PLURALS = re.compile(r"plural=([^;\n]+)")


class Catalogue(gettext.NullTranslations):
    """The words of one language by those of the code; what it lacks is said as the code says it."""

    def __init__(
        self,
        told: Mapping[str, str],
        counted: Mapping[str, tuple[str, ...]],
        form_of: Callable[[int], int],
        lacks: int = 0,
    ) -> None:
        """`lacks` says how many messages are not translated yet."""
        super().__init__()
        self.told, self.counted, self._form_of, self.lacks = told, counted, form_of, lacks

    @property
    def speaks(self) -> bool:
        """Whether more is translated than not: with less, a screen would be English with words."""
        return len(self.told) + len(self.counted) > self.lacks

    def gettext(self, message: str) -> str:
        """The translation, or the message itself."""
        return self.told.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The form for `n`, or the message's own."""
        forms = self.counted.get(msgid1)
        return forms[self._form_of(n)] if forms else super().ngettext(msgid1, msgid2, n)


def read_catalogue(file: Path) -> Catalogue:
    """The catalogue in a file; a message that is fuzzy or lacks a form counts as not translated.

    Raises `OSError` where it cannot be read, and `ValueError` where it is no catalogue.
    """
    told: dict[str, str] = {}
    counted: dict[str, tuple[str, ...]] = {}
    head, lacks = "", 0
    for held in _entries(file.read_text("utf-8")):
        message = held.pop("msgid")
        if not message:
            head = held["msgstr"]
        elif held.pop("msgid_plural", None) is None:
            if held["msgstr"]:
                told[message] = held["msgstr"]
        elif all(held.values()):
            counted[message] = tuple(held.values())
        lacks += bool(message) and message not in told and message not in counted
    plurals = _PLURALS.search(head)
    if plurals is None:
        raise ValueError(f"{file.name}: no Plural-Forms")
    return Catalogue(told, counted, gettext.c2py(plurals[1]), lacks)


def _entries(text: str) -> Iterator[dict[str, str]]:
    for block in text.split("\n\n"):
        held = {key: _unquoted(words) for key, words in _HELD.findall(block)}
        if held and "#, fuzzy" not in block:
            yield held


def _unquoted(words: str) -> str:
    joined = words[1:-1].replace('"\n"', "")
    if "\\" not in joined:
        return joined
    return _ESCAPED.sub(lambda found: _MEANS.get(found[1], found[1]), joined)
