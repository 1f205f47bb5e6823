"""The content of what is scored, written, read with a patient and kept: measures, letters,
education, the drawings of the leaflets, the rules of retention.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from charting import i18n
from charting.content import read_vocabulary
from charting.domain.complete_note import NoteLine, note_lines_of
from charting.domain.education import DamagedEducation, Education, education_of
from charting.domain.errors import ErrorCode, Refused
from charting.domain.figures import Figure, movements_of, symbols_of
from charting.domain.language_code import LANGUAGE
from charting.domain.note_text import NoteText, Snippet, note_texts_of
from charting.domain.outcomes import DamagedMeasures, Measure, measures_of
from charting.domain.retention import RetentionRule, rules_of
from charting.domain.review import Unreviewed, unreviewed_in
from charting.i18n import _
from charting.languages import ENGLISH
from charting.places import root


@cache
def measures() -> tuple[Measure, ...]:
    """The outcome measures in the order they are offered. Raises `Refused` (CONTENT_DAMAGED)."""
    return read_measures(root() / "outcomes" / "measures.toml")


def read_measures(file: Path) -> tuple[Measure, ...]:
    """The measures in a file. Raises `Refused` (CONTENT_DAMAGED) naming the file and the id."""
    try:
        return measures_of(read_vocabulary(file).get("measures", ()))
    except DamagedMeasures as wrong:
        raise _damaged(file, str(wrong)) from wrong


def measure(measure_id: str) -> Measure | None:
    """The measure of that id, `None` where today's content has none."""
    return next((each for each in measures() if each.id == measure_id), None)


@cache
def education(language: str) -> Education:
    """What is read with a patient in a language (BCP 47). Raises `Refused` (CONTENT_DAMAGED)."""
    code = language if LANGUAGE.fullmatch(language) else ""
    return read_education(root() / "education" / code / "education.toml")


def read_education(file: Path) -> Education:
    """The education in a file, in the language whose folder it lies in.

    Raises `Refused` (CONTENT_DAMAGED) naming the file and the section.
    """
    try:
        return education_of(file.parent.name, read_vocabulary(file))
    except DamagedEducation as wrong:
        raise _damaged(file, str(wrong)) from wrong


def note_texts() -> tuple[NoteText, ...]:
    """The texts for the note that ship, in the language that speaks.

    Raises `Refused` (CONTENT_DAMAGED).
    """
    return tuple(map(_in_our_words, _note_texts()))


def _in_our_words(text: NoteText) -> NoteText:
    if isinstance(text, Snippet):
        return replace(text, short=_(text.short), text=_(text.text))
    parts = {section: _(said) for section, said in text.parts.items()}
    return replace(text, name=_(text.name), parts=MappingProxyType(parts))


@cache
def _note_texts() -> tuple[NoteText, ...]:
    file = root() / "notes" / "texts.toml"
    try:
        return note_texts_of(read_vocabulary(file))
    except (KeyError, TypeError, ValueError) as wrong:
        raise _damaged(file, str(wrong)) from wrong


@cache
def note_lines() -> tuple[NoteLine, ...]:
    """What a complete note holds at least. Raises `Refused` (CONTENT_DAMAGED)."""
    file = root() / "notes" / "complete.toml"
    try:
        return note_lines_of(read_vocabulary(file))
    except (KeyError, TypeError, ValueError) as wrong:
        raise _damaged(file, str(wrong)) from wrong


@cache
def retention_rules() -> tuple[RetentionRule, ...]:
    """How long records are kept, by jurisdiction. Raises `Refused` (CONTENT_DAMAGED)."""
    file = root() / "retention" / "rules.toml"
    try:
        return rules_of(read_vocabulary(file))
    except (KeyError, TypeError, ValueError) as wrong:
        raise _damaged(file, str(wrong)) from wrong


@cache
def movement_figures() -> Mapping[str, Figure]:
    """The drawings of movements, by id. Raises `Refused` (CONTENT_DAMAGED)."""
    return _figures("movements", movements_of)


@cache
def symbols() -> Mapping[str, Figure]:
    """The symbols of the easy-read leaflet, by id. Raises `Refused` (CONTENT_DAMAGED)."""
    return _figures("symbols", symbols_of)


def _figures(
    name: str, read: Callable[[Mapping[str, Any]], Mapping[str, Figure]]
) -> Mapping[str, Figure]:
    file = root() / "figures" / f"{name}.toml"
    try:
        return MappingProxyType(read(read_vocabulary(file)))
    except (KeyError, TypeError, ValueError) as wrong:
        raise _damaged(file, str(wrong)) from wrong


def unreviewed() -> tuple[Unreviewed, ...]:
    """All content that waits for review, file by file. Raises `Refused` (CONTENT_DAMAGED)."""
    found: list[Unreviewed] = []
    for file in sorted(root().rglob("*.toml")):
        about = file.read_text("utf-8").partition("\n")[0].lstrip("# ")
        where = file.relative_to(root()).as_posix()
        waiting = unreviewed_in(where, about, read_vocabulary(file))
        if where.startswith(f"{i18n.FOLDER}/"):
            code = file.parent.name
            told = i18n.sentences_in(code)
            waiting = (replace(each, language=code, sentences=told) for each in waiting)
        found += waiting
    return tuple(found)


def is_checked(language: str) -> bool:
    """Whether a practitioner has signed off the words of the screens in a language (BCP 47), or it
    is the one they are written in.
    """
    code = language.partition("-")[0]
    file = root() / i18n.FOLDER / (code if LANGUAGE.fullmatch(code) else "") / "catalogue.toml"
    return code == ENGLISH or (file.is_file() and bool(read_vocabulary(file).get("reviewed_by")))


def _damaged(file: Path, detail: str) -> Refused:
    return Refused(ErrorCode.CONTENT_DAMAGED, {"file": file.name, "detail": detail})
