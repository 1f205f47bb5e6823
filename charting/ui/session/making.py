"""Marks on their way into a visit: made of what is armed, and taken from the box that is open."""

from dataclasses import replace

from charting.domain.marks import Mark, Needle, Site
from charting.services.sessions import Sessions
from charting.ui.session.armed import Armed, Tool
from charting.ui.session.cupboard import Cupboard
from charting.ui.session.record import OpenRecord
from charting.ui.session.screen_sheet import ScreenSheet


class Making:
    """Makes marks for one open session after the other."""

    def __init__(
        self,
        sessions: Sessions,
        record: OpenRecord,
        screen: ScreenSheet,
        armed: Armed,
        cupboard: Cupboard,
    ) -> None:
        self._sessions, self._record, self._screen = sessions, record, screen
        self._armed, self._cupboard = armed, cupboard
        cupboard.changed.connect(lambda: armed.follow(cupboard.presets))

    def arm(self, place: int) -> None:
        """Arm the needle of a key from 1 to 9, where it has one."""
        preset = self._cupboard.presets.get(place)
        if preset is not None:
            self._armed.needle(preset, place)

    def at(self, site: Site) -> Mark | None:
        """What is armed, at `site`; `None` where nothing is that could be placed."""
        if self._armed.tool is Tool.POINT:
            return self._sessions.trigger_point(site)
        if self._armed.tool is Tool.NEEDLE:
            needle = self._sessions.needle(site, self._armed.preset, self._armed.position)
            return self.fresh(needle)
        return None

    def fresh(self, mark: Mark) -> Mark:
        """A mark with the times of this visit, its box, and what it is set against."""
        return self._screen.noted(self._cupboard.labelled(self._record.as_of_the_visit(mark)))

    def corrected(self, before: Mark, after: Mark) -> Mark:
        """A mark as it is corrected: a needle of another size came from another box, and none
        comes to be in while a visit is written up afterwards.
        """
        if not isinstance(before, Needle) or not isinstance(after, Needle):
            return after
        if self._record.written_up and after.in_situ and not before.in_situ:
            after = replace(after, came_out=before.came_out)
        resized = (before.length, before.diameter) != (after.length, after.diameter)
        return self._cupboard.labelled(after) if resized else after
