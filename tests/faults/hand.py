"""A hand that charts without end: marks placed, moved, corrected and removed, answers and notes."""

import random
from collections.abc import Callable
from dataclasses import replace

from charting.domain.changes import (
    AddMark,
    Change,
    EditMark,
    EditNote,
    MoveMark,
    RemoveMark,
    SetAnswer,
)
from charting.domain.marks import Mark
from charting.domain.session import Answer, NoteSection, Reply, Session
from charting.services.sessions import Sessions
from tests.invented import PRESET, places


class Hand:
    """Makes one change after the other, always the same ones from the same seed."""

    def __init__(self, sessions: Sessions, seed: int) -> None:
        self._sessions = sessions
        self._chance = random.Random(seed)
        self._sites = list(places(200, seed))
        self._last: Change | None = None

    def next_change(self, session: Session) -> Change:
        """A change that `session` takes."""
        kinds: list[Callable[[Session], Change]] = [self._place, self._place, self._write]
        kinds.append(self._answer)
        if session.marks:
            kinds += [self._move, self._correct, self._remove]
        if self._last is not None:
            kinds.append(self._undo)
        change = self._chance.choice(kinds)(session)
        self._last = change
        return change

    def _place(self, _session: Session) -> Change:
        site = self._chance.choice(self._sites)
        if self._chance.random() < 0.3:
            return AddMark(self._sessions.trigger_point(site))
        return AddMark(self._sessions.needle(site, PRESET))

    def _move(self, session: Session) -> Change:
        mark = self._some_mark(session)
        return MoveMark(mark.id, mark.site, self._chance.choice(self._sites))

    def _correct(self, session: Session) -> Change:
        mark = self._some_mark(session)
        return EditMark(mark, replace(mark, remark=f"corrected {self._chance.random()}"))

    def _remove(self, session: Session) -> Change:
        return RemoveMark(self._some_mark(session))

    def _answer(self, session: Session) -> Change:
        item = f"item{self._chance.randrange(5)}"
        reply = self._chance.choice(tuple(Reply))
        after = Answer(item, reply, session.opened, session.practitioner_id, "as told")
        return SetAnswer(item, session.answers.get(item), after)

    def _write(self, session: Session) -> Change:
        section = self._chance.choice(tuple(NoteSection))
        text = "Improved since the last visit. " * self._chance.randrange(1, 200)
        return EditNote(section, session.notes.get(section, ""), text)

    def _undo(self, _session: Session) -> Change:
        if self._last is None:
            raise AssertionError("nothing to undo")
        return self._last.inverse()

    def _some_mark(self, session: Session) -> Mark:
        return self._chance.choice(list(session.marks.values()))
