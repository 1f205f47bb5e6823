"""The words of the chosen language: gettext, one catalogue for screen, paper and command line; a
paper may speak another language than the screen it is made from.
"""

import gettext
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from charting.catalogues import Catalogue, read_catalogue
from charting.languages import ENGLISH, separators
from charting.places import root

FOLDER = "locale"
_FILE = Path("LC_MESSAGES", "charting.po")

_chosen: tuple[str, gettext.NullTranslations] = (ENGLISH, gettext.NullTranslations())
# Set while a paper is made; each thread and task has its own.
_aloud: ContextVar[tuple[str, gettext.NullTranslations] | None] = ContextVar("_aloud", default=None)


def choose(language: str, locale_folder: Path | None = None) -> None:
    """Speak `language` (BCP 47) from now on; English where there is no catalogue of it."""
    speak(language, _catalogue(language, locale_folder or root() / FOLDER))


def choose_first(wanted: Iterable[str]) -> None:
    """Speak the first of `wanted` (BCP 47) that is spoken; English where none is."""
    choose(next((code for code in map(_nearest, wanted) if code), ENGLISH))


def wanted_by(environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The languages (BCP 47) that the environment asks for, the most wanted first; none where the
    system keeps them elsewhere.
    """
    named = environment.get("LANGUAGE", "").split(":")
    named += [environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    codes = (name.partition(".")[0].partition("@")[0].replace("_", "-") for name in named)
    return tuple(code for code in codes if code)


def speak(language: str, words: gettext.NullTranslations) -> None:
    """Speak `language` in words that are at hand."""
    global _chosen  # noqa: PLW0603 - one language speaks at a time, chosen at start
    _chosen = language, words


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak `language` within, in this thread alone: for a paper that a patient reads."""
    before = _aloud.set((language, _catalogue(language, root() / FOLDER)))
    try:
        yield
    finally:
        _aloud.reset(before)


def spoken() -> str:
    """The language that speaks now (BCP 47)."""
    return (_aloud.get() or _chosen)[0]


def language_for(wanted: str) -> str:
    """The language in which whoever reads `wanted` (BCP 47, or nothing) is told something: English
    where it is not spoken.
    """
    return _nearest(wanted) or ENGLISH


def spoken_languages() -> tuple[str, ...]:
    """The languages in which the application speaks, English first: those of which more is
    translated than not.
    """
    found = sorted(file.parents[1].name for file in (root() / FOLDER).glob(f"*/{_FILE}"))
    return (ENGLISH, *(code for code in found if _nearest(code)))


def sentences_in(language: str) -> int:
    """How many messages are translated into a language (BCP 47)."""
    words = _catalogue(language, root() / FOLDER)
    return len(words.told) + len(words.counted) if isinstance(words, Catalogue) else 0


def _nearest(wanted: str) -> str:
    """The language by which a wanted one is spoken, itself or it without its region, or nothing."""
    base = wanted.partition("-")[0].lower()
    words = _catalogue(wanted, root() / FOLDER)
    return wanted if base == ENGLISH or (isinstance(words, Catalogue) and words.speaks) else ""


def _(message: str) -> str:
    """`message` in the language that speaks."""
    return (_aloud.get() or _chosen)[1].gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """`one` or `many`, by how the language that speaks counts `number`."""
    return (_aloud.get() or _chosen)[1].ngettext(one, many, number)


def listed(parts: Iterable[str | None]) -> str:
    """The parts that say something as a list, with the comma of the language that speaks."""
    return separators(spoken())[0].join(filter(None, parts))


def clauses(parts: Iterable[str | None]) -> str:
    """As `listed`, with the semicolon: between parts that may be lists themselves."""
    return separators(spoken())[1].join(filter(None, parts))


@cache
def _catalogue(language: str, folder: Path) -> gettext.NullTranslations:
    """The words of a language, or of it without its region; English where there are none."""
    for code in dict.fromkeys((language, language.partition("-")[0])):
        file = folder / code / _FILE
        if code.replace("-", "").isalnum() and file.is_file():
            return read_catalogue(file)
    return gettext.NullTranslations()
