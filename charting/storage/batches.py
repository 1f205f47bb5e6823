"""Many patients stored at once, and taken back while nothing else is known of them."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, insert
from sqlalchemy.exc import IntegrityError

from charting.domain.audit import Trace
from charting.domain.patient import Patient
from charting.storage.database import Database
from charting.storage.rows.people import patient_row
from charting.storage.search import word_rows
from charting.storage.tables import patient_words, patients
from charting.storage.trail import append, begin_all

_FORGET_WORDS = delete(patient_words).where(patient_words.c.patient_id == bindparam("patient"))
# What was corrected since has a version of its own.
_FORGET = delete(patients).where(
    patients.c.id == bindparam("patient"), patients.c.version == bindparam("added")
)


class SqlBatches:
    """Implements `charting.services.batches.BatchRecords`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_all(self, some: Sequence[Patient], traces: Sequence[Trace]) -> None:
        """Store new patients, each with the first entry of their trail, all or none of them."""
        seen = {trace.chain: trace.at.utc for trace in traces}
        rows = [
            {**patient_row(one), "seen_utc": seen[one.id], "last_session": None} for one in some
        ]
        words = [row for one in some for row in word_rows(one)]
        with self._database.writing() as connection:
            connection.execute(insert(patients), rows)
            if words:
                connection.execute(insert(patient_words), words)
            begin_all(connection, traces)

    def take_back(self, some: Sequence[Patient], traces: Sequence[Trace]) -> int:
        """Forget those patients of whom nothing else was written since they were added, each with
        a last entry in their trail; how many they were.
        """
        with self._database.writing() as connection:
            return sum(
                _forgotten(connection, one, trace) for one, trace in zip(some, traces, strict=True)
            )


def _forgotten(connection: Connection, patient: Patient, trace: Trace) -> bool:
    try:
        with connection.begin_nested():
            _forget(connection, patient)
            append(connection, trace)
    except (IntegrityError, _StillNeeded):
        return False
    return True


def _forget(connection: Connection, patient: Patient) -> None:
    """Raises `_StillNeeded`, or `IntegrityError` where something else refers to them by now."""
    key = {"patient": patient.id.bytes}
    connection.execute(_FORGET_WORDS, key)
    if not connection.execute(_FORGET, {**key, "added": patient.version}).rowcount:
        raise _StillNeeded


class _StillNeeded(Exception):
    """They were changed since."""
