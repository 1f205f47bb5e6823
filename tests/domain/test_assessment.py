"""The grid of movement and nerves: not tested is never normal, and no number is impossible."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from charting import content, forms
from charting.domain.assessment import (
    CHANGED,
    NEURO_GROUPS,
    NORMAL,
    Cell,
    Column,
    calls_to_mind,
    found_normal,
    found_number,
    found_value,
    is_normal,
    nerves_tested,
    untested,
)
from charting.domain.errors import ErrorCode, Refused
from charting.domain.session import Answer
from charting.wording.assessment import assessment_draft, cell_words, grid_table
from tests.strategies import ME, empty_session

GRID = forms.assessment_grid()
AT = empty_session().opened
ROWS = {row.id: row for row in GRID.rows}


def _cell(row: str, column: Column = Column.LEFT) -> Cell:
    return Cell(ROWS[row], column)


def _given(cell: Cell, choice: str = "", number: int | None = None) -> Answer:
    return Answer(cell.id, None, AT, ME, choice=choice, number=number)


def _all_normal() -> dict[str, Answer]:
    return {cell.id: _given(cell, NORMAL) for cell in GRID.cells}


def test_the_grid_has_what_the_reference_names_on_both_sides() -> None:
    # Section 2.6 ck.baseline_neuro, and the issue: lumbar movements, straight leg raise, slump,
    # myotomes L2-S1, dermatomes, reflexes.
    levels = {"L2", "L3", "L4", "L5", "S1"}
    ids = set(ROWS)
    assert {f"as.myo.{each}" for each in levels} <= ids
    assert {f"as.derm.{each}" for each in levels} <= ids
    assert {"as.flexion", "as.extension", "as.side_bending", "as.rotation"} <= ids
    assert {"as.slr", "as.slump", "as.reflex.knee", "as.reflex.ankle"} <= ids
    assert set(GRID.groups) == {row.group for row in GRID.rows}
    assert len({item.id for item in GRID.items}) == len(GRID.cells) == 40
    assert all(row.source for row in GRID.rows)
    assert not GRID.reviewed_by


def test_what_nobody_tested_is_not_normal() -> None:
    cell = _cell("as.slr")
    assert not is_normal(None)
    assert cell_words(cell.row, None) == ""
    assert untested(GRID, {}) == GRID.cells
    assert not nerves_tested(GRID, {})
    assert assessment_draft(GRID, {}) == ""
    assert grid_table(GRID, {}) == []


def test_nerves_are_tested_when_strength_feeling_and_reflexes_are() -> None:
    nerves = [cell for cell in GRID.cells if cell.row.group in NEURO_GROUPS]
    answers = {cell.id: _given(cell, NORMAL) for cell in nerves}
    assert nerves_tested(GRID, answers)
    answers.pop("as.reflex.ankle.left")
    assert not nerves_tested(GRID, answers)


def test_a_number_is_a_change_unless_it_is_the_full_one() -> None:
    foot = _cell("as.myo.L5", Column.RIGHT)
    weak = found_number(foot, _given(foot), 4)
    assert (weak.number, weak.choice) == (4, CHANGED)
    assert cell_words(foot.row, weak) == "4 of 5"
    full = found_number(foot, weak, 5)
    assert (full.number, full.choice) == (None, NORMAL)
    raised = _cell("as.slr")
    assert cell_words(raised.row, found_number(raised, _given(raised), 60)) == "60°"


@pytest.mark.parametrize(("row", "number"), [("as.myo.L5", 6), ("as.slr", 121), ("as.slump", 1)])
def test_a_number_that_cannot_be_is_refused(row: str, number: int) -> None:
    cell = _cell(row)
    with pytest.raises(Refused) as refused:
        found_number(cell, _given(cell), number)
    assert refused.value.code is ErrorCode.VALUE_OUT_OF_RANGE
    assert refused.value.facts["what"] == cell.row.words


def test_values_come_beside_a_number_and_go_again() -> None:
    cell = _cell("as.slr")
    familiar = found_value(cell, found_number(cell, _given(cell), 55), "familiar")
    assert familiar is not None
    assert (familiar.number, familiar.choice) == (55, "familiar")
    assert cell_words(cell.row, familiar) == "55°, familiar pain"
    without = found_value(cell, familiar, "familiar")
    assert without is not None
    assert (without.number, without.choice) == (55, CHANGED)
    assert found_value(cell, replace(familiar, number=None), "familiar") is None
    assert found_normal(familiar) == _given(cell, NORMAL)


@pytest.mark.parametrize(
    ("row", "number", "code", "flag"),
    [
        ("as.myo.L4", 3, "", "rf.neuro.progressive"),
        ("as.myo.L4", 4, "", ""),
        ("as.myo.S2", 0, "", "rf.neuro.progressive"),
        ("as.reflex.plantar", None, "upgoing", "rf.neuro.umn"),
        ("as.reflex.plantar", None, "absent", ""),
        ("as.reflex.ankle", None, "clonus", "rf.neuro.umn"),
        ("as.derm.L5", None, "absent", ""),
    ],
)
def test_what_points_to_a_red_flag_calls_it_to_mind(
    row: str, number: int | None, code: str, flag: str
) -> None:
    cell = _cell(row)
    answers = {cell.id: _given(cell, code or CHANGED, number)}
    assert calls_to_mind(GRID, answers) == ((flag,) if flag else ())


def test_the_note_names_what_is_changed_and_how_much_was_tested() -> None:
    assert "Feeling: all normal, tested." in assessment_draft(GRID, _all_normal())
    answers = _all_normal()
    raised = _cell("as.slr")
    answers[raised.id] = _given(raised, "familiar", 60)
    told = assessment_draft(GRID, answers)
    assert "Straight leg raise left 60°, familiar pain, right normal; the rest normal." in told
    slump = _cell("as.slump")
    only = {slump.id: _given(slump, NORMAL)}
    assert assessment_draft(GRID, only) == "Nerves under tension: 1 of 4 tested, normal."


def test_paper_has_a_line_for_what_was_tested_and_no_other() -> None:
    foot = _cell("as.myo.L5", Column.RIGHT)
    rows = grid_table(GRID, {foot.id: _given(foot, CHANGED, 4)})
    assert rows == [("L5 big toe lifts", "", "4 of 5")]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('group = "tension"\nwords = "Slump"', 'group = "tents"\nwords = "Slump"', "as.slump"),
        ('words = "Slump"\n', 'words = "Slump"\nhigh = -1\n', "as.slump"),
        ("full = 5", "full = 6", "as.myo.L2"),
        ('["tight", "only tight"]', '["normal2", "nearly"]', "as.slr"),
        ('source = "OK: ISNCSCI"', 'source = ""', "as.derm.L2"),
        ('id = "as.extension"', 'id = "as.flexion"', "twice"),
        ("low = 0", "lowest = 0", "as.flexion"),
    ],
)
def test_a_damaged_grid_is_refused_by_id(tmp_path: Path, old: str, new: str, told: str) -> None:
    text = (content.root() / "assessment" / "grid.toml").read_text("utf-8")
    assert old in text
    file = tmp_path / "grid.toml"
    file.write_text(re.sub(re.escape(old), new, text, count=1), "utf-8")
    with pytest.raises(Refused) as refused:
        forms.read_assessment_grid(file)
    assert refused.value.code is ErrorCode.CONTENT_DAMAGED
    assert told in str(refused.value.facts["detail"])
