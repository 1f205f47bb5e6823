"""The clinic's texts for the note as a whole: carried in a file, and all their earlier versions."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from charting.domain import note_text_file
from charting.domain.audit import Action, AuditEntry, Wanted
from charting.domain.ids import PractitionerId
from charting.domain.moment import Moment
from charting.domain.note_text import NoteText
from charting.domain.practice import Practitioner
from charting.domain.revive import revive
from charting.domain.roles import Right
from charting.services.note_texts import NoteTexts
from charting.services.permission import needs
from charting.services.ports import Trail

_MOST = 1_000
"""As many versions are listed, the latest."""


@dataclass(frozen=True, slots=True)
class KeptText:
    """A text as somebody kept it; `stands` where it is what the clinic uses now."""

    text: NoteText
    at: Moment
    by: PractitionerId
    stands: bool


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of a file: how many texts are new, changed, and were here already."""

    new: int = 0
    changed: int = 0
    here: int = 0


class NoteTextShelf:
    """What `who` can do with all of them at once."""

    def __init__(self, texts: NoteTexts, trail: Trail, who: Practitioner) -> None:
        self._texts, self._trail, self._who = texts, trail, who

    @needs(Right.READ_CLINICAL)
    def versions(self) -> Sequence[KeptText]:
        """Every version that was kept, of those that were dropped too, the latest first. They stand
        in the trail of changes; one whose words were erased there is left out.
        """
        own = {each.id: each for each in self._texts.all() if each.version}
        entries = self._trail.find(Wanted(actions=frozenset({Action.NOTE_TEXT_KEPT})), _MOST)
        found = []
        for entry in entries:
            text = _kept(entry)
            if text is not None:
                found.append(KeptText(text, entry.at, entry.by, own.get(text.id) == text))
        return found

    @needs(Right.CHART)
    def take_up(self, version: KeptText) -> Sequence[NoteText]:
        """Use an earlier version from now on, as the next one; a text that was dropped is there
        again. All texts as they are then. Raises what `NoteTexts.keep` raises.
        """
        now = next((each for each in self._texts.all() if each.id == version.text.id), None)
        return self._texts.keep(replace(version.text, version=now.version if now else 0))

    @needs(Right.READ_CLINICAL)
    def written(self) -> bytes:
        """The clinic's own texts as a file."""
        return note_text_file.written(each for each in self._texts.all() if each.version)

    @needs(Right.CHART)
    def bring_in(self, data: bytes) -> Brought:
        """Take in the texts of a file: one that has the name of another of the clinic becomes its
        next version, so that nothing is lost. All of them are read before the first is kept.

        Raises `Refused`: what `note_text_file.read` refuses; STALE_RECORD where somebody else
        changed one meanwhile.
        """
        brought = Brought()
        for text in note_text_file.read(data):
            known = next((each for each in self._texts.all() if _named_alike(each, text)), None)
            if known is not None and note_text_file.same_words(known, text):
                brought = replace(brought, here=brought.here + 1)
            elif known is not None and known.version:
                self._texts.keep(replace(text, id=known.id, version=known.version))
                brought = replace(brought, changed=brought.changed + 1)
            else:
                self._texts.keep(text)
                brought = replace(brought, new=brought.new + 1)
        return brought


def _named_alike(one: NoteText, other: NoteText) -> bool:
    return type(one) is type(other) and one.name.casefold() == other.name.casefold()


def _kept(entry: AuditEntry) -> NoteText | None:
    """The text of an entry; it names the version that was read, which rose by one then."""
    if entry.payload is None:
        return None
    text: NoteText = revive(json.loads(entry.payload), NoteText)
    return replace(text, version=text.version + 1)
