"""A printer that prints into a file: the real drawing, and no paper."""

from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from charting.ui.handout.printing import Printers

FRONT_DESK = "Front desk"


class FilePrinters(Printers):
    """One printer, whose sheets lie in `sheets`; any other name is asked of the system."""

    def __init__(self, sheets: Path) -> None:
        self.sheets = sheets
        self.known: tuple[str, ...] = (FRONT_DESK,)

    def names(self) -> tuple[str, ...]:
        return self.known

    def printer(self, name: str) -> QPrinter:
        if name != FRONT_DESK:
            return super().printer(name)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.sheets))
        return printer
