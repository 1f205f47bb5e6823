"""Sessions opened within episodes and charted, change by change."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from charting.domain.audit import Action, first_break
from charting.domain.changes import AddMark, Change, EditNote, MoveMark, apply
from charting.domain.errors import ErrorCode, Refused
from charting.domain.marks import Site
from charting.domain.patient import Patient
from charting.domain.session import NoteSection, Session, Status
from charting.services.practices import OpenPractice
from tests.fakes import FixedClock, MemoryRecords
from tests.invented import PRESET, places


@pytest.fixture
def anna(practice: OpenPractice) -> Patient:
    return practice.patients.add(
        Patient(practice.patients.draft(), "Muster", "Anna", date(1984, 3, 9))
    )


@pytest.fixture
def session(practice: OpenPractice, anna: Patient) -> Session:
    return practice.sessions.open_today(anna.id)


@pytest.fixture
def sites() -> list[Site]:
    return list(places(2))


def test_the_first_session_opens_an_episode(
    practice: OpenPractice, anna: Patient, session: Session, records: MemoryRecords
) -> None:
    (episode,) = practice.sessions.episodes(anna.id)

    assert (session.number, session.episode_id) == (1, episode.id)
    assert session.practitioner_id == practice.practitioner.id
    assert records.trail.chain(anna.id)[-1].action is Action.EPISODE_OPENED
    assert records.trail.chain(session.id)[0].action is Action.SESSION_OPENED


def test_todays_draft_is_gone_on_with(
    practice: OpenPractice, anna: Patient, session: Session, clock: FixedClock
) -> None:
    clock.run_on(timedelta(hours=3))

    assert practice.sessions.open_today(anna.id) == session


def test_the_next_day_has_a_session_of_its_own(
    practice: OpenPractice, anna: Patient, session: Session, clock: FixedClock
) -> None:
    clock.run_on(timedelta(days=1))
    second = practice.sessions.open_today(anna.id)

    assert (second.number, second.episode_id) == (2, session.episode_id)
    assert [line.id for line in practice.sessions.timeline(anna.id)] == [second.id, session.id]


def test_a_signed_session_is_not_gone_on_with(
    practice: OpenPractice, anna: Patient, session: Session, records: MemoryRecords
) -> None:
    records.kept.sessions[session.id] = replace(session, status=Status.SIGNED)

    assert practice.sessions.open_today(anna.id).number == 2


def test_a_closed_episode_is_followed_by_a_new_one(
    practice: OpenPractice,
    anna: Patient,
    session: Session,
    records: MemoryRecords,
    clock: FixedClock,
) -> None:
    (episode,) = practice.sessions.episodes(anna.id)
    records.kept.episodes[episode.id] = replace(episode, closed=clock.now())
    clock.run_on(timedelta(days=1))

    later = practice.sessions.open_today(anna.id)

    assert later.episode_id != episode.id
    assert later.number == 1


def test_what_is_charted_is_kept_and_told(
    practice: OpenPractice, session: Session, records: MemoryRecords, sites: list[Site]
) -> None:
    service = practice.sessions
    needle, point = service.needle(sites[0], PRESET), service.trigger_point(sites[1])
    changes: list[Change] = [AddMark(needle), AddMark(point)]
    changes.append(MoveMark(needle.id, sites[0], sites[1]))
    changes.append(EditNote(NoteSection.PLAN, "", "Again in a week."))
    for change in changes:
        service.store(service.entry(session, change))
        session = apply(change, session)

    kept = service.session(session.id)
    trail = records.trail.chain(session.id)
    assert (kept, kept.versions) == (session, session.versions)
    assert [entry.action for entry in trail[1:]] == [Action.SESSION_CHANGED] * 4
    assert first_break(trail) is None
    (line,) = service.timeline(session.patient_id)
    assert (line.needles, line.needles_in, line.trigger_points) == (1, 1, 1)


def test_an_undo_is_a_new_entry(
    practice: OpenPractice, session: Session, records: MemoryRecords, sites: list[Site]
) -> None:
    service = practice.sessions
    place = AddMark(service.trigger_point(sites[0]))
    service.store(service.entry(session, place))
    after = apply(place, session)
    service.store(service.entry(after, place.inverse()))

    assert service.session(session.id) == session
    assert len(records.trail.chain(session.id)) == 3


def test_an_entry_sent_twice_is_stored_once(
    practice: OpenPractice, session: Session, records: MemoryRecords, sites: list[Site]
) -> None:
    entry = practice.sessions.entry(session, AddMark(practice.sessions.trigger_point(sites[0])))

    practice.sessions.store(entry)
    practice.sessions.store(entry)

    assert len(records.trail.chain(session.id)) == 2


def test_an_entry_upon_what_has_changed_since_is_refused(
    practice: OpenPractice, session: Session, records: MemoryRecords
) -> None:
    service = practice.sessions
    first = service.entry(session, EditNote(NoteSection.PLAN, "", "Walk."))
    second = service.entry(session, EditNote(NoteSection.PLAN, "", "Rest."))
    elsewhere = service.entry(session, EditNote(NoteSection.OBJECTIVE, "", "Taut band."))
    service.store(first)

    with pytest.raises(Refused) as refused:
        service.store(second)
    service.store(elsewhere)

    assert refused.value.code is ErrorCode.STALE_RECORD
    assert dict(service.session(session.id).notes) == {
        NoteSection.PLAN: "Walk.",
        NoteSection.OBJECTIVE: "Taut band.",
    }
    assert len(records.trail.chain(session.id)) == 3


def test_a_signed_session_takes_nothing(
    practice: OpenPractice, session: Session, records: MemoryRecords
) -> None:
    entry = practice.sessions.entry(session, EditNote(NoteSection.PLAN, "", "Walk."))
    records.kept.sessions[session.id] = replace(session, status=Status.SIGNED)

    with pytest.raises(Refused) as refused:
        practice.sessions.store(entry)

    assert refused.value.code is ErrorCode.ALREADY_SIGNED


def test_a_needle_goes_in_when_it_is_placed(
    practice: OpenPractice, clock: FixedClock, sites: list[Site]
) -> None:
    needle = practice.sessions.needle(sites[0], PRESET)

    assert needle.in_situ
    assert needle.placed == needle.went_in == clock.now()
    assert (needle.length, needle.diameter) == (PRESET.length, PRESET.diameter)
    assert needle.placed_by == practice.practitioner.id
