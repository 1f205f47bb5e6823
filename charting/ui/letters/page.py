"""The letters screen: those on file at the left, the one that is written beside them."""

from collections.abc import Generator
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from charting.domain.letters import Letter, LetterKind, VisitSummary
from charting.domain.sheet import Sheet
from charting.i18n import _, listed
from charting.ui import actions, theme
from charting.ui.letters.editors import LetterEditor, SummaryEditor
from charting.ui.letters.model import LettersModel
from charting.ui.widgets.buttons import Button, Kind
from charting.ui.widgets.frames import Banner, Card, EmptyState, Hairline
from charting.ui.widgets.rows import Row, RowList
from charting.ui.widgets.text import Text
from charting.wording import date_words
from charting.wording.letters import letter_kind_words

_LIST_WIDTH = 352
_WIDTH = 880
_PAUSE_MS = 300


def page_in_turns(
    model: LettersModel, country: str, within: QWidget | None = None
) -> Generator[None, None, "LettersPage"]:
    """Make the page part by part, hidden within the window."""
    letter, summary = LetterEditor(), SummaryEditor()
    yield
    page = LettersPage(model, letter, summary, country, within)
    yield
    yield from page.lay_out()
    return page


class LettersPage(QWidget):
    """`left` goes back to where one came from."""

    left = Signal()

    def __init__(
        self,
        model: LettersModel,
        letter: LetterEditor,
        summary: SummaryEditor,
        country: str,
        within: QWidget | None,
    ) -> None:
        super().__init__(within)
        self.setObjectName("ground")
        self._model, self._country = model, country
        self.letter, self.summary = letter, summary
        self.back = Button("", Kind.PLAIN, key=actions.LEAVE_LETTERS.key, size=theme.SMALL)
        self.list = RowList(_("Letters on file"))
        self.referral = Button(letter_kind_words(LetterKind.REFERRAL), key=actions.REFERRAL.key)
        self.discharge = Button(letter_kind_words(LetterKind.DISCHARGE), key=actions.DISCHARGE.key)
        self.visit = Button(_("Visit summary"), key=actions.VISIT_SUMMARY.key)
        self.title = Text(size=theme.LARGE, bold=True)
        self.hint = Text(size=theme.SMALL, ink="quiet", wraps=True)
        self.refusal = Banner("hazard")
        self.keep_button = Button(
            _("Keep and show the page"), Kind.PRIMARY, key=actions.KEEP_LETTER.key
        )
        self.empty = EmptyState(
            _("Nothing is being written"),
            _("A letter is filled from the record and is yours to change. What is kept stays."),
        )
        self._card = Card(padding=theme.WIDE, spacing=theme.SNUG)
        self._editors = QStackedWidget()
        self._right = QStackedWidget()
        self._warned = self._showing = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self.setFocusProxy(self.list)
        self._join()
        self._bind_keys()

    def begin(self, *, back_to: str) -> None:
        """Begin with the next patient: where Back leads."""
        self.back.set_words("‹ " + back_to)
        self.refusal.hush()

    def leave(self) -> None:
        """Go back; where something is not kept, it is said first, and done the second time."""
        if self._may_drop(_("This is not kept yet. Keep it, or go back once more to drop it.")):
            self._model.forget()
            self.left.emit()

    def _may_drop(self, words: str) -> bool:
        """Whether what is written may go: it is kept, or `words` were said before."""
        self._pause.stop()
        if self._is_unkept() and not self._warned:
            self._warned = True
            self.refusal.say(words, tone="answer")
            return False
        self._model.drop()
        return True

    def rest(self) -> None:
        """Hand what stands there to the record, to be found again after a lock or a crash."""
        self._pause.stop()
        written = self._written()
        if written is not None:
            self._model.rest(written)

    def _on_typed(self) -> None:
        if not self._showing:
            self._warned = False
            self._pause.start()

    def refresh(self) -> None:
        """Show what is on file."""
        kept = self._model.file.kept if self._model.file else ()
        self.list.show_rows([self._row(sheet) for sheet in reversed(kept)])
        has_visit = self._model.session is not None
        self.visit.setEnabled(has_visit)

    def show_written(self) -> None:
        """Show what is being written."""
        written = self._model.written
        self.refusal.hush()
        self._warned = False
        self._right.setCurrentWidget(self.empty if written is None else self._card)
        if written is None:
            return
        self._show_hint(written)
        self._pause.stop()
        self._showing = True
        if isinstance(written, Letter):
            self.title.setText(letter_kind_words(written.kind))
            self._editors.setCurrentWidget(self.letter)
            self.letter.show_letter(written)
        else:
            self.title.setText(_("Visit summary"))
            self._editors.setCurrentWidget(self.summary)
            self.summary.show_summary(written)
        self._showing = False

    def _show_hint(self, written: Letter | VisitSummary) -> None:
        """Where it comes from: on file, or taken up as it was left."""
        sha, words = written.pdf_sha256, ""
        if self._model.from_draft:
            words = _("As you left it: this is not kept yet.")
        elif sha:
            words = _("On file. SHA-256 of its page: {hash}").format(hash=sha)
        self.hint.setText(words)
        self.hint.setVisible(bool(words))

    def keep(self) -> None:
        """Keep what is written, and show its page."""
        self._pause.stop()
        self.refusal.hush()
        written = self._written()
        if written is not None:
            self._model.keep(written)

    def _written(self) -> Letter | VisitSummary | None:
        """What stands in the editor, if something is being written."""
        if self._model.written is None:
            return None
        is_letter = isinstance(self._model.written, Letter)
        return self.letter.written() if is_letter else self.summary.written()

    def _is_unkept(self) -> bool:
        before, written = self._model.before, self._written()
        return written is not None and (before is None or before.content != written)

    def _row(self, sheet: Sheet) -> Row:
        content = sheet.content
        day = date_words(sheet.at.day, self._country)
        if isinstance(content, Letter):
            first_line = content.to.partition("\n")[0]
            return Row(sheet.id, letter_kind_words(content.kind), listed((day, first_line)))
        codes = content.codes if isinstance(content, VisitSummary) else ()
        return Row(sheet.id, _("Visit summary"), listed((day, *(c.code for c in codes))))

    def _on_entered(self, key: object) -> None:
        for sheet in self._model.file.kept if self._model.file else ():
            if sheet.id == key and self._may_begin():
                self._model.begin_again(sheet)

    def _join(self) -> None:
        model = self._model
        model.changed.connect(self.refresh)
        model.begun.connect(self.show_written)
        model.refused.connect(lambda words: self.refusal.say(words, tone="hazard"))
        self.list.entered.connect(self._on_entered)
        self.list.pressed_on.connect(self._on_entered)
        self.back.clicked.connect(self.leave)
        self.keep_button.clicked.connect(self.keep)
        self.referral.clicked.connect(partial(self._begin, LetterKind.REFERRAL))
        self.discharge.clicked.connect(partial(self._begin, LetterKind.DISCHARGE))
        self.visit.clicked.connect(self._begin_summary)
        self._pause.timeout.connect(self.rest)
        self.letter.typed.connect(self._on_typed)
        self.summary.typed.connect(self._on_typed)

    def _may_begin(self) -> bool:
        return self._may_drop(_("This is not kept yet. Keep it, or press once more to drop it."))

    def _begin(self, kind: LetterKind) -> None:
        if self._may_begin():
            self._model.begin_letter(kind)

    def _begin_summary(self) -> None:
        if self._may_begin():
            self._model.begin_summary()

    def _bind_keys(self) -> None:
        actions.bind(self, actions.LEAVE_LETTERS, self.leave)
        actions.bind(self, actions.KEEP_LETTER, self.keep)
        actions.bind(self, actions.REFERRAL, partial(self._begin, LetterKind.REFERRAL))
        actions.bind(self, actions.DISCHARGE, partial(self._begin, LetterKind.DISCHARGE))
        actions.bind(self, actions.VISIT_SUMMARY, self._begin_summary)

    def lay_out(self) -> Generator[None, None, None]:
        """Put the parts in their places, one after the other, what holds them before them."""
        whole, right, left = QHBoxLayout(self), QVBoxLayout(), QWidget()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        left.setFixedWidth(_LIST_WIDTH)
        whole.addWidget(left)
        whole.addWidget(Hairline(upright=True))
        whole.addLayout(right, 1)
        right.setContentsMargins(theme.WIDE, theme.WIDE, theme.WIDE, theme.WIDE)
        right.addWidget(self._right)
        rows = QVBoxLayout(left)
        rows.setContentsMargins(theme.ROOM, theme.ROOM, theme.ROOM, theme.ROOM)
        rows.setSpacing(theme.SNUG)
        rows.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        title = Text(_("Letters"), size=theme.LARGE, bold=True)
        title.setContentsMargins(theme.SNUG, 0, 0, 0)
        rows.addWidget(title)
        for button in (self.referral, self.discharge, self.visit):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            rows.addWidget(button)
        rows.addWidget(self.list, 1)
        yield
        for each in (self.empty, self._card):
            self._right.addWidget(each)
        todo = QHBoxLayout()
        todo.addWidget(self.keep_button)
        todo.addStretch()
        yield
        for part in (self.title, self.hint):
            self._card.rows.addWidget(part)
        self._card.rows.addWidget(self._editors, 1)
        self._card.rows.addWidget(self.refusal)
        self._card.rows.addLayout(todo)
        self._card.setMaximumWidth(_WIDTH)
        for editor in (self.letter, self.summary):
            yield
            self._editors.addWidget(editor)
