"""The form of one block of a leaflet: whether it stands, what it says, and how it reads."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from charting.domain.leaflet_blocks import TODAY, as_typed
from charting.domain.leaflet_plan import OWN, STAYS, TEXT_LIMIT, WARNING_SIGNS, can_be_typed_over
from charting.i18n import _
from charting.ui import actions, theme
from charting.ui.handout.arranging_model import ArrangingModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.fields import TextField
from charting.ui.widgets.forms import in_a_line
from charting.ui.widgets.text import Text
from charting.ui.widgets.typed_lines import TypedLines
from charting.wording.leaflets import grade_words

PAUSE_MS = 600


class BlockForm(QWidget):
    """What is typed is kept after a pause, and when one goes elsewhere; what is refused stays in
    its field, and is there when one comes back.
    """

    def __init__(self, model: ArrangingModel) -> None:
        super().__init__()
        self._model = model
        self.name = ""
        self._refused: dict[str, tuple[str, str, str]] = {}
        self._unkept = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self.stands, self.up, self.down = (
            Button(words, key=action.key, size=theme.SMALL)
            for words, action in (
                (_("Leave out"), actions.TOGGLE_BLOCK),
                (_("Up"), actions.BLOCK_UP),
                (_("Down"), actions.BLOCK_DOWN),
            )
        )
        self.reason = TextField(_("Why it is left out"), hint=_("Kept with your name"))
        self.told = Text(size=theme.SMALL, ink="quiet", wraps=True)
        self.heading = TextField(_("Heading"))
        hint = _("A line that begins with a dash belongs to a list.")
        self.words = TypedLines(_("Text"), hint, "leaflet_text", TEXT_LIMIT)
        self.grade = Text(size=theme.SMALL, wraps=True)
        self.own = Button(_("Its own words again"), Kind.PLAIN, size=theme.SMALL)
        self._lay_out()
        self.heading.changed.connect(self._on_typed)
        self.words.typed.connect(self._on_typed)
        self._pause.timeout.connect(self.keep)
        self.stands.clicked.connect(self.toggle)
        self.up.clicked.connect(lambda: self.move_by(-1))
        self.down.clicked.connect(lambda: self.move_by(+1))
        self.own.clicked.connect(self._on_own_words)
        self.reason.entered.connect(self.toggle)

    @property
    def typing(self) -> bool:
        """Whether what was typed waits to be kept."""
        return self._unkept

    def show_block(self, name: str) -> None:
        """Show another block; what was typed in the one before is kept first."""
        self.keep()
        self.name = name
        typed = self._refused.get(name)
        heading, text = typed[:2] if typed else self._model.typed(name)
        left = self._model.plan.without(name)
        self.reason.write(left.reason if left else "")
        self.heading.line.blockSignals(True)
        self.heading.write(heading)
        self.heading.line.blockSignals(False)
        self.words.write(text)
        if typed:
            self.words.refuse(typed[2])
        self.refresh()

    def refresh(self) -> None:
        """Show how the block stands now; what is being typed is left alone."""
        model, block = self._model, self._model.block(self.name)
        if block is None:
            return
        is_out = model.plan.without(self.name) is not None
        self.stands.set_words(_("Take in") if is_out else _("Leave out"))
        self.stands.setVisible(self.name not in STAYS)
        for button in (self.up, self.down):
            button.setVisible(not block.is_emergency)
        self.reason.setVisible(self.name in WARNING_SIGNS - STAYS)
        can_type, own = can_be_typed_over(block), model.own_words(self.name)
        adds = block.is_emergency and own is not None
        self.heading.setVisible(can_type and not block.is_emergency)
        self.words.setVisible(can_type)
        self.words.name(_("Added for this patient") if adds else _("Text"))
        self.told.setVisible(adds or self.name == TODAY)
        self.told.setText(as_typed(own) if adds and own else _("It says what was charted."))
        edited = model.plan.words_for(self.name) is not None
        self.own.setVisible(edited and not self.name.startswith(OWN))
        self._show_grade()

    def toggle(self) -> None:
        """Leave the block out, or take it in again."""
        if self.name in STAYS or not self.name:
            return
        self.keep()
        if self._model.plan.without(self.name):
            self._model.take_in(self.name)
        else:
            self._model.leave_out(self.name, self.reason.typed)

    def move_by(self, step: int) -> None:
        """Move the block up or down."""
        self.keep()
        self._model.move(self.name, step)

    def keep(self) -> None:
        """Keep what was typed, if something was."""
        if self._unkept:
            self._still()
            self._refused.pop(self.name, None)
            self._model.say(self.name, self.heading.typed, self.words.words)

    def refuse(self, field: str, words: str) -> None:
        """Say at its field why something is not kept."""
        if field == "leaflet_reason":
            self.reason.refuse(words)
            self.reason.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        wrong = self.heading if field == "leaflet_heading" else self.words
        wrong.refuse(words)
        self._refused[self.name] = (self.heading.typed, self.words.words, words)

    def forget(self) -> None:
        """Keep nothing of a patient."""
        self._still()
        self._refused.clear()
        self.name = ""
        self.words.write("")
        self.heading.write("")
        self.reason.write("")

    def _on_typed(self) -> None:
        self.words.accept()
        self._unkept = True
        self._pause.start()
        self._show_grade()

    def _on_own_words(self) -> None:
        self._still()
        self._refused.pop(self.name, None)
        own = self._model.own_words(self.name)
        self._model.say(self.name, own.heading if own else "", "")
        self.heading.write(own.heading if own else "")
        self.words.write(as_typed(own) if own and not own.is_emergency else "")
        self._still()
        self.refresh()

    def _still(self) -> None:
        """Nothing that was typed waits to be kept."""
        self._unkept = False
        self._pause.stop()

    def _show_grade(self) -> None:
        """How hard the typed words are to read, in English, where formulas know it."""
        arrangement = self._model.arrangement
        english = arrangement is not None and arrangement.language.partition("-")[0] == "en"
        told, tone = grade_words(self.words.words if english else "")
        self.grade.setText(told)
        self.grade.set_ink(tone)
        self.grade.setVisible(bool(told) and not self.words.isHidden())

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SNUG)
        rows.addLayout(in_a_line(self.stands, self.up, self.down))
        for part in (self.reason, self.told, self.heading, self.words, self.grade):
            rows.addWidget(part)
        rows.addWidget(self.own, 0, Qt.AlignmentFlag.AlignLeft)
