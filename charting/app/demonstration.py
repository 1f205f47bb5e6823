"""The demonstration: a practice of invented people that is thrown away."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from charting.app.door import FolderDoor

if TYPE_CHECKING:
    from charting.services.practices import OpenPractice


class Demonstration:
    """Made anew for each window, in a folder of its own."""

    def __init__(self, door: FolderDoor) -> None:
        self._door = door
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def make(self) -> "OpenPractice":
        """Invent the people and their visits, and open them; on the lane, for it takes a while."""
        from charting.services import demo

        self._folder = tempfile.TemporaryDirectory(prefix="charting-demonstration-")
        folder = Path(self._folder.name, "practice")
        clock = demo.StoryClock(self._door.clock().now())
        practices = self._door.practices_by(clock)
        return self._door.open(folder, demo.make(practices, clock, folder))

    def clear(self) -> None:
        """Throw it away."""
        if self._folder is not None:
            self._folder.cleanup()
