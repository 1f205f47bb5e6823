"""What the settings know of a clinic's leaflets: texts and dates, look, words and movements."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from charting import content, languages
from charting.domain.clinic_paper import ClinicPaper, OwnMovement, OwnWords, PaperLook
from charting.domain.clinic_words import open_to_words
from charting.domain.errors import Refused
from charting.domain.leaflet_texts import LeafletTexts, TextList
from charting.domain.practice import Practitioner
from charting.domain.roles import Right, may
from charting.i18n import _, spoken
from charting.named_files import load
from charting.services.clinic_papers import ClinicPapers
from charting.ui.tasks import Lane
from charting.wording import sentence

# A little more than a picture may have: that it is too large is said in words.
_MOST = 24 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Found:
    """What was read: the texts of each language, the clinic's look, words and movements."""

    texts: tuple[LeafletTexts, ...]
    look: PaperLook
    logo: bytes | None
    words: Mapping[tuple[str, str], OwnWords]
    movements: Sequence[ClinicPaper]


class LeafletsModel(QObject):
    """`changed` once something is otherwise, `kept` with what to say after it was kept, `refused`
    with the field and the sentence of a refusal. `today` decides whether a review is overdue.
    """

    changed = Signal()
    kept = Signal(str)
    refused = Signal(str, str)

    def __init__(
        self,
        papers: ClinicPapers,
        who: Practitioner,
        lane: Lane,
        today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._papers, self._lane, self.today = papers, lane, today
        self.may_set = may(who.role, Right.SET_POLICIES)
        self.found: Found | None = None

    def read(self) -> None:
        """Read all of it in the background."""
        self._lane.submit(self._read, self._show, self._refuse)

    def blocks(self) -> Sequence[tuple[str, TextList]]:
        """The blocks that can be said in one's own words, each with its language: English, and
        that of the screen.
        """
        texts, near = self.found.texts if self.found else (), ("en", spoken())
        read = [each for each in texts if each.code in near]
        return [(each.code, one) for each in read for one in open_to_words(each)]

    def words_for(self, language: str, block: str) -> OwnWords | None:
        """The clinic's words for a block, if it has any."""
        return self.found.words.get((language, block)) if self.found else None

    def keep_look(self, headings: str, frames: str) -> None:
        """Keep the colours."""
        self._do(lambda: self._papers.keep_look(headings, frames), _("The colours are kept."))

    def keep_logo(self, file: Path) -> None:
        """Keep the picture in a file as the logo."""
        said = _("The logo is kept.")
        self._do(lambda: self._papers.keep_logo(load(file, _MOST)), said)

    def drop_logo(self) -> None:
        """Print without a logo."""
        self._do(lambda: self._papers.keep_logo(None), _("The logo is taken away."))

    def keep_words(self, own: OwnWords) -> None:
        """Keep the clinic's words for a block, or none."""
        kept = _("Your words are kept.") if own.text.strip() else _("It says again what ships.")
        self._do(lambda: self._papers.keep_words(own), kept)

    def keep_movement(
        self, own: OwnMovement, before: ClinicPaper | None, file: Path | None
    ) -> None:
        """Keep a movement that is new or changed, with the picture in a file."""

        def work() -> object:
            data = load(file, _MOST) if file else None
            return self._papers.keep_movement(own, before, data)

        self._do(work, _("“{name}” is kept.").format(name=own.name.strip()))

    def drop_movement(self, paper: ClinicPaper) -> None:
        """Offer a movement no longer."""
        said = _("It is offered no longer. Leaflets that have it keep it.")
        self._do(lambda: self._papers.drop_movement(paper), said)

    def _read(self) -> Found:
        codes = languages.shipped_in(languages.LEAFLETS)
        look = self._papers.look()
        words = [own for code in codes for own in self._papers.words(code)]
        return Found(
            tuple(content.leaflet_texts(code) for code in codes),
            look,
            self._papers.picture(look.logo) if look.logo else None,
            {(own.language, own.block): own for own in words},
            self._papers.movements(),
        )

    def _do(self, deed: Callable[[], object], said: str) -> None:
        def work() -> Found:
            deed()
            return self._read()

        def then(found: Found) -> None:
            self._show(found)
            self.kept.emit(said)

        self._lane.submit(work, then, self._refuse)

    def _show(self, found: Found) -> None:
        self.found = found
        self.changed.emit()

    def _refuse(self, problem: Exception) -> None:
        if isinstance(problem, Refused):
            self.refused.emit(str(problem.facts.get("field", "")), sentence(problem))
