"""Sheets in every kind of records: every version is kept, in order, and none is changed."""

from datetime import date

import pytest
from sqlalchemy.exc import DBAPIError

from charting.domain.audit import Action, first_break
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PractitionerId, SessionId
from charting.domain.letters import Letter, LetterDraft, LetterKind, VisitSummary
from charting.domain.near_miss import NearMiss
from charting.domain.sheet import contents, latest, standing
from charting.services.ports import Records
from tests.fakes import uuid7
from tests.signing_desk import NORA, SigningDesk
from tests.storage.backends import Backend, Memory

DAY = date(2026, 11, 20)
SAID = NearMiss(DAY, "A pack lay open & empty: score 3<5 <L5 😀")
CORRECTED = NearMiss(DAY, "A pack lay open.")


@pytest.fixture
def desk(records: Records) -> SigningDesk:
    return SigningDesk(records)


def test_every_version_is_kept_and_the_last_one_stands(desk: SigningDesk) -> None:
    patient, other = desk.patient(), desk.patient("Li", "Anh")
    visit = desk.charted(patient)
    first = desk.sheets.file(patient.id, SAID, visit.episode_id, visit.id)
    second = desk.sheets.amend(first, CORRECTED)
    third = desk.sheets.strike(second, "Another patient")
    elsewhere = desk.sheets.file(other.id, SAID)

    assert desk.sheets.of_patient(patient.id) == (first, second, third)
    assert latest(desk.sheets.of_patient(patient.id)) == (third,)
    assert standing(desk.sheets.of_patient(patient.id)) == ()
    assert contents(desk.sheets.of_patient(other.id), NearMiss) == (SAID,)
    assert desk.sheets.of_kind(NearMiss) == (first, second, third, elsewhere)
    assert desk.sheets.of_kind(NearMiss, elsewhere.at.utc) == (elsewhere,)
    assert desk.sheets.of_kind(int) == ()
    assert (first.version, third.version, third.struck) == (1, 3, "Another patient")
    told = [
        entry.action
        for entry in desk.records.trail.chain(patient.id)
        if entry.action.startswith("sheet")
    ]
    assert told == [Action.SHEET_FILED, Action.SHEET_AMENDED, Action.SHEET_STRUCK]
    assert first_break(desk.records.trail.chain(patient.id)) is None
    assert desk.findings() == ()
    assert desk.records.counts()["sheets"] == 4


def test_what_was_amended_meanwhile_is_not_written_over(desk: SigningDesk) -> None:
    sheet = desk.sheets.file(desk.patient().id, SAID)
    desk.sheets.amend(sheet, CORRECTED)
    with pytest.raises(Refused) as refused:
        desk.sheets.strike(sheet, "Another patient")
    assert refused.value.code is ErrorCode.STALE_RECORD
    with pytest.raises(Refused) as refused:
        desk.sheets.amend(sheet, NearMiss(DAY, "Else"))
    assert refused.value.code is ErrorCode.STALE_RECORD
    assert desk.sheets.amend(sheet, SAID) == sheet
    assert len(desk.sheets.of_patient(sheet.patient_id)) == 2


def test_bad_words_are_refused_and_nothing_is_stored(desk: SigningDesk) -> None:
    patient = desk.patient()
    with pytest.raises(Refused) as refused:
        desk.sheets.file(patient.id, NearMiss(DAY, "  \n"))
    assert refused.value.code is ErrorCode.FIELD_MISSING
    sheet = desk.sheets.file(patient.id, SAID)
    with pytest.raises(Refused) as refused:
        desk.sheets.strike(sheet, " ")
    assert refused.value.code is ErrorCode.FIELD_MISSING
    assert desk.sheets.of_patient(patient.id) == (sheet,)


@pytest.mark.parametrize("statement", ["UPDATE sheets SET struck = 'x'", "DELETE FROM sheets"])
def test_the_database_refuses_to_change_a_sheet(
    desk: SigningDesk, backend: Backend, statement: str
) -> None:
    if isinstance(backend, Memory):
        pytest.skip("memory has no SQL")
    desk.sheets.file(desk.patient().id, SAID)
    with pytest.raises(DBAPIError, match="stays as it is"):
        backend.tamper(statement)


def test_a_draft_belongs_to_who_writes_it_and_is_written_over_and_dropped(
    desk: SigningDesk,
) -> None:
    records, patient, other = desk.records, desk.patient(), desk.patient("Li", "Anh")
    nora, jan = NORA.id, PractitionerId(uuid7(5))
    first = LetterDraft(Letter(LetterKind.REFERRAL, DAY, "", "About", "Dear 3<5 <L5 😀"))
    second = LetterDraft(VisitSummary(DAY, None, ("multifidus",)), uuid7(9), SessionId(uuid7(8)))
    assert records.sheets.draft(patient.id, nora) is None
    records.sheets.put_draft(patient.id, nora, first)
    assert records.sheets.draft(patient.id, nora) == first
    records.sheets.put_draft(patient.id, nora, second)
    assert records.sheets.draft(patient.id, nora) == second
    assert records.sheets.draft(patient.id, jan) is None
    assert records.sheets.draft(other.id, nora) is None
    records.sheets.drop_draft(patient.id, nora)
    records.sheets.drop_draft(patient.id, nora)
    assert records.sheets.draft(patient.id, nora) is None
    # It is no part of the record: it leaves no trace, and nothing is on file.
    assert desk.sheets.of_patient(patient.id) == ()
    assert all(not one.action.startswith("sheet") for one in records.trail.chain(patient.id))
