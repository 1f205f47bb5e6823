"""A practice moves to a clinic's server, and further computers join it."""

import base64
import binascii
import json
from dataclasses import dataclass, replace
from pathlib import Path

from charting.domain.audit import Action, Trace, Wanted
from charting.domain.canonical import canonical
from charting.domain.clinic import ClinicAddress, ClinicState, Dumped
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EntryId
from charting.domain.practice import Practitioner
from charting.domain.roles import Right, Role, may
from charting.services.checks import heads_hash
from charting.services.clinics import Admin, Member, Moved
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records
from charting.services.stores import Store
from charting.services.vaults import Unlocked, Vault

CARD = "dry-needling-charting clinic card"
"""With what a card says that it is one."""
LARGEST_CARD = 4_000_000
"""Of how many bytes a card may be; what is larger is none."""


class ClinicSetup:
    """Moves the practice that is open in `folder` to a clinic's server, and hands out cards."""

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
        self.has_moved = False
        """Whether the record is on a server by now, and not in the database that is open."""

    @property
    def address(self) -> ClinicAddress | None:
        """Where the record is kept, `None` where it is on this computer."""
        if self._records.shared is None:
            return None
        return self._store.clinics().address(self._folder)

    @needs(Right.CHECK)
    def state(self, *, thorough: bool = False) -> ClinicState:
        """How the clinic's server is, a `thorough` look at the ends of all chains included, and
        what of it is on this computer. Raises `Refused` (NO_CLINIC).
        """
        shared, here = self._records.shared, self._records.here
        if shared is None:
            raise Refused(ErrorCode.NO_CLINIC)
        waiting = len(here.waiting) if here is not None else 0
        thorough = thorough and may(self._who.role, Right.READ_CLINICAL)
        try:
            found = shared.state(self._clock.now())
            made = self._records.trail.find(Wanted(actions=frozenset({Action.BACKED_UP})), 1)
            whole = not self._records.problems() if thorough else None
        except Refused as refused:
            return ClinicState(troubles=(refused,), waiting=waiting)
        last = made[0].at if made else None
        return replace(found, backed_up=last, waiting=waiting, whole=whole)

    @needs(Right.MANAGE_PEOPLE)
    def dump(self, admin: Admin, file: Path) -> Dumped:
        """Write the clinic's whole database to `file`, restored on trial; it takes long, and keeps
        nobody from charting. It is not encrypted.

        Raises `Refused` (NO_CLINIC, and what `ClinicServers.dump` refuses).
        """
        address = self.address
        if address is None:
            raise Refused(ErrorCode.NO_CLINIC)
        heads = self._records.trail.heads()
        dumped = self._store.clinics().dump(self._folder, address, admin, file)
        told = {"heads": heads_hash(heads).hex()}
        self._records.trail.add(self._trace(Action.BACKED_UP, told))
        return dumped

    @needs(Right.MANAGE_PEOPLE)
    def check(self, address: ClinicAddress, admin: Admin) -> ClinicState:
        """Whether the practice could move to a server; nothing is changed there."""
        return self._store.clinics().check(self._folder, address, admin, self._clock.now())

    @needs(Right.MANAGE_PEOPLE)
    def would_move(self) -> dict[str, int]:
        """How many of each kind would move."""
        return self._records.counts()

    @needs(Right.MANAGE_PEOPLE)
    def move(self, address: ClinicAddress, admin: Admin) -> Moved:
        """Bring the record to a server, all of it or nothing, and let this folder lead there. The
        database here is not written to any more; it is put aside when the practice is opened next.

        Raises `Refused`: CLINIC_ALREADY, DATABASE_BUSY while another program has the record open,
        and what is in the way (`ClinicServers.check`).
        """
        if self._records.shared is not None:
            raise Refused(ErrorCode.CLINIC_ALREADY)
        if not self._records.is_alone():
            raise Refused(ErrorCode.DATABASE_BUSY, {"folder": str(self._folder)})
        servers, people = self._store.clinics(), self._records.practice.practitioners()
        moved = servers.move_in(
            self._folder,
            self._unlocked.vouching,
            address,
            admin,
            [self._member(one) for one in people if one.left is None],
            self._vault.content(self._folder),
            self._trace(Action.MOVED_TO_CLINIC, {"database": address.database}),
        )
        servers.lead(self._folder, address)
        self._records.write_no_more()
        self.has_moved = True
        return moved

    @needs(Right.MANAGE_PEOPLE)
    def card(self) -> bytes:
        """What another computer needs to join; it opens nothing without a passphrase.

        Raises `Refused` (NO_CLINIC).
        """
        address = self.address
        if address is None:
            raise Refused(ErrorCode.NO_CLINIC)
        card = {
            "what": CARD,
            "host": address.host,
            "port": address.port,
            "database": address.database,
            "authority": address.authority,
            "keys": base64.b64encode(self._vault.content(self._folder)).decode("ascii"),
        }
        self._records.trail.add(self._trace(Action.CLINIC_CARD_MADE, {}))
        return json.dumps(card, indent=2, sort_keys=True).encode("ascii") + b"\n"

    def _member(self, person: Practitioner) -> Member:
        first = self._vault.first_password(self._unlocked, person.id)
        return Member(person.id, first, leads=person.role is Role.OWNER)

    def _trace(self, action: Action, what: object) -> Trace:
        return Trace(
            EntryId(self._ids.new()),
            self._records.practice.practice().id,
            self._clock.now(),
            self._who.id,
            action,
            canonical(what),
        )


@dataclass(frozen=True, slots=True)
class ClinicDoor:
    """What can be done with a clinic whose practice is not open."""

    vault: Vault
    store: Store

    def join(self, folder: Path, card: bytes) -> ClinicAddress:
        """Let a new practice folder lead to the clinic of a card; where it leads. Raises `Refused`,
        as `charting.services.clinic_setup.join`.
        """
        return join(folder, card, self.vault, self.store)

    def update(self, folder: Path, admin: Admin) -> bool:
        """Bring the tables of a clinic up to date; whether they were not. Raises `Refused`, as
        `charting.services.clinics.ClinicServers.update`.
        """
        return self.store.clinics().update(folder, admin)


def join(folder: Path, card: bytes, vault: Vault, store: Store) -> ClinicAddress:
    """Let a new practice folder lead to the clinic of a card; where it leads.

    Raises `Refused` (CLINIC_CARD_UNREADABLE, PRACTICE_EXISTS, KEYS_DAMAGED, and what
    `Store.check_place` refuses).
    """
    if vault.exists(folder) or store.exists(folder):
        raise Refused(ErrorCode.PRACTICE_EXISTS, {"folder": str(folder)})
    address, keys = _read_card(card)
    store.check_place(folder)
    store.clinics().lead(folder, address)
    vault.take(folder, keys)
    return address


def _read_card(card: bytes) -> tuple[ClinicAddress, bytes]:
    unreadable = Refused(ErrorCode.CLINIC_CARD_UNREADABLE, {"file": ""})
    if len(card) > LARGEST_CARD:
        raise unreadable
    try:
        read = json.loads(card)
        texts = [read[name] for name in ("what", "host", "database", "authority")]
        port, keys = read["port"], base64.b64decode(read["keys"], validate=True)
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error):
        raise unreadable from None
    if texts[0] != CARD or not all(isinstance(each, str) for each in texts):
        raise unreadable
    if type(port) is not int:
        raise unreadable
    return ClinicAddress(texts[1], texts[2], port, texts[3]), keys
