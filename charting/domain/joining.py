"""A record on file joined with the same patient's from elsewhere: what only the other has is added,
nothing that is here is written over, and what was changed on both sides stays as it is here.

Every deed has one entry in a trail, whose id it keeps wherever it travels. So what happened there
only is told apart from what happened here only, and is told once more at the end of the trail here.
"""

import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol, TypeVar
from uuid import UUID

from charting.domain.audit import Action, AuditEntry
from charting.domain.canonical import canonical, digest
from charting.domain.follow_up import FollowUp
from charting.domain.given_papers import GivenPaper
from charting.domain.ids import SessionId
from charting.domain.record import PatientRecord, chain_of, in_stable_order
from charting.domain.replay import Told, Unreadable, told
from charting.domain.sheet import PART_OF_VISIT, Sheet
from charting.domain.signing import Link, SignedRecord

T = TypeVar("T")


class _Named(Protocol):
    @property
    def id(self) -> UUID: ...


# To be looked at or printed changes nothing of a record.
SILENT = frozenset(
    {
        Action.RECORD_VIEWED,
        Action.LEAFLET_MADE,
        Action.REPORT_MADE,
        Action.PRINTED,
        Action.SAVED,
        Action.SAVED_FOR_MAIL,
        Action.PAPER_SHOWN,
        Action.SIGNED_WRITTEN,
        Action.RECORD_EXPORTED,
        Action.RECORD_IMPORTED,
    }
)
_OF_A_FOLLOW_UP = frozenset(
    {Action.CONTACT_NOTED, Action.CONTACT_SIGNED, Action.FOLLOW_UP_WITHDRAWN}
)
# Each is a fact of its own, of which there is no later version.
_OF_ITSELF = frozenset({Action.HEALTH_REVIEWED, Action.BODY_MEASURED})


class Relation(StrEnum):
    """How a record from elsewhere stands to the same patient's here."""

    SAME = "same"
    BEHIND = "behind"
    GOES_ON = "goes_on"
    PARTED = "parted"


@dataclass(frozen=True, slots=True)
class Joined:
    """The `record` as it would be, `retold` the entries that the trails here would gain, and what
    was changed on both sides and stays as it is here: visits, and how many other facts. `brings`
    says whether anything comes at all.
    """

    relation: Relation
    record: PatientRecord
    retold: tuple[AuditEntry, ...] = ()
    parted_visits: tuple[SessionId, ...] = ()
    parted_facts: int = 0
    brings: bool = False


def joined(here: PatientRecord, there: PatientRecord) -> Joined:
    """What would become of the record `here` with all that is only `there`; both are of one patient
    and whole.
    """
    trails = _Trails(here, there)
    visits = _visits(here, there, trails)
    patient = trails.of(here.patient.id)
    brought = _brought(patient, here, there, visits)
    record = _record(here, there, brought, visits)
    retold = [entry for entry in patient.only_there if _about(entry) in brought]
    for session in visits.further:
        retold += trails.of(session).only_there
    lost = {_about(entry) for entry in patient.only_there} - brought
    came = bool(retold or visits.fresh) or len(record.papers) > len(here.papers)
    if lost or visits.parted:
        relation = Relation.PARTED
    elif came:
        relation = Relation.GOES_ON
    else:
        relation = Relation.BEHIND if trails.is_ahead else Relation.SAME
    return Joined(relation, record, tuple(retold), tuple(visits.parted), len(lost), came)


@dataclass(frozen=True, slots=True)
class _Trail:
    """Of one chain, what is told on one side only."""

    only_here: tuple[AuditEntry, ...]
    only_there: tuple[AuditEntry, ...]


class _Trails:
    """The trails of two records beside each other."""

    def __init__(self, here: PatientRecord, there: PatientRecord) -> None:
        self._here, self._there = _by_chain(here), _by_chain(there)
        self._gave_more = bool(_missing(there.papers, here.papers, _id))

    @property
    def is_ahead(self) -> bool:
        """Whether something is told here, or was handed out, of which is nothing there."""
        return self._gave_more or any(self.of(chain).only_here for chain in self._here)

    def of(self, chain: UUID) -> _Trail:
        """What one side tells of a chain and the other does not."""
        here, there = self._here.get(chain, ()), self._there.get(chain, ())
        return _Trail(_without(here, there), _without(there, here))


