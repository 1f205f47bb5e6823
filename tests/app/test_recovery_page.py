"""The page of a recovery key goes to a printer as it is, one sheet."""

from pathlib import Path

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from charting.app.keys import RecoveryPaperwork
from charting.domain.recovery_key import spelled
from charting.services.vaults import RecoveryPaper
from charting.ui.handout.printing import Printers
from tests.documents.cases import PRACTICE, PRACTITIONER
from tests.documents.reading import opened
from tests.fakes import FixedClock


class IntoAFile(Printers):
    """A printer whose sheets lie in a file."""

    def __init__(self, sheets: Path) -> None:
        self._sheets = sheets

    def names(self) -> tuple[str, ...]:
        return ("Front room",)

    def printer(self, name: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self._sheets))
        return printer


def test_one_sheet_is_printed(qapp: QApplication, tmp_path: Path) -> None:
    sheets = tmp_path / "sheets.pdf"
    paperwork = RecoveryPaperwork(IntoAFile(sheets))
    assert paperwork.printer() == "Front room"
    groups = spelled(bytes(range(20)))
    paper = RecoveryPaper(PRACTICE, PRACTITIONER, groups, FixedClock().now())
    paperwork.print_out(paper, "Front room")
    (page,) = opened(sheets.read_bytes()).pages
    assert round(float(page.mediabox.width)) == 595
    assert len(page.images) > 0
