"""A practice folder: made, opened with a passphrase, and what may be done while it is open."""

from dataclasses import dataclass, replace
from pathlib import Path

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
from charting.services.checks import Checks
from charting.services.follow_ups import FollowUps
from charting.services.patients import Patients
from charting.services.ports import Clock, Ids, Records, Store
from charting.services.sessions import Sessions
from charting.services.vaults import Signer, Unlocked, Vault


@dataclass(frozen=True, slots=True)
class OpenPractice:
    """An unlocked practice with the practitioner at work in it, their signing key, and their
    services.
    """

    folder: Path
    practice: Practice
    practitioner: Practitioner
    signer: Signer
    patients: Patients
    sessions: Sessions
    follow_ups: FollowUps
    checks: Checks
    records: Records

    def close(self) -> None:
        """Close the database."""
        self.records.close()


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
        unlocked = self._vault.create(folder, practitioner.id, passphrase)
        practitioner = replace(practitioner, signing_key=unlocked.signer.public_key)
        try:
            records = self._founded(folder, unlocked.key, practice, practitioner)
        except BaseException:
            # Keys without records would stand in the way of the next try.
            self._vault.discard(folder)
            raise
        return self._opened(folder, records, practitioner, unlocked.signer)

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

    def open(self, folder: Path, passphrase: str) -> OpenPractice:
        """Unlock the practice in `folder`.

        Raises `Refused`: NO_PRACTICE, and what `Vault.unlock` and `Store.open` refuse.
        """
        if not self.exists(folder):
            raise Refused(ErrorCode.NO_PRACTICE, {"folder": str(folder)})
        self._store.check_place(folder)
        unlocked = self._vault.unlock(folder, passphrase)
        records = self._store.open(folder, unlocked.key)
        try:
            who = self._at_work(folder, records, unlocked)
        except BaseException:
            records.close()
            raise
        return self._opened(folder, records, who, unlocked.signer)

    def _at_work(self, folder: Path, records: Records, unlocked: Unlocked) -> Practitioner:
        """Who unlocked the practice, with the key by which others know what they sign.

        Raises `Refused` (KEYS_DAMAGED) where the key file and the records do not belong together.
        """
        people = {person.id: person for person in records.practice.practitioners()}
        who, public = people.get(unlocked.holder), unlocked.signer.public_key
        if who is None or who.signing_key not in (b"", public):
            raise Refused(ErrorCode.KEYS_DAMAGED, {"folder": str(folder)})
        if who.signing_key:
            return who
        who = replace(who, signing_key=public)
        trace = Trace(
            EntryId(self._ids.new()),
            records.practice.practice().id,
            self._clock.now(),
            who.id,
            Action.SIGNING_KEY_KEPT,
            canonical({"practitioner": who.id, "signing_key": public}),
        )
        records.practice.keep_signing_key(who.id, public, trace)
        return who

    def _founding(self, practice: Practice, practitioner: Practitioner) -> Trace:
        return Trace(
            EntryId(self._ids.new()),
            practice.id,
            self._clock.now(),
            practitioner.id,
            Action.PRACTICE_CREATED,
            canonical({"practice": practice, "practitioner": practitioner}),
        )

    def _opened(
        self, folder: Path, records: Records, who: Practitioner, signer: Signer
    ) -> OpenPractice:
        return OpenPractice(
            folder,
            records.practice.practice(),
            who,
            signer,
            Patients(records.patients, records.trail, self._clock, self._ids, who.id),
            Sessions(records.sessions, self._clock, self._ids, who.id),
            FollowUps(records.follow_ups, self._clock, self._ids, who.id),
            Checks(records, self._vault, folder, self._clock, self._ids, who.id),
            records,
        )