def _by_chain(record: PatientRecord) -> Mapping[UUID, tuple[AuditEntry, ...]]:
    return {chain[0].chain: chain for chain in record.chains}


def _without(
    some: tuple[AuditEntry, ...], others: tuple[AuditEntry, ...]
) -> tuple[AuditEntry, ...]:
    known = {entry.id for entry in others}
    return tuple(one for one in some if one.id not in known and one.action not in SILENT)


def _about(entry: AuditEntry) -> str:
    """What an entry of a patient's trail is about, as a hexadecimal id; itself where it is a fact
    of its own, or nobody can read any more what it tells.
    """
    if entry.payload is None or entry.action in _OF_ITSELF:
        return entry.id.hex
    what = json.loads(entry.payload)
    name = "follow_up" if entry.action in _OF_A_FOLLOW_UP else "id"
    return str(what.get(name, entry.id.hex))


# Visits


@dataclass(slots=True)
class _Visits:
    """Visits by what becomes of them: `fresh` come in whole, `further` go on as they did there,
    `parted` stay as they are here (or out), and what was signed of the first two is `signed`.
    `unlinked` are the follow-ups with a signed note that cannot follow in the chain here.
    """

    fresh: list[SessionId]
    further: list[SessionId]
    parted: list[SessionId]
    signed: tuple[SignedRecord, ...] = ()
    unlinked: frozenset[str] = frozenset()

    def part(self, session_id: SessionId) -> None:
        """Leave a visit as it is here."""
        for some in (self.fresh, self.further):
            if session_id in some:
                some.remove(session_id)
        if session_id not in self.parted:
            self.parted.append(session_id)


def _visits(here: PatientRecord, there: PatientRecord, trails: _Trails) -> _Visits:
    known = {session.id for session in here.sessions}
    visits = _Visits([], [], [])
    for session in there.sessions:
        trail = trails.of(session.id)
        if session.id not in known:
            visits.fresh.append(session.id)
        elif trail.only_there:
            is_plain = not trail.only_here and all(e.payload is not None for e in trail.only_there)
            (visits.further if is_plain else visits.parted).append(session.id)
    touched = {_about(entry) for entry in trails.of(here.patient.id).only_here}
    _sort_signed(here, there, visits, touched)
    return visits


def _sort_signed(
    here: PatientRecord, there: PatientRecord, visits: _Visits, touched: set[str]
) -> None:
    """What is signed of a patient is one chain: where each side signed alone, or a visit or call in
    between stays as it is, what was signed there from then on cannot follow.
    """
    ours, theirs = chain_of(here), chain_of(there)
    goes_on = theirs[: len(ours)] == ours
    later = [each for each in theirs if each not in ours]
    notes = _noted_in(there)
    while True:
        wanted = {*visits.fresh, *visits.further}
        ends = 0
        if goes_on:
            ends = next(
                (n for n, one in enumerate(later) if not _follows(one, wanted, notes, touched)),
                len(later),
            )
        cut = {each.session_id for each in _records(later[ends:])} & wanted
        if not cut:
            break
        for session_id in cut:
            visits.part(session_id)
    visits.signed = tuple(_records(later[:ends]))
    visits.unlinked = frozenset(notes[one.hash] for one in later[ends:] if isinstance(one, Link))


def _follows(
    one: SignedRecord | Link, wanted: set[SessionId], notes: Mapping[bytes, str], touched: set[str]
) -> bool:
    if isinstance(one, Link):
        return notes[one.hash] not in touched
    return one.session_id in wanted


def _records(chain: Iterable[SignedRecord | Link]) -> Iterator[SignedRecord]:
    return (each for each in chain if isinstance(each, SignedRecord))


def _noted_in(record: PatientRecord) -> dict[bytes, str]:
    """The follow-up, as a hexadecimal id, in which each signed note stands, by its hash."""
    return {
        digest(note.signed.content): each.id.hex
        for each in record.follow_ups
        for note in each.contacts
        if note.signed
    }


# All of it


def _brought(trail: _Trail, here: PatientRecord, there: PatientRecord, visits: _Visits) -> set[str]:
    """What comes from there: whatever was not changed here too, and belongs to what is here."""
    touched = {_about(entry) for entry in trail.only_here}
    coming = {_about(entry) for entry in trail.only_there} - touched
    coming -= {entry.id.hex for entry in trail.only_there if entry.payload is None}
    coming -= visits.unlinked
    parted = set(visits.parted)
    for sheet in there.sheets:
        if sheet.session_id in parted and type(sheet.content) in PART_OF_VISIT:
            coming.discard(sheet.id.hex)
    return coming - _homeless(here, there, visits)


