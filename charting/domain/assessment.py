"""The grid of movement and nerves: what is tested on either side, and how it was found.

A cell is kept as an answer of the visit, with a version and an undo of its own; a cell without one
was not tested, and is never normal. Nothing is carried over from another visit.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from charting.domain.errors import ErrorCode, Refused
from charting.domain.session import Answer
from charting.domain.visit import Answers, Item, Kind, Step

GROUP = "assessment"
NORMAL = "normal"
CHANGED = "changed"
NEURO_TESTED = "ck.baseline_neuro"
# What the one question about strength, feeling and reflexes asks for.
NEURO_GROUPS = frozenset({"myotomes", "dermatomes", "reflexes"})

# Keys that mean something else in the grid: normal, and all of it tested.
TAKEN_LETTERS = frozenset("nt")


class Column(StrEnum):
    """On which side a cell is; `BOTH` for what is found once."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class DamagedGrid(ValueError):
    """The grid says what cannot be; the message names the id and what is wrong."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is tested. `unit` spells a number of `low` to `high`, of which `full` is
    normal; `values` are what else can be changed. `asks` names the red flag that a number of
    `asks_at` and less, or the value `asks_for`, calls to mind.
    """

    id: str
    group: str
    words: str
    source: str
    sides: bool = True
    unit: str = ""
    low: int = 0
    high: int = 0
    full: int | None = None
    values: tuple[tuple[str, str], ...] = ()
    asks: str = ""
    asks_at: int | None = None
    asks_for: str = ""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The sides on which it is tested."""
        return (Column.LEFT, Column.RIGHT) if self.sides else (Column.BOTH,)


@dataclass(frozen=True, slots=True)
class Cell:
    """One finding of the grid: a row on one side."""

    row: Row
    column: Column

    @property
    def id(self) -> str:
        """The item under which the finding is kept."""
        return self.row.id if self.column is Column.BOTH else f"{self.row.id}.{self.column}"


@dataclass(frozen=True)
class Grid:
    """All that is tested, in order, with where it is from and who has looked it through."""

    version: str
    source: str
    reviewed_by: str
    groups: Mapping[str, str]
    rows: tuple[Row, ...]

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell, row by row."""
        return tuple(Cell(row, column) for row in self.rows for column in row.columns)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items under which the cells are kept and told."""
        return tuple(map(_item_of, self.cells))


def _item_of(cell: Cell) -> Item:
    row, side = cell.row, cell.column
    words = row.words if side is Column.BOTH else f"{row.words}, {side}"
    choices = ((NORMAL, "normal"), (CHANGED, "changed"), *row.values)
    return Item(
        cell.id,
        Step.PREPARE,
        Kind.CHOICE,
        words,
        row.source,
        low=row.low,
        high=row.high,
        choices=choices,
        optional=True,
        group=GROUP,
        unit=row.unit,
    )


# --- What a hand can say of a cell --------------------------------------------------------------


def is_normal(answer: Answer | None) -> bool:
    """Whether a cell was tested and found normal."""
    return answer is not None and answer.choice == NORMAL


def found_normal(given: Answer) -> Answer:
    """Tested and normal; what was noted of a change is gone."""
    return replace(given, choice=NORMAL, number=None, in_set=False)


def found_number(cell: Cell, given: Answer, number: int) -> Answer:
    """The number noted; normal where it is the full one, or else a change.

    Raises `Refused` (VALUE_OUT_OF_RANGE) naming what is tested and the numbers it can have.
    """
    row = cell.row
    if not row.unit or not row.low <= number <= row.high:
        facts: dict[str, str | int] = {"what": row.words, "low": row.low, "high": row.high}
        raise Refused(ErrorCode.VALUE_OUT_OF_RANGE, facts)
    if number == row.full:
        return found_normal(given)
    codes = _values(cell, given)
    return replace(given, number=number, choice=" ".join(codes) or CHANGED, in_set=False)


def found_value(cell: Cell, given: Answer, code: str) -> Answer | None:
    """A value of the change said, or taken back; `None` where nothing is left of the finding."""
    kept = _values(cell, given)
    after = [each for each in kept if each != code] if code in kept else [*kept, code]
    after = [each for each, _words in cell.row.values if each in after]
    if not after and given.number is None:
        return None
    return replace(given, choice=" ".join(after) or CHANGED, in_set=False)


def _values(cell: Cell, given: Answer) -> list[str]:
    known = {code for code, _words in cell.row.values}
    return [code for code in given.choice.split() if code in known]


def untested(grid: Grid, answers: Answers) -> tuple[Cell, ...]:
    """The cells of which nothing was noted."""
    return tuple(cell for cell in grid.cells if cell.id not in answers)


def nerves_tested(grid: Grid, answers: Answers) -> bool:
    """Whether strength, feeling and reflexes were all tested."""
    return all(cell.id in answers for cell in grid.cells if cell.row.group in NEURO_GROUPS)


def calls_to_mind(grid: Grid, answers: Answers) -> tuple[str, ...]:
    """The red flags that the findings call to mind, in order; nothing is answered by it."""
    return tuple(dict.fromkeys(_called(grid.cells, answers)))


def _called(cells: Iterable[Cell], answers: Answers) -> Iterator[str]:
    for cell in cells:
        row, answer = cell.row, answers.get(cell.id)
        if row.asks and answer is not None and _is_alarming(row, answer):
            yield row.asks


def _is_alarming(row: Row, answer: Answer) -> bool:
    number, at = answer.number, row.asks_at
    is_weak = number is not None and at is not None and number <= at
    return is_weak or (bool(row.asks_for) and row.asks_for in answer.choice.split())


# --- From its data file -------------------------------------------------------------------------


def grid_of(table: Mapping[str, Any]) -> Grid:
    """The grid of a table. Raises `DamagedGrid` naming the id."""
    try:
        groups = {row["id"]: row["words"] for row in table["groups"]}
        rows = tuple(_row(row, groups) for row in table["rows"])
        made = Grid(table["version"], table["source"], table["reviewed_by"], groups, rows)
    except KeyError as missing:
        raise DamagedGrid(f"{missing.args[0]} is missing") from missing
    if len({row.id for row in rows}) != len(rows):
        raise DamagedGrid("an id stands twice")
    return made


def _row(plain: Mapping[str, Any], groups: Mapping[str, str]) -> Row:
    row_id = str(plain.get("id", "a row without an id"))
    try:
        values = tuple((code, words) for code, words in plain.get("values", ()))
        row = Row(**{**plain, "values": values})
    except (TypeError, ValueError) as wrong:
        raise DamagedGrid(f"{row_id}: {wrong}") from wrong
    for wrong_words, is_wrong in (
        (f"there is no group {row.group}", row.group not in groups),
        ("it has no source", not row.source),
        ("its numbers run backwards", row.low > row.high),
        ("its full number is none of its numbers", not _holds_full(row)),
        ("its values begin with letters that mean something else", _clash(row)),
    ):
        if is_wrong:
            raise DamagedGrid(f"{row_id}: {wrong_words}")
    return row


def _holds_full(row: Row) -> bool:
    return row.full is None or row.low <= row.full <= row.high


def _clash(row: Row) -> bool:
    letters = [words[:1].lower() for _code, words in row.values]
    return len(letters) != len(set(letters)) or not TAKEN_LETTERS.isdisjoint(letters)
