"""What is kept of a clinic's own paper, a part of the port `Records`; who makes pictures fit."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from charting.domain.audit import Trace
from charting.domain.clinic_paper import ClinicPaper


class ClinicPaperRecords(Protocol):
    """Versions that are only added, and pictures by their SHA-256, in hex."""

    def all(self) -> Sequence[ClinicPaper]:
        """Every version of everything, in the order they were kept."""

    def put(self, paper: ClinicPaper, trace: Trace) -> None:
        """Store a version; sent twice, it is stored once.

        Raises `Refused` (STALE_RECORD) where it is not the one after the last.
        """

    def keep_picture(self, name: str, data: bytes) -> None:
        """Store a picture, once."""

    def pictures(self, names: Sequence[str]) -> Mapping[str, bytes]:
        """Those of these pictures that are kept."""


class Pictures(Protocol):
    """Makes pictures that come from outside fit to be kept."""

    def tidy(self, data: bytes) -> bytes:
        """The picture as PNG, with nothing but its pixels.

        Raises `Refused` (PICTURE_TOO_LARGE, PICTURE_UNREADABLE).
        """
