"""A practice folder: made, opened with a passphrase, and what may be done while it is open."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from charting.backup_files import finish_restore, mark_whole, was_damaged
from charting.domain import recovery_key
from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EntryId, PracticeId, PractitionerId
from charting.domain.practice import (
    Practice,
    Practitioner,
    checked_practice,
    checked_practitioner,
)
from charting.domain.roles import Right, may
from charting.services.checks import heads_hash
from charting.services.clinic_setup import ClinicDoor
from charting.services.erasing import erase_again, keep_outside
from charting.services.open_practice import OpenPractice, with_services
from charting.services.ports import Clock, Ids, Records
from charting.services.rescue import Rescues
from charting.services.shared_keys import KeysTogether
from charting.services.stores import Store
from charting.services.vaults import Unlocked, Vault

__all__ = ["NewPractice", "OpenPractice", "Practices"]

# What keeps a change of the data key waiting, and nobody from their work.
_CAN_WAIT = frozenset(
    {
        ErrorCode.DATABASE_BUSY,
        ErrorCode.DISK_FULL,
        ErrorCode.NO_ROOM_FOR_COPY,
        ErrorCode.CLINIC_GONE,
    }
)


@dataclass(frozen=True, slots=True)
class NewPractice:
    """What is asked when a practice is set up; texts as typed."""

    practitioner: str
    registration: str
    clinic: str
    phone: str
    out_of_hours_phone: str
    country: str
    emergency_number: str
    paper: str
    demo: bool = False


class Practices:
    """Makes and opens practice folders."""

    def __init__(self, vault: Vault, store: Store, clock: Clock, ids: Ids) -> None:
        self._vault = vault
        self._store = store
        self._clock = clock
        self._ids = ids

    def exists(self, folder: Path) -> bool:
        """Whether the folder holds a practice, whole or in part."""
        return self._vault.exists(folder) or self._store.exists(folder)

    def create(self, folder: Path, form: NewPractice, passphrase: str) -> OpenPractice:
        """Make a practice in `folder` with its first practitioner, and open it.

        Raises `Refused` (PRACTICE_EXISTS, FIELD_MISSING, PASSPHRASE_TOO_SHORT,
        PASSPHRASE_TOO_SIMPLE,
        and what `Store.check_place` refuses); nothing is left behind then.
        """
        practice = checked_practice(
            Practice(
                PracticeId(self._ids.new()),
                form.clinic,
                form.phone,
                form.out_of_hours_phone,
                form.country,
                form.emergency_number,
                form.paper,
                form.demo,
            )
        )
        practitioner = checked_practitioner(
            Practitioner(PractitionerId(self._ids.new()), form.practitioner, form.registration)
        )
        if self.exists(folder):
            raise Refused(ErrorCode.PRACTICE_EXISTS, {"folder": str(folder)})
        self._store.check_place(folder)
        expected = (practitioner.name, practice.name)
        unlocked = self._vault.create(folder, practitioner.id, passphrase, expected)
        practitioner = replace(practitioner, signing_key=unlocked.signer.public_key)
        try:
            records = self._founded(folder, unlocked.key, practice, practitioner)
        except BaseException:
            # Keys without records would stand in the way of the next try.
            self._vault.discard(folder)
            raise
        return self._opened(folder, records, practitioner, unlocked)

    def _founded(
        self, folder: Path, key: bytes, practice: Practice, practitioner: Practitioner
    ) -> Records:
        records = self._store.create(folder, key)
        try:
            records.practice.found(practice, practitioner, self._founding(practice, practitioner))
        except BaseException:
            records.close()
            self._store.discard(folder)
            raise
        return records

    def clinics(self) -> ClinicDoor:
        """What can be done with a clinic whose practice is not open."""
        return ClinicDoor(self._vault, self._store)

    def rescues(self) -> Rescues:
        """What can be done for a practice that does not open any more."""
        return Rescues(self._vault, self._store)

    def strength(self, passphrase: str, expected: Sequence[str] = ()) -> int:
        """How hard a passphrase is to guess, 0 to 4; from 3 it is taken."""
        return self._vault.strength(passphrase, expected)

    def open(
        self, folder: Path, passphrase: str, holder: PractitionerId | None = None
    ) -> OpenPractice:
        """Unlock the practice in `folder`, as `holder` alone where they are named.

        Raises `Refused`: NO_PRACTICE, NO_LONGER_HERE, and what `Vault.unlock` and `Store.open`
        refuse.
        """
        self._check_there(folder)
        try:
            unlocked = self._vault.unlock(folder, passphrase, holder)
        except Refused as refused:
            if refused.code is ErrorCode.WRONG_PASSPHRASE:
                self._vault.note_failure(folder, self._clock.now().utc)
            raise
        practice = self._open(folder, unlocked)
        self._tell_failures(practice)
        return practice

    def read(self, copy: Path, passphrase: str) -> OpenPractice:
        """Open a copy of a backup to be read: nothing is stored in it but who looked at what, what
        was erased since is erased in it, and it is gone when it is closed. Raises `Refused`.
        """
        unlocked = self._vault.unlock(copy, passphrase)
        records = self._opened_by(copy, unlocked)
        try:
            who = self._at_work(copy, records, unlocked)
            practice = self._erased_again(self._opened(copy, records, who, unlocked))
            records.only_read()
        except BaseException:
            records.close()
            raise
        return replace(practice, only_read=True)

    def _opened_by(self, folder: Path, unlocked: Unlocked) -> Records:
        changed = unlocked.next_key is not None and self._store.opens(folder, unlocked.next_key)
        present = unlocked.next_key if changed and unlocked.next_key else unlocked.key
        return self._store.open(folder, present, self._vault.login(unlocked))

    def _tell_failures(self, practice: OpenPractice) -> None:
        """Bring the tries in vain into the trail, which was closed to them."""
        times = tuple(self._vault.failures(practice.folder))
        if times:
            what = {"number": len(times), "utc": times}
            chain, who = practice.practice.id, practice.practitioner.id
            practice.records.trail.add(self._trace(chain, who, Action.UNLOCK_FAILED, what))
            self._vault.forget_failures(practice.folder)

    def recover(self, folder: Path, typed: str, passphrase: str, again: str) -> OpenPractice:
        """Unlock the practice with the recovery key as typed; its holder has a new passphrase then.

        Raises `Refused`: RECOVERY_KEY_LENGTH, RECOVERY_KEY_TYPO, PASSPHRASES_DIFFER, and what
        `Vault.recover` and `open` refuse.
        """
        self._check_there(folder)
        key = recovery_key.read(typed)
        if passphrase != again:
            raise Refused(ErrorCode.PASSPHRASES_DIFFER)
        practice = self._open(folder, self._vault.recover(folder, key, passphrase))
        practice.records.trail.add(
            self._trace(practice.practice.id, practice.practitioner.id, Action.RECOVERED, {})
        )
        return practice

    def _check_there(self, folder: Path) -> None:
        finish_restore(folder)
        kept = self._store.settle(folder, self._clock.now().day.isoformat())
        if kept is not None:
            self._vault.copy_to(folder, kept)
        if not self.exists(folder):
            raise Refused(ErrorCode.NO_PRACTICE, {"folder": str(folder)})
        self._store.check_place(folder)

    def _open(self, folder: Path, unlocked: Unlocked) -> OpenPractice:
        records = self._opened_by(folder, unlocked)
        try:
            together = KeysTogether(records, self._vault, folder, unlocked)
            together.agree()
            unlocked = together.unlocked
            self._check_mended(folder, records)
            who = self._at_work(folder, records, unlocked)
            practice = self._opened(folder, records, who, unlocked)
            practice = self._erased_again(self._gone_on_from_copy(practice))
            self._settle(practice, unlocked)
        except BaseException:
            records.close()
            raise
        return practice

    def _check_mended(self, folder: Path, records: Records) -> None:
        """Open nothing that was found damaged until it is whole again. Raises `Refused`
        (DATABASE_DAMAGED).
        """
        if was_damaged(folder):
            if records.quick_problems():
                raise Refused(ErrorCode.DATABASE_DAMAGED, {"folder": str(folder)})
            mark_whole(folder)

    def _gone_on_from_copy(self, practice: OpenPractice) -> OpenPractice:
        """Tell in the trail that this was a backup until now, and where its chains ended."""
        records = practice.records
        if not records.was_copied():
            return practice
        what = {"heads": heads_hash(records.trail.heads()).hex()}
        who = practice.practitioner.id
        records.go_on_from_copy(self._trace(practice.practice.id, who, Action.RESTORED, what))
        return replace(practice, was_copy=True)

    def _erased_again(self, practice: OpenPractice) -> OpenPractice:
        """Erase what was erased before and came back with a backup, whoever opens it."""
        records, chain, who = practice.records, practice.practice.id, practice.practitioner.id
        trace = partial(self._trace, chain, who)
        again = erase_again(records, practice.folder, self._vault.verify, trace)
        keep_outside(records, practice.folder)
        return replace(practice, again=again)

    def _settle(self, practice: OpenPractice, unlocked: Unlocked) -> None:
        """Finish what a crash left half done: the change of the data key, or a removal before it.

        It waits where another program has the database open just now, or there is no room.
        """
        here = {one.id for one in practice.records.practice.practitioners() if one.left is None}
        gone = set(self._vault.holders(practice.folder)) - here
        if unlocked.next_key is None and not gone:
            return
        at_clinic = practice.records.shared is not None
        if at_clinic and not may(practice.practitioner.role, Right.MANAGE_PEOPLE):
            return
        try:
            practice.people.change_key(gone)
        except Refused as refused:
            if refused.code not in _CAN_WAIT:
                raise

    def _at_work(self, folder: Path, records: Records, unlocked: Unlocked) -> Practitioner:
        """Who unlocked the practice, with the key by which others know what they sign.

        Raises `Refused`: KEYS_DAMAGED where the key file and the records do not belong together;
        NO_LONGER_HERE for somebody who was removed.
        """
        people = {person.id: person for person in records.practice.practitioners()}
        who, public = people.get(unlocked.holder), unlocked.signer.public_key
        if who is None or who.signing_key not in (b"", public):
            raise Refused(ErrorCode.KEYS_DAMAGED, {"folder": str(folder)})
        if who.left is not None:
            raise Refused(ErrorCode.NO_LONGER_HERE, {"name": who.name})
        if who.signing_key:
            return who
        who = replace(who, signing_key=public)
        what = {"practitioner": who.id, "signing_key": public}
        practice_id = records.practice.practice().id
        trace = self._trace(practice_id, who.id, Action.SIGNING_KEY_KEPT, what)
        records.practice.keep_signing_key(who.id, public, trace)
        return who

    def _founding(self, practice: Practice, practitioner: Practitioner) -> Trace:
        what = {"practice": practice, "practitioner": practitioner}
        return self._trace(practice.id, practitioner.id, Action.PRACTICE_CREATED, what)

    def _trace(self, chain: PracticeId, by: PractitionerId, action: Action, what: object) -> Trace:
        return Trace(
            EntryId(self._ids.new()), chain, self._clock.now(), by, action, canonical(what)
        )

    def _opened(
        self, folder: Path, records: Records, who: Practitioner, unlocked: Unlocked
    ) -> OpenPractice:
        return with_services(
            (self._vault, self._store, self._clock, self._ids), folder, records, who, unlocked
        )
