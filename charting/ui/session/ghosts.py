"""The needles of the last visit as ghosts: nothing is carried over but what is touched again."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from charting.domain.changes import AddMark
from charting.domain.ids import SessionId
from charting.domain.marks import Needle, Repeated
from charting.domain.session import Session
from charting.i18n import _, ngettext
from charting.ui.session.model import SessionModel, nearest_mark
from charting.wording import day_words


class Ghosts(QObject):
    """What the last visit offers again; each needle set after one names it and its day."""

    changed = Signal()

    def __init__(self, model: SessionModel) -> None:
        super().__init__(model)
        self._model = model
        self._of: SessionId | None = None
        self._last: Session | None = None
        self.shown = False

    @property
    def needles(self) -> tuple[Needle, ...]:
        """The needles of the last visit that were not set again yet, as long as they are shown."""
        session = self._model.session
        if not self.shown or session is None or self._last is None or session.id != self._of:
            return ()
        again = {one.repeats.needle for one in session.needles() if one.repeats}
        return tuple(one for one in self._last.needles() if one.id not in again)

    def toggle(self) -> None:
        """Show the ghosts of the last visit, or hide them; they are read when first asked for."""
        session = self._model.session
        if session is None or self._model.record.read_only:
            return
        if self.shown and self._of == session.id:
            self.shown = False
            self.changed.emit()
            return
        sessions = self._model.sessions
        self._model.record.read(
            lambda: (session.id, sessions.needled_before(session)), self._on_read
        )

    def click(self, x_mm: float, y_mm: float, reach_mm: float) -> bool:
        """Set the needle again whose ghost lies there; False where none does."""
        here = nearest_mark(self.needles, x_mm, y_mm, reach_mm)
        ghost = next((one for one in self.needles if one.id == here), None)
        return ghost is not None and self.repeat(ghost)

    def repeat_next(self) -> bool:
        """Set the next needle of the last visit again, as they were set then."""
        remaining = self.needles
        return bool(remaining) and self.repeat(remaining[0])

    def repeat(self, ghost: Needle) -> bool:
        """Set a needle at the very site of one of the last visit; its response is its own."""
        model, last = self._model, self._last
        if last is None:
            return False
        made = model.sessions.again(ghost, ghost.site)
        assert isinstance(made, Needle)  # noqa: S101 - what is like a needle is one
        made = replace(made, repeats=Repeated(ghost.id, last.opened.day))
        again = model.screen.noted(model.record.as_of_the_visit(made))
        model.selected = again.id
        words = _("Place {mark}").format(mark=model.words(again))
        done = model.record.do_all([AddMark(again)], words)
        self.changed.emit()
        return done

    def _on_read(self, read: tuple[SessionId, Session | None]) -> None:
        session_id, last = read
        session = self._model.session
        if session is None or session.id != session_id:
            return
        self._of, self._last, self.shown = session_id, last, last is not None
        self._model.said.emit(self._told())
        self.changed.emit()

    def _told(self) -> str:
        if self._last is None:
            return _("No needle was set in an earlier visit.")
        remaining = len(self.needles)
        words = ngettext(
            "{n} needle of {day}. A click on it sets it again, Space the next one.",
            "{n} needles of {day}. A click on one sets it again, Space the next one.",
            remaining,
        )
        return words.format(n=remaining, day=day_words(self._last.opened.day))
