"""Every message that can be translated: what the code says, and what the content says through it.

Patients' own texts (leaflets, consent, education) are no messages: each language has its own files
of them, for a person to sign off (see texts.py).
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

from charting.content import screening
from charting.domain.leaflet_texts import FILES as LEAFLET_FILES
from charting.domain.screening_items import words_now
from charting.forms import assessment_grid
from charting.languages import CONSENT, EDUCATION, LEAFLETS
from charting.places import root
from charting.tables import read_vocabulary

SOURCE = Path(__file__).resolve().parents[2]
CATALOGUES = Path(__file__).resolve().parent
CODE = "charting"
# What marks a message in the code, and which argument it is; an Action's words are spoken later.
KEYWORDS = {"_": None, "ngettext": (1, 2), "Action": (2,)}

PATIENT_TEXTS = {CONSENT: ("consent",), EDUCATION: ("education",), LEAFLETS: LEAFLET_FILES}
"""The files, without their endings, of each part that has a folder for each language."""

# What hands type or other programs read; nobody reads it as a sentence.
_NO_WORDS = ("figures/", "papers/", "schema/", "screening/health_words", "vocabularies/shorthand")
_SENTENCES = frozenset(
    {
        *("words", "firm_words", "name", "explained", "none", "advice", "note", "short", "text"),
        *("subjective", "objective", "plan", "urgency", "window", "how", "licence"),
        *("unit", "one", "step_one"),
    }
)
_LISTS = frozenset({"choice_words", "lines"})
_PAIRS = frozenset({"values", "items", "details", "choices", "sides", "sizes", "bands"})
# A key that is a code elsewhere.
_SENTENCES_IN = {
    ("body_map/hazards.toml", "rule"),
    ("vocabularies/adverse_events.toml", "rule"),
    ("vocabularies/signs.toml", "step"),
}


class Message(NamedTuple):
    """A message with its plural, if it has one, and the files that say it."""

    one: str
    many: str
    where: tuple[str, ...]


def template() -> Catalog:
    """A catalogue without translations, of all messages."""
    catalogue = Catalog(project="dry-needling-charting", charset="utf-8", fuzzy=False)
    for file, _line, told, comments, _context in extract_from_dir(
        str(SOURCE / CODE), [("**.py", "python")], keywords=KEYWORDS
    ):
        catalogue.add(told, locations=[(f"{CODE}/{file}", 1)], auto_comments=comments)
    for where, told in content_messages():
        catalogue.add(told, locations=[(where, 1)])
    return catalogue


def content_messages() -> Iterator[tuple[str, str]]:
    """Each sentence of the content with the file it stands in, in order."""
    for file in sorted(root().rglob("*.toml")):
        inside = file.relative_to(root()).as_posix()
        if inside.startswith((*_NO_WORDS, *(f"{part}/" for part in PATIENT_TEXTS))):
            continue
        for words in _sentences(inside, read_vocabulary(file)):
            if any(letter.isalpha() for letter in words):
                yield f"resources/{inside}", words
    yield from _put_together()


def _put_together() -> Iterator[tuple[str, str]]:
    """What is said whole and stands in the files in parts: each side of the grid, each policy."""
    for item in assessment_grid().items:
        yield "resources/assessment/grid.toml", item.words
    asked = screening()
    for rule in asked.rules.values():
        for policy in (each for each in asked.policies if each.id == rule.policy):
            for side, _words, _source in policy.sides:
                chosen = asked.usual_policies.taking(policy.id, side)
                yield "resources/screening/policies.toml", words_now(rule, asked, chosen)


def _sentences(file: str, table: Mapping[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, str):
            if key in _SENTENCES or (file, key) in _SENTENCES_IN:
                yield value
        elif key == "cautions":
            yield from value.values()
        elif isinstance(value, Mapping):
            yield from _sentences(file, value)
        elif isinstance(value, list):
            yield from _in_list(file, key, value)


def _in_list(file: str, key: str, rows: list[Any]) -> Iterator[str]:
    for row in rows:
        if isinstance(row, Mapping):
            yield from _sentences(file, row)
        elif isinstance(row, list) and key in _PAIRS:
            yield row[1]
        elif isinstance(row, str) and key in _LISTS:
            yield row
