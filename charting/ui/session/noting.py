"""What can be done with the sections of a note beside typing: words of an earlier visit are brought
here, and confirmed.
"""

from dataclasses import replace

from charting.domain.changes import EditNote
from charting.domain.session import Carried, NoteSection, Session
from charting.i18n import _
from charting.ui.session.model import SessionModel
from charting.wording import section_words


class Noting:
    """Each deed is one change, undone like any other."""

    def __init__(self, model: SessionModel) -> None:
        self._model = model

    def go_on(self, section: NoteSection) -> None:
        """Confirm the words that were carried here, or carry those of the last visit here."""
        if not self.confirm(section):
            self.carry(section)

    def carry(self, section: NoteSection) -> None:
        """Bring the words of the last visit that has some in this section, behind what stands
        there; they are marked until they are confirmed.
        """
        session = self._model.session
        if session is None or self._model.record.read_only:
            return
        self._model.record.read(
            lambda: self._model.sessions.noted_before(session, section),
            lambda before: self._on_found(session, before, section),
        )

    def confirm(self, section: NoteSection) -> bool:
        """Say that the words that were carried here hold today; False where none wait for that."""
        carried = self._model.visit.carried(section)
        if carried is None or carried.confirmed is not None:
            return False
        stands, stamp = self._model.visit.note(section), self._model.sessions.answer("")
        confirmed = replace(carried, confirmed=stamp.at, by=stamp.by)
        change = EditNote(section, stands, stands, carried, confirmed)
        words = _("{section}: it holds today").format(section=section_words(section))
        return self._model.record.do(change, words)

    def _on_found(self, asked: Session, before: Session | None, section: NoteSection) -> None:
        now = self._model.session
        if now is None or now.id != asked.id:
            return
        if before is None:
            self._model.said.emit(_("No earlier visit has words here."))
            return
        stands, brought = self._model.visit.note(section), before.notes[section].strip()
        if brought in stands:
            self._model.said.emit(_("The words of the last visit stand here already."))
            return
        text = "\n".join(filter(None, (stands.rstrip(), brought)))
        carried = Carried(before.id, before.opened.day)
        change = EditNote(section, stands, text, self._model.visit.carried(section), carried)
        words = _("Carry forward: {section}").format(section=section_words(section))
        self._model.record.do(change, words)
