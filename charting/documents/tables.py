"""Tables of plain text: quiet hairlines, columns that nobody filled left out."""

from collections.abc import Sequence

from reportlab.platypus import Flowable, TableStyle

from charting.documents import fonts
from charting.documents.sheet import QUIET, paragraph, style
from charting.documents.told_tables import told_table
from charting.i18n import spoken
from charting.languages import from_the_right

SMALL = 9.0
_GAP = 8.0
_AROUND = 4.0

_LOOK = (
    # Named, or the table brings a font that is not embedded.
    ("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ("RIGHTPADDING", (0, 0), (-1, -1), _GAP),
    ("TOPPADDING", (0, 0), (-1, -1), 2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
)


def table(
    heads: Sequence[str], shares: Sequence[float], rows: Sequence[Sequence[str]], width: float
) -> Flowable:
    """Rows under heads, repeated on every page; `shares` are how wide the columns are beside each
    other. A column in which nothing stands is left out, unless nothing stands in any.
    """
    kept = [n for n in range(len(heads)) if not rows or any(row[n] for row in rows)]
    whole = sum(shares[n] for n in kept)
    widths = [width * shares[n] / whole for n in kept]
    strong, plain = style(SMALL, bold=True), style(SMALL)
    cells = [
        [paragraph(row[n], look, wide - _GAP) for n, wide in zip(kept, widths, strict=True)]
        for row, look in ((heads, strong), *((row, plain) for row in rows))
    ]
    made = told_table(cells, widths, "columns")
    made.spaceBefore = made.spaceAfter = _AROUND
    made.setStyle(TableStyle([*_LOOK, ("LINEBELOW", (0, 0), (-1, -1), 0.4, QUIET)]))
    return made


def pairs(rows: Sequence[tuple[str, str]], width: float, share: float = 0.3) -> Flowable:
    """What something is called at the left, what is known of it at the right; without lines."""
    left = width * share
    quiet, plain = style(SMALL + 1, colour=QUIET), style(SMALL + 1)
    cells = [
        [paragraph(name, quiet, left - _GAP), paragraph(value, plain, width - left)]
        for name, value in rows
        if value
    ]
    made = told_table(cells, [left, width - left], "rows")
    side = "LEFTPADDING" if from_the_right(spoken()) else "RIGHTPADDING"
    paddings = [(one, (0, 0), (-1, -1), 0) for one in ("LEFTPADDING", "RIGHTPADDING")]
    within = 1 if side == "LEFTPADDING" else 0
    made.setStyle(TableStyle([*_LOOK, *paddings, (side, (within, 0), (within, -1), _GAP)]))
    return made
