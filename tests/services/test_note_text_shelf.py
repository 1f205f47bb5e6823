"""The clinic's texts for the note in a file and back, and every earlier version of them."""

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charting.domain import note_text_file
from charting.domain.errors import ErrorCode, Refused
from charting.domain.note_text import AtVisit, NoteTemplate, NoteText, NoteTextId, Snippet
from charting.domain.session import NoteSection
from charting.services.note_text_shelf import Brought, NoteTextShelf
from charting.services.practices import OpenPractice
from tests.invented import new_practice

NOBODY = NoteTextId(UUID(int=0))
HEP = Snippet(NOBODY, "hep", "Walk {minutes} a day; “well”, <b>often</b>, ß, 王.")
BEGIN = NoteTemplate(
    NOBODY,
    "Return, stenosis",
    MappingProxyType({NoteSection.PLAN: "Goal: {goal}.", NoteSection.SUBJECTIVE: "Since:"}),
    "ca.spinal_stenosis",
    AtVisit.RETURN,
)


def _shelf(practice: OpenPractice) -> NoteTextShelf:
    return NoteTextShelf(practice.note_texts, practice.records.trail, practice.practitioner)


def _own(practice: OpenPractice) -> list[NoteText]:
    return [each for each in practice.note_texts.all() if each.version]


def test_a_file_goes_to_another_practice_and_back_and_nothing_is_lost(tmp_path: Path) -> None:
    here, there = (new_practice(tmp_path / name) for name in ("here", "there"))
    for text in (HEP, BEGIN):
        here.note_texts.keep(text)
    there.note_texts.keep(replace(HEP, short="Hep", text="Swim."))
    data = _shelf(here).written()
    assert _shelf(there).bring_in(data) == Brought(new=1, changed=1)
    assert _shelf(there).bring_in(data) == Brought(here=2)
    brought = [replace(each, id=NOBODY, version=0) for each in _own(there)]
    assert brought == [HEP, BEGIN]
    before = next(each for each in _shelf(there).versions() if each.text.name == "Hep")
    assert (before.text.version, before.stands) == (1, False)
    shipped = next(each for each in there.note_texts.all() if not each.version)
    assert _shelf(there).bring_in(note_text_file.written([shipped])) == Brought(here=1)
    for practice in (here, there):
        practice.close()


def test_an_earlier_version_is_taken_up_and_a_dropped_text_is_there_again(tmp_path: Path) -> None:
    practice = new_practice(tmp_path / "practice")
    shelf = _shelf(practice)
    practice.note_texts.keep(HEP)
    (kept,) = _own(practice)
    practice.note_texts.keep(replace(HEP, id=kept.id, version=kept.version, text="Swim."))
    newest, oldest = shelf.versions()
    assert (newest.text.version, newest.stands, oldest.stands) == (2, True, False)
    assert isinstance(oldest.text, Snippet)
    assert oldest.text.text == HEP.text
    assert newest.by == practice.practitioner.id
    shelf.take_up(oldest)
    (again,) = _own(practice)
    assert again == replace(oldest.text, version=3)
    practice.note_texts.drop(again.id)
    assert not any(each.stands for each in shelf.versions())
    shelf.take_up(newest)
    (back,) = _own(practice)
    assert (back.name, back.version) == ("hep", 1)
    practice.close()


@given(st.binary(max_size=60) | st.from_regex(rb'\{"form":.{0,60}\}', fullmatch=True))
def test_any_other_file_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        note_text_file.read(data)
    assert refused.value.code is ErrorCode.NOTE_TEXTS_UNREADABLE


@pytest.mark.parametrize(("old", "new"), [(b'"version": 1', b'"version": 2'), (b"Snippet", b"It")])
def test_a_newer_form_is_refused(old: bytes, new: bytes) -> None:
    data = note_text_file.written([HEP])
    assert note_text_file.read(data) == (HEP,)
    with pytest.raises(Refused):
        note_text_file.read(data.replace(old, new))


def test_nothing_is_taken_in_where_one_text_cannot_be(tmp_path: Path) -> None:
    practice = new_practice(tmp_path / "practice")
    bad = note_text_file.written([HEP, replace(HEP, short=" ")])
    with pytest.raises(Refused) as refused:
        _shelf(practice).bring_in(bad)
    assert refused.value.code is ErrorCode.FIELD_MISSING
    assert _own(practice) == []
    practice.close()
