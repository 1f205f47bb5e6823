"""Brings the hand on the shelf to what is asked or noted next, and lets it be seen."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from charting.domain.visit import COUNT_ITEMS, OUTCOME, Item, Step
from charting.ui import theme
from charting.ui.session.checks import Checks
from charting.ui.session.item_row import ItemRow
from charting.ui.session.model import SessionModel


class Guide(QObject):
    """Knows the order of a step: the count, the screening, then what else is noted."""

    def __init__(
        self,
        area: QScrollArea,
        model: SessionModel,
        items: Mapping[str, ItemRow],
        checks: Mapping[Step, Checks],
    ) -> None:
        super().__init__(area)
        self._area, self._model = area, model
        self._items, self._checks = items, checks
        self._step: Step | None = None
        self._waits = False
        for check in checks.values():
            check.moved.connect(self.show_later)
            check.finished.connect(self.go_on)
        for row in items.values():
            row.entered.connect(self.go_on)
        model.screen.changed.connect(self._on_known)

    def opened(self, step: Step | None) -> None:
        """A step with questions was opened, or another one."""
        self._step = step
        self._waits = step is Step.PREPARE and not self._model.screen.known
        if step is Step.PREPARE and not self._checks[step].all_done:
            self._checks[step].go_on()

    def go_on(self) -> None:
        """Bring the hand to what comes next in the open step."""
        if self._step is None:
            return
        visit, checks = self._model.visit, self._checks[self._step]
        lacking = [
            item
            for item in visit.of_step(self._step)
            if visit.is_asked(item) and visit.answer_to(item) is None
        ]
        counts = [item for item in lacking if item.id in COUNT_ITEMS and item.id != OUTCOME]
        if self._took_hand(counts):
            return
        if checks.all_done:
            self._took_hand(lacking)
        else:
            checks.go_on()

    def show_later(self, part: QWidget) -> None:
        """Scroll to a part once the step has laid itself out."""
        QTimer.singleShot(0, part, lambda: self._show_whole(part))

    def _show_whole(self, part: QWidget) -> None:
        """Scroll until a part can be seen; of one that is higher than the shelf, its beginning."""
        body = self._area.widget()
        if body is None or part.height() < self._area.viewport().height():
            self._area.ensureWidgetVisible(part, 0, theme.ROOM)
        else:
            top = part.mapTo(body, QPoint(0, 0)).y()
            self._area.verticalScrollBar().setValue(top - theme.SNUG)

    def _on_known(self) -> None:
        # Whoever opened the step before its questions were known meant the first of them.
        if self._waits:
            self._waits = False
            self._checks[Step.PREPARE].go_on()

    def _took_hand(self, items: Iterable[Item]) -> bool:
        for item in items:
            row = self._items[item.id]
            if row.take_hand():
                self.show_later(row)
                return True
        return False
