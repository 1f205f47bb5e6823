"""The undo stack of a session: one command class, for the inverses live in the domain."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QUndoCommand, QUndoStack

from charting.domain.changes import Change

Perform = Callable[[Sequence[Change]], bool]
"""Applies changes and sends them to the record; False, and none made, where one was refused."""


class ChangeCommand(QUndoCommand):
    """Changes that were accepted already, with the road back and forth again."""

    def __init__(self, changes: Sequence[Change], words: str, perform: Perform) -> None:
        super().__init__(words)
        self._changes = tuple(changes)
        self._perform = perform
        self._accepted_already = True

    def redo(self) -> None:
        """Make the changes again; refused ones leave the stack."""
        if self._accepted_already:
            # Qt calls redo() once on push; the change was applied before it was pushed.
            self._accepted_already = False
            return
        self.setObsolete(not self._perform(self._changes))

    def undo(self) -> None:
        """Make the inverse changes, new entries of the record, last first; refused ones leave the
        stack.
        """
        back = [change.inverse() for change in reversed(self._changes)]
        self.setObsolete(not self._perform(back))


class UndoStack(QUndoStack):
    """The accepted changes of one open session, newest last."""

    def accepted(self, changes: Sequence[Change], words: str, perform: Perform) -> None:
        """Keep changes that have just been accepted; they are undone together."""
        self.push(ChangeCommand(changes, words, perform))
