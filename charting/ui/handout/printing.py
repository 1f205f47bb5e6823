"""Printers of this computer, and a paper drawn on one of them page by page."""

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from charting.domain.errors import ErrorCode, Refused
from charting.services.ports import PagePicture

# Finer than what a hand-held glass shows of letters of 14 points.
DPI = 300
# Drawing keeps every other thread waiting, the window's too: so many lines at a time take some
# milliseconds. Bands overlap by a little, or a hair of white could show between them.
BAND, OVERLAP = 96, 2


class Printers:
    """The printers that this computer knows; asked on the lane, for a print server may be slow."""

    def names(self) -> tuple[str, ...]:
        """The names of all, the usual one first."""
        usual = QPrinterInfo.defaultPrinterName()
        return tuple(sorted(QPrinterInfo.availablePrinterNames(), key=lambda name: name != usual))

    def printer(self, name: str) -> QPrinter:
        """A printer by its name. Raises `Refused` (PRINTER_MISSING; PRINTER_NOT_READY where it
        has stopped, as it does without paper).
        """
        info = QPrinterInfo.printerInfo(name)
        if info.isNull():
            raise Refused(ErrorCode.PRINTER_MISSING, {"printer": name})
        if self.has_stopped(info):
            raise Refused(ErrorCode.PRINTER_NOT_READY, {"printer": name})
        return QPrinter(info, QPrinter.PrinterMode.HighResolution)

    def stopped(self, name: str) -> bool:
        """Whether a printer that is there does not go on by itself."""
        info = QPrinterInfo.printerInfo(name)
        return not info.isNull() and self.has_stopped(info)

    def has_stopped(self, info: QPrinterInfo) -> bool:
        """Whether a printer says that it does not go on by itself."""
        return info.state() in (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Error)


class PrintJob:
    """One paper on its way to a printer. Its steps are done on the lane, one page at a time, so
    that what is charted meanwhile is stored in between.
    """

    def __init__(
        self, printers: Printers, name: str, title: str, size: tuple[float, float], copies: int = 1
    ) -> None:
        """`title` is seen in the printer's queue, so it names nobody; `size` is the width and
        height of the paper in points.
        """
        self._printers, self._name, self._title = printers, name, title
        self._size, self._copies = size, copies
        self.rounds = 1
        self._painter: QPainter | None = None
        self._printer: QPrinter | None = None
        self._drawn = 0

    def begin(self) -> None:
        """Reach the printer. `rounds` is then how often all pages are to be drawn: once where the
        printer makes the copies itself.

        Raises `Refused` (PRINTER_MISSING, PRINTER_NOT_READY, PRINTING_FAILED).
        """
        printer = self._printers.printer(self._name)
        # A size that is a hair off is the one the printer knows; a label is as it is.
        size = QPageSize(QSizeF(*self._size), QPageSize.Unit.Point)
        printer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF()))
        if printer.supportsMultipleCopies():
            printer.setCopyCount(self._copies)
        else:
            self.rounds = self._copies
        printer.setFullPage(True)
        printer.setDocName(self._title)
        painter = QPainter()
        if not painter.begin(printer):
            raise self._failed()
        self._printer, self._painter = printer, painter

    def draw(self, picture: PagePicture) -> None:
        """Draw the next page over the whole sheet. Raises `Refused` (PRINTING_FAILED)."""
        if self._printer is None or self._painter is None:
            raise self._failed()
        if self._drawn and not self._printer.newPage():
            self.give_up()
            raise self._failed()
        self._drawn += 1
        sheet = self._printer.pageLayout().fullRectPixels(self._printer.resolution())
        image, line = image_of(picture), sheet.height() / picture.height
        for top in range(0, picture.height, BAND):
            high = min(BAND + OVERLAP, picture.height - top)
            on_sheet = QRectF(0, top * line, sheet.width(), high * line)
            self._painter.drawImage(on_sheet, image, QRectF(0, top, picture.width, high))

    def end(self) -> None:
        """Hand the pages over. Raises `Refused` (PRINTING_FAILED)."""
        if self._printer is None or self._painter is None or not self._painter.end():
            raise self._failed()
        failed = self._printer.printerState() is QPrinter.PrinterState.Error
        self._painter = self._printer = None
        if failed:
            raise self._failed()

    def give_up(self) -> None:
        """Print nothing of it."""
        if self._painter is not None and self._printer is not None:
            self._printer.abort()
            self._painter.end()
        self._painter = self._printer = None

    def _failed(self) -> Refused:
        return Refused(ErrorCode.PRINTING_FAILED, {"printer": self._name})


def image_of(picture: PagePicture) -> QImage:
    """The picture as Qt draws it; it lives no longer than `picture`."""
    line = 4 * picture.width
    return QImage(picture.pixels, picture.width, picture.height, line, QImage.Format.Format_RGB32)
