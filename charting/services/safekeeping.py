"""Backups of an open practice: made, carried to a second place, thinned out, and tried."""

import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from charting.backup_files import (
    PLACE,
    Lying,
    copy_own_files,
    copy_whole,
    failing,
    lying_in,
    new_one,
    read_about,
    same_disk,
    second_place,
    thin_out,
    write_about,
)
from charting.domain.audit import KINDS, Action, Trace, Wanted
from charting.domain.backup import (
    DRILL_AFTER,
    EVERY,
    BackupState,
    CheckedBackup,
    Part,
    Progress,
    Report,
    Safety,
    microseconds,
    nobody_hears,
)
from charting.domain.canonical import canonical
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EntryId
from charting.domain.moment import Moment
from charting.domain.practice import Practitioner
from charting.domain.roles import Right
from charting.services.backups import BackupChecks
from charting.services.checks import heads_hash
from charting.services.erasing import keep_outside
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records
from charting.services.proofs import Proofs
from charting.services.stores import Store
from charting.services.vaults import Unlocked, Vault

SHARES = (5, 10, 20, 40)
"""What backups may take of the disk, in hundredths."""

EVERY_AT_CLINIC = timedelta(days=1)
"""How often each computer of a clinic copies what is on the server, which has copies of its own."""

# What is entered; that a backup was made is no reason to make another.
_ENTERED = frozenset(Action) - KINDS["backups"]


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that can be reached: when it was `made`, its folder, its size in bytes, and whether
    it lies in the second place.
    """

    made: Moment
    folder: Path
    size: int
    elsewhere: bool


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made, and why it did not come to the second place too, if it did not."""

    folder: Path
    trouble: Refused | None = None


