"""An open session on its way into the record: the value shown, the changes made, what is stored."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from charting.domain.changes import Change, Entry, apply
from charting.domain.conflicts import Conflict, Said, agree, decided, said_of
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EntryId, MarkId, SessionId
from charting.domain.marks import Mark, written_up
from charting.domain.moment import Moment
from charting.domain.session import Session, Subject, kept_alike
from charting.i18n import _
from charting.services.kept import KeptHere
from charting.services.news import Changed
from charting.services.ports import Clock
from charting.services.sessions import Sessions
from charting.services.together import Together
from charting.ui.session.outbox import RETRY_AFTER_MS, Outbox
from charting.ui.tasks import Lane
from charting.ui.undo import UndoStack
from charting.wording import sentence
from charting.wording.together import aside_words

Read = TypeVar("Read")


class OpenRecord(QObject):
    """Applies changes at once, stores them in the background, and undoes them to the beginning."""

    changed = Signal()
    said = Signal(str)
    stored = Signal(object)

    def __init__(
        self,
        sessions: Sessions,
        lane: Lane,
        clock: Clock,
        country: str,
        together: Together | None,
        parent: QObject,
    ) -> None:
        """`country` is the one as whose dates are written; `together` keeps what somebody else was
        quicker with.
        """
        super().__init__(parent)
        self._country = country
        self._sessions = sessions
        self._lane = lane
        self._clock = clock
        self._together = together
        self._reload_due = self._is_behind = False
        self._undo = UndoStack(self)
        self._outbox = Outbox(sessions.store, lane, self)
        self._outbox.stored.connect(self._on_stored)
        self._outbox.turned_down.connect(self._on_turned_down)
        self._outbox.delayed.connect(self._on_delayed)
        self.session: Session | None = None
        self.stored_at: Moment | None = None
        self.trouble = ""
        self.here: KeptHere | None = None
        self._own: set[EntryId] = set()
        self.conflicts: dict[Subject, Conflict] = {}
        """What somebody else said otherwise at the same time, until it is decided."""
        self._unkept: list[tuple[Entry, Said]] = []

    def open(self, session: Session) -> None:
        """Show `session`; undo starts afresh."""
        self._undo.clear()
        self.session, self.stored_at, self.trouble = session, None, ""
        self._reload_due = self._is_behind = False
        self._own.clear()
        self.conflicts = {}

    def read(self, read: Callable[[], Read], then: Callable[[Read], None]) -> None:
        """Read something of the record in the background, after what is being stored."""
        self._lane.submit(read, then)

    @property
    def read_only(self) -> bool:
        """Whether the session is signed, so that it is read and not written in."""
        return self.session is not None and not self.session.open_to_change

    @property
    def written_up(self) -> bool:
        """Whether the visit is written up afterwards, so that nobody noted the times of needles."""
        return self.session is not None and self.session.written is not None

    def as_of_the_visit(self, mark: Mark) -> Mark:
        """The mark as it can be charted in this visit, in the room or afterwards."""
        session = self.session
        return written_up(mark, session.opened) if session and self.written_up else mark

    @property
    def unstored(self) -> frozenset[Subject]:
        """What is not yet in the record."""
        return self._outbox.subjects | {entry.change.subject for entry, _said in self._unkept}

    @property
    def kept_here(self) -> bool:
        """Whether changes are kept on this computer, as the clinic's server does not answer."""
        here, session = self.here, self.session
        return here is not None and session is not None and session.id in here.waiting

    @property
    def unstored_marks(self) -> frozenset[MarkId]:
        """The marks with changes that are not yet in the record."""
        return self._outbox.marks

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to undo."""
        return self._undo.canUndo()

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone change to make again."""
        return self._undo.canRedo()

    def do(self, change: Change, words: str) -> bool:
        """Make a change that can be undone under the name `words`; False where it was refused."""
        return self.do_all([change], words)

    def do_all(self, changes: Sequence[Change], words: str) -> bool:
        """Make changes that are undone together; False, and none made, where one was refused."""
        if not self._perform(changes):
            return False
        self._undo.accepted(changes, words, self._perform)
        self.changed.emit()
        return True

    def refuse(self, refused: Refused) -> bool:
        """Say why something is not done; always False."""
        self.said.emit(sentence(refused, self._country))
        return False

    def undo(self) -> None:
        """Undo the last change: a new entry of the record, never an erasure."""
        self._undo.undo()
        self.changed.emit()

    def redo(self) -> None:
        """Make the change that was undone last again."""
        self._undo.redo()
        self.changed.emit()

    def store_again(self) -> None:
        """Try at once to store what the disk did not take."""
        self._outbox.send()

    def read_again(self) -> None:
        """Show what the record has by now, as soon as all that was done here is stored."""
        self._is_behind = True
        self._reload()

    def hear(self, news: Changed) -> None:
        """Somebody changed something of this visit; what was done here is no news."""
        if news.entry in self._own:
            self._own.discard(news.entry)
        else:
            self.read_again()

    def clash(self, change: Change, wanted: Said) -> bool:
        """Set aside what was typed while somebody else wrote the same; always False."""
        if self.session is not None:
            self._set_aside(self._sessions.entry(self.session, change), wanted)
            self.said.emit(aside_words())
        return False

    def decide(self, subject: Subject, wanted: Said) -> None:
        """Let this be what is said of a subject of which two said something else."""
        conflict = self.conflicts.pop(subject, None)
        if conflict is None or self.session is None:
            return
        changes = decided(self.session, subject, wanted)
        if not changes and self._together is not None:
            stands = partial(self._together.let_stand, self.session.id, conflict)
            # Where that cannot be kept, one is asked again after the next unlocking.
            self._lane.submit(stands, _take_note, _take_note)
        if changes and not self.do_all(changes, _("Decide between two changes")):
            self.conflicts[subject] = conflict
        self.changed.emit()

    def show_conflict(self, session_id: SessionId, conflict: Conflict) -> None:
        """Let it be decided between two sayings, where this visit is the one they are of."""
        if self.session is not None and self.session.id == session_id:
            self.conflicts[conflict.subject] = conflict
            self.changed.emit()

    def came_to_clinic(self) -> None:
        """What was kept on this computer is at the clinic: show what its record has by now."""
        if self.stored_at is not None:
            self.stored_at = self._clock.now()
        self.changed.emit()
        self.read_again()

    def _perform(self, changes: Sequence[Change]) -> bool:
        if self.session is None:
            return False
        after, entries = self.session, []
        try:
            for change in changes:
                before, after = after, apply(change, after)
                entries.append(self._sessions.entry(before, change))
        except Refused as refused:
            self.said.emit(sentence(refused, self._country))
            return False
        self.session = after
        for entry in entries:
            if self._together is not None:
                self._own.add(entry.id)
            self._outbox.add(entry)
        return True

    def _on_stored(self, entry: Entry) -> None:
        self.stored_at, self.trouble = self._clock.now(), ""
        self.stored.emit(entry)
        if self._reload_due or self._is_behind:
            self._reload()
        self.changed.emit()

    def _on_delayed(self, problem: Exception) -> None:
        refused = problem if isinstance(problem, Refused) else Refused(ErrorCode.STORAGE_FAILED)
        self.trouble = sentence(refused, self._country)
        self.changed.emit()

    def _on_turned_down(self, entry: Entry, refused: Refused) -> None:
        is_stale = refused.code is ErrorCode.STALE_RECORD and self._together is not None
        self.said.emit(aside_words() if is_stale else sentence(refused, self._country))
        if self.session is not None and is_stale:
            self._set_aside(entry, said_of(self.session, entry.change.subject))
        self._reload_due = True
        self._reload()

    def _set_aside(self, entry: Entry, wanted: Said) -> None:
        if self._together is not None:
            self._unkept.append((entry, wanted))
            if len(self._unkept) == 1:
                self._keep_aside()

    def _keep_aside(self) -> None:
        together = self._together
        if together is None or not self._unkept:
            return
        entry, wanted = self._unkept[0]
        self._lane.submit(
            lambda: together.set_aside(entry, wanted),
            self._on_aside,
            lambda _problem: QTimer.singleShot(RETRY_AFTER_MS, self, self._keep_aside),
        )

    def _on_aside(self, conflict: Conflict) -> None:
        entry, _wanted = self._unkept.pop(0)
        is_here = self.session is not None and self.session.id == entry.session_id
        if is_here and not agree(conflict.mine, conflict.theirs):
            self.conflicts[conflict.subject] = conflict
        self._keep_aside()
        self.changed.emit()

    def _reload(self) -> None:
        if self.session is None or not self._outbox.empty:
            return
        session_id = self.session.id
        self._lane.submit(lambda: self._sessions.session(session_id), self._show_as_stored)

    def _show_as_stored(self, session: Session) -> None:
        if self.session is None or self.session.id != session.id or not self._outbox.empty:
            return
        shown, was_due = self.session, self._reload_due
        self._reload_due = self._is_behind = False
        # What is told anew is judged and drawn anew.
        if was_due or session != shown or session.versions != shown.versions:
            self.session = kept_alike(session, shown)
            self.changed.emit()


def _take_note(_what: object) -> None:
    """Nothing comes of it here."""
