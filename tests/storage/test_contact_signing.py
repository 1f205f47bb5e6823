"""A contact note is signed by its writer, stays as it is, and is proved."""

from dataclasses import replace
from datetime import timedelta

import pytest

from charting import content
from charting.domain.audit import Action
from charting.domain.contact_signing import SignedContact, contact_holds, links_of
from charting.domain.errors import ErrorCode, Refused
from charting.domain.follow_up import ContactOutcome, FollowUp, escalates
from charting.domain.ids import PractitionerId
from charting.domain.proof import Finding, Flaw
from charting.domain.revive import revived
from charting.domain.signing import START
from charting.services.contact_signing import ContactSigning
from charting.services.follow_ups import FollowUps
from charting.services.ports import Records
from charting.vault.own_keys import verify
from tests.fakes import uuid7
from tests.signing_desk import IDS, NORA, SIGNER, SigningDesk

PLAN = content.follow_up_plan()
KEYS = {NORA.id: NORA.signing_key}


@pytest.fixture
def desk(records: Records) -> SigningDesk:
    return SigningDesk(records)


@pytest.fixture
def calls(desk: SigningDesk) -> FollowUps:
    return FollowUps(desk.records.follow_ups, desk.clock, IDS, NORA)


@pytest.fixture
def noted(desk: SigningDesk, calls: FollowUps) -> FollowUp:
    """A call after a visit that nobody answered."""
    call = calls.plan_call(desk.open(desk.patient()), PLAN.calls[0])
    return calls.note_contact(call, ContactOutcome.NO_ANSWER, "rang twice")


def test_who_wrote_a_note_signs_it_and_what_was_signed_can_be_read(
    desk: SigningDesk, noted: FollowUp
) -> None:
    (line,) = desk.contacts.unsigned()
    assert (line.note, line.due.follow_up, line.due.session_number) == (noted.contacts[0], noted, 1)
    signed = desk.contacts.sign(noted, noted.contacts[0])
    assert desk.contacts.unsigned() == ()
    assert desk.records.follow_ups.of_patient(noted.patient_id) == (signed,)
    signature = signed.contacts[0].signed
    assert signature
    form = revived(signature.content, SignedContact)
    assert form.note == noted.contacts[0]
    assert (form.signatory.name, form.patient.family, form.practice) == (
        "Nora Feld",
        "Wu",
        desk.records.practice.practice().name,
    )
    assert form.spelled() == signature.content
    assert verify(SIGNER.public_key, signature.content, signature.signature)
    assert desk.records.trail.chain(noted.patient_id)[-1].action is Action.CONTACT_SIGNED
    assert desk.findings() == ()


def test_a_signed_note_is_signed_once_and_by_nobody_else(
    desk: SigningDesk, noted: FollowUp
) -> None:
    other = replace(NORA, id=PractitionerId(uuid7(77)), name="Jan Roth")
    of_jan = ContactSigning(desk.records, desk.clock, IDS, other, SIGNER)
    assert of_jan.unsigned() == ()
    with pytest.raises(Refused) as refused:
        of_jan.sign(noted, noted.contacts[0])
    assert (refused.value.code, refused.value.facts) == (
        ErrorCode.NOT_WRITTEN_BY,
        {"name": "Nora Feld"},
    )
    signed = desk.contacts.sign(noted, noted.contacts[0])
    for stale in (noted, signed):
        with pytest.raises(Refused) as refused:
            desk.contacts.sign(stale, stale.contacts[0])
        assert refused.value.code is ErrorCode.CONTACT_SIGNED


def test_what_was_signed_is_added_to_and_the_addendum_neither_ends_a_call_nor_is_a_try(
    desk: SigningDesk, calls: FollowUps, noted: FollowUp
) -> None:
    signed = desk.contacts.sign(noted, noted.contacts[0])
    added = calls.note_contact(signed, ContactOutcome.ADDENDUM, "It was the wrong number.")
    assert (added.is_open, added.next_due) == (True, noted.next_due)
    assert not escalates(added, desk.clock.now().day, replace(PLAN.escalation, tries=2))
    assert [line.note for line in desk.contacts.unsigned()] == [added.contacts[1]]
    reached = calls.note_contact(added, ContactOutcome.REACHED)
    again = calls.note_contact(reached, ContactOutcome.ADDENDUM, "She walks again.")
    assert not again.is_open
    with pytest.raises(Refused) as refused:
        calls.note_contact(again, ContactOutcome.ADDENDUM, " ")
    assert refused.value.code is ErrorCode.FIELD_MISSING
    assert desk.findings() == ()


