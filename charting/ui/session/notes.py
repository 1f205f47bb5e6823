"""The four sections of a note on the shelf: their editors, what stands beneath each, their keys."""

from PySide6.QtWidgets import QApplication, QVBoxLayout

from charting.domain.session import NoteSection
from charting.i18n import _
from charting.ui.session import fill_in
from charting.ui.session.beginning import Beginning
from charting.ui.session.choices import caption
from charting.ui.session.clinic_texts import ClinicTexts
from charting.ui.session.model import SessionModel
from charting.ui.session.note_foot import NoteFoot
from charting.ui.session.notes_editor import NoteEditor
from charting.ui.session.noting import Noting
from charting.wording import section_words


class Notes:
    """Made one by one, each put where the shelf has its place."""

    def __init__(self, model: SessionModel) -> None:
        self._model, self.noting, self.texts = model, Noting(model), ClinicTexts(model)
        self.beginning = Beginning(model, self.texts)
        self.beginning.begun.connect(self._on_begun)
        self.editors: dict[NoteSection, NoteEditor] = {}
        self.feet: dict[NoteSection, NoteFoot] = {}

    def add(self, section: NoteSection, rows: QVBoxLayout) -> NoteEditor:
        """Make the editor of a section and what belongs to it, at the end of `rows`."""
        words = {
            NoteSection.SUBJECTIVE: _("What the patient tells"),
            NoteSection.OBJECTIVE: _("What you find"),
            NoteSection.TREATMENT: _("What you did"),
            NoteSection.PLAN: _("What comes next"),
        }[section]
        editor = self.editors[section] = NoteEditor(self._model, section, words, self.texts)
        foot = self.feet[section] = NoteFoot(self._model, section)
        foot.confirmed.connect(editor.setFocus)
        for part in (caption(section_words(section)), editor, foot):
            rows.addWidget(part)
        return editor

    def begin(self) -> None:
        """Another visit comes in: nothing of the last one's words stays."""
        for editor in self.editors.values():
            editor.begin()

    def keep(self) -> None:
        """Hand what is being typed to the record."""
        for editor in self.editors.values():
            editor.keep()

    def go_on(self) -> None:
        """By one key in a section: carry the words of the last visit here, or say that they hold;
        elsewhere the first section that waits for that is confirmed where it can be seen.
        """
        focus = QApplication.focusWidget()
        if isinstance(focus, NoteEditor):
            focus.keep()
            self.noting.go_on(focus.section)
            return
        session = self._model.session
        waiting = session.unconfirmed() if session else ()
        # Where it is signed all of them are shown.
        at_the_end = self.editors[NoteSection.PLAN].isVisible()
        for section in waiting:
            if at_the_end or self.editors[section].isVisible():
                self.noting.confirm(section)
                return

    def _on_begun(self) -> None:
        """The hand comes to the first place that is to be filled in."""
        editor = self.editors[NoteSection.SUBJECTIVE]
        editor.refresh()
        fill_in.begin(editor)
