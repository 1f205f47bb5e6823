"""What the handout screen shows and what can be done on it, without a widget."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from charting.domain.given_papers import Kind
from charting.domain.ids import PatientId, SessionId
from charting.domain.paper_sizes import LARGE
from charting.domain.patient import Patient
from charting.services.found_words import Found
from charting.services.handouts import Handout, Step
from charting.services.paper_desk import OF_VISIT, sheets_of
from charting.services.patients import Patients
from charting.services.ports import Pages, SessionLine
from charting.services.sessions import Sessions
from charting.ui.handout.day_model import DayModel
from charting.ui.handout.giving_model import GivingModel, PaperServices
from charting.ui.tasks import Lane, Stepwise

T = TypeVar("T")
# What stands on paper for a letter that no typeface of ours has: a question mark in a lozenge.
UNKNOWN = "\ufffd"


@dataclass(frozen=True, slots=True)
class Alone:
    """A paper beside those of a visit: `make` makes it on a size of paper, the practice's own where
    none is named; `sheets` are the sizes it can be had on, none where it is as it is.
    """

    make: Callable[[str], Handout]
    sheets: tuple[str, ...] = LARGE


class HandoutModel(GivingModel):
    """One paper at a time, of one patient.

    `changed` tells of another paper, `pictured` carries a page, its picture and its words, `said` a
    sentence and its tone; `handed_out` follows when a paper was printed or saved; `found` carries
    where words stand that were looked for. `going` is how far a paper has come that is being made;
    `lacks_letters` says that on a page that was looked at a letter stands as U+FFFD.
    """

    pictured = Signal(int, object, str)
    printers_found = Signal()
    found = Signal(object)

    def __init__(
        self,
        services: PaperServices,
        patients: Patients,
        sessions: Sessions,
        pages: Pages,
        lane: Lane,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(services, pages, lane, parent)
        self._desk, self._patients, self._sessions = services.desk, patients, sessions
        self.offered = self._desk.offered
        self.day = DayModel(services.day, self._desk, self._handouts, pages, lane, self)
        self.printer_names: tuple[str, ...] = ()
        self.patient: Patient | None = None
        self.lines: tuple[SessionLine, ...] = ()
        self.session_id: SessionId | None = None
        self.kind = Kind.LEAFLET
        self.alone: Alone | None = None
        self._made = 0
        self.going: Step | None = None
        self.lacks_letters = False
        self._stop_making: Callable[[], None] | None = None
        self._wanted: dict[tuple[str, ...], str] = {}

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sizes of paper that this kind can be had on; none where it is as it is."""
        return sheets_of(self.kind) if self.alone is None else self.alone.sheets

    @property
    def sheet(self) -> str:
        """The size that was chosen for such papers, or nothing."""
        return self._wanted.get(self.sheets, "")

    # Which paper

    def open(
        self,
        patient_id: PatientId,
        session_id: SessionId | None = None,
        kind: Kind | None = None,
        alone: Alone | None = None,
    ) -> None:
        """Show a paper of a patient: of one session, by default the latest that was not entered in
        error; the leaflet unless no needle was opened then. One that stands `alone`, beside those
        of a visit, is made by it.
        """
        self.alone = alone
        self._give_up()
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
        self.day.look_anew()

    def forget(self) -> None:
        """Keep nothing of the paper shown."""
        self._sent = None
        self._give_up()
        self.patient, self.lines, self.handout, self.sizes = None, (), None, ()
        self._making = False
        self.changed.emit()

    def show(self, kind: Kind) -> None:
        """Show another kind of paper of the same visit."""
        offered = kind not in OF_VISIT or self.session_id is not None
        if self.alone is None and kind is not self.kind and offered:
            self.kind = kind
            self.make()

    def choose_session(self, session_id: SessionId) -> None:
        """Show the paper of another visit."""
        if session_id != self.session_id:
            self._choose(session_id, self.kind if self.kind in OF_VISIT else None)

    def choose_sheet(self, sheet: str) -> None:
        """Make this paper, and such papers from now on, on another size."""
        handout = self.handout
        if sheet in self.sheets and handout is not None and sheet != handout.paper:
            self._wanted[self.sheets] = sheet
            self.make()

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
        latest = next((line for line in self.lines if line.stands), None)
        self.session_id = session_id or (latest.id if latest else None)
        line = self.line()
        if self.alone is not None and kind is not None:
            self.kind = kind
        elif line is None and (kind is None or kind in OF_VISIT):
            self.kind = Kind.RECORD
        elif kind is not None:
            self.kind = kind
        elif line is not None:
            self.kind = Kind.LEAFLET if line.needles or line.packs_opened else Kind.SESSION
        self.make()

    def make(self) -> None:
        """Make the paper chosen, or make it anew: in steps, so that what is charted meanwhile is
        stored in between.
        """
        self._give_up()
        made, steps = self._made, self._steps()
        if steps is None:
            return
        self._making = True
        self.changed.emit()

        def then(both: tuple[Handout, tuple[tuple[float, float], ...]]) -> None:
            if made == self._made:
                self.handout, self.sizes = both
                self.lacks_letters = False
                self._end_making()

        def failed(problem: Exception) -> None:
            if made == self._made:
                self._end_making()
                self._on_problem(problem)

        self._stop_making = Stepwise(self._lane, steps, self._went, then, failed).stop

    def _steps(
        self,
    ) -> Generator[Step, None, tuple[Handout, tuple[tuple[float, float], ...]]] | None:
        patient, kind, session_id, sheet = self.patient, self.kind, self.session_id, self.sheet
        desk, alone, pages = self._desk, self.alone, self._pages
        if patient is None:
            return None

        def steps() -> Generator[Step, None, tuple[Handout, tuple[tuple[float, float], ...]]]:
            if alone is not None:
                handout = alone.make(sheet)
            else:
                handout = yield from desk.making(kind, patient.id, session_id, sheet)
            return handout, tuple(pages.sizes(handout.pdf))

        return steps()

    def _went(self, going: Step) -> None:
        self.going = going
        self.changed.emit()

    def _end_making(self) -> None:
        self._making, self.going, self._stop_making = False, None, None
        self.changed.emit()

    def _give_up(self) -> None:
        """Make no more of what is being made: something else is wanted."""
        self._made += 1
        if self._stop_making is not None:
            self._stop_making()
        self.going, self._stop_making = None, None

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
                self._look_for_lozenges(both[1])
                self.pictured.emit(page, *both)

        self._do(work, then)

    def _look_for_lozenges(self, words: str) -> None:
        if UNKNOWN in words and not self.lacks_letters:
            self.lacks_letters = True
            self.changed.emit()

    def find(self, words: str) -> None:
        """Look for words in the paper; `found` follows unless another paper came."""
        handout, made = self.handout, self._made
        if handout is None:
            return

        def then(places: Sequence[Found]) -> None:
            if made == self._made:
                self.found.emit(tuple(places))

        self._do(lambda: self._pages.find(handout.pdf, words), then)

    # Answers of the lane

    def _on_printers(self, names: tuple[str, ...]) -> None:
        self.printer_names = names
        self.printers_found.emit()
