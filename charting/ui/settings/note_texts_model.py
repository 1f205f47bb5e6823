"""What the settings screen knows of the clinic's texts for the note."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from charting import named_files
from charting.domain.errors import Refused
from charting.domain.ids import PractitionerId
from charting.domain.note_text import NoteText
from charting.domain.note_text_file import LONGEST_FILE
from charting.i18n import _
from charting.services.note_text_shelf import Brought, KeptText, NoteTextShelf
from charting.services.note_texts import NoteTexts
from charting.ui.tasks import Lane
from charting.wording import sentence


class NoteTextsModel(QObject):
    """`changed` once the texts are others, `kept` after one was kept, `refused` with the field and
    the sentence of a refusal, `versions` with every version that was kept.
    """

    changed = Signal()
    kept = Signal(str)
    refused = Signal(str, str)
    versions = Signal(object)

    def __init__(
        self,
        texts: NoteTexts,
        shelf: NoteTextShelf,
        names: Callable[[], Mapping[PractitionerId, str]],
        lane: Lane,
        parent: QObject | None = None,
    ) -> None:
        """`names` gives those of everybody who works or worked here."""
        super().__init__(parent)
        self._texts, self._shelf, self._lane, self.names = texts, shelf, lane, names
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

    # All of them at once

    def read_versions(self) -> None:
        """Read every version that was kept, in the background."""
        self._lane.submit(self._shelf.versions, self.versions.emit, self._refuse)

    def take_up(self, version: KeptText) -> None:
        """Use an earlier version from now on."""
        said = _("“{name}” is as in version {n} again.").format(
            name=version.text.name, n=version.text.version
        )
        self._do(lambda: self._shelf.take_up(version), said)

    def save(self, file: Path) -> None:
        """Write the clinic's own texts to a file; the system's chooser asked before replacing."""
        said = _("The texts of the clinic are in {file}.").format(file=file.name)

        def write() -> None:
            named_files.save(file, self._shelf.written(), replace=True)

        self._lane.submit(write, lambda _done: self.kept.emit(said), self._refuse)

    def bring_in(self, file: Path) -> None:
        """Take in the texts of a file."""

        def take() -> tuple[Brought, Sequence[NoteText]]:
            brought = self._shelf.bring_in(named_files.load(file, LONGEST_FILE))
            return brought, self._texts.all()

        def then(done: tuple[Brought, Sequence[NoteText]]) -> None:
            brought, texts = done
            self._show(texts)
            words = _("{new} new, {changed} changed, {here} were here already.")
            self.kept.emit(
                words.format(new=brought.new, changed=brought.changed, here=brought.here)
            )

        self._lane.submit(take, then, self._refuse)

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
