"""Sheets as stored: each version a row that is only added, with its audit entry."""

from collections.abc import Sequence

from sqlalchemy import and_, bindparam, delete, func, insert, select
from sqlalchemy.exc import IntegrityError

from charting.domain.audit import Trace
from charting.domain.canonical import canonical
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId, PractitionerId
from charting.domain.letters import LetterDraft
from charting.domain.revive import revived
from charting.domain.sheet import Sheet
from charting.storage.database import Database
from charting.storage.rows.sheets import sheet_of, sheet_row
from charting.storage.tables import letter_drafts, sheets
from charting.storage.trail import append, is_stored

_ORDER = (sheets.c.at_utc, sheets.c.id, sheets.c.version)
_OF_PATIENT = select(sheets).where(sheets.c.patient_id == bindparam("patient")).order_by(*_ORDER)
_OF_KIND = (
    select(sheets)
    .where(sheets.c.kind == bindparam("of_kind"), sheets.c.at_utc >= bindparam("since"))
    .order_by(*_ORDER)
)
_THIS_DRAFT = and_(
    letter_drafts.c.patient_id == bindparam("of_patient"), letter_drafts.c.by == bindparam("of_by")
)
_DRAFT = select(letter_drafts.c.spelled).where(_THIS_DRAFT)
_DROP_DRAFT = delete(letter_drafts).where(_THIS_DRAFT)
_LAST = select(func.max(sheets.c.version)).where(sheets.c.id == bindparam("sheet"))


class SqlSheets:
    """Implements `charting.services.sheet_records.SheetRecords`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_patient(self, patient_id: PatientId) -> Sequence[Sheet]:
        """Every version of every sheet of a patient, in the order they were written."""
        with self._database.reading() as connection:
            return tuple(
                map(sheet_of, connection.execute(_OF_PATIENT, {"patient": patient_id.bytes}))
            )

    def of_kind(self, kind: type, since: int) -> Sequence[Sheet]:
        """Every version of the sheets of a kind written since then, in UTC microseconds."""
        values = {"of_kind": kind.__name__, "since": since}
        with self._database.reading() as connection:
            return tuple(map(sheet_of, connection.execute(_OF_KIND, values)))

    def put(self, sheet: Sheet, trace: Trace) -> None:
        """Store a version of a sheet; sent twice, it is stored once.

        Raises `Refused` (STALE_RECORD) where it is not the one after the last.
        """
        try:
            with self._database.writing() as connection:
                if is_stored(connection, trace.id):
                    return
                last = connection.execute(_LAST, {"sheet": sheet.id.bytes}).scalar_one()
                if sheet.version != (last or 0) + 1:
                    raise Refused(ErrorCode.STALE_RECORD)
                connection.execute(insert(sheets), sheet_row(sheet))
                append(connection, trace)
        except IntegrityError:
            raise Refused(ErrorCode.STALE_RECORD) from None

    def draft(self, patient_id: PatientId, by: PractitionerId) -> LetterDraft | None:
        """What somebody writes about a patient and has not kept."""
        with self._database.reading() as connection:
            spelled = connection.execute(_DRAFT, _draft_key(patient_id, by)).scalar_one_or_none()
        return None if spelled is None else revived(spelled, LetterDraft)

    def put_draft(self, patient_id: PatientId, by: PractitionerId, draft: LetterDraft) -> None:
        """Store what is being written, in the place of what was."""
        row = {"patient_id": patient_id.bytes, "by": by.bytes, "spelled": canonical(draft)}
        with self._database.writing() as connection:
            connection.execute(_DROP_DRAFT, _draft_key(patient_id, by))
            connection.execute(insert(letter_drafts), row)

    def drop_draft(self, patient_id: PatientId, by: PractitionerId) -> None:
        """Forget it: it was kept, or is not wanted."""
        with self._database.writing() as connection:
            connection.execute(_DROP_DRAFT, _draft_key(patient_id, by))


def _draft_key(patient_id: PatientId, by: PractitionerId) -> dict[str, bytes]:
    return {"of_patient": patient_id.bytes, "of_by": by.bytes}
