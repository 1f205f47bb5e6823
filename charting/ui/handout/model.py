"""What the handout screen shows and what can be done on it, without a widget."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from charting.domain.errors import Refused
from charting.domain.given_papers import Kind
from charting.domain.ids import PatientId, SessionId
from charting.domain.patient import Patient
from charting.i18n import _
from charting.services.handouts import Handout, Handouts
from charting.services.patients import Patients
from charting.services.ports import Pages, SessionLine
from charting.services.sessions import Sessions
from charting.ui.handout.printing import DPI, Printers, PrintJob
from charting.ui.tasks import Lane
from charting.wording import sentence
from charting.wording.handouts import paper_words

T = TypeVar("T")

Maker = Callable[[], Handout]

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
    Kind.ATTACHMENT: "attachment",
}
# What is about the patient and not about one visit.
OF_PATIENT = frozenset({Kind.RECORD, Kind.CONSENT})


class HandoutModel(QObject):
    """One paper at a time, of one patient.

    `changed` tells of another paper, `pictured` carries a page, its picture and its words, `said` a
    sentence and its tone; `handed_out` follows when a paper was printed or saved.
    """

    changed = Signal()
    pictured = Signal(int, object, str)
    said = Signal(str, str)
    printers_found = Signal()
    handed_out = Signal()

    def __init__(
        self,
        handouts: Handouts,
        patients: Patients,
        sessions: Sessions,
        pages: Pages,
        lane: Lane,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._handouts, self._patients, self._sessions = handouts, patients, sessions
        self._pages, self._lane = pages, lane
        self.printers = Printers()
        self.printer_names: tuple[str, ...] = ()
        self.patient: Patient | None = None
        self.lines: tuple[SessionLine, ...] = ()
        self.session_id: SessionId | None = None
        self.kind = Kind.LEAFLET
        self.alone: Maker | None = None
        self.handout: Handout | None = None
        self.sizes: tuple[tuple[float, float], ...] = ()
        self._making = self._printing = False
        self._made = 0

    @property
    def busy(self) -> bool:
        """Whether a paper is being made or printed."""
        return self._making or self._printing

    # Which paper

    def open(
        self,
        patient_id: PatientId,
        session_id: SessionId | None = None,
        kind: Kind | None = None,
        alone: Maker | None = None,
    ) -> None:
        """Show a paper of a patient: of one session, by default the latest; the leaflet unless no
        needle was opened then. One that stands `alone`, beside the three of a visit, is made by it.
        """
        self.alone = alone
        self._made += 1
        made = self._made
        self.patient, self.lines, self.handout, self.sizes = None, (), None, ()
        self.session_id, self._making = session_id, True
        self.changed.emit()

        def read() -> tuple[Patient, tuple[SessionLine, ...]]:
            patient = self._patients.patient(patient_id)
            return patient, tuple(self._sessions.timeline(patient_id))

        def then(both: tuple[Patient, tuple[SessionLine, ...]]) -> None:
            if made == self._made:
                self.patient, self.lines = both
                self._choose(session_id, kind)

        self._do(read, then)
        self._do(self.printers.names, self._on_printers)

    def forget(self) -> None:
        """Keep nothing of the paper shown."""
        self._made += 1
        self.patient, self.lines, self.handout, self.sizes = None, (), None, ()
        self._making = False
        self.changed.emit()

    def show(self, kind: Kind) -> None:
        """Show another kind of paper of the same visit."""
        offered = kind in OF_PATIENT or self.session_id is not None
        if self.alone is None and kind is not self.kind and offered:
            self.kind = kind
            self.make()

    def choose_session(self, session_id: SessionId) -> None:
        """Show the paper of another visit."""
        if session_id != self.session_id:
            self._choose(session_id, None if self.kind in OF_PATIENT else self.kind)

    def read_as(self, *, large: bool, easy: bool) -> None:
        """Print large, or easy words with symbols, for this patient, or as usual, from now on."""
        patient = self.patient
        if patient is None:
            return

        def then(kept: Patient) -> None:
            if self.patient is not None and self.patient.id == kept.id:
                self.patient = kept
                self.make()

        self._do(lambda: self._patients.reads_as(patient, large=large, easy=easy), then)

    def line(self) -> SessionLine | None:
        """The visit that the paper is about, if it is about one."""
        return next((line for line in self.lines if line.id == self.session_id), None)

    def _choose(self, session_id: SessionId | None, kind: Kind | None) -> None:
        self.session_id = session_id or (self.lines[0].id if self.lines else None)
        line = self.line()
        if self.alone is not None and kind is not None:
            self.kind = kind
        elif line is None and kind is not Kind.CONSENT:
            self.kind = Kind.RECORD
        elif kind is not None:
            self.kind = kind
        elif line is not None:
            self.kind = Kind.LEAFLET if line.needles or line.packs_opened else Kind.SESSION
        self.make()

    def make(self) -> None:
        """Make the paper chosen, or make it anew."""
        self._made += 1
        made = self._made
        make = _maker(self._handouts, self.patient, self.session_id, self.kind)
        make = self.alone if make and self.alone else make
        self._making = True
        self.changed.emit()

        def work() -> tuple[Handout, tuple[tuple[float, float], ...]] | None:
            if made != self._made or make is None:
                return None
            handout = make()
            return handout, tuple(self._pages.sizes(handout.pdf))

        def then(both: tuple[Handout, tuple[tuple[float, float], ...]] | None) -> None:
            if both is not None and made == self._made:
                self.handout, self.sizes = both
                self._making = False
                self.changed.emit()

        def failed(problem: Exception) -> None:
            if made == self._made:
                self._making = False
                self.changed.emit()
                self._on_problem(problem)

        self._lane.submit(work, then, failed)

    # Looking at it

    def picture(self, page: int, width: int) -> None:
        """Ask for a page `width` pixels wide; `pictured` follows unless another paper came."""
        handout, made = self.handout, self._made
        if handout is None:
            return

        def work() -> tuple[object, str] | None:
            if made != self._made:
                return None
            return self._pages.picture(handout.pdf, page, width), self._pages.words(
                handout.pdf, page
            )

        def then(both: tuple[object, str] | None) -> None:
            if both is not None and made == self._made:
                self.pictured.emit(page, *both)

        self._do(work, then)

    # Handing it out

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

    def print_out(self, printer: str) -> None:
        """Print the paper shown; `said` follows, and `handed_out` where it was printed."""
        handout = self.handout
        if handout is None or self.busy:
            return
        job = PrintJob(self.printers, printer, paper_words(handout.kind), handout.paper)
        sizes = self.sizes
        self._printing = True
        self.changed.emit()

        def failed(problem: Exception) -> None:
            self._lane.submit(job.give_up, lambda _done: None)
            self._end_printing()
            self._on_problem(problem)

        def next_page(page: int) -> None:
            if page == len(sizes):
                self._lane.submit(end, ended, failed)
                return
            wide = round(sizes[page][0] * DPI / 72)
            self._lane.submit(
                lambda: job.draw(self._pages.picture(handout.pdf, page, wide)),
                lambda _drawn: next_page(page + 1),
                failed,
            )

        def end() -> None:
            job.end()
            self._handouts.printed(handout)

        def ended(_done: None) -> None:
            self._end_printing()
            self.said.emit(_("Sent to the printer “{name}”.").format(name=printer), "counted")
            self.handed_out.emit()

        self._lane.submit(job.begin, lambda _begun: next_page(0), failed)

    def _end_printing(self) -> None:
        self._printing = False
        self.changed.emit()

    # Answers of the lane

    def _on_printers(self, names: tuple[str, ...]) -> None:
        self.printer_names = names
        self.printers_found.emit()

    def _do(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self._lane.submit(work, then, self._on_problem)

    def _on_problem(self, problem: Exception) -> None:
        if isinstance(problem, Refused):
            self.said.emit(sentence(problem), "hazard")


def _maker(
    handouts: Handouts, patient: Patient | None, session_id: SessionId | None, kind: Kind
) -> Maker | None:
    if patient is None:
        return None
    if kind is Kind.CONSENT:
        return lambda: handouts.made_consent(patient.id)
    if kind is Kind.RECORD or session_id is None:
        return lambda: handouts.made_record(patient.id)
    if kind is Kind.SESSION:
        return lambda: handouts.made_report(session_id)
    return lambda: handouts.made_leaflet(session_id)
