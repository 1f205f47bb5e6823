"""The grid of movement and nerves in words: a cell, a row, and what of it goes into the note."""

from charting.domain.assessment import CHANGED, NORMAL, Cell, Column, Grid, Row
from charting.domain.session import Answer
from charting.domain.visit import Answers
from charting.i18n import _, clauses, listed


def cell_words(row: Row, answer: Answer | None) -> str:
    """How a cell was found, as short as it can be said; empty where it was not tested."""
    if answer is None:
        return ""
    if answer.choice == NORMAL:
        return _("normal")
    words = dict(row.values)
    said = [] if answer.number is None else [_(row.unit or "{n}").format(n=answer.number)]
    said += [_(words.get(code, code)) for code in answer.choice.split() if code != CHANGED]
    return listed([*said, answer.remark] if answer.remark else said) or _("changed")


def column_words(column: Column) -> str:
    """The side of a cell."""
    return {Column.LEFT: _("left"), Column.RIGHT: _("right"), Column.BOTH: ""}[column]


def row_words(row: Row, answers: Answers) -> str:
    """How a row was found, on both sides in one where they are the same; empty if not tested."""
    found = [(each.column, cell_words(row, answers.get(each.id))) for each in _cells(row)]
    told = {words for _column, words in found}
    if len(told) == 1:
        (words,) = told
        return words
    return listed(f"{column_words(side)} {words}" for side, words in found if words)


def grid_table(grid: Grid, answers: Answers) -> list[tuple[str, str, str]]:
    """A line for each row of which something was tested: its words, left, right; what has no side
    stands under both.
    """
    lines = []
    for row in grid.rows:
        found = [cell_words(row, answers.get(each.id)) for each in _cells(row)]
        if any(found):
            lines.append((_(row.words), found[0], found[-1]))
    return lines


def assessment_draft(grid: Grid, answers: Answers) -> str:
    """What was found, one line for each part of the grid: what is changed is named, the rest is
    summed up; empty where nothing was tested. What was not tested is said.
    """
    lines = [_part(grid, group, words, answers) for group, words in grid.groups.items()]
    return "\n".join(line for line in lines if line)


def _part(grid: Grid, group: str, words: str, answers: Answers) -> str:
    rows = [row for row in grid.rows if row.group == group]
    cells = [cell for row in rows for cell in _cells(row)]
    tested = [answers[cell.id] for cell in cells if cell.id in answers]
    if not tested:
        return ""
    changed = [row for row in rows if any(_is_changed(answers.get(c.id)) for c in _cells(row))]
    said = [f"{_(row.words)} {row_words(row, answers)}" for row in changed]
    if len(tested) < len(cells):
        said.append(
            _("{n} of {all} tested, the others normal").format(n=len(tested), all=len(cells))
            if changed
            else _("{n} of {all} tested, normal").format(n=len(tested), all=len(cells))
        )
    else:
        said.append(_("the rest normal") if changed else _("all normal, tested"))
    return f"{_(words)}: {clauses(said)}."


def _cells(row: Row) -> list[Cell]:
    return [Cell(row, column) for column in row.columns]


def _is_changed(answer: Answer | None) -> bool:
    return answer is not None and answer.choice != NORMAL
