"""The section of the leaflets: texts and dates, logo and colours, own words, own movements."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from charting.documents.pictures import TidyPictures
from charting.services.clinic_papers import ClinicPapers
from charting.services.practices import OpenPractice
from charting.ui.settings.leaflets import LeafletsPane
from charting.ui.settings.leaflets_model import LeafletsModel
from charting.ui.tasks import Lane
from charting.ui.widgets.text import Text
from tests.fakes import CountingIds, TickingClock
from tests.invented import new_practice


class Chooser:
    """A person who points at a file."""

    def __init__(self) -> None:
        self.file: Path | None = None

    def __call__(self, _parent: QWidget) -> Path | None:
        return self.file


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
def papers(practice: OpenPractice) -> ClinicPapers:
    ids, who = CountingIds(400_000), practice.practitioner
    return ClinicPapers(practice.records, TidyPictures(), TickingClock(), ids, who)


@pytest.fixture
def chooser() -> Chooser:
    return Chooser()


def _pane(qtbot: QtBot, model: LeafletsModel, chooser: Chooser, lane: Lane) -> LeafletsPane:
    made = LeafletsPane(model, "CH", chooser)
    for _step in made.fill():
        pass
    qtbot.addWidget(made)
    made.resize(900, 1000)
    made.show()
    made.start()
    lane.drain()
    return made


@pytest.fixture
def pane(
    qtbot: QtBot, papers: ClinicPapers, practice: OpenPractice, chooser: Chooser, lane: Lane
) -> LeafletsPane:
    model = LeafletsModel(papers, practice.practitioner, lane, lambda: date(2026, 11, 23))
    return _pane(qtbot, model, chooser, lane)


def _picture(folder: Path) -> Path:
    out = BytesIO()
    Image.new("RGB", (200, 100), "navy").save(out, "PNG")
    file = folder / "logo.png"
    file.write_bytes(out.getvalue())
    return file


def _words(pane: QWidget) -> str:
    return "\n".join(text.text() for text in pane.findChildren(Text))


def test_versions_and_review_dates_are_told_and_a_late_one_stands_out(
    qtbot: QtBot, papers: ClinicPapers, practice: OpenPractice, chooser: Chooser, lane: Lane,
    pane: LeafletsPane,
) -> None:  # fmt: skip
    assert "version 2026-1 · review due 01.11.2027" in _words(pane)
    assert "overdue" not in _words(pane)
    later = LeafletsModel(papers, practice.practitioner, lane, lambda: date(2028, 1, 1))
    assert "The review is overdue." in _words(_pane(qtbot, later, chooser, lane))


def test_a_logo_is_taken_and_what_is_no_picture_is_told(
    pane: LeafletsPane, papers: ClinicPapers, chooser: Chooser, lane: Lane, tmp_path: Path
) -> None:
    chooser.file = tmp_path / "notes.png"
    chooser.file.write_text("no picture")
    pane.logo_button.click()
    lane.drain()
    assert "no picture" in pane.message.words
    assert papers.look().logo == ""
    chooser.file = _picture(tmp_path)
    pane.logo_button.click()
    lane.drain()
    assert pane.message.words == "The logo is kept."
    assert pane.logo.isVisible()
    pane.no_logo_button.click()
    lane.drain()
    assert not pane.logo.isVisible()


def test_a_pale_colour_is_told_at_its_field(
    pane: LeafletsPane, papers: ClinicPapers, lane: Lane
) -> None:
    pane.headings.write("#cccccc")
    pane.keep_button.click()
    lane.drain()
    assert "too pale on white paper: 1.6 to 1" in pane.headings.refusal
    pane.headings.write("5a1f4c")
    pane.keep_button.click()
    lane.drain()
    assert papers.look().headings == "#5a1f4c"
    assert not pane.headings.refusal


def test_a_block_is_said_in_the_clinics_words_and_a_missing_place_is_told(
    pane: LeafletsPane, papers: ClinicPapers, lane: Lane
) -> None:
    pane.changers["soon"].click()
    assert "{clinic_phone}" in pane.words_form.words.words
    pane.words_form.words.text.setPlainText("Ring us soon if you are worried.")
    assert "Reading grade" in pane.words_form.grade.text()
    pane.words_form.keep_button.click()
    lane.drain()
    assert "{clinic_phone} is missing" in pane.words_form.words.refusal
    pane.words_form.words.text.setPlainText("Ring us soon: {clinic_phone}")
    pane.words_form.keep_button.click()
    lane.drain()
    assert [own.text for own in papers.words("en")] == ["Ring us soon: {clinic_phone}"]
    pane.changers["soon"].click()
    pane.words_form.ships_button.click()
    lane.drain()
    assert list(papers.words("en")) == []


def test_a_movement_is_added_with_its_picture_changed_and_dropped(
    pane: LeafletsPane, papers: ClinicPapers, chooser: Chooser, lane: Lane, tmp_path: Path
) -> None:
    pane.add_button.click()
    pane.movement_form.keep_button.click()
    lane.drain()
    assert pane.movement_form.name.refusal
    pane.movement_form.name.write("Swim")
    pane.movement_form.how.text.setPlainText("On your back.")
    chooser.file = _picture(tmp_path)
    pane.movement_form.picture_button.click()
    pane.movement_form.keep_button.click()
    lane.drain()
    assert pane.message.words == "“Swim” is kept."
    assert "with a picture" in _words(pane)
    (kept,) = papers.movements()
    pane.changers["Swim"].click()
    pane.movement_form.usual.write("once a week")
    pane.movement_form.keep_button.click()
    lane.drain()
    assert [paper.version for paper in papers.movements()] == [2]
    assert papers.movements()[0].id == kept.id


def test_who_may_not_decide_sees_no_logo_and_no_words(
    qtbot: QtBot, papers: ClinicPapers, practice: OpenPractice, chooser: Chooser, lane: Lane
) -> None:
    from_student = LeafletsModel(papers, practice.practitioner, lane, lambda: date(2026, 11, 23))
    from_student.may_set = False
    shown = _pane(qtbot, from_student, chooser, lane)
    assert not shown.logo_button.isVisible()
    assert "soon" not in shown.changers
