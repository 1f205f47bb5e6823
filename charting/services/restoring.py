"""What a backup lacks that the record of now has, and a backup put in the place of the record."""

from collections.abc import Collection
from pathlib import Path

from charting.backup_files import decide, make_ready
from charting.domain.backup import Loss, Part, Progress, Report, nobody_hears
from charting.domain.errors import ErrorCode, Refused
from charting.domain.practice import Practitioner
from charting.domain.roles import Right
from charting.services.permission import needs
from charting.services.ports import Clock, Records
from charting.services.stores import Inspected, Store
from charting.services.vaults import Unlocked, Vault

_CODES = {
    ErrorCode.NO_PRACTICE: ErrorCode.BACKUP_INCOMPLETE,
    ErrorCode.KEYS_MISSING: ErrorCode.BACKUP_INCOMPLETE,
    ErrorCode.KEYS_DAMAGED: ErrorCode.BACKUP_DAMAGED,
    ErrorCode.DATABASE_DAMAGED: ErrorCode.BACKUP_DAMAGED,
    ErrorCode.DATABASE_FOREIGN: ErrorCode.BACKUP_LOCKED,
    ErrorCode.DATABASE_BUSY: ErrorCode.BACKUP_IN_USE,
}


class Restoring:
    """Puts a backup in the place of the record that is open, once that is closed."""

    def __init__(
        self,
        records: Records,
        vault: Vault,
        store: Store,
        folder: Path,
        unlocked: Unlocked,
        clock: Clock,
        who: Practitioner,
    ) -> None:
        self._records, self._vault, self._store = records, vault, store
        self._folder, self._unlocked = folder, unlocked
        self._clock, self._who = clock, who

    @needs(Right.RESTORE)
    def compare(self, backup: Path) -> Loss:
        """What would be lost if this backup were put in the place of the record.

        Raises `Refused`: BACKUP_FOREIGN, BACKUP_LOCKED, BACKUP_INCOMPLETE, BACKUP_DAMAGED,
        BACKUP_IN_USE; CLINIC_ALREADY where the record is on a server, whose backups are put back
        there.
        """
        self._check_here()
        found = self._inspected(backup)
        then = {head.chain: head.number for head in found.heads}
        now = {head.chain: head.number for head in self._records.trail.heads()}
        about = self._records.trail.patients(now.keys() - {self._records.practice.practice().id})
        new = [chain for chain in about if chain not in then]
        people = [about[chain] for chain in new if about[chain] == chain]
        names = sorted(self._records.patients.patient(each).listed_name for each in people)
        changed = sum(chain in then and now[chain] > then[chain] for chain in about)
        return Loss(tuple(names), len(new) - len(people), changed, found.latest)

    @needs(Right.RESTORE)
    def make_ready(self, backup: Path, report: Report = nobody_hears) -> Path:
        """Copy a backup beside the record and check the copy; where it lies. Nothing is changed.

        Raises `Refused`, as `compare`, and NO_ROOM_FOR_BACKUP, BACKUP_NOT_VERIFIED.
        """
        self._check_here()
        report(Progress(Part.CHECKING))
        self._inspected(backup)
        aside = make_ready(
            self._folder,
            backup,
            self._clock.now().utc,
            lambda done, of: report(Progress(Part.COPYING, done, of)),
        )
        report(Progress(Part.CHECKING))
        self._inspected(aside)
        return aside

    @needs(Right.RESTORE)
    def decide(self, ready: Path) -> None:
        """Let what was made ready take the place of the record as soon as it is closed, whatever
        happens; what it replaces is kept beside it.

        Raises `Refused` (DATABASE_BUSY) while another program has the record open.
        """
        if not self._records.is_alone():
            raise Refused(ErrorCode.DATABASE_BUSY, {"folder": str(self._folder)})
        decide(self._folder, ready)

    def _check_here(self) -> None:
        if self._records.shared is not None:
            raise Refused(ErrorCode.CLINIC_ALREADY)

    def _inspected(self, backup: Path) -> Inspected:
        facts, strangers = {"folder": str(backup)}, False
        try:
            keys = self._vault.keys_in(backup, self._unlocked)
            strangers = not keys and self._is_of_strangers(self._vault.holders(backup))
            found = self._store.inspect(backup, tuple(keys))
        except Refused as refused:
            code = _CODES.get(refused.code, refused.code)
            if code is ErrorCode.BACKUP_LOCKED and strangers:
                code = ErrorCode.BACKUP_FOREIGN
            raise Refused(code, facts) from None
        if found.problems:
            raise Refused(ErrorCode.BACKUP_DAMAGED, facts)
        if found.practice_id != self._records.practice.practice().id:
            raise Refused(ErrorCode.BACKUP_FOREIGN, facts)
        return found

    def _is_of_strangers(self, holders: Collection[object]) -> bool:
        ours = {each.id for each in self._records.practice.practitioners()}
        return ours.isdisjoint(holders)
