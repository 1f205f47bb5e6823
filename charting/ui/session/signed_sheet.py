"""A signed session as it is read: who signed what and when, what was added or corrected, and what
was asked and noted. It takes the place of the shelf.
"""

from collections.abc import Callable, Generator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from charting.domain.differences import changes_between
from charting.domain.roles import Right
from charting.domain.session import NoteSection, Session, Status
from charting.i18n import _
from charting.services.signing import Signed
from charting.ui import actions, theme
from charting.ui.session.model import SessionModel
from charting.ui.session.signing_model import SigningModel
from charting.ui.session.words_form import Asking, WordsForm
from charting.ui.tasks import InTurns
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.frames import Banner, Hairline
from charting.ui.widgets.text import Text
from charting.wording import (
    answer_words,
    carried_words,
    corrected_words,
    late_words,
    meaning_words,
    moment_words,
    section_words,
    short_hash,
    shortened,
    signatory_words,
    state_of_record_words,
    written_words,
)

# A longer text would hold up the screen; the whole of it stands on paper.
_LONGEST = 4_000
_LINES_AT_ONCE = 5


class SignedSheet(QScrollArea):
    """The record of a signed session, its own words large enough to read from an arm's length."""

    leaving = Signal()
    session_wanted = Signal(object, object)

    def __init__(self, model: SessionModel, signing: SigningModel, country: str) -> None:
        super().__init__()
        self._model, self._signing, self._country = model, signing, country
        self._items = {item.id: item for item in model.visit.items}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.back = Button("‹ " + _("Patients"), Kind.PLAIN, key=actions.BACK.key, size=theme.SMALL)
        self.state = Banner("accent")
        self.add_button = self._deed(_("Add an addendum"), actions.ADDENDUM.key)
        self.correct_button = self._deed(_("Correct it"), actions.CORRECT_SIGNED.key)
        self.cosign_button = self._deed(_("Co-sign"), "")
        self.error_button = Button(
            _("Entered in error"), Kind.PLAIN, height=theme.BROAD, size=theme.SMALL
        )
        self.move_button = Button(
            _("Belongs to another patient"), Kind.PLAIN, height=theme.BROAD, size=theme.SMALL
        )
        self.linked = Banner("accent", size=theme.SMALL)
        self.form = WordsForm(signing, country)
        self._shown: list[QWidget] = []
        self._telling: InTurns[None] | None = None
        self._said = QVBoxLayout()
        self._said.setSpacing(theme.SNUG)
        self._lay_out()
        self.back.clicked.connect(self.leaving)
        self.add_button.clicked.connect(lambda: self.form.ask(Asking.ADDENDUM))
        self.cosign_button.clicked.connect(lambda: self.form.ask(Asking.COSIGNATURE))
        self.error_button.clicked.connect(lambda: self.form.ask(Asking.IN_ERROR))
        self.move_button.clicked.connect(lambda: self.form.ask(Asking.OTHER_PATIENT))
        self.linked.answered.connect(self._go_there)
        self.correct_button.clicked.connect(signing.correct)
        self.form.given.connect(self._on_given)
        signing.done.connect(self.form.close_it)
        signing.changed.connect(self.refresh)

    @property
    def words(self) -> str:
        """Everything that is said, one part a line; what is still to come is said now."""
        if self._telling is not None:
            self._telling.whole()
        return "\n".join(part.text() for part in self._shown if isinstance(part, Text))

    @property
    def is_told(self) -> bool:
        """Whether all of the record is shown."""
        return self._telling is None or self._telling.is_made

    def refresh(self) -> None:
        """Show the record anew, part by part: all of it takes longer than a click may wait."""
        session = self._model.session
        if session is None or not self._model.record.read_only:
            return
        if self._telling is not None:
            self._telling.stop()
        self.state.say(state_of_record_words(session.status))
        in_error = session.status is Status.IN_ERROR
        self.state.set_tone("answer" if in_error else "accent")
        self.correct_button.setVisible(not in_error)
        may_be_error = not in_error and self._signing.may(Right.ENTER_IN_ERROR)
        for button in (self.error_button, self.move_button):
            button.setVisible(may_be_error)
        self._show_linked(in_error=in_error)
        self.cosign_button.setVisible(self._may_cosign())
        self._forget()
        self._telling = InTurns(self._tell(session), self)

    def _may_cosign(self) -> bool:
        history = self._signing.history
        is_anothers = bool(history) and not self._signing.is_own(history[0])
        return is_anothers and self._signing.may(Right.COSIGN)

    def _show_linked(self, *, in_error: bool) -> None:
        """That another record has to do with it; whose, is seen there."""
        if self._signing.elsewhere is None:
            self.linked.hush()
            return
        words = (
            _("It is charted anew in the record to which it belongs.")
            if in_error
            else _("It was charted in another record first, and entered in error there.")
        )
        self.linked.say(words, action=_("Go there"))

    def _go_there(self) -> None:
        there = self._signing.elsewhere
        if there is not None:
            self.session_wanted.emit(there.id, there.patient_id)

    # What is told

    def _tell(self, session: Session) -> Generator[None, None, None]:
        before: Session | None = None
        for signed in self._signing.history:
            self._tell_signature(signed)
            yield
            form = signed.form
            if form.session is not None:
                if before is not None:
                    yield from self._tell_corrections(before, form.session)
                before = form.session
        if written := written_words(session, self._country):
            self._say(written, ink="answer")
        for section in NoteSection:
            if text := session.notes.get(section):
                self._say(section_words(section), bold=True)
                if carried := session.carried.get(section):
                    self._say(carried_words(carried, self._country), ink="quiet")
                self._say(_fitting(text), size=theme.BODY)
                yield
        yield from self._tell_answers(session)

    def _tell_signature(self, signed: Signed) -> None:
        form, country = signed.form, self._country
        self._say(meaning_words(form.meaning), bold=True, size=theme.BODY)
        self._say(signatory_words(form))
        self._say(moment_words(form.at, country), ink="quiet")
        if late := late_words(form, country):
            self._say(late, ink="answer")
        if form.words:
            self._say(_fitting(form.words), size=theme.BODY)
        self._say(
            _("Record {number}, {hash}").format(
                number=signed.record.number, hash=short_hash(signed.record.hash)
            ),
            ink="quiet",
        )
        self._add(Hairline())

    def _tell_corrections(self, before: Session, after: Session) -> Generator[None, None, None]:
        changes = changes_between(before, after)
        structures = self._model.body_map.structures
        for one in corrected_words(changes, structures, self._items, self._country):
            self._say(one.about, bold=True)
            if one.was:
                # Struck out, and said in words for whoever cannot see it.
                was = self._say(_("Was: {words}").format(words=_fitting(one.was)), ink="quiet")
                was.strike()
            self._say(_("Now: {words}").format(words=_fitting(one.now) or _("nothing")))
            yield
        self._add(Hairline())

    def _tell_answers(self, session: Session) -> Generator[None, None, None]:
        answers = [
            f"{_(item.words)}: {answer_words(session.answers[key], item, self._country)}"
            for key, item in self._items.items()
            if key in session.answers
        ]
        if answers:
            self._say(_("Asked and noted"), bold=True)
            for first in range(0, len(answers), _LINES_AT_ONCE):
                self._say(shortened("\n".join(answers[first : first + _LINES_AT_ONCE])))
                yield

    def _say(
        self, words: str, *, size: int = theme.SMALL, ink: str = "text", bold: bool = False
    ) -> Text:
        said = Text(words, size=size, ink=ink, bold=bold, wraps=True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._add(said)
        # Its size is worked out now, or that of all at once when they are shown.
        said.ensurePolished()
        said.sizeHint()
        return said

    def _add(self, part: QWidget) -> None:
        self._shown.append(part)
        self._said.addWidget(part)

    def _forget(self) -> None:
        for part in self._shown:
            part.hide()
            part.deleteLater()
        self._shown.clear()

    # What is done

    def _on_given(self, asking: Asking, words: str) -> None:
        deeds: dict[Asking, Callable[[str], None]] = {
            Asking.ADDENDUM: self._signing.add,
            Asking.COSIGNATURE: self._signing.cosign,
            Asking.IN_ERROR: self._signing.enter_in_error,
            Asking.OTHER_PATIENT: self._move,
        }
        deeds[asking](words)

    def _move(self, words: str) -> None:
        patient = self.form.patient.patient
        if patient is None:
            self._signing.said.emit(_("Choose the patient whom the visit was about."))
            self.form.patient.setFocus()
        else:
            self._signing.move(patient.id, words)

    def _deed(self, words: str, key: str) -> Button:
        button = Button(words, key=key, height=theme.TARGET)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return button

    def _lay_out(self) -> None:
        body = QFrame()
        body.setProperty("look", "panel")
        self.setWidget(body)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, theme.SNUG, 0, theme.SNUG)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.setContentsMargins(theme.SNUG, 0, 0, 0)
        top.addWidget(self.back)
        top.addStretch(1)
        column.addLayout(top)
        rows = QVBoxLayout()
        rows.setContentsMargins(theme.ROOM, theme.SNUG, theme.ROOM, theme.ROOM)
        rows.setSpacing(theme.SNUG)
        rows.addWidget(self.state)
        rows.addWidget(self.linked)
        for part in (
            *(self.add_button, self.correct_button, self.cosign_button),
            *(self.error_button, self.move_button),
        ):
            rows.addWidget(part)
        rows.addWidget(self.form)
        rows.addWidget(Hairline())
        rows.addLayout(self._said)
        column.addLayout(rows)
        column.addStretch(1)


def _fitting(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