def _out(here: PatientRecord, visits: _Visits) -> set[SessionId | None]:
    """The visits that stay out."""
    here_too = {session.id for session in here.sessions}
    return {each for each in visits.parted if each not in here_too}


def _homeless(here: PatientRecord, there: PatientRecord, visits: _Visits) -> set[str]:
    """What belongs to a visit that stays out."""
    out = _out(here, visits)
    owned: tuple[Sheet | FollowUp, ...] = (*there.sheets, *there.follow_ups)
    return {each.id.hex for each in owned if each.session_id in out}


def _record(
    here: PatientRecord, there: PatientRecord, brought: set[str], visits: _Visits
) -> PatientRecord:
    own = _own_facts(there, brought)
    fresh = {*visits.fresh}
    moved = fresh | {*visits.further}
    record = replace(
        here,
        patient=there.patient if here.patient.id.hex in brought else here.patient,
        facts=_with(here.facts, there.facts, lambda each: each.id.hex in brought, _id),
        reviews=(*here.reviews, *(each for each in there.reviews if each in own)),
        measures=(*here.measures, *(each for each in there.measures if each in own)),
        episodes=_with(here.episodes, there.episodes, lambda each: each.id.hex in brought, _id),
        sessions=_with(here.sessions, there.sessions, lambda each: each.id in moved, _id),
        follow_ups=_with(
            here.follow_ups, there.follow_ups, lambda each: each.id.hex in brought, _id
        ),
        sheets=_with(
            here.sheets,
            there.sheets,
            lambda each: each.id.hex in brought,
            lambda each: (each.id, each.version),
        ),
        papers=(*here.papers, *_papers(here, there, visits)),
        signed=(*here.signed, *visits.signed),
        chains=(*here.chains, *(chain for chain in there.chains if chain[0].chain in fresh)),
    )
    return in_stable_order(record)


def _papers(here: PatientRecord, there: PatientRecord, visits: _Visits) -> list[GivenPaper]:
    """The papers that were handed out there only, but for those of a visit that stays out."""
    out = _out(here, visits)
    more = _missing(here.papers, there.papers, _id)
    return [each for each in more if each.session_id not in out]


def _own_facts(there: PatientRecord, brought: set[str]) -> tuple[object, ...]:
    """The reviews and measures that come."""
    payloads = {
        entry.payload
        for chain in there.chains
        for entry in chain
        if entry.action in _OF_ITSELF and entry.id.hex in brought
    }
    every: tuple[object, ...] = (*there.reviews, *there.measures)
    return tuple(each for each in every if canonical(each) in payloads)


def _with(
    here: tuple[T, ...],
    there: tuple[T, ...],
    comes: Callable[[T], bool],
    key: Callable[[T], Hashable],
) -> tuple[T, ...]:
    """What is here, with what comes from there in the place of what it was before."""
    every = {key(each): each for each in here}
    every |= {key(each): each for each in there if comes(each)}
    return tuple(every.values())


def _missing(here: Iterable[T], there: Iterable[T], key: Callable[[T], Hashable]) -> tuple[T, ...]:
    known = {key(each) for each in here}
    return tuple(each for each in there if key(each) not in known)


def _id(value: _Named) -> Hashable:
    return value.id


def tells_so(record: PatientRecord) -> bool:
    """Whether a record says what its trails tell, as far as nothing of them was erased: only then
    what is told in them can be told again.
    """
    for chain in record.chains:
        try:
            what = told(chain)
        except Unreadable:
            return False
        if not what.whole:
            continue
        if chain[0].chain != record.patient.id:
            session = next(each for each in record.sessions if each.id == chain[0].chain)
            if what.session != session:
                return False
        elif not _is_told(what, record):
            return False
    return True


def _is_told(what: Told, record: PatientRecord) -> bool:
    return (
        what.patient == record.patient
        and what.facts == {each.id: each for each in record.facts}
        and what.episodes == {each.id: each for each in record.episodes}
        and what.follow_ups == {each.id: each for each in record.follow_ups}
        and frozenset(what.measures) == frozenset(record.measures)
        and frozenset(what.sheets) == frozenset(record.sheets)
    )
