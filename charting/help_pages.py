"""The pages of the help: Markdown in resources/help, found by the everyday names of things in the
language that is read.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from charting.domain.text import fold
from charting.languages import ENGLISH
from charting.places import root
from charting.tables import read_vocabulary

_FILE = re.compile(r"\d+-(.+)")
_HEADING = re.compile(r"^#{1,2} (.+)$", re.MULTILINE)
# More than all words of a search together count for where they stand.
_NOWHERE = 1_000
_ALSO = re.compile(r"^<!-- also: (.*) -->\n", re.MULTILINE)
# A word begins after an apostrophe, too: l’évolution.
_WORD = re.compile(r"[^\s'’`*\"“«(]+")
# In Arabic "the", with what may stand before it, is written onto its word: الموافقة.
_THE = re.compile(r"^[وبفك]?ال(?=...)")
_WORDS = "words.toml"
# What a heading is called in another language, and as what it is looked for there.
Called = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the page `page` with its words, and what it is `also` looked for as."""

    page: str
    heading: str
    words: str
    also: str


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page: `id` as links name it, `text` as Markdown in `language` (BCP 47); its headings are in
    the language that it was asked for in. `is_checked` where no translation waits to be signed off.
    """

    id: str
    title: str
    text: str
    sections: tuple[Section, ...]
    language: str
    is_checked: bool


def folder() -> Path:
    """Where the pages lie; a picture is named from the folder of a language."""
    return root() / "help"


@cache
def pages(language: str = ENGLISH) -> tuple[HelpPage, ...]:
    """All pages for who reads `language` (BCP 47), in the order in which they are offered."""
    code = language.partition("-")[0]
    called = _called(code)
    return tuple(
        _page(found[1], file, code, called.get(found[1], {}))
        for file in sorted((folder() / ENGLISH).glob("*.md"))
        if (found := _FILE.fullmatch(file.stem))
    )


def page(page_id: str, language: str = ENGLISH) -> HelpPage:
    """The page of that id; the first one where there is none."""
    every = pages(language)
    return next((each for each in every if each.id == page_id), every[0])


def search(words: str, language: str = ENGLISH) -> tuple[Section, ...]:
    """The sections in which every word begins a word, those that are called so first."""
    wanted = _spelled(words)
    every = [section for each in pages(language) for section in each.sections]
    found = [(_rank(section, wanted), place) for place, section in enumerate(every)]
    return tuple(every[place] for rank, place in sorted(found) if wanted and rank < _NOWHERE)


def _rank(section: Section, wanted: list[str]) -> int:
    """Less is better: each word counts by where it stands."""
    rank = 0
    for word in wanted:
        stands = [n for n, text in enumerate(_folded(section)) if _begins(text, word)]
        rank += (0, 1, 10)[stands[0]] if stands else _NOWHERE
    return rank


@cache
def _folded(section: Section) -> tuple[frozenset[str], ...]:
    """What a search looks through: each word once, ready before the next letter is typed."""
    texts = (section.heading, section.also, section.words)
    return tuple(frozenset(_spelled(text)) for text in texts)


def _spelled(text: str) -> list[str]:
    return [_THE.sub("", word) for word in _WORD.findall(fold(text))]


def _begins(words: frozenset[str], wanted: str) -> bool:
    return any(word.startswith(wanted) for word in words)


@cache
def _words(code: str) -> Mapping[str, Any]:
    """What a language says of its pages, and who has signed them off; nothing where nobody has."""
    file = folder() / code / _WORDS
    return read_vocabulary(file) if code.isalpha() and file.is_file() else {}


def _called(code: str) -> Mapping[str, Called]:
    """What the headings of the pages that are still in English are called in a language."""
    return {
        page_id: {heading: (said[0], said[1]) for heading, said in rows.items()}
        for page_id, rows in _words(code).items()
        if isinstance(rows, dict)
    }


def _page(page_id: str, english: Path, code: str, called: Called) -> HelpPage:
    own = folder() / code / english.name
    language = code if own.is_file() else ENGLISH
    text = (own if own.is_file() else english).read_text("utf-8")
    sections = []
    heads = list(_HEADING.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    for head, end in zip(heads, ends, strict=True):
        body = text[head.end() : end]
        name, also = called.get(head[1], (head[1], ""))
        looked_for = " ".join([head[1], *_ALSO.findall(body), also]).replace(",", " ")
        sections.append(Section(page_id, name, _ALSO.sub("", body).strip(), looked_for))
    shown = _HEADING.sub(lambda head: head[0].replace(head[1], _name(called, head[1])), text)
    is_checked = language == ENGLISH or bool(_words(code).get("reviewed_by"))
    shown = _ALSO.sub("", shown)
    return HelpPage(page_id, sections[0].heading, shown, tuple(sections), language, is_checked)


def _name(called: Called, heading: str) -> str:
    return called.get(heading, (heading, ""))[0]
