"""What hands a paper out: printed page by page, saved, saved under a password; without a widget."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from charting.domain.errors import ErrorCode, Refused
from charting.domain.given_papers import Kind
from charting.i18n import _
from charting.services.day_papers import DayPapers
from charting.services.handouts import Handout, Handouts
from charting.services.mail_copies import MailCopies
from charting.services.paper_desk import PaperDesk
from charting.services.ports import Pages
from charting.ui.handout.printing import DPI, Printers, PrintJob
from charting.ui.tasks import Lane
from charting.wording import sentence
from charting.wording.handouts import paper_words

T = TypeVar("T")

_FILES = {
    Kind.LEAFLET: "leaflet",
    Kind.SESSION: "session-report",
    Kind.RECORD: "record",
    Kind.EVENT: "event-report",
    Kind.EPISODE: "episode-summary",
    Kind.OUTCOMES: "outcomes",
    Kind.COURSE: "course",
    Kind.LETTER: "letter",
    Kind.SUMMARY: "visit-summary",
    Kind.EDUCATION: "about-back-pain",
    Kind.CONSENT: "consent",
    Kind.PLATE: "body-map",
    Kind.NEEDLES: "needles",
    Kind.CONTACTS: "contact-notes",
    Kind.TRAIL: "trail",
    Kind.LABEL: "label",
    Kind.SLIP: "next-visit",
}


@dataclass(frozen=True, slots=True)
class PaperServices:
    """What makes papers and notes that they were handed out; `strength` says how hard a password is
    to guess, 0 to 4.
    """

    handouts: Handouts
    desk: PaperDesk
    mail: MailCopies
    day: DayPapers
    strength: Callable[[str], int]


class GivingModel(QObject):
    """The paper that is shown, and how it leaves the window. `changed` tells of another paper or
    state, `said` carries a sentence and its tone; `handed_out` follows when a paper was printed or
    saved.
    """

    changed = Signal()
    said = Signal(str, str)
    handed_out = Signal()
    rated = Signal(int)
    mailed = Signal()
    password_refused = Signal(str)

    def __init__(
        self, services: PaperServices, pages: Pages, lane: Lane, parent: QObject | None
    ) -> None:
        super().__init__(parent)
        self._handouts, self._mail = services.handouts, services.mail
        self._strength, self._pages, self._lane = services.strength, pages, lane
        self.printers = Printers()
        self.handout: Handout | None = None
        self.sizes: tuple[tuple[float, float], ...] = ()
        self._making = self._printing = False
        self._sent: tuple[str, Handout] | None = None

    @property
    def busy(self) -> bool:
        """Whether a paper is being made or printed."""
        return self._making or self._printing

    @property
    def file_name(self) -> str:
        """The name proposed for the file: what it is and its day, not whose."""
        handout = self.handout
        return f"{_FILES[handout.kind]}-{handout.day.isoformat()}.pdf" if handout else ""

    def save(self, file: Path) -> None:
        """Save the paper shown as a PDF; `said` follows, and `handed_out` where it was saved."""
        handout = self.handout
        if handout is None:
            return

        def then(_saved: None) -> None:
            self.said.emit(
                _("Saved as “{file}”, for your account on this computer alone.").format(
                    file=file.name
                ),
                "counted",
            )
            self.handed_out.emit()

        self._do(lambda: self._handouts.save(handout, file), then)

    def rate(self, password: str) -> None:
        """Say how hard a password is to guess; `rated` follows."""
        self._do(lambda: self._strength(password), self.rated.emit)

    def mail(self, file: Path, password: str) -> None:
        """Save a copy of the paper shown under a password; `said` and `mailed` follow, or
        `password_refused`.
        """
        handout = self.handout
        if handout is None:
            return

        def then(_saved: None) -> None:
            self.said.emit(
                _(
                    "Saved as “{file}”, to be mailed. Tell the password by telephone or on paper, "
                    "never in the same e-mail."
                ).format(file=file.name),
                "counted",
            )
            self.mailed.emit()
            self.handed_out.emit()

        def failed(problem: Exception) -> None:
            if isinstance(problem, Refused):
                is_file = problem.code is ErrorCode.FILE_NOT_WRITABLE
                said = sentence(problem)
                if is_file:
                    self.said.emit(said, "hazard")
                else:
                    self.password_refused.emit(said)

        self._lane.submit(lambda: self._mail.save(handout, file, password), then, failed)

    def print_out(self, printer: str, copies: int = 1) -> None:
        """Print the paper shown, so many times; `said` follows, and `handed_out` where it was
        printed.
        """
        handout = self.handout
        if handout is None or self.busy:
            return
        self._sent = None
        sizes = self.sizes
        job = PrintJob(self.printers, printer, paper_words(handout.kind), sizes[0], copies)
        self._printing = True
        self.changed.emit()

        def failed(problem: Exception) -> None:
            self._lane.submit(job.give_up, lambda _done: None)
            self._end_printing()
            self._on_problem(problem)

        def next_page(drawn: int) -> None:
            if drawn == len(sizes) * job.rounds:
                self._lane.submit(end, ended, failed)
                return
            page = drawn % len(sizes)
            wide = round(sizes[page][0] * DPI / 72)
            self._lane.submit(
                lambda: job.draw(self._pages.picture(handout.pdf, page, wide)),
                lambda _drawn: next_page(drawn + 1),
                failed,
            )

        def end() -> None:
            job.end()
            self._handouts.printed(handout)

        def ended(_done: None) -> None:
            self._end_printing()
            self.said.emit(_("Sent to the printer “{name}”.").format(name=printer), "counted")
            self._sent = printer, handout
            self.handed_out.emit()

        self._lane.submit(job.begin, lambda _begun: next_page(0), failed)

    def look_again(self) -> None:
        """Say of the paper shown that its printer has stopped since it was sent."""
        if self._sent is None:
            return
        (printer, handout), self._sent = self._sent, None

        def then(stopped: object) -> None:
            if stopped and handout is self.handout:
                words = _(
                    "The printer “{printer}” has stopped since: it may be out of paper, or open. "
                    "The paper waits in it, so look at the printer before you print again."
                )
                self.said.emit(words.format(printer=printer), "hazard")

        self._do(lambda: self.printers.stopped(printer), then)

    def _end_printing(self) -> None:
        self._printing = False
        self.changed.emit()

    def _do(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self._lane.submit(work, then, self._on_problem)

    def _on_problem(self, problem: Exception) -> None:
        if isinstance(problem, Refused):
            self.said.emit(sentence(problem), "hazard")
