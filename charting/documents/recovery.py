"""The recovery key on one page: its groups to be typed, and a code to be scanned."""

import re

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepInFrame, Spacer, Table

from charting.documents import fonts
from charting.documents.drawing import Drawing
from charting.documents.sheet import (
    ACCENT,
    INK,
    QUIET,
    Imprint,
    Sheet,
    draw_line,
    made,
    paper_size,
    paragraph,
    style,
)
from charting.documents.tags import Role
from charting.documents.told_tables import told_table
from charting.i18n import _, spoken
from charting.services.vaults import RecoveryPaper
from charting.wording import date_words

_SIDE = 25 * mm
_SIZE = 12
_GROUP_SIZE = 22
_CODE = 42 * mm
_COLUMNS = 4


def recovery_pdf(paper: RecoveryPaper) -> bytes:
    """The page, as PDF. It holds nothing of any patient."""
    width, height = paper_size(paper.practice.paper)
    sheet = Sheet(width, height, _SIDE, 25 * mm, 22 * mm, _SIZE)
    title = _("Recovery key")
    imprint = Imprint(title, paper.practice.name, title, spoken())

    def margins(canvas: Canvas, _number: int, _count: int) -> None:
        small = style(10, colour=QUIET)
        foot = _("Whoever has this page can read every record of this practice.")
        draw_line(canvas, foot, _SIDE, 14 * mm, small)

    return made(sheet, imprint, _story(paper, sheet), margins)


def _story(paper: RecoveryPaper, sheet: Sheet) -> list[Flowable]:
    text = style(sheet.size, after=6)
    quiet = style(sheet.size, colour=QUIET, after=3)
    width = sheet.inner
    day = date_words(paper.made.day, paper.practice.country)

    def lines(words: str, look: ParagraphStyle = text) -> Flowable:
        return paragraph(words, look, width)

    return [
        lines(_("Recovery key"), style(24, bold=True, colour=ACCENT, after=4, role=Role.H1)),
        lines(paper.practice.name, style(15, bold=True, after=2)),
        lines(_("of {name}, made on {day}").format(name=paper.practitioner.name, day=day), quiet),
        Spacer(0, 14),
        lines(
            _(
                "It opens the records of the practice when the passphrase is forgotten. Keep it "
                "where you keep what cannot be replaced, and away from the computer."
            )
        ),
        Spacer(0, 10),
        _groups(paper.groups, width),
        Spacer(0, 18),
        Code(paper.groups),
        Spacer(0, 14),
        *_steps(width),
        Spacer(0, 10),
        lines(
            _(
                "A new recovery key makes this one useless: destroy this page then. Without a "
                "passphrase and without this page nobody can open the records, the makers of the "
                "application included."
            ),
            quiet,
        ),
    ]


def _steps(width: float) -> list[Flowable]:
    """What to do with the page."""
    listed = style(_SIZE, indent=16, after=5)

    def lines(words: str, look: ParagraphStyle, bullet: str = "") -> Flowable:
        return paragraph(words, look, width, bullet)

    return [
        lines(_("When the passphrase is forgotten"), style(14, bold=True, after=6, role=Role.H2)),
        lines(
            _("On the screen that asks for the passphrase, choose “Passphrase forgotten”."),
            listed,
            "1.",
        ),
        lines(
            _(
                "Type the eight groups, or scan the code. The last sign of each group is a check: "
                "a slip is found, and its group is named. O is the digit 0; I and L are the "
                "digit 1."
            ),
            listed,
            "2.",
        ),
        lines(_("Choose a new passphrase. This page goes on being valid."), listed, "3."),
    ]


def _groups(groups: tuple[str, ...], width: float) -> Table:
    """The groups in rows of four, each with its number."""
    number, key = style(10, colour=QUIET), style(_GROUP_SIZE, bold=True)
    wide = width / _COLUMNS
    cells = [
        KeepInFrame(
            wide,
            60,
            [paragraph(str(place), number, wide), paragraph(group, key, wide)],
            mode="error",
        )
        for place, group in enumerate(groups, start=1)
    ]
    rows = [cells[start : start + _COLUMNS] for start in range(0, len(cells), _COLUMNS)]
    table = told_table(rows, [wide] * _COLUMNS)
    table.setStyle(
        [
            # Else the library's own typeface is named in the file.
            ("FONTNAME", (0, 0), (-1, -1), fonts.REGULAR),
            ("BOX", (0, 0), (-1, -1), 0.75, ACCENT),
            ("INNERGRID", (0, 0), (-1, -1), 0.25, QUIET),
            ("LEFTPADDING", (0, 0), (-1, -1), 10),
            ("TOPPADDING", (0, 0), (-1, -1), 6),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
        ]
    )
    return table


class Code(Drawing):
    """The same key for a scanner (QR, ISO/IEC 18004, of which a quarter may be lost)."""

    def __init__(self, groups: tuple[str, ...]) -> None:
        super().__init__()
        self._code = QRCode(None, QRErrorCorrectLevel.Q)
        self._code.addData("-".join(groups))
        self._code.make()
        self.width = self.height = _CODE

    @property
    def alt(self) -> str:
        """What it shows, in words."""
        return _("The same key as a code for a scanner.")

    def paint(self) -> None:
        """Draw the dark modules, those of a row that touch as one."""
        modules = self._code.modules
        side = _CODE / len(modules)
        self.canv.setFillColor(INK)
        for row, line in enumerate(modules):
            dark = "".join("#" if is_dark else " " for is_dark in line)
            for run in re.finditer("#+", dark):
                x, y = run.start() * side, _CODE - (row + 1) * side
                self.canv.rect(x, y, len(run.group()) * side, side, stroke=0, fill=1)
