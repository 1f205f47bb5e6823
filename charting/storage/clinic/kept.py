"""The records of a clinic as somebody works with them whose server may be gone at any moment: asked
there while it answers, and otherwise here, where changes are kept until it has them.
"""

import time
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar, cast
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from charting.domain.audit import Trace
from charting.domain.backup import Report, nobody_hears
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EntryId, PatientId
from charting.domain.kept import Delivered, TurnedDown
from charting.services.attached_files import AttachedFiles
from charting.services.clinic_paper_records import ClinicPaperRecords
from charting.services.clinics import Shared
from charting.services.erasure_records import ErasureRecords
from charting.services.follow_up_records import FollowUpRecords
from charting.services.kept import KeptHere
from charting.services.news import Hear, Listening
from charting.services.paper_records import PaperRecords
from charting.services.ports import PatientRecords, PracticeRecords, SessionRecords, Trail
from charting.services.sheet_records import SheetRecords
from charting.services.signed import SignedRecords
from charting.services.supply_records import SupplyRecords
from charting.services.travelling import WholeRecords
from charting.storage.clinic.calls import KEPT, READ, Call
from charting.storage.clinic.delivery import deliver
from charting.storage.clinic.here import Here
from charting.storage.clinic.listening import Ear, Listener
from charting.storage.clinic.records import ServerRecords

T = TypeVar("T")

AWAY = frozenset({ErrorCode.CLINIC_GONE, ErrorCode.CLINIC_UNREACHABLE})
"""What is refused where nobody answers: it may be otherwise in a moment."""

SHUT_OUT = frozenset({ErrorCode.CLINIC_PASSWORD})
"""What is refused to whoever does not work there any more."""

# A server without room still takes nothing; what is charted meanwhile is kept here all the same.
_TAKES_NOTHING = AWAY | {ErrorCode.CLINIC_DISK_FULL}

# So long the patients of these days may be as they are, while the clinic can be read.
_FRESH_SECONDS = 600


