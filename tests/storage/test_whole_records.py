"""A whole record given out of one practice and taken into another, in every kind of records."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from charting import content
from charting.domain.audit import Action, Wanted, first_break
from charting.domain.errors import ErrorCode, Refused
from charting.domain.follow_up import ContactOutcome
from charting.domain.ids import FactId, PatientId
from charting.domain.patient import FactKind, HealthFact
from charting.domain.proof import Flaw
from charting.domain.record import Named, PatientRecord, RecordFile
from charting.exchange.json_record import JsonRecord
from charting.services.follow_ups import FollowUps
from charting.services.patients import Patients
from charting.services.ports import Records
from charting.services.proofs import Proofs
from charting.services.record_files import Arrival, RecordFiles
from charting.services.sessions import Sessions
from charting.vault.own_keys import verify
from tests.fakes import CountingIds, Kept, TickingClock
from tests.invented import people
from tests.record_strategies import AT, BEAT, filed, files
from tests.signing_desk import SigningDesk
from tests.storage.backends import CLINIC, NORA, Memory, found

IDS = CountingIds(60_000)
FORM = JsonRecord()


def _files(records: Records) -> RecordFiles:
    return RecordFiles(records, FORM, TickingClock(), IDS, NORA)


def _empty() -> Records:
    return found(Memory(Kept()).open())


def _given_out_again(records: Records, data: bytes) -> PatientRecord:
    """The record in `data` once it went into `records` and came out."""
    patient = _files(records).take_in(data).patient
    return FORM.read(_files(records).give_out(patient.id)).record


@settings(
    max_examples=5,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(file=files())
def test_what_comes_in_goes_out_the_same(records: Records, file: RecordFile) -> None:
    files = _files(records)

    files.take_in(FORM.write(file))
    data = files.give_out(file.record.patient.id)

    out = FORM.read(data)
    assert FORM.write(replace(out, exported=file.exported)) == FORM.write(file)
    assert out.exported != file.exported
    # And on into a third practice, out of whatever database.
    assert _given_out_again(_empty(), data) == file.record
    for chain in records.trail.chains():
        assert first_break(records.trail.chain(chain)) is None
    assert not records.problems()


def _record(records: Records) -> bytes:
    """A record with a visit, as it is given out of `records`."""
    patients = Patients(records.patients, records.trail, TickingClock(), IDS, NORA)
    patient = patients.add(next(people(1, IDS)))
    patients.add_fact(patient.id, FactKind.ALLERGY, "nickel")
    patients.review(patient.id)
    Sessions(records.sessions, TickingClock(), IDS, NORA).open_today(patient.id)
    return _files(records).give_out(patient.id)


def test_the_same_once_more_is_nothing_to_do(records: Records) -> None:
    data = _record(_empty())
    first = _files(records).take_in(data)
    before = records.counts()

    again = _files(records).take_in(data)

    assert (first.already, again.already) == (False, True)
    assert records.counts() == before
    assert _files(records).take_in(_given_out(records, first)).already


def _given_out(records: Records, arrival: Arrival) -> bytes:
    return _files(records).give_out(arrival.patient.id)


def test_another_record_of_the_same_patient_changes_nothing(records: Records) -> None:
    data = _record(_empty())
    patient = _files(records).take_in(data).patient
    Sessions(records.sessions, TickingClock(), IDS, NORA).open_today(patient.id)
    Patients(records.patients, records.trail, TickingClock(), IDS, NORA).archive(patient)
    before = _files(records).give_out(patient.id)

    with pytest.raises(Refused) as refused:
        _files(records).take_in(data)

    assert refused.value.code is ErrorCode.RECORD_DIFFERS
    assert refused.value.facts["parts"] == "patient"
    assert FORM.read(_files(records).give_out(patient.id)).record == FORM.read(before).record


def test_an_id_of_somebody_else_is_refused_and_nothing_stays(records: Records) -> None:
    file = FORM.read(_record(_empty()))
    _files(records).take_in(FORM.write(file))
    somebody = replace(file.record.patient, id=PatientId(IDS.new()))
    facts = tuple(replace(each, patient_id=somebody.id) for each in file.record.facts)
    other = filed(PatientRecord(somebody, facts))
    before = records.counts()

    with pytest.raises(Refused) as refused:
        _files(records).take_in(FORM.write(other))

    assert refused.value.code is ErrorCode.RECORD_CLASHES
    assert records.counts() == before
    assert not records.problems()


def test_strangers_come_along_and_are_listed_once(records: Records) -> None:
    patient = next(people(1, IDS))
    fact = HealthFact(FactId(IDS.new()), patient.id, FactKind.MEDICINE, "apixaban", AT, BEAT.id)

    arrival = _files(records).take_in(FORM.write(filed(PatientRecord(patient, (fact,)))))

    (stranger,) = arrival.strangers
    assert (Named.of(stranger), stranger.left is not None) == (BEAT, True)
    assert records.practice.practitioners() == (NORA, stranger)


def test_what_is_signed_goes_along_byte_for_byte(records: Records) -> None:
    desk = SigningDesk(_empty())
    patient = desk.patient()
    session = desk.charted(patient)
    desk.signing.sign(session)
    desk.signing.add(session.id, "Walked home.")
    calls = FollowUps(desk.records.follow_ups, desk.clock, desk.ids, desk.contacts.who)
    call = calls.plan_call(session, content.follow_up_plan().calls[0])
    noted = calls.note_contact(call, ContactOutcome.NO_ANSWER, "rang twice")
    desk.contacts.sign(noted, noted.contacts[0])
    data = _files(desk.records).give_out(patient.id)

    arrival = _files(records).take_in(data)

    assert len(arrival.record.signed) == 2
    assert records.signed.chain(patient.id) == desk.records.signed.chain(patient.id)
    head = records.signed.head(patient.id)
    assert head == desk.records.signed.head(patient.id)
    assert head is not None
    assert head.number == len(arrival.record.signed) + 1
    assert records.sessions.session(session.id) == desk.records.sessions.session(session.id)
    assert _files(records).take_in(data).already
    found = tuple(Proofs(records, verify).findings())
    # The clinic of these tests knows no key of its practitioner.
    assert {finding.flaw for finding in found} <= {Flaw.SIGNER, Flaw.CONTACT}


def test_who_gave_out_and_took_in_stands_in_the_chain_of_the_practice(records: Records) -> None:
    data = _record(_empty())
    patient = _files(records).take_in(data).patient
    whole = records.whole.of_patient(patient.id)
    _files(records).give_out(patient.id)

    told = [entry.action for entry in records.trail.chain(CLINIC.id)]

    assert told == [Action.PRACTICE_CREATED, Action.RECORD_IMPORTED, Action.RECORD_EXPORTED]
    assert records.whole.of_patient(patient.id) == whole


def test_who_came_in_is_found_and_listed_by_the_last_visit(records: Records) -> None:
    data = _record(_empty())
    patient = _files(records).take_in(data).patient

    (line,) = records.patients.search([patient.given[:2].lower()], 10, archived=False)

    assert line.patient == patient
    assert line.last_session == TickingClock().now().day


def test_what_was_given_out_or_taken_in_is_found_by_its_patient(records: Records) -> None:
    data = _record(_empty())
    patient = _files(records).take_in(data).patient
    other = Patients(records.patients, records.trail, TickingClock(), IDS, NORA).add(
        next(people(1, IDS))
    )
    _files(records).give_out(patient.id)
    of_patient, of_other = (
        [entry.action for entry in records.trail.find(Wanted(one.id), 50)]
        for one in (patient, other)
    )
    assert {Action.RECORD_EXPORTED, Action.RECORD_IMPORTED} <= set(of_patient)
    assert of_other == [Action.PATIENT_ADDED]