def test_signed_notes_and_visits_stand_in_one_chain(desk: SigningDesk, calls: FollowUps) -> None:
    session = desk.open(desk.patient())
    call = calls.plan_call(session, PLAN.calls[0])
    noted = calls.note_contact(call, ContactOutcome.NO_ANSWER, "rang twice")
    signed = desk.contacts.sign(noted, noted.contacts[0])
    visit = desk.signing.sign(session).record
    again = calls.note_contact(signed, ContactOutcome.REACHED, "well")
    signed = desk.contacts.sign(again, again.contacts[1])

    first, last = links_of([signed])
    assert (first.number, first.previous) == (1, START.hex())
    assert (visit.number, visit.form().previous) == (2, first.hash.hex())
    assert (last.number, last.previous) == (3, visit.hash.hex())
    head = desk.records.signed.head(session.patient_id)
    assert head is not None
    assert (head.number, head.hash) == (3, last.hash)
    assert session.patient_id in desk.records.signed.patients()
    assert desk.findings() == ()
    names = sorted(desk.signing.files(session.patient_id))
    assert [name for name in names if name.endswith(".json")] == [
        "0001.json",
        "0002.json",
        "0003.json",
    ]


@pytest.mark.parametrize(("lost", "flaw"), [(0, Flaw.SIGNED_ORDER), (1, Flaw.SIGNED_END)])
def test_a_signed_note_that_was_taken_out_is_missed_in_the_chain(
    desk: SigningDesk,
    calls: FollowUps,
    noted: FollowUp,
    monkeypatch: pytest.MonkeyPatch,
    lost: int,
    flaw: Flaw,
) -> None:
    twice = calls.note_contact(noted, ContactOutcome.REACHED, "well")
    for note in twice.contacts:
        twice = desk.contacts.sign(twice, note)
    assert desk.findings() == ()
    kept = tuple(each for place, each in enumerate(twice.contacts) if place != lost)
    without = replace(twice, contacts=kept)
    monkeypatch.setattr(desk.records.follow_ups, "of_patient", lambda _patient_id: (without,))
    assert flaw in {finding.flaw for finding in desk.findings()}


def test_a_note_signed_before_there_was_a_chain_still_holds(
    desk: SigningDesk, noted: FollowUp
) -> None:
    signed = desk.contacts.sign(noted, noted.contacts[0]).contacts[0].signed
    assert signed
    before = replace(revived(signed.content, SignedContact), schema=1, number=0, previous="")
    spelled = before.spelled()
    assert b'"previous"' not in spelled
    assert b'"number"' not in spelled
    old = replace(signed, content=spelled, signature=SIGNER.sign(spelled))
    stored = noted.with_signature(noted.contacts[0].id, old)
    assert contact_holds(stored, stored.contacts[0], verify, KEYS)
    assert links_of([stored]) == ()


def test_a_note_that_was_changed_after_its_signature_is_found(
    desk: SigningDesk, noted: FollowUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed = desk.contacts.sign(noted, noted.contacts[0])
    note = signed.contacts[0]
    assert note.signed
    changes = (
        replace(note, words="reached her"),
        replace(note, outcome=ContactOutcome.REACHED),
        replace(note, at=replace(note.at, utc=note.at.utc + 1)),
        replace(note, by=PractitionerId(uuid7(77))),
        replace(note, signed=replace(note.signed, signature=bytes(64))),
        replace(note, signed=replace(note.signed, content=b"{}")),
        replace(note, signed=replace(note.signed, public_key=bytes(32))),
        replace(note, signed=replace(note.signed, at=desk.clock.now())),
    )
    assert contact_holds(signed, note, verify, KEYS)
    for changed in changes:
        assert not contact_holds(replace(signed, contacts=(changed,)), changed, verify, KEYS)
    stored = replace(signed, contacts=(changes[0],))
    monkeypatch.setattr(desk.records.follow_ups, "of_patient", lambda _patient_id: (stored,))
    assert Finding(Flaw.CONTACT, signed.patient_id) in desk.findings()
    for about in (
        replace(signed, due=signed.due + timedelta(days=1)),
        replace(signed, words="another reason"),
    ):
        assert not contact_holds(about, note, verify, KEYS)
    assert not contact_holds(signed, note, verify, {NORA.id: bytes(32)})
