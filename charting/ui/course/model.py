"""What the course screen shows and what can be done on it, without a widget."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from charting import content
from charting.domain.body import Body, body_of
from charting.domain.body_map import BodyMap
from charting.domain.comparison import Compared, compared
from charting.domain.errors import Refused
from charting.domain.ids import EpisodeId, PatientId, SessionId
from charting.domain.session import Session
from charting.domain.site_responses import Response, Spot, spots
from charting.domain.visit import Item
from charting.services.courses import CourseFile, Courses
from charting.ui.tasks import Lane, Stepwise
from charting.wording import sentence

T = TypeVar("T")


class Face(Enum):
    """The faces of the screen."""

    COMPARE = "compare"
    RESPONSES = "responses"
    DOSE = "dose"
    REPLAY = "replay"


@dataclass(frozen=True, slots=True)
class Reference:
    """What a course is shown with: the map, the items of a visit by id, and whose dates are
    written.
    """

    body_map: BodyMap
    items: Mapping[str, Item]
    country: str


class CourseModel(QObject):
    """One episode of a patient, and which visit of it is looked at.

    `opened` tells of another episode, `moved` of another visit or another way to look, `pointed` of
    another mark pointed out, `stepped` of another step of a visit; `refused` carries a sentence.
    """

    opened = Signal()
    moved = Signal()
    pointed = Signal()
    stepped = Signal()
    refused = Signal(str)

    def __init__(self, courses: Courses, lane: Lane, reference: Reference, parent: QObject) -> None:
        super().__init__(parent)
        self._courses, self._lane = courses, lane
        self.body_map, self.items = reference.body_map, reference.items
        self.country = reference.country
        self.face, self.over = Face.COMPARE, False
        self.response = Response.TWITCH
        self._reading: Stepwise[None, CourseFile] | None = None
        self._start_at: SessionId | None = None
        self.patient_id: PatientId | None = None
        self.file: CourseFile | None = None
        self.at = 0
        self.selected: Hashable | None = None
        self._beside: SessionId | None = None
        self._others: dict[SessionId, Session] = {}

    # Coming and leaving

    def open(self, patient_id: PatientId, session_id: SessionId | None = None) -> None:
        """Show the running episode of a patient, or the latest; the visit named is looked at."""
        self.forget()
        self.patient_id, self._start_at = patient_id, session_id
        self._read(None)

    def forget(self) -> None:
        """Keep nothing of the patient shown."""
        if self._reading is not None:
            self._reading.stop()
        self._reading, self.patient_id, self.file = None, None, None
        self.at, self.selected, self._beside, self._others = 0, None, None, {}
        self.opened.emit()

    def choose_episode(self, episode_id: EpisodeId) -> None:
        """Turn to another episode of the patient."""
        if self.file is not None and self.file.episode and self.file.episode.id != episode_id:
            self._read(episode_id)

    def _read(self, episode_id: EpisodeId | None) -> None:
        if self.patient_id is not None:
            reading = self._courses.read(self.patient_id, episode_id)
            self._reading = Stepwise(
                self._lane, reading, lambda _step: None, self._on_read, self._on_problem
            )

    def _on_read(self, file: CourseFile) -> None:
        self._reading, self.file = None, file
        self._beside, self.selected = None, None
        ids = [visit.id for visit in file.visits]
        here = self._start_at in ids
        self.at = ids.index(self._start_at) if here and self._start_at else max(0, len(ids) - 1)
        self.opened.emit()

    # What is known

    @property
    def visits(self) -> tuple[Session, ...]:
        """The visits of the episode, oldest first."""
        return self.file.visits if self.file else ()

    @property
    def visit(self) -> Session | None:
        """The visit looked at."""
        return self.visits[self.at] if self.visits else None

    @property
    def beside_id(self) -> SessionId | None:
        """The visit that was chosen to lie beside it; `None` for whichever came before."""
        return self._beside

    @property
    def beside(self) -> Session | None:
        """The visit that lies beside it: the one chosen, otherwise the one before."""
        if self._beside is not None:
            known = {visit.id: visit for visit in self.visits} | self._others
            return known.get(self._beside)
        return self.visits[self.at - 1] if self.at > 0 else None

    @property
    def body(self) -> Body:
        """The patient's body, as far as it was measured."""
        return body_of(self.file.measures if self.file else None, content.builds())

    def compared(self) -> tuple[Compared, ...]:
        """The visit held against the one that lies beside it."""
        return compared(self.beside, self.visit) if self.visit else ()

    @property
    def held(self) -> tuple[Session | None, Session] | None:
        """The two visits that are looked at beside each other, the earlier first; `None` where
        another face is shown.
        """
        is_shown = self.face is Face.COMPARE
        return (self.beside, self.visit) if is_shown and self.visit is not None else None

    @property
    def replayed(self) -> Session | None:
        """The visit that is gone through once more; `None` where another face is shown."""
        return self.visit if self.face is Face.REPLAY else None

    def spots(self) -> tuple[Spot, ...]:
        """What answered where, up to and with the visit looked at."""
        return spots(self.visits[: self.at + 1], self.response)

    # Looking elsewhere

    def go_to(self, at: int) -> None:
        """Look at the visit of that place in the episode, counted from 0."""
        at = max(0, min(at, len(self.visits) - 1))
        if at != self.at:
            self.at, self.selected = at, None
            self.moved.emit()

    def turn_to(self, face: Face) -> None:
        """Show another face."""
        if face is not self.face:
            self.face, self.selected = face, None
            self.moved.emit()

    def lay_over(self, *, over: bool) -> None:
        """Lay the two visits over each other, or side by side."""
        if over is not self.over:
            self.over = over
            self.moved.emit()

    def look_for(self, response: Response) -> None:
        """Look for another response."""
        if response is not self.response:
            self.response = response
            self.moved.emit()

    def select(self, key: Hashable | None) -> None:
        """Point out a mark by its id, or a place by its number."""
        if key != self.selected:
            self.selected = key
            self.pointed.emit()

    def lay_beside(self, session_id: SessionId | None) -> None:
        """Lay another visit beside the one looked at; `None` for whichever came before."""
        if session_id == self._beside:
            return
        here = {visit.id for visit in self.visits} | self._others.keys()
        self._beside, self.selected = session_id, None
        if session_id is None or session_id in here:
            self.moved.emit()
            return

        def then(visit: Session) -> None:
            if visit.patient_id == self.patient_id:
                self._others[visit.id] = visit
                self.moved.emit()

        self._do(lambda: self._courses.visit(session_id), then)

    def _do(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self._lane.submit(work, then, self._on_problem)

    def _on_problem(self, problem: Exception) -> None:
        if isinstance(problem, Refused):
            self.refused.emit(sentence(problem))
