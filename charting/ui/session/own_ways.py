"""How whoever charts likes this screen: read, changed by a key, and kept."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from charting.domain.own_ways import Hand, OwnWays
from charting.i18n import _
from charting.ui.session.model import SessionModel


class Ways(QObject):
    """`changed` once they are others than before."""

    changed = Signal()

    def __init__(self, model: SessionModel) -> None:
        super().__init__(model)
        self._model = model
        self.now, self._chosen = OwnWays(), 0

    def read(self) -> None:
        """Read them in the background: they may have been changed in the settings."""
        chosen = self._chosen

        def take(stored: OwnWays) -> None:
            # What was chosen meanwhile is newer than what was read.
            if chosen == self._chosen:
                self._take(stored)

        self._model.record.read(self._model.reference.own_screen.mine, take)

    def swap(self) -> None:
        """The other hand is free."""
        is_right = self.now.hand is Hand.RIGHT
        self._keep(replace(self.now, hand=Hand.LEFT if is_right else Hand.RIGHT))
        self._model.told.emit(_("For the left hand.") if is_right else _("For the right hand."))

    def toggle_large(self) -> None:
        """Session mode, or the usual one."""
        self._keep(replace(self.now, large=not self.now.large))

    def _keep(self, ways: OwnWays) -> None:
        self._chosen += 1
        self._take(ways)
        self._model.record.read(
            lambda: self._model.reference.own_screen.keep(ways), lambda _kept: None
        )

    def _take(self, ways: OwnWays) -> None:
        if ways != self.now:
            self.now = self._model.ways = ways
            self.changed.emit()
