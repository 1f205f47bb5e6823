"""The practice and its practitioners as stored."""

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import delete, insert, select, update

from charting.domain.audit import Trace
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PractitionerId
from charting.domain.own_ways import Hand, OwnWays
from charting.domain.point_set import PointSet
from charting.domain.practice import Practice, Practitioner
from charting.storage.database import Database
from charting.storage.note_texts import SqlNoteTexts
from charting.storage.rows.people import (
    practice_of,
    practice_row,
    practitioner_of,
    practitioner_row,
)
from charting.storage.tables import own_ways, point_sets, policies, practices, practitioners
from charting.storage.trail import append, is_stored

_PRACTICE = select(practices)
# Ids are ordered by the time they were made.
_PRACTITIONERS = select(practitioners).order_by(practitioners.c.id)


class SqlPractice(SqlNoteTexts):
    """Implements `charting.services.ports.PracticeRecords`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def practice(self) -> Practice:
        """The one practice of this database. Raises `Refused` (NO_PRACTICE) where none is yet."""
        with self._database.reading() as connection:
            row = connection.execute(_PRACTICE).first()
        if row is None:
            raise Refused(ErrorCode.NO_PRACTICE, {"folder": str(self._database.folder)})
        return practice_of(row)

    def practitioners(self) -> Sequence[Practitioner]:
        """All practitioners, first come first."""
        with self._database.reading() as connection:
            return tuple(practitioner_of(row) for row in connection.execute(_PRACTITIONERS))

    def found(self, practice: Practice, practitioner: Practitioner, trace: Trace) -> None:
        """Store a new practice with its first practitioner.

        Raises `Refused` (PRACTICE_EXISTS).
        """
        with self._database.writing() as connection:
            if connection.execute(_PRACTICE).first() is not None:
                raise Refused(ErrorCode.PRACTICE_EXISTS, {"folder": str(self._database.folder)})
            connection.execute(insert(practices), practice_row(practice))
            connection.execute(insert(practitioners), practitioner_row(practitioner))
            append(connection, trace)

    def policies(self) -> Mapping[str, str]:
        """The sides that the clinic has taken, by policy."""
        with self._database.reading() as connection:
            return {row.policy: row.side for row in connection.execute(select(policies))}

    def take_side(self, policy: str, side: str, trace: Trace) -> None:
        """Store that the clinic takes a side from now on."""
        with self._database.writing() as connection:
            # The lock of the chain keeps two of a clinic apart.
            append(connection, trace)
            connection.execute(delete(policies).where(policies.c.policy == policy))
            connection.execute(insert(policies), {"policy": policy, "side": side})

    def point_sets(self) -> Sequence[PointSet]:
        """The clinic's own point sets, by name."""
        with self._database.reading() as connection:
            rows = connection.execute(select(point_sets).order_by(point_sets.c.name))
            return tuple(PointSet(row.name, tuple(json.loads(row.lines))) for row in rows)

    def keep_point_set(self, point_set: PointSet, trace: Trace) -> None:
        """Store a set; one of the same name makes place for it."""
        row = {"name": point_set.name, "lines": json.dumps(point_set.lines)}
        with self._database.writing() as connection:
            append(connection, trace)
            connection.execute(delete(point_sets).where(point_sets.c.name == point_set.name))
            connection.execute(insert(point_sets), row)

    def drop_point_set(self, name: str, trace: Trace) -> None:
        """Take a set away. Raises `Refused` (NOT_FOUND)."""
        this = delete(point_sets).where(point_sets.c.name == name)
        with self._database.writing() as connection:
            append(connection, trace)
            if not connection.execute(this).rowcount:
                raise Refused(ErrorCode.NOT_FOUND)

    def own_ways(self, practitioner_id: PractitionerId) -> OwnWays:
        """How a practitioner likes the screen; the usual ways of somebody who chose none."""
        theirs = select(own_ways).where(own_ways.c.practitioner_id == practitioner_id.bytes)
        with self._database.reading() as connection:
            row = connection.execute(theirs).first()
        if row is None:
            return OwnWays()
        hand, large, sound = Hand(row.hand), bool(row.large), bool(row.sound)
        return OwnWays(hand, large, row.stay_minutes, sound, row.language)

    def keep_own_ways(self, practitioner_id: PractitionerId, ways: OwnWays) -> None:
        """Store them in the place of those before."""
        theirs = own_ways.c.practitioner_id == practitioner_id.bytes
        row = {
            "practitioner_id": practitioner_id.bytes,
            "hand": ways.hand.value,
            "large": ways.large,
            "stay_minutes": ways.stay_minutes,
            "sound": ways.sound,
            "language": ways.language,
        }
        with self._database.writing() as connection:
            connection.execute(delete(own_ways).where(theirs))
            connection.execute(insert(own_ways), row)

    def keep_signing_key(
        self, practitioner_id: PractitionerId, signing_key: bytes, trace: Trace
    ) -> None:
        """Store the public signing key of a practitioner who has none yet; a key that is there
        stays.
        """
        this = update(practitioners).where(
            practitioners.c.id == practitioner_id.bytes, practitioners.c.signing_key.is_(None)
        )
        with self._database.writing() as connection:
            if connection.execute(this.values(signing_key=signing_key)).rowcount:
                append(connection, trace)

    def add_practitioner(self, practitioner: Practitioner, trace: Trace) -> None:
        """Store one more practitioner; sent twice, they are stored once."""
        with self._database.writing() as connection:
            if not is_stored(connection, trace.id):
                connection.execute(insert(practitioners), practitioner_row(practitioner))
                append(connection, trace)

    def change_practitioner(self, practitioner: Practitioner, trace: Trace) -> None:
        """Store what is changed of a practitioner. Raises `Refused` (NOT_FOUND)."""
        this = update(practitioners).where(practitioners.c.id == practitioner.id.bytes)
        with self._database.writing() as connection:
            if is_stored(connection, trace.id):
                return
            if not connection.execute(this.values(practitioner_row(practitioner))).rowcount:
                raise Refused(ErrorCode.NOT_FOUND)
            append(connection, trace)
