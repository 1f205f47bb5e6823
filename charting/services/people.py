"""The people of a practice: added, given a role, removed; and one's own keys."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from charting.domain import recovery_key
from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EntryId, PractitionerId
from charting.domain.practice import Practitioner, checked_practitioner
from charting.domain.roles import MAY_SUPERVISE, NEEDS_COSIGNATURE, Right, Role
from charting.services.checks import heads_hash
from charting.services.clinics import Member
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records
from charting.services.shared_keys import KeysTogether
from charting.services.vaults import RecoveryPaper, Unlocked, Vault


def _more() -> Iterator[str]:
    """What tells copies of one day apart."""
    yield ""
    yield from (f"-{number}" for number in count(2))


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody in the practice, and whether a recovery key opens it for them."""

    person: Practitioner
    has_recovery_key: bool


class People:
    """What `who` can do about those who work here, and about their own keys."""

    def __init__(
        self,
        records: Records,
        vault: Vault,
        folder: Path,
        unlocked: Unlocked,
        clock: Clock,
        ids: Ids,
        who: Practitioner,
    ) -> None:
        self._records = records
        self._vault = vault
        self._folder = folder
        self._keys = KeysTogether(records, vault, folder, unlocked)
        self._clock = clock
        self._ids = ids
        self._who = who

    @needs(Right.SEE_PEOPLE)
    def everybody(self) -> Sequence[PersonLine]:
        """Everybody there ever was, first come first; those who left too."""
        with_paper = self._vault.holders(self._folder)
        return tuple(
            PersonLine(one, with_paper.get(one.id, False))
            for one in self._records.practice.practitioners()
        )

    @needs(Right.MANAGE_PEOPLE)
    def add(self, person: Practitioner, passphrase: str, again: str) -> Practitioner:
        """Let one more person open the practice with a passphrase that they type themselves.

        Raises `Refused` (FIELD_MISSING, TEXT_TOO_LONG, PASSPHRASES_DIFFER, and what `Vault.add`
        refuses).
        """
        checked = checked_practitioner(replace(person, id=PractitionerId(self._ids.new())))
        if passphrase != again:
            raise Refused(ErrorCode.PASSPHRASES_DIFFER)
        practice = self._records.practice
        expected = (checked.name, practice.practice().name)
        key = self._keys.change(
            lambda: self._vault.add(
                self._folder, self._keys.unlocked, checked.id, passphrase, expected
            )
        )
        added = replace(checked, signing_key=key)
        self._let_in(added)
        practice.add_practitioner(added, self._trace(Action.PRACTITIONER_ADDED, added))
        return added

    @needs(Right.MANAGE_PEOPLE)
    def change(self, person: Practitioner) -> Practitioner:
        """Store a corrected name, registration, role or supervisor.

        Raises `Refused` (FIELD_MISSING, TEXT_TOO_LONG, LAST_OWNER, SUPERVISOR_MISSING, NOT_FOUND).
        """
        checked = checked_practitioner(person)
        if checked.role is not Role.OWNER:
            self._check_owner_besides(checked.id)
        self._check_supervisor(checked)
        if self._records.shared is not None:
            self._records.shared.appoint(checked.id, leads=checked.role is Role.OWNER)
        return self._changed(checked)

    @needs(Right.OWN_KEYS)
    def name_supervisor(self, supervisor_id: PractitionerId | None) -> Practitioner:
        """Name who is present while one charts as a student.

        Raises `Refused` (SUPERVISOR_MISSING) where it is nobody who may supervise.
        """
        own = replace(self._person(self._who.id), supervisor_id=supervisor_id)
        self._check_supervisor(own)
        return self._changed(own)

    @needs(Right.MANAGE_PEOPLE)
    def remove(self, practitioner_id: PractitionerId) -> None:
        """Let somebody open the practice no more: the data key is changed, and theirs is not of it.

        What they wrote stays, under their name. Copies made before still open as they did. Raises
        `Refused` (REMOVE_ONESELF, NOT_FOUND, DATABASE_BUSY, DISK_FULL, ...); a change of the key
        that was begun is finished at the next unlocking.
        """
        if practitioner_id == self._who.id:
            raise Refused(ErrorCode.REMOVE_ONESELF)
        gone = replace(self._person(practitioner_id), left=self._clock.now())
        shared = self._records.shared
        copied = self._copy_before() if shared is None else None
        if shared is not None:
            shared.dismiss(practitioner_id)
        trace = self._trace(Action.PRACTITIONER_REMOVED, gone)
        self._records.practice.change_practitioner(gone, trace)
        self.change_key({practitioner_id}, copied)

    def change_key(self, without: set[PractitionerId], copied: Path | None = None) -> None:
        """Change the data key for everybody but those `without`, or finish a change begun before;
        before it is begun the record is `copied`, and whoever is to go opens that copy neither.

        Of the upkeep of a practice, and so of no right: who is to go was decided before. Raises
        `Refused` (NO_ROOM_FOR_COPY, DATABASE_BUSY, DISK_FULL, STORAGE_FAILED).
        """
        if self._records.shared is None and self._keys.unlocked.next_key is None:
            # What is encrypted by the data key lies here, and not on a server.
            copied = copied or self._copy_before()
        self._keys.change(lambda: self._change_key(without, copied))
        trace = self._trace(Action.DATA_KEY_CHANGED, {"without": sorted(without, key=str)})
        self._records.trail.add(trace)
        self._let_newcomers_in()

    def _change_key(self, without: set[PractitionerId], copied: Path | None) -> None:
        begun = self._keys.unlocked
        if begun.next_key is None:
            begun = self._vault.begin_key_change(self._folder, begun, without)
            if copied is not None:
                self._vault.copy_to(self._folder, copied)
        assert begun.next_key is not None  # noqa: S101 - so says the line above
        self._keys.unlocked = begun
        self._records.change_key(begun.next_key)
        self._keys.unlocked = self._vault.finish_key_change(self._folder, begun)

    def _let_in(self, person: Practitioner) -> None:
        """Let somebody in at the clinic's server, if there is one."""
        if self._records.shared is not None:
            first = self._vault.first_password(self._keys.unlocked, person.id)
            member = Member(person.id, first, leads=person.role is Role.OWNER)
            self._records.shared.admit(member)

    def _let_newcomers_in(self) -> None:
        """Whoever has not come in yet does so with a password of the data key of now."""
        shared = self._records.shared
        newcomers = shared.newcomers() if shared is not None else ()
        for one in self._records.practice.practitioners():
            if one.id in newcomers and one.left is None:
                self._let_in(one)

    def _copy_before(self) -> Path:
        """A verified copy of the database, which still has the data key of now; its folder."""
        day = self._clock.now().day.isoformat()
        names = (f"before-key-change-{day}{more}" for more in _more())
        target = next(self._folder / name for name in names if not (self._folder / name).exists())
        heads = self._records.trail.heads()
        try:
            self._records.copy_to(target)
        except Refused as refused:
            if refused.code is not ErrorCode.DISK_FULL:
                raise
            facts = {"folder": str(self._folder)}
            raise Refused(ErrorCode.NO_ROOM_FOR_COPY, facts) from None
        trace = self._trace(Action.BACKED_UP, {"heads": heads_hash(heads).hex()})
        self._records.trail.add(trace)
        return target

    # One's own keys

    @needs(Right.OWN_KEYS)
    def change_passphrase(self, passphrase: str, new: str, again: str) -> None:
        """Put a new passphrase in the place of one's own.

        Raises `Refused` (WRONG_PASSPHRASE, PASSPHRASES_DIFFER, PASSPHRASE_TOO_SHORT,
        PASSPHRASE_TOO_SIMPLE, PASSPHRASE_TAKEN).
        """
        if new != again:
            raise Refused(ErrorCode.PASSPHRASES_DIFFER)
        self._keys.change(
            lambda: self._vault.change_passphrase(
                self._folder, self._keys.unlocked, passphrase, new
            )
        )
        self._leave(Action.PASSPHRASE_CHANGED)

    @needs(Right.OWN_KEYS)
    def strength(self, passphrase: str) -> int:
        """How hard a passphrase is to guess, 0 to 4; from 3 it is taken."""
        expected = (self._who.name, self._records.practice.practice().name)
        return self._vault.strength(passphrase, expected)

    @needs(Right.OWN_KEYS)
    def has_recovery_key(self) -> bool:
        """Whether a recovery key of one's own opens the practice."""
        return self._vault.holders(self._folder).get(self._who.id, False)

    @needs(Right.OWN_KEYS)
    def new_recovery_key(self) -> tuple[str, ...]:
        """The groups of a new recovery key, which opens nothing until it is kept."""
        return recovery_key.spelled(self._vault.new_recovery_key())

    def recovery_paper(self, groups: Sequence[str], size: str = "") -> RecoveryPaper:
        """What is to be printed of a recovery key, on the practice's paper or one of another
        size.
        """
        practice = self._records.practice.practice().on_paper(size)
        return RecoveryPaper(practice, self._who, tuple(groups), self._clock.now())

    @needs(Right.OWN_KEYS)
    def keep_recovery_key(self, groups: Sequence[str], passphrase: str = "") -> None:
        """Let a recovery key open the practice, once it is known to stand on paper; one that there
        was opens nothing from now on, and for that the passphrase is asked.

        Raises `Refused` (WRONG_PASSPHRASE).
        """
        if self.has_recovery_key():
            self._vault.check_passphrase(self._folder, self._keys.unlocked, passphrase)
        key = recovery_key.read("".join(groups))
        self._keys.change(
            lambda: self._vault.keep_recovery_key(self._folder, self._keys.unlocked, key)
        )
        self._leave(Action.RECOVERY_KEY_MADE)

    def _changed(self, person: Practitioner) -> Practitioner:
        trace = self._trace(Action.PRACTITIONER_CHANGED, person)
        self._records.practice.change_practitioner(person, trace)
        return person

    def _person(self, practitioner_id: PractitionerId) -> Practitioner:
        for one in self._records.practice.practitioners():
            if one.id == practitioner_id and one.left is None:
                return one
        raise Refused(ErrorCode.NOT_FOUND)

    def _check_owner_besides(self, practitioner_id: PractitionerId) -> None:
        for one in self._records.practice.practitioners():
            if one.id != practitioner_id and one.role is Role.OWNER and one.left is None:
                return
        raise Refused(ErrorCode.LAST_OWNER)

    def _check_supervisor(self, person: Practitioner) -> None:
        named = person.supervisor_id
        if named is None:
            return
        supervises = person.role in NEEDS_COSIGNATURE and named != person.id
        if not supervises or self._person(named).role not in MAY_SUPERVISE:
            raise Refused(ErrorCode.SUPERVISOR_MISSING)

    def _leave(self, action: Action) -> None:
        self._records.trail.add(self._trace(action, {"practitioner": self._who.id}))

    def _trace(self, action: Action, what: object) -> Trace:
        return Trace(
            EntryId(self._ids.new()),
            self._records.practice.practice().id,
            self._clock.now(),
            self._who.id,
            action,
            canonical(what),
        )
