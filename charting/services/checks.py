"""Checks and copies of the record: what can be proved about it, and a verified copy of all of
it.
"""

import shutil
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from charting.backup_files import mark_damaged
from charting.domain.audit import Action, ChainHead, Trace
from charting.domain.backup import CheckedBackup
from charting.domain.canonical import canonical, digest
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EntryId
from charting.domain.moment import Moment
from charting.domain.practice import Practitioner
from charting.domain.proof import Finding
from charting.domain.roles import Right, may
from charting.services.backups import BackupChecks, backups_in
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records
from charting.services.proofs import Proofs
from charting.services.stores import Store
from charting.services.vaults import Unlocked, Vault

# Two clocks of one practice differ by so much.
CLOCK_SLACK_SECONDS = 300

LEAST_FREE = 500_000_000
"""With less room than these bytes, somebody should make some."""


class Stage(StrEnum):
    """What is checked, one after the other."""

    DATABASE = "database"
    RECORD = "record"
    BACKUPS = "backups"


@dataclass(frozen=True, slots=True)
class Going:
    """How far a check has come: `done` of `of` parts of a stage, `found` wrong so far."""

    stage: Stage
    done: int
    of: int
    found: int = 0


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked and what was found wrong; whole when nothing was. `chains` of changes and
    `signatures` are how many were checked, `problems` the database's own words.
    """

    counts: dict[str, int]
    chains: int
    signatures: int
    problems: tuple[str, ...]
    findings: tuple[Finding, ...]
    heads: tuple[ChainHead, ...]
    backups: tuple[CheckedBackup, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing was found wrong, in the record or when backups were held against it."""
        sound = all(backup.sound for backup in self.backups)
        return not self.problems and not self.findings and sound

    @property
    def heads_hash(self) -> bytes:
        """All heads under one hash, 32 bytes; the same record, the same hash."""
        return heads_hash(self.heads)


@dataclass(frozen=True, slots=True)
class Health:
    """What a check in passing found wrong, in the database's words, and the bytes that are free on
    the disk.
    """

    problems: tuple[str, ...]
    free: int

    @property
    def is_tight(self) -> bool:
        """Whether the disk is nearly full."""
        return self.free < LEAST_FREE


def heads_hash(heads: Sequence[ChainHead]) -> bytes:
    """The SHA-256 over the heads in order of their chains."""
    return digest(
        canonical(
            [
                {"chain": head.chain, "hash": head.hash.hex(), "number": head.number}
                for head in sorted(heads, key=lambda head: head.chain.bytes)
            ]
        )
    )


def _behind(now: Moment, latest: str) -> Refused:
    facts = {"now": now.local().isoformat(" ", "minutes")[:16], "latest": latest}
    return Refused(ErrorCode.CLOCK_BEHIND, facts)


class Checks:
    """Checks of one open practice."""

    def __init__(
        self,
        records: Records,
        vault: Vault,
        store: Store,
        folder: Path,
        unlocked: Unlocked,
        clock: Clock,
        ids: Ids,
        who: Practitioner,
    ) -> None:
        self._records = records
        self._vault = vault
        self._store = store
        self._folder = folder
        practice_id = records.practice.practice().id
        self._backups = BackupChecks(records.trail, practice_id, vault, store, unlocked)
        self._clock = clock
        self._ids = ids
        self._who = who
        self._by = who.id

    @needs(Right.CHECK)
    def verify(self, backups: Path | None = None) -> Verification:
        """Check the database, every chain of changes and every signature, that what is stored is
        what they tell, and the backups in a folder. It shows alteration and damage; without a
        backup it cannot show that a whole older copy was put in the place of this one, or that
        the end of a chain was cut off with its head.

        Raises `Refused` (DATABASE_BUSY, NO_BACKUPS, FILE_UNREADABLE).
        """
        steps = self.verifying(backups)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                return end.value  # type: ignore[no-any-return]

    @needs(Right.CHECK)
    def verifying(self, backups: Path | None = None) -> Generator[Going, None, Verification]:
        """As `verify`, in steps between which something else may be done, or nothing more."""
        lying: Sequence[Path] = ()
        if backups is not None:
            lying = backups_in(backups, self._folder, self._vault, self._store)
        yield Going(Stage.DATABASE, 0, 1)
        problems = tuple(self._records.problems())
        proofs = Proofs(self._records, self._vault.verify)
        findings: list[Finding] = []
        for done, found in enumerate(proofs.going(), start=1):
            findings += found
            yield Going(Stage.RECORD, done, proofs.parts, len(findings))
        heads = tuple(self._records.trail.heads())
        checked = []
        for done, folder in enumerate(lying):
            yield Going(Stage.BACKUPS, done, len(lying), len(findings))
            checked.append(self._backups.check(folder, {head.chain: head for head in heads}))
        return Verification(
            self._records.counts(),
            proofs.chains,
            proofs.signatures,
            problems,
            tuple(findings),
            heads,
            tuple(checked),
        )

    @needs(Right.CHECK)
    def health(self) -> Health:
        """See in passing whether the record is well; one that is damaged is not written to from
        now on. It may take its time, and keeps nobody from storing.
        """
        try:
            problems = tuple(self._records.quick_problems())
        except Refused as refused:
            if refused.code is not ErrorCode.DATABASE_DAMAGED:
                raise
            problems = (str(refused.code),)
        if problems:
            self._records.write_no_more()
            mark_damaged(self._folder)
        return Health(problems, shutil.disk_usage(self._folder).free)

    @needs(Right.CHECK)
    def check_clock(self) -> None:
        """See whether the clock was set back behind the latest visit.

        Raises `Refused` (CLOCK_BEHIND) with both moments; a few minutes are no news.
        """
        now, visits = self._clock.now(), self._records
        sees_visits = may(self._who.role, Right.READ_CLINICAL)
        for line in visits.sessions.worklist(1) if sees_visits else ():
            if line.session.opened.seconds_since(now) > CLOCK_SLACK_SECONDS:
                raise _behind(now, line.session.opened.local().isoformat(" ", "minutes")[:16])
        for patient in visits.patients.seen_lately(1):
            if patient.last_session is not None and patient.last_session > now.day:
                raise _behind(now, patient.last_session.isoformat())

    @needs(Right.BACK_UP)
    def backup(self, target: Path) -> Path:
        """Write a verified copy of the practice into the new folder `target`; that folder.

        The trace that this leaves names the heads as the copy began; it stands in the original
        only.

        Raises `Refused` (BACKUP_TARGET_EXISTS, FOLDER_NOT_WRITABLE, DISK_FULL,
        BACKUP_NOT_VERIFIED).
        """
        heads = self._records.trail.heads()
        self._records.copy_to(target)
        self._vault.copy_to(self._folder, target)
        self._records.trail.add(
            Trace(
                EntryId(self._ids.new()),
                self._records.practice.practice().id,
                self._clock.now(),
                self._by,
                Action.BACKED_UP,
                canonical({"heads": heads_hash(heads).hex()}),
            )
        )
        return target
