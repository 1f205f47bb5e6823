"""Tables that tell their rows and cells while they are drawn, however many pages they run over."""

from collections.abc import Callable, Sequence
from typing import Any

from reportlab.platypus import CondPageBreak, Flowable, Table
from reportlab.platypus.tables import CellStyle, TableRenderCB

from charting.documents.tagged_canvas import TaggedCanvas
from charting.documents.tags import Part, Role
from charting.i18n import spoken
from charting.languages import from_the_right

# A row that is lower than this many points goes over the page whole; of one that is higher so
# many at least stand on either side. A table as low as this goes over the page whole.
_WHOLE, _SLIVER = 200.0, 30
_FEW_ROWS = 100.0
_ENDLESS = 1e6


class _NextPage(CondPageBreak):
    """Goes to the next page, unless nothing stands on this one yet."""

    _doctemplateAttr: Callable[[str], Any]

    def __init__(self) -> None:
        super().__init__(_ENDLESS)

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        """It takes no room."""
        frame = self._doctemplateAttr("frame")
        if frame is not None and not frame._atTop:
            super().wrap(aW, aH)
        return 0, 0


class RowsTable(Table):
    """A table whose headings stand at the top of each page, and nowhere else: the library repeats
    them in the middle of a page too, where a long row begins there.
    """

    _cellvalues: list[list[Flowable]]
    _rowHeights: list[float]
    splitByRow: int

    def split(self, availWidth: float, availHeight: float) -> list[Flowable]:
        """The rows that fit, and the others, which begin the next page."""
        if sum(self._rowHeights) <= _FEW_ROWS:
            return []
        pieces = super().split(availWidth, availHeight)
        if len(pieces) < 2 or not self.repeatRows:
            return pieces
        first = pieces[0]
        next_row = len(first._cellvalues) if isinstance(first, RowsTable) else 0
        heights = self._rowHeights
        if next_row < len(heights) and heights[next_row] > _WHOLE:
            in_row = self._split_in_row(availWidth, availHeight)
            pieces = in_row if len(in_row) > 1 else pieces
        return [pieces[0], _NextPage(), *pieces[1:]]

    def _split_in_row(self, wide: float, high: float) -> list[Flowable]:
        self.splitByRow, self.splitInRow = 0, _SLIVER
        pieces: list[Flowable] = super().split(wide, high)
        self.splitByRow, self.splitInRow = 1, 1
        for piece in pieces:
            if isinstance(piece, RowsTable):
                piece.splitByRow, piece.splitInRow = 1, 1
        return pieces


def told_table(
    cells: Sequence[Sequence[Flowable]], widths: Sequence[float], heads: str = ""
) -> Table:
    """A table, `widths` in points, its headings where lines of the language that speaks begin. Of
    the first row or column the cells are headings where `heads` is "columns" or "rows"; headings
    of columns stand on every page.
    """
    # What has no headings is no grid to be read across: it stays as it is.
    step = -1 if heads and from_the_right(spoken()) else 1
    return RowsTable(
        [list(row[::step]) for row in cells],
        colWidths=widths[::step],
        repeatRows=int(heads == "columns"),
        splitInRow=1,
        hAlign="LEFT",
        renderCB=_Telling(heads, len(widths) - 1 if step < 0 else 0),
    )


class _Telling(TableRenderCB):
    """Goes with a table into the pieces that the library makes of it, so that these are one; a row
    of headings that is repeated is told once.
    """

    _canvas: TaggedCanvas

    def __init__(self, heads: str, first: int) -> None:
        """`first` is the column that is read first."""
        self._heads, self._first = heads, first
        self._part: Part | None = None
        self._is_repeated = False

    def __call__(self, T: Table, cmd: str, *args: object) -> None:
        """Tell what the library is about to draw or has drawn."""
        if isinstance(T.canv, TaggedCanvas):
            self._canvas = T.canv
            super().__call__(T, cmd, *args)

    def startTable(self, T: Table) -> None:
        """Begin the table, or go on with it."""
        tags = self._canvas.tags
        self._is_repeated = self._part is not None and self._heads == "columns"
        self._part = self._part or tags.within(Role.TABLE)
        tags.open(self._part)

    def startRow(self, T: Table, rowNo: int) -> None:
        """Begin a row, of which nobody is told where it is repeated."""
        if self._is_repeated and rowNo == 0:
            self._canvas.begin_outside()
        else:
            self._canvas.tags.open(self._canvas.tags.within(Role.ROW))

    def startCell(
        self,
        T: Table,
        rowNo: int,
        colNo: int,
        cellval: object,
        cellstyle: CellStyle,
        pos: tuple[int, int],
        size: tuple[int, int],
    ) -> None:
        """Begin a cell, a heading or not."""
        tags = self._canvas.tags
        if tags.is_outside:
            return
        of_column = self._heads == "columns" and rowNo == 0
        of_row = self._heads == "rows" and colNo == self._first
        scope = "Column" if of_column else "Row" if of_row else ""
        tags.open(tags.within(Role.HEAD if scope else Role.CELL, scope=scope))

    def endCell(self, T: Table) -> None:
        """End the cell."""
        if not self._canvas.tags.is_outside:
            self._canvas.tags.close()

    def endRow(self, T: Table) -> None:
        """End the row."""
        if self._canvas.tags.is_outside:
            self._canvas.end_outside()
        else:
            row = self._canvas.tags.close()
            if self._first:
                row.inner.reverse()

    def endTable(self, T: Table) -> None:
        """End the table, on this page."""
        self._canvas.tags.close()

    def startBG(self, T: Table) -> None:
        """Grounds tell nothing."""
        self._canvas.begin_outside()

    def endBG(self, T: Table) -> None:
        """What follows tells something again."""
        self._canvas.end_outside()

    def startLines(self, T: Table) -> None:
        """Lines tell nothing."""
        self._canvas.begin_outside()

    def endLines(self, T: Table) -> None:
        """What follows tells something again."""
        self._canvas.end_outside()
