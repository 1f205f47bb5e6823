"""Checks and copies of the record: what can be proved about it, and a verified copy of all of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from charting.domain.audit import first_break
from charting.services.ports import ChainHead, Records, Vault


@dataclass(frozen=True, slots=True)
class BrokenChain:
    """An audit chain that no longer holds, and the number of the first entry at which it breaks."""

    chain: UUID
    number: int


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked and what was found wrong; whole when nothing was."""

    counts: dict[str, int]
    chains: int
    problems: tuple[str, ...]
    broken: tuple[BrokenChain, ...]
    heads: tuple[ChainHead, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.problems and not self.broken


class Checks:
    """Checks of one open practice."""

    def __init__(self, records: Records, vault: Vault, folder: Path) -> None:
        self._records = records
        self._vault = vault
        self._folder = folder

    def verify(self) -> Verification:
        """Check the database and every audit chain. It shows alteration and damage; it cannot show
        that a whole older copy was put in the place of this one.
        """
        problems = tuple(self._records.problems())
        chains = tuple(self._records.trail.chains())
        return Verification(
            self._records.counts(),
            len(chains),
            problems,
            self._broken(chains),
            tuple(self._records.trail.heads()),
        )

    def backup(self, target: Path) -> Path:
        """Write a verified copy of the practice into the new folder `target`; that folder.

        Raises `Refused` (BACKUP_TARGET_EXISTS, FOLDER_NOT_WRITABLE, DISK_FULL, BACKUP_NOT_VERIFIED).
        """
        self._records.copy_to(target)
        self._vault.copy_to(self._folder, target)
        return target

    def _broken(self, chains: Sequence[UUID]) -> tuple[BrokenChain, ...]:
        found = []
        for chain in chains:
            number = first_break(self._records.trail.chain(chain))
            if number is not None:
                found.append(BrokenChain(chain, number))
        return tuple(found)
