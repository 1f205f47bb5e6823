"""The editors of a letter and of a visit summary, filled and free to change."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from charting.domain.letters import CodeKind, Letter, VisitSummary, read_codes
from charting.i18n import _, clauses, listed, ngettext
from charting.ui import theme
from charting.ui.widgets.fields import TextField
from charting.ui.widgets.text import Text
from charting.wording.letters import muscle_count_words

_LINE = 22


class Lines(QWidget):
    """Several lines of plain text under a label."""

    def __init__(self, label: str, lines: int, hint: str = "") -> None:
        super().__init__()
        self.editor = QPlainTextEdit()
        self.editor.setFont(theme.font())
        self.editor.setTabChangesFocus(True)
        self.editor.setAccessibleName(label)
        self.editor.setAccessibleDescription(hint)
        self.editor.setMinimumHeight(lines * _LINE + theme.ROOM)
        self.setFocusProxy(self.editor)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.TIGHT)
        rows.addWidget(Text(label, size=theme.SMALL, bold=True))
        rows.addWidget(self.editor)
        if hint:
            rows.addWidget(Text(hint, size=theme.SMALL, ink="quiet", wraps=True))

    @property
    def typed(self) -> str:
        """What stands there."""
        return self.editor.toPlainText()

    def write(self, text: str) -> None:
        """Put text there, in the place of what stood."""
        self.editor.setPlainText(text)


class LetterEditor(QWidget):
    """To whom, what it is about, and the text; `typed` tells of every change."""

    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._letter: Letter | None = None
        self.to = Lines(_("To"), 3)
        self.to.setMaximumHeight(3 * _LINE + 3 * theme.ROOM)
        self.about = TextField(_("About"))
        self.text = Lines(_("Text"), 14)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SNUG)
        rows.addWidget(self.to)
        rows.addWidget(self.about)
        rows.addWidget(self.text, 1)
        self.about.changed.connect(lambda _text: self.typed.emit())
        for lines in (self.to, self.text):
            lines.editor.textChanged.connect(self.typed)

    def show_letter(self, letter: Letter) -> None:
        """Fill the fields; the hand comes to the addressee."""
        self._letter = letter
        self.to.write(letter.to)
        self.about.write(letter.about)
        self.text.write(letter.text)
        self.to.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def written(self) -> Letter | None:
        """The letter as it stands there."""
        if self._letter is None:
            return None
        return replace(self._letter, to=self.to.typed, about=self.about.typed, text=self.text.typed)


class SummaryEditor(QWidget):
    """What was counted of a visit, and the user's own codes; `typed` tells of every change."""

    typed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._summary: VisitSummary | None = None
        self.counted = Text(wraps=True)
        hint = _("One on each line, as you know it. An amount, if you want one, after a semicolon.")
        self.procedures = Lines(_("Procedure codes"), 3, hint)
        self.diagnoses = Lines(_("Diagnosis codes"), 3)
        self.remark = TextField(_("Remark"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SNUG)
        for part in (self.counted, self.procedures, self.diagnoses, self.remark):
            rows.addWidget(part)
        rows.addStretch()
        self.remark.changed.connect(lambda _text: self.typed.emit())
        for lines in (self.procedures, self.diagnoses):
            lines.editor.textChanged.connect(self.typed)

    def show_summary(self, summary: VisitSummary) -> None:
        """Fill the fields; the hand comes to the first code."""
        self._summary = summary
        told = [muscle_count_words(len(summary.muscles)), listed(summary.muscles)]
        if summary.minutes is not None:
            words = ngettext("{n} minute", "{n} minutes", summary.minutes)
            told.append(words.format(n=summary.minutes))
        self.counted.setText(clauses(part for part in told if part))
        for lines, kind in (
            (self.procedures, CodeKind.PROCEDURE),
            (self.diagnoses, CodeKind.DIAGNOSIS),
        ):
            codes = [each for each in summary.codes if each.kind is kind]
            lines.write("\n".join("; ".join(filter(None, (c.code, c.amount))) for c in codes))
        self.remark.write(summary.remark)
        self.procedures.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def written(self) -> VisitSummary | None:
        """The summary as it stands there."""
        if self._summary is None:
            return None
        codes = (
            *read_codes(CodeKind.PROCEDURE, self.procedures.typed),
            *read_codes(CodeKind.DIAGNOSIS, self.diagnoses.typed),
        )
        return replace(self._summary, codes=codes, remark=self.remark.typed)
