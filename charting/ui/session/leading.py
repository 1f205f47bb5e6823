"""From what a note lacks to where it is said: the step opened, the hand there."""

from PySide6.QtCore import Qt

from charting.domain.complete_note import Lacking
from charting.domain.session import NoteSection
from charting.domain.visit import Step
from charting.ui.session.model import SessionModel
from charting.ui.session.shelf import Shelf


def lead(model: SessionModel, shelf: Shelf, lacking: Lacking) -> None:
    """Bring the hand to where it is said, on the shelf; a mark is selected, and the drawer shows
    it.
    """
    kind, _slash, what = lacking.place.partition("/")
    if lacking.mark is not None:
        model.select(lacking.mark)
    elif kind == "note":
        section = NoteSection(what)
        begins = section in (NoteSection.SUBJECTIVE, NoteSection.OBJECTIVE)
        shelf.open_step(shelf.prepare if begins else shelf.finish)
        editor = shelf.notes.editors[section]
        editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        shelf.guide.show_later(editor)
    elif kind == "item":
        row = shelf.items[what]
        shelf.open_step(shelf.prepare if row.item.step is Step.PREPARE else shelf.finish)
        row.refresh()
        row.take_hand()
        shelf.guide.show_later(row)
    else:
        shelf.open_step(shelf.prepare if Step(what) is Step.PREPARE else shelf.finish)
        shelf.guide.go_on()
