"""What every kind of records must do alike: keep, refuse, find, and chain what was done."""

from dataclasses import replace
from datetime import date

import pytest

from charting import content
from charting.domain.audit import first_break
from charting.domain.changes import AddMark, Change, EditNote, MoveMark, RemoveMark, apply
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId
from charting.domain.marks import MapSite
from charting.domain.patient import FactKind, Patient
from charting.domain.session import NoteSection, Session
from charting.services.patients import Patients
from charting.services.ports import Records
from charting.services.sessions import Sessions
from tests.fakes import CountingIds, TickingClock
from tests.invented import PRESET
from tests.storage.backends import NORA

MAP = content.body_map()
IDS = CountingIds(20_000)


def _patients(records: Records) -> Patients:
    return Patients(records.patients, records.trail, TickingClock(), IDS, NORA)


def _sessions(records: Records) -> Sessions:
    return Sessions(records.sessions, TickingClock(), IDS, NORA)


def _add(records: Records, family: str, given: str = "", born: date = date(1984, 3, 9)) -> Patient:
    return _patients(records).add(
        Patient(PatientId(IDS.new()), family, given, born, phone="079 555 01 12")
    )


def _site(x_mm: float, y_mm: float) -> MapSite:
    placement = MAP.at(x_mm, y_mm)
    return MapSite.of(placement, MAP.named(placement, 50))


def _perform(sessions: Sessions, session: Session, change: Change) -> Session:
    sessions.store(sessions.entry(session, change))
    return apply(change, session)


def test_a_charted_session_comes_back_as_the_domain_has_it(records: Records) -> None:
    sessions = _sessions(records)
    session = sessions.open_today(_add(records, "Wu", "Li").id)
    needle = sessions.needle(_site(18, 13), PRESET)
    point = sessions.trigger_point(_site(-55, 58))
    session = _perform(sessions, session, AddMark(needle))
    session = _perform(sessions, session, AddMark(point))
    session = _perform(sessions, session, MoveMark(needle.id, needle.site, _site(20, 10)))
    session = _perform(sessions, session, RemoveMark(point))
    session = _perform(sessions, session, AddMark(point))
    text = "score 3<5 <L5 'quoted' 😀"
    session = _perform(sessions, session, EditNote(NoteSection.PLAN, "", text))
    stored = sessions.session(session.id)
    assert stored == session
    assert stored.versions == session.versions
    assert list(stored.marks) == list(session.marks)


def test_an_entry_sent_twice_is_stored_once(records: Records) -> None:
    sessions = _sessions(records)
    session = sessions.open_today(_add(records, "Wu").id)
    entry = sessions.entry(session, AddMark(sessions.trigger_point(_site(18, 13))))
    sessions.store(entry)
    sessions.store(entry)
    assert len(sessions.session(session.id).marks) == 1
    assert len(records.trail.chain(session.id)) == 2


def test_a_stale_write_is_refused_and_leaves_nothing(records: Records) -> None:
    sessions = _sessions(records)
    session = sessions.open_today(_add(records, "Wu").id)
    point = sessions.trigger_point(_site(18, 13))
    placed = _perform(sessions, session, AddMark(point))
    first = sessions.entry(placed, MoveMark(point.id, point.site, _site(30, 20)))
    second = sessions.entry(placed, MoveMark(point.id, point.site, _site(40, 20)))
    sessions.store(first)
    with pytest.raises(Refused) as refused:
        sessions.store(second)
    assert refused.value.code is ErrorCode.STALE_RECORD
    assert sessions.session(session.id).marks[point.id].site == _site(30, 20)
    assert len(records.trail.chain(session.id)) == 3


def test_two_people_correct_one_patient_and_the_second_is_told(records: Records) -> None:
    patients = _patients(records)
    read = _add(records, "Keller")
    patients.correct(replace(read, phone="1"))
    with pytest.raises(Refused) as refused:
        patients.correct(replace(read, phone="2"))
    assert refused.value.code is ErrorCode.STALE_RECORD
    assert patients.patient(read.id).phone == "1"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("wu", {"Wu"}),
        ("li", {"Wu", "Łukasiewicz-Li"}),
        ("li wu", {"Wu"}),
        ("orst weis", {"Ørsted-Weiß"}),
        ("OBRIEN", {"O'Brien"}),
        ("lukas", {"Łukasiewicz-Li"}),
        ("小明", {"王小明"}),
        ("محم", {"محمد"}),
        ("bold", {"<b>Bold</b>"}),
        ("9.3.1984 wu", {"Wu"}),
        ("0555", set()),
        ("5550112 wu", {"Wu"}),
        ("'; drop table", set()),
    ],
)
def test_patients_are_found_by_any_part_in_any_order(
    records: Records, typed: str, found: set[str]
) -> None:
    for family, given in (
        ("Wu", "Li"),
        ("Łukasiewicz-Li", "Ewa"),
        ("Ørsted-Weiß", "Søren"),
        ("O'Brien", "Siobhán"),
        ("王小明", ""),
        ("محمد", "سليم"),
        ("<b>Bold</b>", "😀"),
    ):
        _add(records, family, given)
    lines = _patients(records).find(typed)
    assert {line.patient.family for line in lines} == found


def test_archived_patients_leave_the_lists_and_come_back(records: Records) -> None:
    patients = _patients(records)
    archived = patients.archive(_add(records, "Keller"))
    assert not patients.find("keller")
    assert [line.patient for line in patients.find("keller", archived=True)] == [archived]
    patients.archive(archived, archived=False)
    assert patients.find("keller")


def test_likely_doubles_are_found(records: Records) -> None:
    patients = _patients(records)
    known = _add(records, "Keller", "Anna")
    _add(records, "Meier", "Beat", date(1970, 1, 1))
    slip = Patient(PatientId(IDS.new()), "Keller", "Anna", date(1984, 9, 3))
    assert patients.likely_doubles(slip) == (known,)


def test_health_facts_are_dated_ended_and_reviewed(records: Records) -> None:
    patients = _patients(records)
    patient = _add(records, "Keller")
    fact = patients.add_fact(patient.id, FactKind.ALLERGY, "nickel")
    assert patients.last_review(patient.id) is None
    patients.end_fact(fact)
    patients.review(patient.id)
    (ended,) = patients.facts(patient.id)
    assert not ended.current
    assert patients.last_review(patient.id) is not None


def test_a_body_is_measured_and_earlier_measures_stay(records: Records) -> None:
    patients = _patients(records)
    patient, other = _add(records, "Keller"), _add(records, "Wu")
    assert patients.measures(patient.id) is None
    first = patients.measure(patient.id, "reference", height=1720)
    latest = patients.measure(patient.id, "female", spine=160, psis=98)
    assert patients.measures(patient.id) == latest
    assert tuple(patients.all_measures(patient.id)) == (first, latest)
    assert patients.measures(other.id) is None
    assert records.counts()["body_measures"] == 2


def test_every_chain_is_whole_and_heads_name_its_last_entry(records: Records) -> None:
    patients, sessions = _patients(records), _sessions(records)
    patient = _add(records, "Keller")
    patients.add_fact(patient.id, FactKind.MEDICINE, "apixaban")
    session = sessions.open_today(patient.id)
    _perform(sessions, session, AddMark(sessions.trigger_point(_site(18, 13))))
    heads = {head.chain: head for head in records.trail.heads()}
    assert set(records.trail.chains()) == set(heads)
    for chain, head in heads.items():
        entries = records.trail.chain(chain)
        assert first_break(entries) is None
        assert (entries[-1].number, entries[-1].hash) == (head.number, head.hash)
    assert not records.problems()
