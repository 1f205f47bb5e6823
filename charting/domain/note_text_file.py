"""Texts for the note as a file: to be carried to another practice, or kept beside this one.

JSON of the record's own spelling (`charting.domain.canonical`), indented to be read by people. The
ids and versions of a practice stay with it.
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from charting.domain.canonical import plain
from charting.domain.errors import ErrorCode, Refused
from charting.domain.note_text import NoteText, NoteTextId, checked_note_text
from charting.domain.revive import revive

FORM = "dry-needling-note-texts"
NEWEST = 1
LONGEST_FILE = 4_000_000
"""Bytes; a thousand long texts are less."""

_NOBODYS = NoteTextId(UUID(int=0))


def written(texts: Iterable[NoteText]) -> bytes:
    """The texts as a file."""
    nobodys = [plain(_of_nobody(each)) for each in texts]
    whole = {"form": FORM, "version": NEWEST, "texts": nobodys}
    return (json.dumps(whole, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def read(data: bytes) -> tuple[NoteText, ...]:
    """The texts of a file, each checked.

    Raises `Refused`: NOTE_TEXTS_UNREADABLE for what is no such file, or of a newer form; what
    `checked_note_text` refuses.
    """
    try:
        whole = json.loads(data) if len(data) <= LONGEST_FILE else {}
        is_ours = (whole["form"], whole["version"]) == (FORM, NEWEST)
        texts = whole["texts"] if is_ours else None
        found: tuple[NoteText, ...] = revive(texts, tuple[NoteText, ...])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refused(ErrorCode.NOTE_TEXTS_UNREADABLE) from None
    return tuple(checked_note_text(_of_nobody(each)) for each in found)


def same_words(one: NoteText, other: NoteText) -> bool:
    """Whether two texts are the same but for whose they are, and how often they were kept."""
    return _of_nobody(one) == _of_nobody(other)


def _of_nobody(text: NoteText) -> NoteText:
    return replace(text, id=_NOBODYS, version=0)
