"""Turning the patient: needles to come are set in the new position, those that are set stay."""

from collections.abc import Callable

from charting.domain.marks import Position
from charting.i18n import ngettext
from charting.ui.session.armed import Armed


class Turning:
    """Turns the patient; that needles are in while that happens is said once a session."""

    def __init__(
        self, armed: Armed, needles_in: Callable[[], int], say: Callable[[str], None]
    ) -> None:
        self._armed, self._needles_in, self._say = armed, needles_in, say
        self._warned = False

    def begin(self) -> None:
        """As a session begins: nothing has been said yet."""
        self._warned = False

    def to(self, position: Position) -> None:
        """Let the patient lie or sit like this."""
        still_in = self._needles_in()
        if still_in and position is not self._armed.position and not self._warned:
            self._warned = True
            words = ngettext(
                "{n} needle is in. Look at it before and after the patient turns.",
                "{n} needles are in. Look at them before and after the patient turns.",
                still_in,
            )
            self._say(words.format(n=still_in))
        self._armed.turn(position)

    def on(self) -> None:
        """Turn on: prone, left side, right side, and prone again."""
        self.to(self._armed.next_lying)
