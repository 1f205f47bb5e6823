"""The guard after a switch between two open visits: a mark made in haste may be another patient's,
and one key takes it back.
"""

from PySide6.QtCore import QObject

from charting.domain.changes import RemoveMark
from charting.domain.ids import MarkId
from charting.domain.moment import Moment
from charting.i18n import _
from charting.ui import actions
from charting.ui.session.model import SessionModel
from charting.ui.widgets.text import isolated

IN_HASTE_S = 2
OFFERED_S = 10


class WrongPatient(QObject):
    """Sees the marks made within two seconds of a switch, and takes them back when asked soon."""

    def __init__(self, model: SessionModel) -> None:
        super().__init__(model)
        self._model = model
        self._entered: Moment | None = None
        self._before: frozenset[MarkId] = frozenset()
        self._hasty: frozenset[MarkId] = frozenset()
        model.changed.connect(self._look)

    def entered(self) -> None:
        """The hand has just come here from another patient."""
        session = self._model.session
        self._hasty = frozenset()
        self._before = frozenset(session.marks) if session else frozenset()
        self._entered = self._model.now()

    def take_back(self) -> bool:
        """Take back what was marked in haste; False where there is nothing, or it is long ago."""
        session, marks = self._model.session, self._hasty
        if session is None or not self._is_within(OFFERED_S):
            return False
        self._hasty = frozenset()
        back = [RemoveMark(mark) for mark in session.marks.values() if mark.id in marks]
        if not back:
            return False
        if self._model.selected in marks:
            self._model.select(None)
        return self._model.record.do_all(back, _("Taken back: another patient was meant"))

    def _look(self) -> None:
        session, patient = self._model.session, self._model.patient
        if session is None or patient is None or not self._is_within(IN_HASTE_S):
            return
        hasty = frozenset(session.marks) - self._before
        if hasty <= self._hasty:
            return
        self._hasty = hasty
        words = _("Charted for {name}. Wrong patient? {key} takes back what was just marked.")
        key = actions.WRONG_PATIENT.key
        self._model.said.emit(words.format(name=isolated(patient.name), key=key))

    def _is_within(self, seconds: int) -> bool:
        if self._entered is None:
            return False
        # A clock that was set back says nothing about haste.
        return 0 <= self._model.now().seconds_since(self._entered) <= seconds
