"""The audit trail in memory."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from charting.domain.audit import EVERY, TRAVELLED, AuditEntry, ChainHead, Trace, Wanted
from charting.domain.ids import PatientId

if TYPE_CHECKING:
    from tests.fakes import Kept


class MemoryTrail:
    """Implements `Trail`."""

    def __init__(self, kept: "Kept") -> None:
        self._kept = kept

    def add(self, trace: Trace) -> None:
        if not self._kept.knows(trace.id):
            self._kept.append(trace)

    def chain(self, chain: UUID, after: int = 0, most: int = EVERY) -> Sequence[AuditEntry]:
        return tuple(self._kept.entries.get(chain, ())[after : after + most])

    def chains(self) -> Iterator[UUID]:
        return iter(sorted(self._kept.entries, key=lambda chain: chain.bytes))

    def find(self, wanted: Wanted, limit: int) -> Sequence[AuditEntry]:
        every = [one for chain in self._kept.entries.values() for one in chain]
        about = self.patients(list(self._kept.entries))
        found = [
            one
            for one in sorted(every, key=lambda one: one.id.bytes, reverse=True)
            if (wanted.patient_id in (None, about.get(one.chain)) or _names(one, wanted.patient_id))
            and wanted.by in (None, one.by)
            and (not wanted.actions or one.action in wanted.actions)
            and (wanted.since is None or one.at.utc >= wanted.since)
            and (wanted.until is None or one.at.utc < wanted.until)
            and (wanted.before is None or one.id.bytes < wanted.before.bytes)
        ]
        return tuple(found[:limit])

    def patients(self, chains: Collection[UUID]) -> Mapping[UUID, PatientId]:
        about: dict[UUID, PatientId] = {key: key for key in self._kept.patients}
        about.update({one.id: one.patient_id for one in self._kept.sessions.values()})
        return {chain: about[chain] for chain in chains if chain in about}

    def hash_of(self, chain: UUID, number: int) -> bytes | None:
        entries = self._kept.entries.get(chain, [])
        return entries[number - 1].hash if number <= len(entries) else None

    def heads(self) -> Sequence[ChainHead]:
        lasts = (self._kept.entries[chain][-1] for chain in self.chains())
        return tuple(ChainHead(last.chain, last.number, last.hash) for last in lasts)


def _names(entry: AuditEntry, patient_id: PatientId | None) -> bool:
    told = (entry.payload or b"").decode()
    if patient_id is None or entry.action not in TRAVELLED:
        return False
    return patient_id.hex in told or '"patient":null' in told
