"""The strip of rooms joined to the rooms: what it shows, and where a press on it leads."""

from collections.abc import Callable

from charting.app.rooms import Rooms
from charting.app.together import TogetherTraffic
from charting.services.ports import Clock
from charting.services.practices import OpenPractice
from charting.ui.window import MainWindow


class RoomsTraffic:
    """Keeps the strip up to date, also when the window is covered: then without a name."""

    def __init__(
        self,
        practice: OpenPractice,
        rooms: Rooms,
        window: MainWindow,
        clock: Clock,
        put_away: Callable[[], Callable[[], None] | None],
    ) -> None:
        """`put_away` leaves what is shown in the place of a visit, as it would be left by hand, and
        gives what opens it once more.
        """
        self._rooms, self._strip, self._clock = rooms, window.rooms, clock
        self._put_away = put_away
        self.is_covered = False
        self.together = TogetherTraffic(practice, rooms)
        rooms.changed.connect(self.show)
        self._strip.wanted.connect(self._go)
        self._strip.next_wanted.connect(self._go_on)

    def show(self) -> None:
        """Show what goes on now."""
        if not self.is_covered:
            sounds = self._rooms.ways.sound
            self._strip.show_rooms(self._rooms.lines(), self._clock, sounds=sounds)

    def cover(self) -> None:
        """The window is about to be covered: the strip knows what goes on, and hears no more."""
        self.show()
        self.is_covered = True

    def uncover(self) -> None:
        """Show the rooms again, with their names."""
        self.is_covered = False
        self.show()

    def end(self) -> None:
        """The window is gone: nothing is shown or heard any more."""
        self.is_covered = True
        self.together.drop()

    def drop(self) -> None:
        """Lead nowhere any more, and hear nothing of others."""
        self.together.drop()
        self._strip.wanted.disconnect(self._go)
        self._strip.next_wanted.disconnect(self._go_on)

    def _go(self, number: int) -> None:
        self._leave_for(lambda _aside: self._rooms.go(number))

    def _go_on(self) -> None:
        if not self.is_covered and self._rooms.lines():
            self._leave_for(lambda aside: self._rooms.go_on(is_there=aside))

    def _leave_for(self, go: Callable[[bool], None]) -> None:
        """Put away what is shown and `go`, told whether it stood beside the visit that was there;
        what stood beside the visit that one comes to is there again.
        """
        left, aside = self._rooms.here, self._put_away()
        if left is not None:
            left.aside = aside
        go(aside is not None)
        here = self._rooms.here
        if here is not None and here is not left and here.aside is not None:
            here.aside()
