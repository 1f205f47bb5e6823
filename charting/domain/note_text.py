"""Texts for the note that a clinic keeps: snippets, and beginnings of a note for a kind of episode.

In both `{like this}` is a place that is filled in while the note is written.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NewType
from uuid import NAMESPACE_OID, UUID, uuid5

from charting.domain.errors import ErrorCode, Refused
from charting.domain.session import NoteSection
from charting.domain.text import clean_line, clean_text

SHORT_LIMIT = 20
NAME_LIMIT = 60
TEXT_LIMIT = 4_000
PLACE = r"\{[^{}\n]{0,80}\}"

NoteTextId = NewType("NoteTextId", UUID)

_PLACE = re.compile(PLACE)


class AtVisit(StrEnum):
    """The visit of an episode that a beginning is for."""

    ANY = "any"
    FIRST = "first"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Snippet:
    """What is typed `short`, and what it stands for. `version` counts how often it was kept: 0 for
    one that ships, or that is not kept yet.
    """

    id: NoteTextId
    short: str
    text: str
    version: int = 0

    @property
    def name(self) -> str:
        """What it is known by."""
        return self.short


@dataclass(frozen=True, slots=True)
class NoteTemplate:
    """How a note begins, section by section: for episodes with this `cause` (a code of
    `episode.toml`, empty for all) and for this visit of it. `version` as of a snippet.
    """

    id: NoteTextId
    name: str
    parts: Mapping[NoteSection, str]
    cause: str = ""
    visit: AtVisit = AtVisit.ANY
    version: int = 0


NoteText = Snippet | NoteTemplate


def checked_note_text(text: NoteText) -> NoteText:
    """The text cleaned; a short word has no blanks.

    Raises `Refused` (FIELD_MISSING, TEXT_TOO_LONG, TEXT_UNREADABLE).
    """
    if isinstance(text, Snippet):
        short = clean_line(text.short, "short", SHORT_LIMIT).replace(" ", "")
        long = clean_text(text.text, "snippet", TEXT_LIMIT).strip()
        _require(short=short, snippet=long)
        return replace(text, short=short, text=long)
    parts = {key: clean_text(said, f"note_{key}", TEXT_LIMIT) for key, said in text.parts.items()}
    parts = {key: said.strip() for key, said in parts.items() if said.strip()}
    name = clean_line(text.name, "template", NAME_LIMIT)
    _require(template=name, template_text="".join(parts.values()))
    return replace(text, name=name, parts=MappingProxyType(parts))


def _require(**fields: str) -> None:
    for field, said in fields.items():
        if not said:
            raise Refused(ErrorCode.FIELD_MISSING, {"field": field})


def places(text: str) -> tuple[str, ...]:
    """The places that are still to be filled in, in order, without their braces."""
    return tuple(found[1:-1] for found in _PLACE.findall(text))


def snippet_for(typed: str, snippets: Iterable[Snippet]) -> Snippet | None:
    """The snippet whose short word ends what was typed so far, if any; case makes no difference."""
    last = re.search(r"\S+$", typed)
    word = last.group().casefold() if last else ""
    return next((each for each in snippets if word and each.short.casefold() == word), None)


def fitting(
    templates: Iterable[NoteTemplate], causes: Iterable[str], number: int
) -> tuple[NoteTemplate, ...]:
    """The beginnings that fit the session of this `number` in an episode with these causes: those
    for one of its causes first.
    """
    ticked, visit = frozenset(causes), AtVisit.FIRST if number == 1 else AtVisit.RETURN
    fit = [
        each
        for each in templates
        if each.visit in (AtVisit.ANY, visit) and (not each.cause or each.cause in ticked)
    ]
    return tuple(sorted(fit, key=lambda each: (not each.cause, each.visit is AtVisit.ANY)))


def with_own(shipped: Iterable[NoteText], own: Iterable[NoteText]) -> tuple[NoteText, ...]:
    """The clinic's own texts, and those that ship where none of its own has their name; by name."""
    mine = tuple(own)
    taken = {(type(each), each.name.casefold()) for each in mine}
    others = [each for each in shipped if (type(each), each.name.casefold()) not in taken]
    return tuple(sorted((*mine, *others), key=lambda each: each.name.casefold()))


def note_texts_of(table: Mapping[str, Any]) -> tuple[NoteText, ...]:
    """The texts of a table of the content. Raises `KeyError`, `TypeError`, `ValueError`."""
    snippets = [Snippet(_id(row), row["short"], row["text"]) for row in table["snippets"]]
    templates = [
        NoteTemplate(
            _id(row),
            row["name"],
            MappingProxyType({each: row[each] for each in NoteSection if each in row}),
            row["cause"],
            AtVisit(row["visit"]),
        )
        for row in table["templates"]
    ]
    return (*snippets, *templates)


def _id(row: Mapping[str, Any]) -> NoteTextId:
    return NoteTextId(uuid5(NAMESPACE_OID, row["id"]))
