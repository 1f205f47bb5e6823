"""The undo stack of a session: one command class, for the inverses live in the domain."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand, QUndoStack

from charting.domain.changes import Change

Perform = Callable[[Change], bool]
"""Applies a change and sends it to the record; False where it was refused."""


class ChangeCommand(QUndoCommand):
    """A change that was accepted already, with the road back and forth again."""

    def __init__(self, change: Change, words: str, perform: Perform) -> None:
        super().__init__(words)
        self._change = change
        self._perform = perform
        self._accepted_already = True

    def redo(self) -> None:
        """Make the change again; a refused one leaves the stack."""
        if self._accepted_already:
            # Qt calls redo() once on push; the change was applied before it was pushed.
            self._accepted_already = False
            return
        self.setObsolete(not self._perform(self._change))

    def undo(self) -> None:
        """Make the inverse change, a new entry of the record; a refused one leaves the stack."""
        self.setObsolete(not self._perform(self._change.inverse()))


class UndoStack(QUndoStack):
    """The accepted changes of one open session, newest last."""

    def accepted(self, change: Change, words: str, perform: Perform) -> None:
        """Keep a change that has just been accepted."""
        self.push(ChangeCommand(change, words, perform))
