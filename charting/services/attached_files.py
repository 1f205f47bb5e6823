"""The bytes of attachments; a part of the port `Records`."""

from typing import Protocol


class AttachedFiles(Protocol):
    """Files under their SHA-256: only added, never changed, encrypted as all of the record is."""

    def put(self, sha256: bytes, data: bytes) -> None:
        """Store a file; one that is there stays."""

    def get(self, sha256: bytes) -> bytes | None:
        """The file, `None` where it is not here."""

    def has(self, sha256: bytes) -> bool:
        """Whether the file is here."""
