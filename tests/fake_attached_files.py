"""The bytes of attachments in memory."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.fakes import Kept


class MemoryAttachedFiles:
    """Implements `AttachedFiles`."""

    def __init__(self, kept: "Kept") -> None:
        self._kept = kept

    def put(self, sha256: bytes, data: bytes) -> None:
        self._kept.attached.setdefault(sha256, data)

    def get(self, sha256: bytes) -> bytes | None:
        return self._kept.attached.get(sha256)

    def has(self, sha256: bytes) -> bool:
        return sha256 in self._kept.attached
