"""The pages of the help: Markdown in resources/help, found by the everyday names of things."""

import re
from dataclasses import dataclass
from functools import cache

from charting.domain.text import fold
from charting.places import root

_FILE = re.compile(r"\d+-(.+)")
_HEADING = re.compile(r"^#{1,2} (.+)$", re.MULTILINE)
# More than all words of a search together count for where they stand.
_NOWHERE = 1_000
_ALSO = re.compile(r"^<!-- also: (.*) -->\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the page `page` with its words, and what it is `also` looked for as."""

    page: str
    heading: str
    words: str
    also: str


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page: `id` as links name it, `text` as Markdown."""

    id: str
    title: str
    text: str
    sections: tuple[Section, ...]


@cache
def pages() -> tuple[HelpPage, ...]:
    """All pages, in the order in which they are offered."""
    return tuple(
        _page(found[1], file.read_text("utf-8"))
        for file in sorted((root() / "help" / "en").glob("*.md"))
        if (found := _FILE.fullmatch(file.stem))
    )


def page(page_id: str) -> HelpPage:
    """The page of that id; the first one where there is none."""
    return next((each for each in pages() if each.id == page_id), pages()[0])


def search(words: str) -> tuple[Section, ...]:
    """The sections in which every word begins a word, those that are called so first."""
    wanted = fold(words).split()
    every = [section for each in pages() for section in each.sections]
    found = [(_rank(section, wanted), place) for place, section in enumerate(every)]
    return tuple(every[place] for rank, place in sorted(found) if wanted and rank < _NOWHERE)


def _rank(section: Section, wanted: list[str]) -> int:
    """Less is better: each word counts by where it stands."""
    places = [fold(text).split() for text in (section.heading, section.also, section.words)]
    rank = 0
    for word in wanted:
        stands = [n for n, text in enumerate(places) if any(_begins(each, word) for each in text)]
        rank += (0, 1, 10)[stands[0]] if stands else _NOWHERE
    return rank


def _begins(word: str, wanted: str) -> bool:
    return word.lstrip('`*"“(').startswith(wanted)


def _page(page_id: str, text: str) -> HelpPage:
    heads = list(_HEADING.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    sections = []
    for head, end in zip(heads, ends, strict=True):
        body = text[head.end() : end]
        also = " ".join(_ALSO.findall(body)).replace(",", " ")
        sections.append(Section(page_id, head[1], _ALSO.sub("", body).strip(), also))
    return HelpPage(page_id, heads[0][1], _ALSO.sub("", text), tuple(sections))
