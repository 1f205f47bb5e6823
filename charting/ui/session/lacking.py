"""What the note still lacks, beside it: each line leads to where it is said, and stops nobody."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from charting import care_content
from charting.domain.complete_note import (
    ITEM,
    Known,
    Lacking,
    NoteLine,
    answers_told,
    lacking_lines,
)
from charting.domain.visit import Step
from charting.i18n import _, ngettext
from charting.ui import actions, theme
from charting.ui.session.clinic_texts import ClinicTexts
from charting.ui.session.model import SessionModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.text import Text


class LackingPane(QWidget):
    """The lines that are expected, then those that are recommended; `wanted` names the one that
    somebody wants to go to.
    """

    wanted = Signal(object)

    def __init__(self, model: SessionModel, texts: ClinicTexts) -> None:
        super().__init__()
        self._model, self._texts = model, texts
        self._lines = care_content.note_lines()
        self.lacks: tuple[Lacking, ...] = ()
        self._shown: tuple[Lacking, ...] | None = None
        self.head = Text(size=theme.SMALL, ink="answer", wraps=True)
        self.also = Text(_("Recommended"), size=theme.SMALL, ink="quiet")
        self.presses: list[Button] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self._rows.addWidget(self.head)
        self._rows.addWidget(self.also)
        model.settled.connect(self.refresh)
        texts.changed.connect(self.refresh)

    def found(self) -> tuple[Lacking, ...]:
        """What the session lacks as it stands, expected first."""
        session = self._model.session
        if session is None:
            return ()
        screen = self._model.screen
        steps = frozenset(step for step in Step if all(one.done for one in screen.asked(step)))
        known = Known(self._texts.episode, steps if screen.known else frozenset())
        found = lacking_lines(session, self._lines, known)
        told = answers_told(self._lines)
        rest = [item for item in self._model.visit.lacking() if item.id not in told]
        others = [
            Lacking(NoteLine(item.id, item.words, True, (), f"{ITEM}{item.id}", item.source), "")
            for item in rest
        ]
        every = [*found, *(Lacking(one.line, one.line.place) for one in others)]
        return tuple(sorted(every, key=lambda each: not each.line.required))

    def refresh(self) -> None:
        """Name what is lacking, where it is seen."""
        if not self.isVisible():
            return
        self.lacks = self.found()
        if self.lacks == self._shown:
            return
        self._shown = self.lacks
        expected = sum(each.line.required for each in self.lacks)
        self.head.setText(_head(expected))
        self.head.set_ink("answer" if expected else "counted")
        while len(self.presses) < len(self.lacks):
            self._add()
        for place, press in enumerate(self.presses):
            press.setVisible(place < len(self.lacks))
            if place < len(self.lacks):
                press.set_words(_(self.lacks[place].line.words))
        self._rows.removeWidget(self.also)
        self._rows.insertWidget(1 + expected, self.also)
        self.also.setVisible(expected < len(self.lacks))

    def showEvent(self, event: QShowEvent) -> None:
        """Look anew where it comes into sight."""
        super().showEvent(event)
        self.refresh()

    def go(self) -> None:
        """Go to the first of them."""
        lacks = self.found()
        if lacks:
            self.wanted.emit(lacks[0])
        else:
            self._model.told.emit(_("The note lacks nothing."))

    def _add(self) -> None:
        place = len(self.presses)
        press = Button("", Kind.PLAIN, height=theme.BROAD, size=theme.SMALL)
        press.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        press.clicked.connect(lambda: self.wanted.emit(self.lacks[place]))
        self.presses.append(press)
        self._rows.addWidget(press)


def _head(expected: int) -> str:
    if not expected:
        return _("Nothing that is expected is lacking.")
    words = ngettext(
        "{n} thing is not said yet; {key} goes there. You can sign all the same.",
        "{n} things are not said yet; {key} goes to the first. You can sign all the same.",
        expected,
    )
    return words.format(n=expected, key=actions.LACKING.key)
