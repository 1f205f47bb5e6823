"""The rooms of one window: a visit in each, all of them open at once, one of them on the screen."""

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from charting.app.room import Room, reference_of
from charting.domain.body import Body
from charting.domain.ids import PatientId, SessionId
from charting.domain.marks import Needle
from charting.domain.own_ways import OwnWays
from charting.domain.patient import Patient
from charting.domain.planned_time import planned_ends
from charting.domain.roles import Right, may
from charting.domain.session import Session, Status
from charting.domain.visit import unresolved_count
from charting.services.ports import Clock
from charting.services.practices import OpenPractice
from charting.ui.tasks import InTurns, Lane
from charting.ui.widgets.patient_banner import Identity
from charting.ui.widgets.rooms_strip import RoomLine
from charting.ui.window import MainWindow

_Found = tuple[list[tuple[int, Session, Patient]], OwnWays]

ENOUGH = 4
"""So many visits stay open; beyond them one gives way that has no needle in, and comes back from
the record when it is wanted.
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """A room as it is kept over a lock: its number, and whose visit was in it."""

    number: int
    session_id: SessionId
    patient_id: PatientId


@dataclass(frozen=True, slots=True)
class Waiting:
    """A visit that has a room, and is not open in this window yet."""

    number: int
    session: Session
    patient: Patient


class Rooms(QObject):
    """Knows the open visits and shows one of them. `here` is the one shown, or shown last.

    `changed` is told when the strip shall show something else; `waiting_wanted` asks for a visit
    that is not open in this window yet.
    """

    changed = Signal()
    waiting_wanted = Signal(object)

    def __init__(
        self,
        practice: OpenPractice,
        window: MainWindow,
        lane: Lane,
        clock: Clock,
        join: Callable[[Room], None],
    ) -> None:
        """`join` connects a new room with the rest of the window."""
        super().__init__(window)
        self._practice, self._window, self._lane, self._clock = practice, window, lane, clock
        self._join = join
        self._reference = reference_of(practice)
        self._is_clinical = may(practice.practitioner.role, Right.READ_CLINICAL)
        self._made: list[Room] = []
        self._waiting: dict[SessionId, Waiting] = {}
        self._making: InTurns[Room] | None = None
        self._drawing: InTurns[None] | None = None
        self._times = 0
        self.here: Room | None = None
        self.ways = OwnWays()
        window.screens.currentChanged.connect(self._on_screen)

    # What is known

    @property
    def taken(self) -> list[Room]:
        """The rooms with a visit that goes on, or was not left yet, by their numbers."""
        found = [room for room in self._made if room.number and not (room.is_free and room.is_left)]
        return sorted(found, key=lambda room: room.number)

    @property
    def is_on_screen(self) -> bool:
        """Whether a visit is what the window shows."""
        return self.here is not None and self._is_shown(self.here)

    @property
    def unstored(self) -> bool:
        """Whether the disk has not taken everything yet."""
        return any(room.model.record.unstored for room in self._made)

    def needles(self) -> tuple[Needle, ...]:
        """The needles of all visits, in or out."""
        return tuple(needle for _line, session in self._all() for needle in session.needles())

    def kept(self) -> tuple[Kept, ...]:
        """The rooms, to come back to after a lock."""
        return tuple(
            Kept(line.number, session.id, session.patient_id) for line, session in self._all()
        )

    def lines(self) -> tuple[RoomLine, ...]:
        """What the strip shows of each room."""
        return tuple(line for line, _session in self._all())

    def _all(self) -> list[tuple[RoomLine, Session]]:
        usual = self.ways.stay_minutes
        found = [
            (_line(room.number, room.name, session, usual, is_here=self._is_shown(room)), session)
            for room in self.taken
            if (session := room.model.session) is not None
        ]
        found += [
            (_line(each.number, each.patient.name, each.session, usual), each.session)
            for each in self._waiting.values()
        ]
        return sorted(found, key=lambda one: one[0].number)

    def _on_screen(self, _index: int) -> None:
        self.changed.emit()

    def _is_shown(self, room: Room) -> bool:
        page = room.page
        return page is not None and self._window.screens.currentWidget() is page

    # Making

    def make(self) -> InTurns[Room]:
        """Begin to make a room in small steps, unless one is on its way."""
        if self._making is None or self._making.is_made:
            self._making = InTurns(self._in_turns())
        return self._making

    def make_spare(self) -> None:
        """See to it that a room is there for the next visit."""
        if self._free() is None:
            self.make()

    def _in_turns(self) -> Generator[None, None, Room]:
        room = Room(self._practice, self._lane, self._clock, self._reference, self)
        yield
        page = yield from room.make(self._window.screens)
        self._join(room)
        room.model.settled.connect(self.changed)
        page.view.end.heard = self._window.rooms.heard
        yield from self._window.hold_screen(page)
        self._made.append(room)
        # Whoever opens a session sooner sees the back drawn; nobody waits for it.
        self._drawing = InTurns(page.draw_in_turns(), page)
        return room

    # Coming and going

    def open(self, patient: Patient, session: Session, body: Body, who: Identity) -> None:
        """Show a visit: where it is open, as it was; otherwise in a free room."""
        room = self._with(session.id) or self._free()
        if room is None:
            # Another visit may have taken it by then.
            self.make().then(lambda _made: self.open(patient, session, body, who))
            return
        if room.goes_on(session):
            room.come_back(patient, body, who)
        else:
            room.open(patient, session, body, who, self._number_for(session.id, room))
            self._waiting.pop(session.id, None)
        self.show(room)

    def show(self, room: Room) -> None:
        """Show an open visit as it was left; whoever comes from another sees whose it is."""
        if room.page is None or room.who is None:
            return
        if self._drawing is not None:
            self._drawing.stop()
        before, self.here = self.here, room
        self._window.show_identity(room.who)
        self._window.show_screen(room.page)
        self._times += 1
        room.entered_last = self._times
        room.is_left = False
        if before is not None and before is not room:
            self._window.banner.flash()
        self.changed.emit()

    def go(self, number: int) -> None:
        """Show the visit in a room."""
        room = next((each for each in self.taken if each.number == number), None)
        waiting = next((each for each in self._waiting.values() if each.number == number), None)
        if room is not None:
            room.model.record.read_again()
            self.show(room)
            room.wrong_patient.entered()
        elif waiting is not None:
            self.waiting_wanted.emit(waiting)

    def go_on(self, *, is_there: bool = False) -> None:
        """Show the next visit; where none is there, nor what is beside one, the one of before."""
        numbers = [line.number for line in self.lines()]
        if not numbers:
            return
        here = self.here.number if self.here in self.taken and self.here is not None else 0
        if not (self.is_on_screen or is_there) and here in numbers:
            self.go(here)
            return
        later = [number for number in numbers if number > here]
        following = later[0] if later else numbers[0]
        if following != here or not self.is_on_screen:
            self.go(following)

    def left(self) -> None:
        """The visit that was on the screen was left; one that goes on keeps its room."""
        if self.here is not None:
            self.here.is_left = True
        self.find()
        if self.taken:
            self.make_spare()
        self.changed.emit()

    def find(self, kept: Iterable[Kept] = ()) -> None:
        """Read which other visits of whoever is at work have needles in, and those that are
        `kept`: what was cut short shows again.
        """
        if not self._is_clinical:
            return
        known = tuple(kept) or tuple(
            Kept(each.number, each.session.id, each.patient.id) for each in self._waiting.values()
        )
        self._lane.submit(lambda: self._read(known), self._on_found)

    def _read(self, kept: Sequence[Kept]) -> _Found:
        sessions, patients = self._practice.sessions, self._practice.patients
        numbers = {each.session_id: each.number for each in kept}
        wanted = {each.session_id: each.patient_id for each in kept}
        for line in sessions.uncounted():
            if line.session.needles_in:
                wanted.setdefault(line.session.id, line.patient.id)
        found = []
        for session_id, patient_id in wanted.items():
            session = sessions.session(session_id)
            is_own = session.at_work == self._practice.practitioner.id
            if session.status is Status.DRAFT and (is_own or session_id in numbers):
                patient = patients.patient(patient_id)
                found.append((numbers.get(session_id, 0), session, patient))
        return found, self._practice.own_screen.mine()

    def _on_found(self, read: _Found) -> None:
        (found, self.ways), self._waiting = read, {}
        # Those that had a number keep it.
        for number, session, patient in sorted(found, key=lambda one: not one[0]):
            if self._with(session.id) is None:
                kept = number or self._number_for(session.id)
                self._waiting[session.id] = Waiting(kept, session, patient)
        self.changed.emit()

    def _with(self, session_id: SessionId) -> Room | None:
        return next((room for room in self._made if room.has(session_id)), None)

    def _free(self) -> Room | None:
        free = [
            room
            for room in self._made
            if room.is_free and (room.is_left or not room.number or self._is_shown(room))
        ]
        if not free and len(self._made) >= ENOUGH:
            free = [room for room in self._made if room.may_give_way and room is not self.here]
        return min(free, key=lambda room: room.entered_last, default=None)

    def _number_for(self, session_id: SessionId, room: Room | None = None) -> int:
        if session_id in self._waiting:
            return self._waiting[session_id].number
        if room is not None and room.has(session_id) and room in self.taken:
            return room.number
        used = {each.number for each in self.taken if each is not room}
        used |= {each.number for each in self._waiting.values()}
        return next(number for number in range(1, len(used) + 2) if number not in used)

    # The lock

    def keep_typed(self) -> None:
        """Hand what is being typed to the record."""
        for room in self._made:
            room.keep_typed()

    def drop(self) -> None:
        """Forget every visit."""
        self._window.screens.currentChanged.disconnect(self._on_screen)
        for making in (self._making, self._drawing):
            if making is not None:
                making.stop()
        for room in self._made:
            self._window.forget(*room.models)


def _line(
    number: int, name: str, session: Session, usual: int | None, *, is_here: bool = False
) -> RoomLine:
    needles = session.needles()
    still_in = tuple(needle.went_in for needle in needles if needle.in_situ)
    out, ends = len(needles) - len(still_in), planned_ends(session, usual)
    return RoomLine(number, name, still_in, out, unresolved_count(session), is_here, ends)
