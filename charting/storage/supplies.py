"""Boxes, presets, and the needles of a lot, as stored."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Update, bindparam, delete, func, insert, select, update

from charting.domain.audit import Trace
from charting.domain.boxes import Box
from charting.domain.canonical import canonical
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import BoxId, PractitionerId, SessionId
from charting.domain.lots import Handle, Lot
from charting.domain.marks import NeedlePreset
from charting.domain.revive import revived
from charting.domain.session import Status
from charting.services.supply_records import LotLine
from charting.storage.database import Database
from charting.storage.rows.columns import (
    Columns,
    Values,
    moment_of,
    moment_row,
    optional_moment,
    practitioner_id,
)
from charting.storage.rows.people import patient_of
from charting.storage.tables import boxes, marks, patients, presets, sessions
from charting.storage.trail import append, is_stored

_BOXES = select(boxes).order_by(boxes.c.opened_utc, boxes.c.id)
_PRESETS = select(presets).where(presets.c.practitioner_id == bindparam("who"))
_WHO_GOT = (
    select(
        sessions.c.id,
        sessions.c.number,
        sessions.c.opened_utc,
        sessions.c.opened_zone,
        sessions.c.opened_day,
        sessions.c.practitioner_id,
        func.count(marks.c.id),
        func.min(marks.c.lot_expiry),
        *patients.c,
    )
    .join(marks, (marks.c.session_id == sessions.c.id) & marks.c.present)
    .join(patients, patients.c.id == sessions.c.patient_id)
    .where(marks.c.lot == bindparam("lot"), sessions.c.status != Status.IN_ERROR)
    .group_by(sessions.c.id, patients.c.id)
    .order_by(sessions.c.opened_utc.desc(), sessions.c.id.desc())
)


class SqlSupplies:
    """Implements `charting.services.supply_records.SupplyRecords`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def boxes(self) -> Sequence[Box]:
        """All boxes that were ever opened, in that order."""
        with self._database.reading() as connection:
            return tuple(_box_of(row) for row in connection.execute(_BOXES))

    def open_box(self, box: Box, instead: Sequence[Box], trace: Trace) -> None:
        """Store a box, and that those it takes the place of are put away; sent twice, it is stored
        once.
        """
        with self._database.writing() as connection:
            if is_stored(connection, trace.id):
                return
            append(connection, trace)
            for other in instead:
                connection.execute(_put_away(other))
            connection.execute(insert(boxes), _box_row(box))

    def put_away(self, box: Box, trace: Trace) -> None:
        """Store that a box is put away. Raises `Refused` (NOT_FOUND)."""
        with self._database.writing() as connection:
            append(connection, trace)
            if not connection.execute(_put_away(box)).rowcount:
                raise Refused(ErrorCode.NOT_FOUND)

    def presets(self, practitioner_id: PractitionerId) -> Mapping[int, NeedlePreset]:
        """The presets of a practitioner's own, by the key that arms each."""
        with self._database.reading() as connection:
            rows = connection.execute(_PRESETS, {"who": practitioner_id.bytes})
            return {row.place: revived(row.preset.encode(), NeedlePreset) for row in rows}

    def keep_preset(
        self, practitioner_id: PractitionerId, place: int, preset: NeedlePreset, trace: Trace
    ) -> None:
        """Store a preset; the one of that key makes place for it."""
        key = {"practitioner_id": practitioner_id.bytes, "place": place}
        this = delete(presets).where(
            presets.c.practitioner_id == key["practitioner_id"], presets.c.place == place
        )
        with self._database.writing() as connection:
            # The lock of the chain keeps two of a clinic apart.
            append(connection, trace)
            connection.execute(this)
            connection.execute(insert(presets), {**key, "preset": canonical(preset).decode()})

    def who_got(self, number: str) -> Sequence[LotLine]:
        """The visits with a needle of the lot, the latest first; none that was entered in error."""
        with self._database.reading() as connection:
            return tuple(_line_of(row) for row in connection.execute(_WHO_GOT, {"lot": number}))


def _put_away(box: Box) -> Update:
    this = update(boxes).where(boxes.c.id == box.id.bytes)
    return this.values(**moment_row("put_away", box.put_away))


def _box_row(box: Box) -> Columns:
    return {
        "id": box.id.bytes,
        "lot": box.lot.number,
        "lot_expiry": box.lot.expiry.isoformat(),
        "length": box.length,
        "diameter": box.diameter,
        **moment_row("opened", box.opened),
        "opened_by": box.opened_by.bytes,
        "handle": box.handle.value if box.handle else None,
        "gtin": box.gtin,
        **moment_row("put_away", box.put_away),
    }


def _box_of(row: Values) -> Box:
    return Box(
        BoxId(UUID(bytes=row[0])),
        Lot(row[1], date.fromisoformat(row[2])),
        row[3],
        row[4],
        moment_of(row[5], row[6], row[7]),
        practitioner_id(row[8]),
        Handle(row[9]) if row[9] else None,
        row[10],
        optional_moment(row[11], row[12], row[13]),
    )


def _line_of(row: Values) -> LotLine:
    return LotLine(
        patient_of(row[8:]),
        SessionId(UUID(bytes=row[0])),
        row[1],
        moment_of(row[2], row[3], row[4]),
        practitioner_id(row[5]),
        row[6],
        date.fromisoformat(row[7]),
    )
