"""What is a part of a visit on sheets: signed with it, frozen by the signature, put back by a
correction that is left, and missed by a check where it was changed past the services.
"""

from collections.abc import Callable
from dataclasses import replace

import pytest

from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EntryId, PatientId
from charting.domain.session import Session
from charting.domain.sheet import Sheet, said, visit_sheets
from charting.services.ports import Records
from tests.fake_consents import CONSENT, taken_back
from tests.signing_desk import NORA, SigningDesk


@pytest.fixture
def desk(records: Records) -> SigningDesk:
    return SigningDesk(records)


def _signed_visit(desk: SigningDesk) -> tuple[PatientId, Session, Sheet, Sheet]:
    """A visit in which a consent was signed, and taken back in part, and that is signed itself."""
    patient = desk.patient()
    visit = desk.charted(patient)
    sheet = desk.sheets.file(patient.id, CONSENT, visit.episode_id, visit.id)
    back = desk.sheets.file(patient.id, taken_back(sheet.id, "sacrum"), visit.episode_id, visit.id)
    desk.signing.sign(visit)
    return patient.id, desk.sessions.session(visit.id), sheet, back


def test_what_was_agreed_to_is_signed_with_the_visit_word_for_word(desk: SigningDesk) -> None:
    patient, visit, sheet, back = _signed_visit(desk)
    (signed,) = desk.signing.history(visit.id)
    assert said(signed.form.sheets) == {sheet.id: CONSENT, back.id: back.content}
    assert signed.record.form().sheets == tuple(sorted((sheet, back), key=lambda one: one.id.bytes))
    assert CONSENT.text.declaration.encode() in signed.record.content
    assert desk.findings() == ()
    assert desk.sheets.of_patient(patient) == (sheet, back)


def test_after_the_signature_it_stays_as_it_is(desk: SigningDesk) -> None:
    patient, visit, sheet, back = _signed_visit(desk)
    deeds: tuple[Callable[[], Sheet], ...] = (
        lambda: desk.sheets.amend(sheet, replace(CONSENT, age=43)),
        lambda: desk.sheets.strike(sheet, "Another patient"),
        lambda: desk.sheets.file(patient, CONSENT, visit.episode_id, visit.id),
        lambda: desk.sheets.strike(back, "Not said"),
    )
    for late in deeds:
        with pytest.raises(Refused) as refused:
            late()
        assert refused.value.code is ErrorCode.ALREADY_SIGNED
    # Taken back afterwards it stands beside the visit, and the visit says what it said.
    desk.sheets.file(patient, taken_back(sheet.id))
    assert desk.findings() == ()


def test_a_correction_that_is_left_puts_it_back(desk: SigningDesk) -> None:
    patient, visit, sheet, back = _signed_visit(desk)
    desk.signing.begin_correction(visit.id)
    desk.sheets.amend(sheet, replace(CONSENT, age=43))
    desk.sheets.strike(back, "Not said")
    extra = desk.sheets.file(patient, taken_back(sheet.id), visit.episode_id, visit.id)
    desk.signing.leave_correction(visit.id)
    now = visit_sheets(desk.sheets.of_patient(patient), visit.id)
    assert said(now) == {sheet.id: CONSENT, back.id: back.content}
    assert extra.id not in {one.id for one in now}
    assert desk.findings() == ()


def test_a_correction_of_it_is_signed_and_both_stay_readable(desk: SigningDesk) -> None:
    _patient, visit, sheet, _back = _signed_visit(desk)
    open_again = desk.signing.begin_correction(visit.id)
    desk.sheets.amend(sheet, replace(CONSENT, age=43))
    desk.signing.sign(open_again, "The age was another one.")
    first, second = desk.signing.history(visit.id)
    assert said(first.form.sheets)[sheet.id] == CONSENT
    assert said(second.form.sheets)[sheet.id] == replace(CONSENT, age=43)
    assert desk.findings() == ()


def test_a_change_past_the_services_is_found(desk: SigningDesk, records: Records) -> None:
    patient, _visit, sheet, _back = _signed_visit(desk)
    forged = replace(sheet, version=2, content=replace(CONSENT, excluded=()), struck="never signed")
    told = canonical(forged)
    trace = Trace(EntryId(desk.ids.new()), patient, forged.at, NORA.id, Action.SHEET_STRUCK, told)
    records.sheets.put(forged, trace)
    assert desk.findings()
