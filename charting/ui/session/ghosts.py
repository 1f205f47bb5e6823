"""Needles offered as ghosts, of the last visit or of a point set: only what is touched counts."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal

from charting.domain.changes import AddMark
from charting.domain.ids import MarkId, SessionId
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
        self._offered: tuple[Needle, ...] = ()
        self._day: date | None = None
        self._set: dict[MarkId, MarkId] = {}
        self.shown = False

    @property
    def needles(self) -> tuple[Needle, ...]:
        """What is offered and not set yet, as long as it is shown."""
        session = self._model.session
        if not self.shown or session is None or session.id != self._of:
            return ()
        again = {one.repeats.needle for one in session.needles() if one.repeats}
        again |= {ghost for ghost, made in self._set.items() if made in session.marks}
        return tuple(one for one in self._offered if one.id not in again)

    def offer(self, needles: Sequence[Needle], name: str) -> None:
        """Show the needles of the point set of this name, each to be confirmed."""
        session = self._model.session
        if session is not None and not self._model.record.read_only:
            told = _("{name}: a click on a ghost sets that needle, Space the next one.")
            self._show(session.id, needles, None, told.format(name=name))

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
        model = self._model
        made = model.sessions.again(ghost, ghost.site)
        assert isinstance(made, Needle)  # noqa: S101 - what is like a needle is one
        if self._day is not None:
            made = replace(made, repeats=Repeated(ghost.id, self._day))
        again = model.making.fresh(made)
        model.selected, self._set[ghost.id] = again.id, again.id
        words = _("Place {mark}").format(mark=model.words(again))
        done = model.record.do_all([AddMark(again)], words)
        self.changed.emit()
        return done

    def _on_read(self, read: tuple[SessionId, Session | None]) -> None:
        session_id, last = read
        session = self._model.session
        if session is None or session.id != session_id:
            return
        if last is None:
            self._model.said.emit(_("No needle was set in an earlier visit."))
            return
        day = last.opened.day
        self._show(session_id, last.needles(), day, _told(len(last.needles()), day))

    def _show(self, of: SessionId, needles: Sequence[Needle], day: date | None, words: str) -> None:
        self._of, self._offered, self._day = of, tuple(needles), day
        self.shown = True
        self._model.said.emit(words)
        self.changed.emit()


def _told(remaining: int, day: date) -> str:
    words = ngettext(
        "{n} needle of {day}. A click on it sets it again, Space the next one.",
        "{n} needles of {day}. A click on one sets it again, Space the next one.",
        remaining,
    )
    return words.format(n=remaining, day=day_words(day))
