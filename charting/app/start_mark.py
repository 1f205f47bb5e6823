"""A mark that stands while the window starts: found at the next start, that one came to no end."""

from pathlib import Path


class StartMark:
    """Set before anything of the window is made, cleared once the window is seen."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.was_left = file.exists()

    def set(self) -> None:
        """A start begins. Where nothing can be written, the next start knows of nothing."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.touch()
        except OSError:
            self.was_left = False

    def clear(self) -> None:
        """The window is seen."""
        self._file.unlink(missing_ok=True)