class Safekeeping:
    """Keeps the record of one practice safe, whoever is at work in it."""

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
        self._records, self._vault, self._store = records, vault, store
        self._folder, self._unlocked = folder, unlocked
        self._clock, self._ids, self._who = clock, ids, who
        self._practice_id = records.practice.practice().id
        self._checks = BackupChecks(records.trail, self._practice_id, vault, store, unlocked)

    @property
    def _place(self) -> Path:
        return self._folder / PLACE

    @needs(Right.CHECK)
    def safety(self) -> Safety:
        """How safe the record is now."""
        about, lying = read_about(self._folder), lying_in(self._place)
        second = Path(about.second)
        return Safety(
            self._clock.now(),
            self._moment(lying[0].utc) if lying else None,
            about.second,
            self._moment(about.carried),
            bool(about.second) and second.is_dir(),
            bool(about.second) and same_disk(second, self._folder),
            not lying or self._latest() > about.latest,
            self._moment(about.tried),
            about.tried_well,
        )

    @needs(Right.CHECK)
    def lying(self) -> tuple[Backup, ...]:
        """The backups that can be reached, the newest first, those beside the record before those
        of the second place.
        """
        about = read_about(self._folder)
        elsewhere = lying_in(Path(about.second)) if about.second else ()
        return tuple(
            Backup(self._at(each.utc), each.folder, each.size, lying is elsewhere)
            for lying in (lying_in(self._place), elsewhere)
            for each in lying
        )

    @needs(Right.CHECK)
    def share(self) -> int:
        """At most how many hundredths of the disk backups take."""
        return read_about(self._folder).share

    @needs(Right.BACK_UP)
    def take_share(self, share: int) -> None:
        """Let backups take at most so many hundredths of the disk; one of `SHARES`."""
        if share not in SHARES:
            raise ValueError(share)
        write_about(self._folder, replace(read_about(self._folder), share=share))

    @needs(Right.BACK_UP)
    def choose_second(self, chosen: Path | None) -> Path | None:
        """Carry every backup to a folder within the `chosen` one too, or to none any more; which.

        Raises `Refused` (BACKUP_PLACE_GONE, FOLDER_NOT_WRITABLE, NO_ROOM_FOR_BACKUP).
        """
        about = replace(read_about(self._folder), second="", carried=0)
        place = None
        if chosen is not None:
            place = second_place(chosen.absolute(), self._practice_id.hex)
            with failing(chosen):
                place.mkdir(mode=0o700, exist_ok=True)
            there = lying_in(place)
            about = replace(about, second=str(place), carried=there[0].utc if there else 0)
        write_about(self._folder, about)
        self._leave(Action.BACKUP_PLACE_CHOSEN, {"chosen": chosen is not None})
        return place

    # Making

    @needs(Right.CHECK)
    def is_due(self, *, leaving: bool = False) -> bool:
        """Whether something was entered that stands in one place only, and that for long enough or
        because everybody is `leaving`; or whether the second place waits for what the first has.
        """
        safety = self.safety()
        if safety.last is None:
            return True
        age = safety.now.utc - safety.last.utc
        every = EVERY if self._records.shared is None else EVERY_AT_CLINIC
        # A clinic's record is left by all its computers, and by none of them for long.
        leaving = leaving and self._records.shared is None
        if safety.changed and (leaving or not 0 <= age < microseconds(every)):
            return True
        return safety.is_there and (safety.carried or safety.last).utc < safety.last.utc

    @needs(Right.CHECK)
    def back_up(self, report: Report = nobody_hears) -> Made:
        """Make a verified backup of now, and carry it to the second place, if there is one.

        Raises `Refused` (NO_ROOM_FOR_BACKUP, FOLDER_NOT_WRITABLE, BACKUP_NOT_VERIFIED,
        DATABASE_DAMAGED); the backups of before are untouched then.
        """
        latest, heads = self._latest(), self._records.trail.heads()

        def write(fresh: Path) -> None:
            self._records.copy_to(fresh, report)
            self._vault.copy_to(self._folder, fresh)
            copy_own_files(self._folder, fresh)

        with failing(self._folder):
            self._place.mkdir(mode=0o700, exist_ok=True)
        made = new_one(self._place, self._clock.now().utc, write)
        self._leave(Action.BACKED_UP, {"heads": heads_hash(heads).hex()})
        about = replace(read_about(self._folder), latest=latest)
        write_about(self._folder, about)
        thin_out(self._place, self._clock.now().utc, about.share)
        return Made(made, self._carried(lying_in(self._place)[0], report))

    @needs(Right.CHECK)
    def keep_up(self, report: Report = nobody_hears) -> Made:
        """Make a backup where something was entered since the last; where nothing was, carry that
        one to the second place if it is not there yet. Raises `Refused`, as `back_up`.
        """
        if self.safety().changed:
            return self.back_up(report)
        newest = lying_in(self._place)[0]
        trouble = self._carried(newest, report)
        return Made(newest.folder, trouble)

    def _carried(self, newest: Lying, report: Report) -> Refused | None:
        """Carry a backup to the second place; why it is not there, if it is not."""
        about = read_about(self._folder)
        place = Path(about.second)
        if not about.second or (place / newest.folder.name).is_dir():
            return None

        def write(fresh: Path) -> None:
            copy_whole(
                newest.folder,
                fresh,
                lambda done, of: report(Progress(Part.CARRYING, done, of)),
            )
            report(Progress(Part.CHECKING))
            if self._check(fresh).state is not BackupState.GOOD:
                raise Refused(ErrorCode.BACKUP_NOT_VERIFIED, {"folder": str(place)})

        try:
            new_one(place, newest.utc, write)
            thin_out(place, self._clock.now().utc, about.share)
        except Refused as refused:
            return refused
        keep_outside(self._records, self._folder)
        write_about(self._folder, replace(about, carried=newest.utc))
        return None

    def _check(self, folder: Path) -> CheckedBackup:
        return self._checks.check(
            folder, {each.chain: each for each in self._records.trail.heads()}
        )

    # Trying

    @needs(Right.CHECK)
    def is_untried(self) -> bool:
        """Whether nobody has tried for a month whether a backup opens."""
        about, now = read_about(self._folder), self._clock.now().utc
        return bool(self.lying()) and now - about.tried > microseconds(DRILL_AFTER)

    @needs(Right.CHECK)
    def drill(self, report: Report = nobody_hears) -> CheckedBackup:
        """Open the newest backup as if it were needed, that of the second place where it can be
        reached, in a place of its own that is taken away again, and prove all that is in it.

        Raises `Refused` (NO_BACKUPS, NO_ROOM_FOR_BACKUP, ...).
        """
        about = read_about(self._folder)
        lying = (lying_in(Path(about.second)) if about.second else ()) or lying_in(self._place)
        if not lying:
            raise Refused(ErrorCode.NO_BACKUPS, {"folder": str(self._place)})
        aside = self._place / ".tried"
        try:
            with failing(self._place):
                shutil.rmtree(aside, ignore_errors=True)
                copy_whole(
                    lying[0].folder,
                    aside,
                    lambda done, of: report(Progress(Part.COPYING, done, of)),
                )
            checked = replace(self._tried(aside, report), name=lying[0].folder.name)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        well = checked.state is BackupState.GOOD
        about = replace(read_about(self._folder), tried=self._clock.now().utc, tried_well=well)
        write_about(self._folder, about)
        self._leave(Action.BACKUP_TRIED, {"well": well})
        return checked

    def _tried(self, aside: Path, report: Report) -> CheckedBackup:
        report(Progress(Part.CHECKING))
        checked = self._check(aside)
        if checked.state is not BackupState.GOOD:
            return checked
        report(Progress(Part.OPENING))
        key = next(
            key
            for key in self._vault.keys_in(aside, self._unlocked)
            if self._store.opens(aside, key)
        )
        records = self._store.open(aside, key)
        try:
            proofs = Proofs(records, self._vault.verify)
            wrong = 0
            for done, found in enumerate(proofs.going(), start=1):
                wrong += len(found)
                report(Progress(Part.PROVING, done, proofs.parts))
        finally:
            records.close()
        return replace(checked, state=BackupState.DAMAGED) if wrong else checked

    # What all of it needs

    def _latest(self) -> str:
        found = self._records.trail.find(Wanted(actions=_ENTERED), 1)
        return found[0].id.hex if found else ""

    def _moment(self, utc: int) -> Moment | None:
        return self._at(utc) if utc else None

    def _at(self, utc: int) -> Moment:
        return Moment.of(datetime.fromtimestamp(utc / 1_000_000, UTC), self._clock.now().zone)

    def _leave(self, action: Action, what: object) -> None:
        self._records.trail.add(
            Trace(
                EntryId(self._ids.new()),
                self._practice_id,
                self._clock.now(),
                self._who.id,
                action,
                canonical(what),
            )
        )
