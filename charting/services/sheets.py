"""Sheets: clinical facts put on file beside the visits, amended, and struck."""

from collections.abc import Sequence
from dataclasses import replace

from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EntryId, EpisodeId, PatientId, SessionId
from charting.domain.practice import Practitioner
from charting.domain.roles import Right
from charting.domain.sheet import (
    PART_OF_VISIT,
    Content,
    Sheet,
    SheetId,
    check_strike,
    checked_sheet,
)
from charting.services.permission import needs
from charting.services.ports import Clock, Ids, Records


class Sheets:
    """What `who` can do with sheets; every deed leaves its trace in the chain of the patient."""

    def __init__(self, records: Records, clock: Clock, ids: Ids, who: Practitioner) -> None:
        self._records, self._clock, self._ids, self._who = records, clock, ids, who

    @needs(Right.READ_CLINICAL)
    def of_patient(self, patient_id: PatientId) -> Sequence[Sheet]:
        """Every version of every sheet of a patient, in the order they were written."""
        return self._records.sheets.of_patient(patient_id)

    @needs(Right.READ_CLINICAL)
    def of_kind(self, kind: type, since: int = 0) -> Sequence[Sheet]:
        """Every version of the sheets of a kind, of all patients, written since then (UTC
        microseconds), in order.
        """
        return self._records.sheets.of_kind(kind, since)

    @needs(Right.CHART)
    def file(
        self,
        patient_id: PatientId,
        content: Content,
        episode_id: EpisodeId | None = None,
        session_id: SessionId | None = None,
    ) -> Sheet:
        """Put a new sheet on file.

        Raises `Refused`: what the check of its content refuses; ALREADY_SIGNED where it is a
        part of a visit that is signed.
        """
        key = SheetId(self._ids.new())
        now = self._clock.now()
        sheet = Sheet(key, 1, patient_id, episode_id, session_id, now, self._who.id, content)
        return self._put(sheet, Action.SHEET_FILED)

    @needs(Right.CHART)
    def amend(self, sheet: Sheet, content: Content) -> Sheet:
        """Put a further version of a sheet on file; the one before stays.

        Raises `Refused` as `file` does, and STALE_RECORD where it was amended meanwhile.
        """
        if content == sheet.content and not sheet.struck:
            return sheet
        return self._put(self._next(sheet, content, ""), Action.SHEET_AMENDED)

    @needs(Right.CHART)
    def strike(self, sheet: Sheet, reason: str) -> Sheet:
        """Say that a sheet was entered in error; it stays readable.

        Raises `Refused` as `amend` does, and FIELD_MISSING without a reason.
        """
        fresh = self._next(sheet, sheet.content, check_strike(reason))
        return self._put(fresh, Action.SHEET_STRUCK)

    def _next(self, sheet: Sheet, content: Content, struck: str) -> Sheet:
        return replace(
            sheet,
            version=sheet.version + 1,
            at=self._clock.now(),
            by=self._who.id,
            content=content,
            struck=struck,
        )

    def _put(self, sheet: Sheet, action: Action) -> Sheet:
        checked = checked_sheet(sheet)
        if checked.session_id is not None and type(checked.content) in PART_OF_VISIT:
            session = self._records.sessions.session(checked.session_id)
            if not session.open_to_change:
                raise Refused(ErrorCode.ALREADY_SIGNED)
        told = canonical(checked)
        trace = Trace(
            EntryId(self._ids.new()), checked.patient_id, checked.at, self._who.id, action, told
        )
        self._records.sheets.put(checked, trace)
        return checked
