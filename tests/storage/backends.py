"""The databases that one suite of tests is held against."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text, update

from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical
from charting.domain.ids import EntryId, PracticeId, SessionId
from charting.domain.practice import Practice, Practitioner
from charting.domain.session import Status
from charting.services.ports import Records
from charting.storage.database import WRITING
from charting.storage.engine import NAME, open_engine
from charting.storage.tables import sessions
from tests.fakes import FixedClock, Kept, MemoryRecords, uuid7
from tests.strategies import ME

KEY = bytes(range(32))
CLINIC = Practice(PracticeId(uuid7(2)), "Bridge", "044", "079", "CH", "144", "A4")
NORA = Practitioner(ME, "Nora Feld", "NF-1207")


def trace(number: int, chain: object = CLINIC, action: Action = Action.RECORD_VIEWED) -> Trace:
    """An audit entry with this number for an id, in the chain of `chain`."""
    at = FixedClock().now()
    return Trace(EntryId(uuid7(number)), chain.id, at, ME, action, b"{}")  # type: ignore[attr-defined]


def found(records: Records) -> Records:
    """The records with a clinic and one practitioner, `ME`."""
    told = canonical({"practice": CLINIC, "practitioner": NORA})
    founding = replace(trace(3, CLINIC, Action.PRACTICE_CREATED), payload=told)
    records.practice.found(CLINIC, NORA, founding)
    return records


@dataclass
class Memory:
    """Records in memory."""

    kept: Kept

    def open(self) -> Records:
        """A further handle on the same records."""
        return MemoryRecords(self.kept)

    def sign(self, session_id: SessionId) -> None:
        """Sign a session, as nothing in this program does yet."""
        session = self.kept.sessions[session_id]
        self.kept.sessions[session_id] = replace(session, status=Status.SIGNED)


@dataclass
class Sql:
    """Records in a database, with an engine beside them to tamper with."""

    opened: Callable[[], Records]
    engine: Engine

    def open(self) -> Records:
        """A further handle on the same records."""
        return self.opened()

    def sign(self, session_id: SessionId) -> None:
        """Sign a session, as nothing in this program does yet."""
        this = update(sessions).where(sessions.c.id == session_id.bytes)
        with self._writing() as connection:
            connection.execute(this.values(status=Status.SIGNED.value))

    def tamper(self, statement: str, **values: object) -> None:
        """Carry out plain SQL behind the program's back."""
        with self._writing() as connection:
            connection.execute(text(statement), values)

    def _writing(self) -> Any:  # noqa: ANN401
        return self.engine.execution_options(**{WRITING: True}).begin()


Backend = Memory | Sql


def file_engine(folder: Path) -> Engine:
    """An engine for the database of a practice folder."""
    return open_engine(folder / NAME, KEY)
