"""The section of the policies: both sides with their sources, and the one that the clinic takes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from charting.domain.roles import Role
from charting.services.practices import OpenPractice
from charting.ui.settings.policies import PoliciesPane
from charting.ui.settings.policies_model import PoliciesModel
from charting.ui.tasks import Lane
from charting.ui.widgets.text import Text
from tests.invented import new_practice


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[OpenPractice]:
    made = new_practice(tmp_path / "practice")
    yield made
    made.close()


def _pane(qtbot: QtBot, practice: OpenPractice) -> tuple[PoliciesPane, Lane]:
    lane = Lane()
    pane = PoliciesPane(PoliciesModel(practice, lane))
    qtbot.addWidget(pane)
    for _card in pane.fill():
        pass
    pane.start()
    lane.drain()
    return pane, lane


def _words(pane: QWidget) -> str:
    return "\n".join(label.text() for label in pane.findChildren(Text))


def test_both_sides_stand_there_with_their_sources(qtbot: QtBot, practice: OpenPractice) -> None:
    pane, lane = _pane(qtbot, practice)
    card = pane.cards["anticoagulants"]
    assert card.sides["justify"].isChecked()
    assert not card.sides["block"].isChecked()
    assert "Source S51" in _words(card)
    assert "Source S70; OK: ISCP12" in _words(card)
    assert not pane.cards["efficacy"].sides
    assert "No effect is promised." in _words(pane)
    assert "rules are not yet reviewed" in pane.reviewed.text()
    lane.close()


def test_one_press_takes_the_other_side_from_now_on(qtbot: QtBot, practice: OpenPractice) -> None:
    pane, lane = _pane(qtbot, practice)
    pane.cards["anticoagulants"].sides["block"].click()
    lane.drain()
    assert practice.screenings.policies().side("anticoagulants") == "block"
    assert pane.message.words.startswith("From now on: Blood thinners, do not needle")
    lane.close()


def test_only_an_owner_decides(qtbot: QtBot, practice: OpenPractice) -> None:
    who = replace(practice.practitioner, role=Role.PRACTITIONER)
    pane, lane = _pane(qtbot, replace(practice, practitioner=who))
    assert not pane.cards["gloves"].sides["both"].isEnabled()
    lane.close()


def test_rules_of_the_clinic_are_shown_and_a_broken_file_is_told(
    qtbot: QtBot, practice: OpenPractice
) -> None:
    rules = practice.folder / "rules"
    rules.mkdir()
    (rules / "ours.toml").write_text('[[rules]]\nid = "pr.frail"\nwords = "x"\n', "utf-8")
    pane, lane = _pane(qtbot, practice)
    assert "ours.toml" in pane.trouble.words
    assert "pr.frail" in pane.trouble.words
    assert pane.own.isHidden()
    lane.close()


def test_a_map_of_the_clinic_that_is_damaged_is_told_too(
    qtbot: QtBot, practice: OpenPractice
) -> None:
    back = practice.folder / "body_map"
    back.mkdir()
    (back / "compiled.json").write_text("{}", "utf-8")
    rule = '["dc.length"]\naction = "warn"\nwords = "Long. Why?"\nsource = "ours"\n'
    (back / "reminders.toml").write_text(rule, "utf-8")
    pane, lane = _pane(qtbot, practice)
    assert "own map in compiled.json is not used" in pane.trouble.words
    assert "Long. Why?" in pane.own.text()
    lane.close()
