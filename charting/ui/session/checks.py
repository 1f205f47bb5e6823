"""The screening of one step on the shelf: what is asked is one line, what is next stands open."""

from collections.abc import Generator

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from charting.domain.session import Session
from charting.domain.visit import Step
from charting.i18n import ngettext
from charting.services.screenings import Known
from charting.ui import theme
from charting.ui.session.check_group import CheckGroup
from charting.ui.session.check_row import CheckRow
from charting.ui.session.screen_sheet import Asked, ScreenSheet
from charting.ui.tasks import GivesWay
from charting.ui.widgets.buttons import Button, Kind


def checks_in_turns(sheet: ScreenSheet) -> Generator[None, None, dict[Step, "Checks"]]:
    """Make the screening of each step, group by group."""
    checks = {}
    for step in Step:
        groups = []
        for group in sheet.rules.groups:
            if group.step is step:
                groups.append(CheckGroup(sheet, group))
                yield
        checks[step] = Checks(sheet, step, groups)
        yield
    return checks


class Checks(QWidget):
    """The groups of a step, one of them open. `finished` is told when all of them are asked,
    `moved` with the group that the hand has come to.
    """

    finished = Signal()
    moved = Signal(object)

    def __init__(self, sheet: ScreenSheet, step: Step, groups: list[CheckGroup]) -> None:
        super().__init__()
        self._sheet, self.step = sheet, step
        self.groups = {each.group.id: each for each in groups}
        self._chosen: str | None = None
        self._shows_done = False
        self._seen: tuple[Session | None, Known | None] = (None, None)
        self._stood: tuple[str | None, bool] | None = None
        self.done = Button("", Kind.PLAIN, height=theme.BROAD, size=theme.SMALL)
        self.done.clicked.connect(self._toggle_done)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.TIGHT)
        rows.addWidget(self.done)
        for group in groups:
            group.setVisible(False)
            rows.addWidget(group)
            group.opened.connect(self._on_opened)
            group.held.connect(self._on_held)
            group.answered.connect(self.go_on)
        # A child, so that it ends with the widget.
        self._ahead = QTimer(self, interval=0)
        self._ahead.timeout.connect(self._make_ahead)
        self._gives_way = GivesWay()
        self.done.setVisible(False)
        sheet.changed.connect(self._on_known)

    def refresh(self) -> None:
        """Show the groups as they stand: those done in one line, the next one open. Where nobody
        looks there is nothing to show.
        """
        if not self.isVisible():
            return
        session, known = seen = self._sheet.state
        stands = (self._chosen, self._shows_done)
        if session is self._seen[0] and known is self._seen[1] and stands == self._stood:
            return
        self._seen, self._stood = seen, stands
        asked = self._sheet.asked(self.step)
        by_id = {each.group.id: each for each in asked}
        open_id = self._next(asked) if self._chosen is None else self._chosen
        quiet = [each for each in asked if each.done and not each.findings]
        for group_id, group in self.groups.items():
            found = by_id.get(group_id)
            hidden = found in quiet and not self._shows_done and group_id != open_id
            group.show_asked(None if hidden else found, is_open=group_id == open_id)
        words = ngettext("✓ {n} of {all} asked", "✓ {n} of {all} asked", len(asked))
        self.done.set_words(words.format(n=len(quiet), all=len(asked)))
        self.done.setVisible(bool(quiet))

    def go_on(self) -> None:
        """Open the next group that is not done, and bring the hand there."""
        self._chosen = None
        self.refresh()
        group_id = self._next(self._sheet.asked(self.step))
        if group_id is None:
            self.finished.emit()
        else:
            self.groups[group_id].focus_first()
            self.moved.emit(self.groups[group_id])

    @property
    def all_done(self) -> bool:
        """Whether nothing of it is still to be asked."""
        return self._next(self._sheet.asked(self.step)) is None

    def group_of(self, rule_id: str) -> CheckGroup:
        """The group in which a rule is asked in this visit. Raises `LookupError`."""
        for asked in self._sheet.asked(self.step):
            if any(rule.id == rule_id for rule in asked.rules):
                return self.groups[asked.group.id]
        raise LookupError(f"{rule_id} is not asked here")

    def row(self, rule_id: str) -> CheckRow:
        """The row of a rule, its group open and unfolded. Raises `LookupError`."""
        group = self.group_of(rule_id)
        self._chosen = group.group.id
        self.refresh()
        if not group.rows or not group.row(rule_id).isVisibleTo(group):
            group.unfold()
        return group.row(rule_id)

    def _on_known(self) -> None:
        """Show what is asked in another visit; the rows it needs are made while nobody waits."""
        self._chosen, self._shows_done = None, False
        self.refresh()
        self._ahead.start()

    def _make_ahead(self) -> None:
        if self._gives_way():
            return
        asked = self._sheet.asked(self.step)
        if not any(self.groups[each.group.id].make_ahead(each) for each in asked):
            self._ahead.stop()
        self._gives_way.done()

    def _next(self, asked: tuple[Asked, ...]) -> str | None:
        return next((each.group.id for each in asked if not each.done), None)

    def _on_opened(self, group: CheckGroup) -> None:
        self._chosen = "" if group.is_open else group.group.id
        self.refresh()
        if self._chosen:
            group.focus_first()
            self.moved.emit(group)

    def _on_held(self, group: CheckGroup) -> None:
        # A warning is read before its group folds.
        self._chosen = group.group.id
        self.refresh()

    def _toggle_done(self) -> None:
        self._shows_done = not self._shows_done
        self.refresh()
