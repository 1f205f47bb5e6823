"""Patients added, found, corrected, archived, and their health kept up to date."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from charting.domain.audit import Action, first_break
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId
from charting.domain.patient import FactKind, Patient
from charting.services.practices import OpenPractice
from tests.fakes import FixedClock, MemoryRecords


def describe(practice: OpenPractice, family: str = "Muster", given: str = "Anna") -> Patient:
    return Patient(practice.patients.draft(), family, given, date(1984, 3, 9))


@pytest.fixture
def anna(practice: OpenPractice) -> Patient:
    return practice.patients.add(describe(practice))


def done(records: MemoryRecords, patient: Patient) -> list[Action]:
    """What the trail of a patient tells of."""
    return [entry.action for entry in records.trail.chain(patient.id)]


def test_who_is_added_is_stored_as_cleaned(practice: OpenPractice, records: MemoryRecords) -> None:
    typed = replace(describe(practice, "  Mu\u0308ller\x07 ", " Jo  Ann "), phone=" 044 1 ")

    added = practice.patients.add(typed)

    assert (added.family, added.given, added.phone) == ("Müller", "Jo Ann", "044 1")
    assert practice.patients.patient(added.id) == added
    assert done(records, added) == [Action.PATIENT_ADDED]


def test_a_form_sent_twice_adds_one_patient(practice: OpenPractice, anna: Patient) -> None:
    practice.patients.add(anna)

    assert len(practice.patients.find("")) == 1


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"family": " ", "given": ""}, ErrorCode.NAME_MISSING),
        ({"born": date(2026, 11, 24)}, ErrorCode.BIRTH_IN_FUTURE),
        ({"born": date(1790, 1, 1)}, ErrorCode.BIRTH_TOO_EARLY),
        ({"family": "x" * 1_000}, ErrorCode.TEXT_TOO_LONG),
        ({"given": "\ud800"}, ErrorCode.TEXT_UNREADABLE),
    ],
)
def test_who_cannot_be_is_not_stored(
    practice: OpenPractice,
    anna: Patient,
    records: MemoryRecords,
    wrong: dict[str, str | date],
    code: ErrorCode,
) -> None:
    impossible = replace(describe(practice), **wrong)  # type: ignore[arg-type]

    with pytest.raises(Refused) as added:
        practice.patients.add(impossible)
    with pytest.raises(Refused) as corrected:
        practice.patients.correct(replace(impossible, id=anna.id))

    assert added.value.code is corrected.value.code is code
    assert list(records.kept.patients) == [anna.id]
    assert done(records, anna) == [Action.PATIENT_ADDED]


def test_today_is_a_birthday_that_can_be(practice: OpenPractice, clock: FixedClock) -> None:
    newborn = replace(describe(practice), born=clock.now().day)

    assert practice.patients.add(newborn).born == clock.now().day


def test_a_correction_counts_on(
    practice: OpenPractice, anna: Patient, records: MemoryRecords
) -> None:
    corrected = practice.patients.correct(replace(anna, family="Muster-Li"))

    assert corrected.version == anna.version + 1
    assert practice.patients.patient(anna.id) == corrected
    assert [line.patient.id for line in practice.patients.find("li")] == [anna.id]
    assert done(records, anna) == [Action.PATIENT_ADDED, Action.PATIENT_CORRECTED]


def test_a_correction_of_what_has_changed_since_is_refused(
    practice: OpenPractice, anna: Patient, records: MemoryRecords
) -> None:
    practice.patients.correct(replace(anna, phone="1"))

    with pytest.raises(Refused) as refused:
        practice.patients.correct(replace(anna, phone="2"))

    assert refused.value.code is ErrorCode.STALE_RECORD
    assert practice.patients.patient(anna.id).phone == "1"
    assert len(done(records, anna)) == 2


def test_the_archived_leave_the_lists_and_come_back(practice: OpenPractice, anna: Patient) -> None:
    gone = practice.patients.archive(anna)

    assert not practice.patients.find("")
    assert not practice.patients.find("anna")
    assert [line.patient for line in practice.patients.find("anna", archived=True)] == [gone]
    assert [line.patient for line in practice.patients.find("", archived=True)] == [gone]

    back = practice.patients.archive(gone, archived=False)
    assert [line.patient for line in practice.patients.find("anna")] == [back]


def test_nothing_typed_gives_those_seen_lately(
    practice: OpenPractice, anna: Patient, clock: FixedClock
) -> None:
    clock.run_on(timedelta(hours=1))
    beat = practice.patients.add(describe(practice, "Alt", "Beat"))
    clock.run_on(timedelta(hours=1))
    practice.sessions.open_today(anna.id)

    lines = practice.patients.find("")

    assert [line.patient for line in lines] == [anna, beat]
    assert [line.last_session for line in lines] == [clock.now().day, None]
    assert [line.patient for line in practice.patients.find("", limit=1)] == [anna]


def test_likely_doubles_are_told_archived_ones_too(practice: OpenPractice, anna: Patient) -> None:
    other = practice.patients.add(describe(practice, "Keller", "Beat"))
    gone = practice.patients.archive(anna)

    exchanged = replace(describe(practice, "MUSTER", "Ánna"), born=date(1984, 9, 3))

    assert practice.patients.likely_doubles(describe(practice)) == (gone,)
    assert practice.patients.likely_doubles(exchanged) == (gone,)
    assert practice.patients.likely_doubles(other) == ()
    assert practice.patients.likely_doubles(gone) == ()


def test_a_health_fact_is_noted_and_ended(
    practice: OpenPractice, anna: Patient, records: MemoryRecords, clock: FixedClock
) -> None:
    fact = practice.patients.add_fact(anna.id, FactKind.ALLERGY, " Nickel ")
    clock.run_on(timedelta(days=1))
    ended = practice.patients.end_fact(fact)

    assert (fact.text, fact.current, ended.current) == ("Nickel", True, False)
    assert practice.patients.facts(anna.id) == (ended,)
    assert ended.ended == clock.now()
    assert done(records, anna)[1:] == [Action.FACT_ADDED, Action.FACT_ENDED]


def test_a_fact_that_has_changed_since_is_not_ended(practice: OpenPractice, anna: Patient) -> None:
    fact = practice.patients.add_fact(anna.id, FactKind.MEDICINE, "Apixaban")
    practice.patients.end_fact(fact)

    with pytest.raises(Refused) as refused:
        practice.patients.end_fact(fact)

    assert refused.value.code is ErrorCode.STALE_RECORD


def test_an_empty_fact_is_refused(practice: OpenPractice, anna: Patient) -> None:
    with pytest.raises(Refused) as refused:
        practice.patients.add_fact(anna.id, FactKind.HISTORY, "\n ")

    assert refused.value.code is ErrorCode.FIELD_MISSING


def test_the_last_review_is_the_one_that_counts(
    practice: OpenPractice, anna: Patient, clock: FixedClock
) -> None:
    assert practice.patients.last_review(anna.id) is None
    practice.patients.review(anna.id)
    clock.run_on(timedelta(days=7))

    assert practice.patients.review(anna.id) == practice.patients.last_review(anna.id)


def test_an_impossible_measure_is_refused_and_leaves_nothing(
    practice: OpenPractice, anna: Patient
) -> None:
    with pytest.raises(Refused) as refused:
        practice.patients.measure(anna.id, "reference", psis=20)
    assert refused.value.code is ErrorCode.MEASURE_IMPOSSIBLE
    assert practice.patients.measures(anna.id) is None


def test_reading_a_record_leaves_a_trace(
    practice: OpenPractice, anna: Patient, records: MemoryRecords
) -> None:
    session = practice.sessions.open_today(anna.id)
    practice.patients.viewed(anna.id, [session.id])

    last = records.trail.chain(anna.id)[-1]
    assert last.action is Action.RECORD_VIEWED
    assert session.id.hex in (last.payload or b"").decode()
    assert first_break(records.trail.chain(anna.id)) is None


def test_who_is_not_on_file_is_not_found(practice: OpenPractice) -> None:
    with pytest.raises(Refused) as refused:
        practice.patients.patient(PatientId(practice.patients.draft()))

    assert refused.value.code is ErrorCode.NOT_FOUND