class KeptRecords:
    """Implements `charting.services.ports.Records`, and what is kept here of them."""

    def __init__(
        self,
        server: ServerRecords | None,
        reach: Callable[[], ServerRecords],
        here: Here,
        ear: Ear,
    ) -> None:
        """`server` is `None` where it could not be reached; `reach` then tries once more, and
        raises `Refused`, as does `ear`, by which others are heard.
        """
        self._server, self._reach, self._here = server, reach, here
        self.is_away = server is None
        self._shut_out: Refused | None = None
        self._looked_at: list[PatientId] = []
        self._filled: float | None = None
        self.waiting: Collection[UUID] = frozenset()
        self.put_aside = here.journal.put_aside
        self.turned_down: Sequence[TurnedDown] = ()
        self.here: KeptHere | None = self
        self.practice = cast("PracticeRecords", _Part(self.call, "practice"))
        self.patients = cast("PatientRecords", _Part(self.call, "patients"))
        self.sessions = cast("SessionRecords", _Part(self.call, "sessions"))
        self.follow_ups = cast("FollowUpRecords", _Part(self.call, "follow_ups"))
        self.sheets = cast("SheetRecords", _Part(self.call, "sheets"))
        self.clinic_papers = cast("ClinicPaperRecords", _Part(self.call, "clinic_papers"))
        self.attached = cast("AttachedFiles", _Part(self.call, "attached"))
        self.supplies = cast("SupplyRecords", _Part(self.call, "supplies"))
        self.papers = cast("PaperRecords", _Part(self.call, "papers"))
        self.signed = cast("SignedRecords", _Part(self.call, "signed"))
        self.whole = cast("WholeRecords", _Part(self.call, "whole"))
        self.erasures = cast("ErasureRecords", _Part(self.call, "erasures"))
        self.trail = cast("Trail", _Part(self.call, "trail"))
        self._among = _Among(self.call, ear)
        self.shared: Shared | None = cast("Shared", self._among)
        self._begin()

    def _begin(self) -> None:
        """Take up what was kept when the program ended last."""
        for call in self._here.waiting:
            # What a crash left out here is in the journal all the same.
            self._here.follow(call)
        self._count()
        if self._here.waiting and self._server is not None:
            self.is_away = True
            # What is wrong with the server is said when it is tried again.
            with suppress(Refused):
                self.deliver()
        if self._server is not None and not self.is_away:
            if not self._here.is_filled:
                self._fill()
            self._forget_erased()

    def call(self, part: str, verb: str, values: tuple[Any, ...], named: dict[str, Any]) -> Any:  # noqa: ANN401
        """Carry out a verb of a part: at the clinic, or here where nobody answers there.

        Raises `Refused`: what the verb raises; CLINIC_GONE for what cannot be done from here.
        """
        if not self.is_away:
            try:
                answer = getattr(getattr(self._server, part), verb)(*values, **named)
            except Refused as refused:
                is_kept = verb in KEPT.get(part, ())
                if refused.code not in (_TAKES_NOTHING if is_kept else AWAY):
                    raise
                self.is_away = True
            else:
                self._follow(part, verb, values)
                return answer
        if verb in KEPT.get(part, ()):
            self._here.keep(Call(part, verb, (*values, *named.values())))
            self._count()
            return None
        if self._shut_out is not None:
            raise self._shut_out
        if verb in READ.get(part, ()):
            return getattr(getattr(self._here.records, part), verb)(*values, **named)
        raise Refused(ErrorCode.CLINIC_GONE)

    # What is kept here

    def deliver(self) -> Delivered:
        """Try to reach the server, and bring it what is kept, in order and each once.

        Raises `Refused` for what is wrong with the server, but for that nobody answers.
        """
        if not self.is_away:
            return Delivered()
        try:
            if self._server is None:
                self._server = self._reach()
            self._server.look()
            done = deliver(self._here, self._server)
        except Refused as refused:
            if refused.code in SHUT_OUT:
                self._shut_out = refused
                self._here.forget_patients()
            if refused.code not in AWAY:
                raise
            return Delivered()
        finally:
            self._count()
        self.is_away, self._filled, self._shut_out = False, None, None
        if done.turned_down:
            # What is shown here as done was not.
            self._fill()
        self._forget_erased()
        return done

    def let_go(self, entry_id: EntryId) -> None:
        """Forget a change that was turned down, once somebody has read what it said."""
        left = [c for c in self._here.calls if not (c.turned_down and c.told.id == entry_id)]
        self._here.keep_only(left)
        self._count()

    def _count(self) -> None:
        calls = self._here.calls
        self.waiting = frozenset(c.chain for c in self._here.waiting if c.is_change)
        self.turned_down = tuple(c.as_turned_down() for c in calls if c.turned_down)

    # The patients of these days

    def _follow(self, part: str, verb: str, values: tuple[Any, ...]) -> None:
        """Let what was done at the clinic be seen here too."""
        if part == "erasures" and verb == "erase":
            self._fill()
        elif verb not in KEPT.get(part, ()):
            if verb not in READ.get(part, ()):
                self._filled = None
        else:
            self._follow_call(Call(part, verb, values))

    def _follow_call(self, call: Call) -> None:
        if call.is_view:
            self._bring(PatientId(call.chain))
        elif call.is_change and not self._here.follow(call):
            self._filled = None

    def _bring(self, patient_id: PatientId) -> None:
        if patient_id not in self._looked_at:
            self._looked_at.append(patient_id)
        if self._server is None:
            return
        try:
            self._here.bring(self._server.database, patient_id)
        except IntegrityError:
            self._fill()
        except Refused as refused:
            self.is_away = self.is_away or refused.code in AWAY

    def _fill(self) -> None:
        if self._server is None:
            return
        try:
            self._here.fill(self._server.database, self._looked_at)
        except Refused as refused:
            # The clinic's record is what counts: a full disk here keeps nobody from it.
            self.is_away = self.is_away or refused.code in AWAY
        else:
            self._filled = time.monotonic()

    def _forget_erased(self) -> None:
        """Have nothing here of whose record was erased at the clinic meanwhile."""
        if self._server is None:
            return
        try:
            erased = self._server.erasures.all()
        except Refused as refused:
            self.is_away = self.is_away or refused.code in AWAY
            return
        if {each.tombstone.erasure.patient_id.bytes for each in erased} != self._here.erased:
            self._fill()

    def tidy(self) -> None:
        """See to it that the patients of these days are as the clinic has them."""
        if self.is_away:
            return
        if self._filled is None or time.monotonic() - self._filled > _FRESH_SECONDS:
            self._fill()

    # The rest of the records

    def _there(self, do: Callable[[ServerRecords], T]) -> T:
        if self._server is None or self.is_away:
            raise Refused(ErrorCode.CLINIC_GONE)
        return do(self._server)

    def problems(self) -> Sequence[str]:
        """What the clinic's own checks find wrong."""
        return self._there(lambda server: server.problems())

    def quick_problems(self) -> Sequence[str]:
        """What is looked at quickly; nothing while nobody answers."""
        return () if self.is_away else self._there(lambda server: server.quick_problems())

    def counts(self) -> dict[str, int]:
        """How many of each kind the clinic has; of these days' patients while nobody answers."""
        return self._here.records.counts() if self.is_away else self._there(_counts)

    def copy_to(self, target: Path, report: Report = nobody_hears) -> None:
        """Write all of it into an encrypted database, as `ServerRecords.copy_to` does."""
        self._there(lambda server: server.copy_to(target, report))

    def change_key(self, key: bytes) -> None:
        """Nothing on the server is encrypted by it; the next copy is."""
        self._there(lambda server: server.change_key(key))

    def was_copied(self) -> bool:
        """A clinic's record is no practice folder's backup."""
        return False

    def go_on_from_copy(self, trace: Trace) -> None:
        """There is nothing to go on from."""

    def is_alone(self) -> bool:
        """A clinic has many who work with it."""
        return False

    def only_read(self) -> None:
        """Refuse from now on whatever is to be stored but the trail (ONLY_TO_READ)."""
        self._there(lambda server: server.only_read())

    def write_no_more(self) -> None:
        """Refuse from now on whatever is to be stored (DATABASE_DAMAGED)."""
        self._there(lambda server: server.write_no_more())

    def close(self) -> None:
        """Close both; what is kept is on the disk."""
        self._among.close()
        if self._server is not None:
            self._server.close()
        self._here.close()


def _counts(server: ServerRecords) -> dict[str, int]:
    return server.counts()


class _Part:
    """A part of the records: each of its verbs is called there or here."""

    def __init__(self, call: Callable[..., Any], part: str) -> None:
        self._call, self._part = call, part

    def __getattr__(self, verb: str) -> Callable[..., Any]:
        return lambda *values, **named: self._call(self._part, verb, values, named)


class _Among(_Part):
    """What the computers of a clinic share, heard from also once the server is back."""

    def __init__(self, call: Callable[..., Any], ear: Ear) -> None:
        super().__init__(call, "shared")
        self._ear = ear
        self._listeners: list[Listener] = []

    def listen(self, hear: Hear) -> Listening:
        """Let `hear` know what others do, as soon as the server can be heard."""
        self._listeners.append(Listener(self._ear, hear))
        return self._listeners[-1]

    def close(self) -> None:
        """Hear nothing any more."""
        for listener in self._listeners:
            listener.close()
