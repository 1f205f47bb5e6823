"""The section of the texts for the note: one of the clinic's own is added, changed and dropped."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from charting.domain.note_text import AtVisit, NoteTemplate, Snippet, places
from charting.domain.session import NoteSection
from charting.services.note_text_shelf import NoteTextShelf
from charting.services.practices import OpenPractice
from charting.ui.settings.note_texts import NoteTextRow, NoteTextsPane, TextChoosers
from charting.ui.settings.note_texts_model import NoteTextsModel
from charting.ui.tasks import InTurns, Lane
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
    shelf = NoteTextShelf(practice.note_texts, practice.records.trail, practice.practitioner)
    model = NoteTextsModel(practice.note_texts, shelf, lambda: practice.names, lane)
    file = practice.folder / "texts.json"
    made = NoteTextsPane(model, TextChoosers(lambda *_asked: file, lambda _window: file), "CH")
    qtbot.addWidget(made)
    InTurns(made.fill()).whole()
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


def test_texts_go_into_a_file_and_an_earlier_version_is_taken_up(
    pane: NoteTextsPane, lane: Lane, practice: OpenPractice
) -> None:
    for words in ("Walk.", "Swim."):
        known = [row for row in pane.rows if row.text.name == "hep"]
        (known[0].change_button if known else pane.add_snippet).click()
        pane.form.short.write("hep")
        pane.form.snippet.text.setPlainText(words)
        pane.form.keep_button.click()
        lane.drain()
    pane.save_button.click()
    lane.drain()
    assert pane.message.words == "The texts of the clinic are in texts.json."
    pane.versions_button.click()
    lane.drain()
    assert pane.overview.isHidden()
    in_use, earlier = pane.versions.rows_shown
    assert (in_use.take_button.isHidden(), earlier.take_button.isHidden()) == (True, False)
    assert practice.practitioner.name in earlier.take_button.accessibleName()
    earlier.take_button.click()
    lane.drain()
    assert pane.message.words == "“hep” is as in version 1 again."
    assert isinstance(_row(pane, "hep").text, Snippet)
    pane.bring_button.click()
    lane.drain()
    assert pane.message.words == "0 new, 1 changed, 0 were here already."
    (practice.folder / "texts.json").write_text("{}")
    pane.bring_button.click()
    lane.drain()
    assert pane.message.words.startswith("That is no file of texts for the note")
