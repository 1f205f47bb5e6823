"""The clinic's texts for the note in every kind of records: kept, changed, dropped, told."""

from dataclasses import replace
from types import MappingProxyType
from uuid import UUID

import pytest

from charting import care_content
from charting.domain.audit import Action
from charting.domain.errors import ErrorCode, Refused
from charting.domain.note_text import AtVisit, NoteTemplate, NoteText, NoteTextId, Snippet
from charting.domain.session import NoteSection
from charting.services.note_texts import NoteTexts
from charting.services.ports import Records
from tests.fakes import CountingIds, TickingClock
from tests.storage.backends import NORA

NOBODY = NoteTextId(UUID(int=0))
HEP = Snippet(NOBODY, "hep", "Walk {minutes} a day, <b>{how often}</b>.")


def _own(texts: NoteTexts) -> list[NoteText]:
    return [each for each in texts.all() if each.version]


def test_a_snippet_is_kept_changed_and_dropped_and_each_form_stands_in_the_trail(
    records: Records,
) -> None:
    texts = NoteTexts(records.practice, TickingClock(), CountingIds(500_000), NORA)
    assert _own(texts) == []
    texts.keep(HEP)
    (kept,) = _own(texts)
    assert kept == replace(HEP, id=kept.id, version=1)
    assert isinstance(kept, Snippet)
    texts.keep(replace(kept, text="Swim."))
    (changed,) = _own(texts)
    assert (changed.version, changed.id) == (2, kept.id)
    with pytest.raises(Refused) as refused:
        texts.keep(replace(kept, text="Run."))
    assert refused.value.code is ErrorCode.STALE_RECORD
    with pytest.raises(Refused) as refused:
        texts.keep(replace(HEP, short="HEP"))
    assert refused.value.code is ErrorCode.NOTE_TEXT_TAKEN
    texts.drop(kept.id)
    assert _own(texts) == []
    with pytest.raises(Refused) as refused:
        texts.drop(kept.id)
    assert refused.value.code is ErrorCode.NOT_FOUND
    told = [entry.action for entry in records.trail.chain(records.practice.practice().id)]
    assert told[-3:] == [*[Action.NOTE_TEXT_KEPT] * 2, Action.NOTE_TEXT_DROPPED]


def test_a_beginning_is_kept_with_its_sections_and_stands_over_the_one_that_ships(
    records: Records,
) -> None:
    texts = NoteTexts(records.practice, TickingClock(), CountingIds(500_000), NORA)
    shipped = next(each for each in texts.all() if each.name == "First visit")
    assert shipped in care_content.note_texts()
    parts = MappingProxyType({NoteSection.PLAN: "Goal: {goal}.", NoteSection.OBJECTIVE: " "})
    assert isinstance(shipped, NoteTemplate)
    texts.keep(replace(shipped, parts=parts, cause="ca.muscle_strain", visit=AtVisit.ANY))
    (own,) = _own(texts)
    assert isinstance(own, NoteTemplate)
    assert dict(own.parts) == {NoteSection.PLAN: "Goal: {goal}."}
    assert (own.cause, own.visit, own.name) == ("ca.muscle_strain", AtVisit.ANY, "First visit")
    assert shipped not in texts.all()
    texts.drop(own.id)
    assert shipped in texts.all()
