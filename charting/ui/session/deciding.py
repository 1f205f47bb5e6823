"""What two people said otherwise at the same time, side by side in the place of the drawer, and the
presses that decide.
"""

from collections.abc import Callable, Generator
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from charting.domain.conflicts import Conflict, Said, both, said_of
from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.session.beside import Pane
from charting.ui.session.choices import caption
from charting.ui.session.model import SessionModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.frames import Card
from charting.ui.widgets.text import Text
from charting.wording import clock_words
from charting.wording.together import side_words, subject_words


class _Side(Card):
    """What one of the two said, and the press that lets it stand."""

    def __init__(self, press: str, kind: Kind) -> None:
        super().__init__(padding=theme.SNUG)
        self.who = Text(size=theme.SMALL, bold=True, wraps=True)
        self.when = Text(size=theme.SMALL, ink="quiet", wraps=True)
        self.said = Text(size=theme.SMALL, wraps=True)
        self.press = Button(press, kind, height=theme.TARGET, size=theme.SMALL)
        self.press.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for part in (self.who, self.when, self.said):
            self.rows.addWidget(part)
        self.rows.addStretch(1)
        self.rows.addWidget(self.press)


class DecidingPane(Pane):
    """Shows one conflict after the other; what is not chosen stays in the trail of changes."""

    def __init__(self, model: SessionModel) -> None:
        super().__init__(actions.DECIDE)
        self._model = model
        self._shown: Conflict | None = None
        self._is_made = False

    def begin(self) -> None:
        """Bring the hand to what is stored."""
        self.refresh()
        if self._shown is not None:
            self.theirs.press.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.close_button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def make_ready(self) -> Generator[None, None, None]:
        """Make the two sides and put them in."""
        self.about = Text(bold=True, wraps=True)
        self.theirs = _Side(_("Let this stand"), Kind.QUIET)
        self.mine = _Side(_("Take mine"), Kind.QUIET)
        yield
        self.both = Button(_("Keep both, theirs first"), height=theme.TARGET)
        self.both.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.close_button = Button(_("Close"), key=actions.DISARM.key, size=theme.SMALL)
        self.remark = caption("")
        self.remark.setWordWrap(True)
        self.close_button.clicked.connect(self.closed)
        self.theirs.press.clicked.connect(lambda: self._decide(lambda shown: shown.theirs))
        self.mine.press.clicked.connect(lambda: self._decide(lambda shown: shown.mine))
        self.both.clicked.connect(lambda: self._decide(both))
        yield
        self._lay_out()
        self._is_made = True
        self._model.settled.connect(self._on_settled)

    def refresh(self) -> None:
        """Show the first that is not decided yet."""
        conflicts = tuple(self._model.record.conflicts.values())
        conflict = self._shown = self._as_it_stands(conflicts[0]) if conflicts else None
        for part in (self.theirs, self.mine):
            part.setVisible(conflict is not None)
        self.both.setVisible(conflict is not None and conflict.is_note)
        self.remark.setText(
            _("What is not chosen stays in the trail of changes.")
            if conflict is not None
            else _("There is nothing to decide.")
        )
        if conflict is None:
            self.about.setText("")
            return
        self._show(conflict, len(conflicts))

    def _as_it_stands(self, conflict: Conflict) -> Conflict:
        """With what the record says by now: that is what would stand."""
        session = self._model.session
        return replace(conflict, theirs=said_of(session, conflict.subject)) if session else conflict

    def _show(self, conflict: Conflict, number: int) -> None:
        model = self._model
        places = {mark.id: place for place, mark in enumerate(model.marks, start=1)}
        items = {item.id: item for item in model.reference.items}
        words = subject_words(conflict, places, items, model.body_map.structures)
        if number > 1:
            words = _("{what} (and {n} more)").format(what=words, n=number - 1)
        self.about.setText(words)
        name = model.company.name(conflict.by) if conflict.by else _("Somebody else")
        self.theirs.who.setText(name)
        at = _("{time}, stored").format(time=clock_words(conflict.at)) if conflict.at else ""
        self.theirs.when.setText(at or _("stored"))
        self.mine.who.setText(_("You"))
        self.mine.when.setText(_("not stored"))
        for side, said in zip((self.theirs, self.mine), self._words(conflict), strict=True):
            side.said.setText(said)
            side.press.setAccessibleName(f"{side.press.words}: {said}")

    def _words(self, conflict: Conflict) -> tuple[str, str]:
        kind, _slash, which = conflict.subject.partition("/")
        items = {item.id: item for item in self._model.reference.items}
        item = items.get(which) if kind == "answer" else None
        structures = self._model.body_map.structures
        return side_words(conflict, structures, item, self._model.reference.country)

    def _decide(self, choose: Callable[[Conflict], Said]) -> None:
        conflict = self._shown
        if conflict is not None:
            self._model.record.decide(conflict.subject, choose(conflict))
            self.refresh()
            if not self._model.record.conflicts:
                self.closed.emit()

    def _on_settled(self) -> None:
        if self._is_made and self.isVisible():
            self.refresh()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        whole.addWidget(area)
        body = QFrame()
        body.setProperty("look", "panel")
        area.setWidget(body)
        rows = QVBoxLayout(body)
        rows.setContentsMargins(theme.ROOM, theme.SNUG, theme.ROOM, theme.ROOM)
        rows.setSpacing(theme.SNUG)
        head = QHBoxLayout()
        head.addWidget(Text(_("Two changed the same"), bold=True))
        head.addStretch(1)
        head.addWidget(self.close_button)
        rows.addLayout(head)
        rows.addWidget(self.about)
        sides = QWidget()
        line = QHBoxLayout(sides)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SNUG)
        line.addWidget(self.theirs, 1)
        line.addWidget(self.mine, 1)
        rows.addWidget(sides)
        for part in (self.both, self.remark):
            rows.addWidget(part)
        rows.addStretch(1)
