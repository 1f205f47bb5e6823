"""Tests of `charting.domain.changes.notes`."""

import pytest

from charting.domain.changes import EditNote, apply
from charting.domain.errors import ErrorCode, Refused
from charting.domain.session import NoteSection
from charting.domain.text import NOTE_LIMIT
from tests.strategies import empty_session


def test_an_emptied_section_is_as_if_never_written() -> None:
    written = apply(EditNote(NoteSection.PLAN, "", "Rest."), empty_session())
    emptied = apply(EditNote(NoteSection.PLAN, "Rest.", ""), written)
    assert emptied == empty_session()
    assert written.notes == {NoteSection.PLAN: "Rest."}


def test_typed_text_is_kept_in_nfc_without_control_characters() -> None:
    typed = EditNote.typed(NoteSection.PLAN, "", "Ruhe für\r\nzwei\x00 Tage \u0007u\u0308ber")
    assert typed.after == "Ruhe für\nzwei Tage über"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("x" * (NOTE_LIMIT + 1), ErrorCode.TEXT_TOO_LONG),
        ("half of a pair \ud83d", ErrorCode.TEXT_UNREADABLE),
    ],
)
def test_text_that_cannot_be_kept_is_refused_naming_the_section(text: str, code: ErrorCode) -> None:
    with pytest.raises(Refused) as refused:
        EditNote.typed(NoteSection.PLAN, "", text)
    assert refused.value.code is code
    assert refused.value.facts["field"] == "note_plan"


def test_another_text_in_the_section_is_stale() -> None:
    written = apply(EditNote(NoteSection.PLAN, "", "Rest."), empty_session())
    with pytest.raises(Refused) as refused:
        apply(EditNote(NoteSection.PLAN, "", "Walk."), written)
    assert refused.value.code is ErrorCode.STALE_RECORD
