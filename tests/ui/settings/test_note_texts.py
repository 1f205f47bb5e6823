"""The section of the texts for the note: one of the clinic's own is added, changed and dropped."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from charting.domain.note_text import AtVisit, NoteTemplate, Snippet, places
from charting.domain.session import NoteSection
from charting.services.practices import OpenPractice
from charting.ui.settings.note_texts import NoteTextRow, NoteTextsPane
from charting.ui.settings.note_texts_model import NoteTextsModel
from charting.ui.tasks import Lane
from tests.invented import new_practice


@pytest.fixture
def lane() -> Iterator[Lane]:
    made = Lane()
    yield made
    made.close()


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[OpenPractice]:
    made = new_practice(tmp_path / "practice")
    yield made
    made.close()


@pytest.fixture
def pane(qtbot: QtBot, practice: OpenPractice, lane: Lane) -> NoteTextsPane:
    made = NoteTextsPane(NoteTextsModel(practice.note_texts, lane))
    qtbot.addWidget(made)
    made.start()
    lane.drain()
    return made


def _row(pane: NoteTextsPane, name: str) -> NoteTextRow:
    return next(row for row in pane.rows if row.text.name == name)


def test_what_ships_is_there_and_cannot_be_dropped(pane: NoteTextsPane) -> None:
    assert {"walk", "First visit"} <= {row.text.name for row in pane.rows}
    assert all(row.drop_button.isHidden() for row in pane.rows)


def test_a_short_word_is_added_changed_and_dropped(pane: NoteTextsPane, lane: Lane) -> None:
    pane.add_snippet.click()
    pane.form.keep_button.click()
    lane.drain()
    assert pane.form.short.refusal
    pane.form.short.write("hep")
    pane.form.snippet.text.setPlainText("Walk {minutes} minutes.")
    pane.form.keep_button.click()
    lane.drain()
    assert pane.form.isHidden()
    assert pane.message.words == "“hep” is kept."
    kept = _row(pane, "hep").text
    assert isinstance(kept, Snippet)
    assert (kept.version, places(kept.text)) == (1, ("minutes",))
    _row(pane, "hep").change_button.click()
    pane.form.snippet.text.setPlainText("Swim.")
    pane.form.keep_button.click()
    lane.drain()
    assert _row(pane, "hep").text.version == 2
    _row(pane, "hep").drop_button.click()
    lane.drain()
    assert "hep" not in [row.text.name for row in pane.rows]


def test_what_ships_becomes_the_clinics_own_by_changing_it(pane: NoteTextsPane, lane: Lane) -> None:
    _row(pane, "First visit").change_button.click()
    pane.form.parts[NoteSection.PLAN].text.setPlainText("Goal: {goal}.")
    pane.form.visit.choose(AtVisit.ANY.value)
    pane.form.cause.choose("ca.muscle_strain")
    pane.form.keep_button.click()
    lane.drain()
    own = _row(pane, "First visit").text
    assert isinstance(own, NoteTemplate)
    assert (own.version, own.visit, own.cause) == (1, AtVisit.ANY, "ca.muscle_strain")
    assert own.parts[NoteSection.PLAN] == "Goal: {goal}."
