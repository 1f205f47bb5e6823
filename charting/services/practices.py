"""A practice folder: made, opened with a passphrase, and what may be done while it is open."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from charting.backup_files import finish_restore, mark_whole, was_damaged
from charting.domain import recovery_key
from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical
from charting.domain.erasure import Again
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EntryId, PracticeId, PractitionerId
from charting.domain.policies import SPACING
from charting.domain.practice import (
    Practice,
    Practitioner,
    checked_practice,
    checked_practitioner,
)
from charting.services.adverse_events import AdverseEvents
from charting.services.audit import Audit
from charting.services.checks import Checks, heads_hash
from charting.services.contact_signing import ContactSigning
from charting.services.erasing import Erasing, erase_again, keep_outside
from charting.services.follow_ups import FollowUps
from charting.services.given_papers import GivenPapers
from charting.services.moving import Moving
from charting.services.note_texts import NoteTexts
from charting.services.own_ways import OwnScreen
from charting.services.patients import Patients
from charting.services.people import People
from charting.services.point_sets import PointSets
from charting.services.ports import Clock, Ids, Records
from charting.services.rescue import Rescues
from charting.services.restoring import Restoring
from charting.services.retention import Retention
from charting.services.safekeeping import Safekeeping
from charting.services.screenings import Screenings
from charting.services.sessions import Sessions
from charting.services.sheets import Sheets
from charting.services.signing import Signing
from charting.services.stores import Store
from charting.services.supplies import Supplies
from charting.services.vaults import Signer, Unlocked, Vault

# What keeps a change of the data key waiting, and nobody from their work.
_CAN_WAIT = frozenset({ErrorCode.DATABASE_BUSY, ErrorCode.DISK_FULL, ErrorCode.NO_ROOM_FOR_COPY})


@dataclass(frozen=True, slots=True)
class OpenPractice:
    """An unlocked practice with the practitioner at work in it, their signing key, and their
    services; `names` are those of everybody as it was opened, `was_copy` whether it was a backup
    until then, `again` what of it was erased once more, `only_read` whether it is a copy of a
    backup, gone when it is closed.
    """

    folder: Path
    practice: Practice
    practitioner: Practitioner
    signer: Signer
    patients: Patients
    sessions: Sessions
    sheets: Sheets
    point_sets: PointSets
    own_screen: OwnScreen
    note_texts: NoteTexts
    supplies: Supplies
    given_papers: GivenPapers
    follow_ups: FollowUps
    contacts: ContactSigning
    adverse_events: AdverseEvents
    screenings: Screenings
    signing: Signing
    moving: Moving
    checks: Checks
    safekeeping: Safekeeping
    restoring: Restoring
    retention: Retention
    erasing: Erasing
    people: People
    audit: Audit
    records: Records
    names: Mapping[PractitionerId, str]
    was_copy: bool = False
    again: Again | None = None
    only_read: bool = False

    def work_beside(self, supervisor_id: PractitionerId | None) -> None:
        """Name who is present while one charts as a student, from now on.

        Raises `Refused` (SUPERVISOR_MISSING) where it is nobody who may supervise.
        """
        self.people.name_supervisor(supervisor_id)
        self.sessions.beside(supervisor_id)

    def close(self) -> None:
        """Close the database."""
        self.records.close()
        if self.only_read:
            shutil.rmtree(self.folder, ignore_errors=True)


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
        return self._store.open(folder, present)

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
        if not self.exists(folder):
            raise Refused(ErrorCode.NO_PRACTICE, {"folder": str(folder)})
        self._store.check_place(folder)

    def _open(self, folder: Path, unlocked: Unlocked) -> OpenPractice:
        records = self._opened_by(folder, unlocked)
        try:
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
        return _with_services(
            (self._vault, self._store, self._clock, self._ids), folder, records, who, unlocked
        )


def _with_services(
    outside: tuple[Vault, Store, Clock, Ids],
    folder: Path,
    records: Records,
    who: Practitioner,
    unlocked: Unlocked,
) -> OpenPractice:
    """The practice with what `who` can do in it."""
    vault, store, clock, ids = outside
    sheets = Sheets(records, clock, ids, who)
    follow_ups = FollowUps(records.follow_ups, clock, ids, who)
    screenings = Screenings(records, folder, clock, ids, who)
    policies = screenings.policies
    sessions = Sessions(records.sessions, clock, ids, who, lambda: policies().number(SPACING))
    signing = Signing(records, sessions, clock, ids, who, unlocked.signer, policies, folder)
    retention = Retention(records, sheets, clock, ids, who)
    return OpenPractice(
        folder,
        records.practice.practice(),
        who,
        unlocked.signer,
        Patients(records.patients, records.trail, clock, ids, who),
        sessions,
        sheets,
        PointSets(records.practice, clock, ids, who),
        OwnScreen(records.practice, who),
        NoteTexts(records.practice, clock, ids, who),
        Supplies(records, clock, ids, who),
        GivenPapers(records, clock, ids, who),
        follow_ups,
        ContactSigning(records, clock, ids, who, unlocked.signer),
        AdverseEvents(records, sheets, follow_ups, clock, who),
        screenings,
        signing,
        Moving(records, sessions, signing, clock, ids, who),
        Checks(records, vault, store, folder, unlocked, clock, ids, who),
        Safekeeping(records, vault, store, folder, unlocked, clock, ids, who),
        Restoring(records, vault, store, folder, unlocked, clock, who),
        retention,
        Erasing(records, retention, folder, unlocked.signer, clock, ids, who),
        People(records, vault, folder, unlocked, clock, ids, who),
        Audit(records, clock, ids, who),
        records,
        {one.id: one.name for one in records.practice.practitioners()},
    )
