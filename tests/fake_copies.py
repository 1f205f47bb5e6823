"""What records in memory know of being a copy, and of being damaged: they are neither."""

from collections.abc import Sequence


class MemoryCopies:
    """Implements `CopyRecords`, but that going on is told where the entries are."""

    def was_copied(self) -> bool:
        return False

    def is_alone(self) -> bool:
        return True

    def quick_problems(self) -> Sequence[str]:
        return ()

    def only_read(self) -> None:
        """Nothing in memory is a backup."""

    def write_no_more(self) -> None:
        """Nothing in memory is damaged."""
