"""Who got needles of a lot: asked for in the background, kept on paper."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from charting.domain.errors import Refused
from charting.i18n import _
from charting.named_files import save
from charting.services.practices import OpenPractice
from charting.services.supplies import LotReport, SupplyDocuments
from charting.ui.tasks import Lane
from charting.wording import sentence

Done = TypeVar("Done")


class Printing(Protocol):
    """Puts pages on paper."""

    def printer(self) -> str:
        """The name of the printer that is usual here, or nothing."""

    def print_pdf(self, pdf: bytes, title: str, printer: str) -> None:
        """Print a PDF. Raises `Refused` (PRINTER_MISSING, PRINTING_FAILED)."""


class LotsModel(QObject):
    """`changed` when a list is there, `unknown` where there is none for what was asked; `said`
    tells what was done with it, `refused` why it was not.
    """

    changed = Signal()
    unknown = Signal(str)
    said = Signal(str)
    refused = Signal(str)

    def __init__(
        self,
        practice: OpenPractice,
        documents: SupplyDocuments,
        printing: Printing,
        lane: Lane,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._supplies, self._documents = practice.supplies, documents
        self._printing, self._lane = printing, lane
        self.country = practice.practice.country
        self.printer, self.sheet = "", practice.practice.paper
        self.report: LotReport | None = None

    def begin(self) -> None:
        """Forget what was found, and find the printer."""
        self.report = None
        self.changed.emit()
        self._try(self._printing.printer, self._on_printer)

    def look_for(self, typed: str) -> None:
        """Find who got needles of a lot; `changed` or `unknown` follows."""
        self._try(lambda: self._supplies.who_got(typed), self._on_found, self.unknown.emit)

    def choose_sheet(self, sheet: str) -> None:
        """Put the list on another size of paper."""
        self.sheet = sheet

    def save(self, file: Path) -> None:
        """Save the list as PDF; `said` or `refused` follows."""
        report, sheet = self.report, self.sheet
        if report is not None:
            words = _("Saved. It names patients: keep the file where nobody else reads it.")
            self._try(
                lambda: save(
                    file, self._supplies.on_paper(report, self._documents, sheet), replace=True
                ),
                lambda _saved: self.said.emit(words),
            )

    def print_out(self) -> None:
        """Print the list; `said` or `refused` follows."""
        report, printer, sheet = self.report, self.printer, self.sheet
        if report is None:
            return

        def work() -> None:
            pdf = self._supplies.on_paper(report, self._documents, sheet)
            title = _("Who got a lot")
            self._printing.print_pdf(pdf, title, printer)

        words = _("Sent to the printer “{name}”.").format(name=printer)
        self._try(work, lambda _printed: self.said.emit(words))

    def _on_printer(self, name: str) -> None:
        self.printer = name
        self.changed.emit()

    def _on_found(self, report: LotReport) -> None:
        self.report = report
        self.changed.emit()

    def _try(
        self,
        do: Callable[[], Done],
        then: Callable[[Done], None],
        tell: Callable[[str], None] | None = None,
    ) -> None:
        def failed(problem: Exception) -> None:
            if isinstance(problem, Refused):
                (tell or self.refused.emit)(sentence(problem, self.country))

        self._lane.submit(do, then, failed)
