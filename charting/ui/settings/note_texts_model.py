"""What the settings screen knows of the clinic's texts for the note."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from charting.domain.errors import Refused
from charting.domain.note_text import NoteText
from charting.i18n import _
from charting.services.note_texts import NoteTexts
from charting.ui.tasks import Lane
from charting.wording import sentence


class NoteTextsModel(QObject):
    """`changed` once the texts are others, `kept` after one was kept, `refused` with the field and
    the sentence of a refusal.
    """

    changed = Signal()
    kept = Signal(str)
    refused = Signal(str, str)

    def __init__(self, texts: NoteTexts, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts, self._lane = texts, lane
        self.texts: Sequence[NoteText] = ()

    def read(self) -> None:
        """Read them in the background."""
        self._lane.submit(self._texts.all, self._show, self._refuse)

    def keep(self, text: NoteText) -> None:
        """Keep a text that is new or was changed."""
        said = _("“{name}” is kept.").format(name=text.name.strip())
        self._do(lambda: self._texts.keep(text), said)

    def drop(self, text: NoteText) -> None:
        """Drop a text of the clinic's own."""
        said = _("“{name}” is dropped.").format(name=text.name)
        self._do(lambda: self._texts.drop(text.id), said)

    def _do(self, deed: Callable[[], Sequence[NoteText]], said: str) -> None:
        def then(texts: Sequence[NoteText]) -> None:
            self._show(texts)
            self.kept.emit(said)

        self._lane.submit(deed, then, self._refuse)

    def _show(self, texts: Sequence[NoteText]) -> None:
        self.texts = texts
        self.changed.emit()

    def _refuse(self, problem: Exception) -> None:
        if isinstance(problem, Refused):
            self.refused.emit(str(problem.facts.get("field", "")), sentence(problem))
