"""What is read with a patient: sections of plain sentences, each with how well it is known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

PHRASES = (
    *("title", "for", "lead", "not_yours", "yours", "how_known", "not_reviewed"),
    *("footer", "page"),
)


class Evidence(StrEnum):
    """How well something is known."""

    AGREED = "agreed"
    LIMITED = "limited"
    DISAGREE = "disagree"
    IDEA = "idea"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One thing that is said; `about` is a code of the vocabulary `episode.toml`, or empty."""

    text: str
    evidence: Evidence
    source: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A question, a short answer, and what belongs to it."""

    id: str
    heading: str
    lead: str
    evidence: Evidence
    items: tuple[Sentence, ...]
    source: str
    reviewed_by: str


@dataclass(frozen=True, slots=True)
class Education:
    """All of it in one language; `evidence` is how each grade is told to a patient."""

    code: str
    version: str
    phrases: Mapping[str, str]
    evidence: Mapping[Evidence, str]
    sections: tuple[Section, ...]

    @property
    def reviewed(self) -> bool:
        """Whether a practitioner has signed all of it off."""
        return all(section.reviewed_by for section in self.sections)


class DamagedEducation(ValueError):
    """Plain data that is nothing to be read; the text names the section that is wrong."""


def education_of(code: str, table: Mapping[str, Any]) -> Education:
    """The education in a file. Raises `DamagedEducation` naming the section."""
    at = "phrases"
    try:
        phrases = {name: str(table["phrases"][name]) for name in PHRASES}
        at = "evidence"
        told = {one: str(table["evidence"][one]) for one in Evidence}
        sections: list[Section] = []
        for row in table["sections"]:
            at = str(row.get("id", f"section {len(sections) + 1}"))
            sections.append(_section(row))
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise DamagedEducation(f"{at}: {type(wrong).__name__} {wrong}") from wrong
    return Education(code, str(table.get("version", "")), phrases, told, tuple(sections))


def _section(row: Mapping[str, Any]) -> Section:
    items = tuple(_sentence(each) for each in row["items"])
    if not all(isinstance(row[part], str) for part in ("id", "heading", "lead", "reviewed_by")):
        raise TypeError("its words are no text")
    if not items or not row["source"] or not all(each.source for each in items):
        raise ValueError("a section has sentences, and each has a source")
    return Section(
        row["id"],
        row["heading"],
        row["lead"],
        Evidence(row["evidence"]),
        items,
        row["source"],
        row["reviewed_by"],
    )


def _sentence(row: Mapping[str, Any]) -> Sentence:
    return Sentence(row["text"], Evidence(row["evidence"]), row["source"], row.get("about", ""))


def talked_about(section: Section, codes: Iterable[str]) -> tuple[Sentence, ...]:
    """The sentences of a section about what is ticked in an episode; other care is ticked with its
    time ("ot.physio/current").
    """
    ticked = {code.partition("/")[0] for code in codes}
    return tuple(each for each in section.items if each.about in ticked)
