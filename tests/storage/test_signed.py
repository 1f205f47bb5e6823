"""Signed records in every database: kept verbatim, in order, and never changed unseen."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import DBAPIError

from charting.domain.adverse_events import AdverseEvent, Severity
from charting.domain.changes import EditNote, RemoveMark
from charting.domain.errors import ErrorCode, Refused
from charting.domain.session import NoteSection, Session, Status
from charting.domain.sheet import latest
from charting.domain.signing import Meaning, SignedForm, still_says
from charting.services.ports import Records
from charting.vault.own_keys import verify
from tests.signing_desk import SigningDesk
from tests.storage.backends import Backend, Memory
from tests.strategies import charted


@pytest.fixture
def desk(records: Records) -> SigningDesk:
    return SigningDesk(records)


def test_what_is_signed_is_kept_verbatim_and_locks_the_visit(
    desk: SigningDesk, records: Records
) -> None:
    session = desk.charted(desk.patient())
    signed = desk.signing.sign(session)

    stored = records.sessions.session(session.id)
    (again,) = desk.signing.history(session.id)
    assert stored == replace(session, status=Status.SIGNED)
    assert again == signed
    assert again.form.session == stored
    assert again.record.content == signed.form.spelled()
    assert verify(again.record.public_key, again.record.content, again.record.signature)
    with pytest.raises(Refused) as refused:
        desk.sessions.store(desk.sessions.entry(session, EditNote(NoteSection.PLAN, "", "More")))
    assert refused.value.code is ErrorCode.ALREADY_SIGNED
    assert desk.findings() == ()


def test_the_records_of_a_patient_are_chained_in_order(desk: SigningDesk) -> None:
    anna, other = desk.patient(), desk.patient("Li", "Wu")
    first = desk.signing.sign(desk.charted(anna)).record
    apart = desk.signing.sign(desk.charted(other)).record
    second = desk.signing.add(first.session_id, "Called at six: well.").record
    third = desk.signing.sign(desk.charted(anna)).record

    assert [r.number for r in (first, apart, second, third)] == [1, 1, 2, 3]
    assert [r.form().previous for r in (second, third)] == [first.hash.hex(), second.hash.hex()]
    assert apart.form().previous == bytes(32).hex()
    assert desk.findings() == ()


def test_a_signature_under_what_was_changed_meanwhile_is_refused(
    desk: SigningDesk, backend: Backend
) -> None:
    session = desk.charted(desk.patient())
    beside = SigningDesk(backend.open())
    beside.make(session, EditNote(NoteSection.PLAN, "", "Written in another window"))

    with pytest.raises(Refused) as refused:
        desk.signing.sign(session)

    assert refused.value.code is ErrorCode.STALE_RECORD
    assert desk.signing.history(session.id) == ()
    beside.records.close()


def test_two_windows_sign_for_one_patient(desk: SigningDesk, backend: Backend) -> None:
    anna = desk.patient()
    one, two = desk.charted(anna), desk.charted(anna)
    beside = SigningDesk(backend.open())

    numbers = [desk.signing.sign(one).record.number, beside.signing.sign(two).record.number]

    assert numbers == [1, 2]
    assert desk.findings() == ()
    beside.records.close()


def test_a_correction_is_a_new_version_and_the_original_stays(
    desk: SigningDesk, records: Records
) -> None:
    session = desk.charted(desk.patient(), note="Worse on the left.")
    desk.signing.sign(session)
    open_again = desk.signing.begin_correction(session.id)
    changed = desk.make(
        open_again, EditNote(NoteSection.SUBJECTIVE, "Worse on the left.", "Worse on the right.")
    )
    desk.signing.sign(changed, "The side was wrong")

    first, second = desk.signing.history(session.id)
    assert second.form.meaning is Meaning.CORRECTION
    assert (second.form.words, second.form.about) == ("The side was wrong", first.record.id)
    assert first.form.session == replace(session, status=Status.SIGNED)
    stored = records.sessions.session(session.id)
    assert stored == replace(changed, status=Status.AMENDED)
    assert still_says(second.record.content, stored)
    assert not still_says(first.record.content, stored)
    assert desk.findings() == ()


def test_a_correction_that_is_left_takes_everything_back(
    desk: SigningDesk, records: Records
) -> None:
    session = desk.charted(desk.patient())
    desk.signing.sign(session)
    changed = desk.signing.begin_correction(session.id)
    for mark in list(changed.marks.values())[:2]:
        changed = desk.make(changed, RemoveMark(mark))
    desk.make(changed, EditNote(NoteSection.PLAN, "", "Something else"))

    left = desk.signing.leave_correction(session.id)

    assert left == records.sessions.session(session.id) == replace(session, status=Status.SIGNED)
    assert desk.findings() == ()


def test_a_visit_of_another_patient_is_in_error_here_and_anew_there(
    desk: SigningDesk, records: Records
) -> None:
    anna, other = desk.patient(), desk.patient("Li", "Wu")
    session = desk.charted(anna)
    desk.signing.sign(session)

    anew = desk.moving.move(session.id, other.id, "Charted with the wrong patient open")

    here, there = records.sessions.session(session.id), records.sessions.session(anew.id)
    assert (here.status, there.status) == (Status.IN_ERROR, Status.DRAFT)
    assert (there.patient_id, there.instead_of) == (other.id, session.id)
    assert there.notes == session.notes
    assert len(there.marks) == len(session.marks)
    last = desk.signing.history(session.id)[-1].form
    assert (last.meaning, last.instead) == (Meaning.IN_ERROR, anew.id)
    desk.signing.sign(there)
    assert desk.findings() == ()


def test_what_stands_on_sheets_of_the_visit_goes_with_it(
    desk: SigningDesk, records: Records
) -> None:
    anna, other = desk.patient(), desk.patient("Li", "Wu")
    session = desk.charted(anna)
    needle = session.needles()[0]
    event = AdverseEvent("bruise", needle.placed.day, Severity.MILD, mark=needle.id)
    filed = desk.sheets.file(anna.id, event, session.episode_id, session.id)
    beside = desk.sheets.file(anna.id, event, session.episode_id)
    desk.signing.sign(session)

    anew = desk.moving.move(session.id, other.id, "The wrong record was open")

    struck = {one.id: one.struck for one in latest(records.sheets.of_patient(anna.id))}
    assert struck == {filed.id: "The wrong record was open", beside.id: ""}
    (there,) = records.sheets.of_patient(other.id)
    assert (there.session_id, there.episode_id) == (anew.id, anew.episode_id)
    assert isinstance(there.content, AdverseEvent)
    assert there.content.mark in records.sessions.session(anew.id).marks
    assert desk.findings() == ()


def test_who_waits_for_a_cosignature_is_listed(desk: SigningDesk, records: Records) -> None:
    session = desk.charted(desk.patient())
    signed = desk.signing.sign(session)
    trace = replace(records.trail.chain(session.id)[-1])

    assert records.sessions.to_cosign(9) == ()
    assert signed.record.hash.hex() in (trace.payload or b"").decode()


@given(st.data())
@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_charted_is_signed_verified_and_read_back(
    records: Records, data: st.DataObject
) -> None:
    desk = SigningDesk(records)
    session = _whatever(desk, data)
    signed = desk.signing.sign(session, "written late")

    (stored,) = records.signed.of_session(session.id)
    assert stored == signed.record
    assert SignedForm.read(stored.content) == signed.form
    assert SignedForm.read(stored.content).spelled() == stored.content
    assert verify(stored.public_key, stored.content, stored.signature)
    assert still_says(stored.content, records.sessions.session(session.id))
    assert desk.findings() == ()


def _whatever(desk: SigningDesk, data: st.DataObject) -> Session:
    session = desk.open(desk.patient())
    for change in data.draw(charted(session)):
        session = desk.make(session, change)
    for needle in session.needles():
        if needle.in_situ:
            session = desk.make(session, RemoveMark(needle))
    for section in session.unconfirmed():
        stands, carried = session.notes.get(section, ""), session.carried[section]
        holds = replace(carried, confirmed=desk.clock.now(), by=session.practitioner_id)
        session = desk.make(session, EditNote(section, stands, stands, carried, holds))
    return desk.counted(session, 1, 1)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE signed_records SET content = content",
        "DELETE FROM signed_records",
        "UPDATE signed_heads SET number = 1",
        "DELETE FROM signed_heads",
        "UPDATE sessions SET status = 'draft'",
        "UPDATE sessions SET opened_utc = 1",
        "DELETE FROM sessions",
        "UPDATE marks SET present = NOT present",
        "DELETE FROM marks",
        "UPDATE answers SET number = 5",
        "DELETE FROM answers",
        "UPDATE notes SET text = 'Other'",
        "INSERT INTO notes (session_id, section, version, text) "
        "SELECT id, 'plan', 1, 'Put in' FROM sessions",
    ],
)
def test_the_database_itself_refuses_to_change_what_is_signed(
    desk: SigningDesk, backend: Backend, statement: str
) -> None:
    if isinstance(backend, Memory):
        pytest.skip("there is no SQL in memory")
    desk.signing.sign(desk.charted(desk.patient()))

    with pytest.raises(DBAPIError):
        backend.tamper(statement)

    assert desk.findings() == ()


def test_an_episode_that_ended_and_was_taken_up_again_is_as_its_trail_tells(
    desk: SigningDesk,
) -> None:
    session = desk.charted(desk.patient())
    (running,) = desk.sessions.episodes(session.patient_id)
    ended = desk.sessions.end_episode(running, "moved", "Moves for work")
    assert desk.findings() == ()
    desk.sessions.resume_episode(ended)
    assert desk.findings() == ()
