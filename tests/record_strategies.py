"""Hypothesis strategies for whole records and the files they travel in."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from charting.domain.audit import START, Action, AuditEntry, Trace, link
from charting.domain.body import HEIGHTS_MM, PSIS_APART_MM, SPINE_MM, BodyMeasures
from charting.domain.canonical import canonical
from charting.domain.changes import apply
from charting.domain.episode import Episode
from charting.domain.follow_up import FollowUp
from charting.domain.given_papers import GivenId, GivenPaper, Kind, Way
from charting.domain.ids import (
    EntryId,
    EpisodeId,
    FactId,
    FollowUpId,
    PatientId,
    PracticeId,
    PractitionerId,
    SessionId,
)
from charting.domain.leaflet_blocks import ChosenMovement
from charting.domain.leaflet_plan import Edited, LeafletPlan, LeftOut
from charting.domain.moment import Moment
from charting.domain.patient import HealthReview, Patient
from charting.domain.practice import Practice
from charting.domain.record import (
    Export,
    Named,
    PatientRecord,
    RecordFile,
    in_stable_order,
    practitioners_named,
)
from charting.domain.session import Session, TakeOver
from charting.domain.sheet import Sheet, SheetId
from tests.event_strategies import said_of_events
from tests.fake_consents import said_of_consent
from tests.fakes import CountingIds, uuid7
from tests.outcome_strategies import said_of_outcomes
from tests.strategies import ME, charted, episodes, facts, follow_ups, moments, patients

NORA = Named(ME, "Nora Feld", "NF-1207")
BEAT = Named(PractitionerId(uuid7(5)), "Beat <b>Roth</b>", "", bytes(32))
PLACE = Practice(PracticeId(uuid7(4)), "Brücke", "044", "079", "CH", "144", "A4")
# No two records of a run share an id, so that all of them go into one practice.
_IDS = CountingIds(2**47)
AT = Moment.of(datetime(2026, 11, 23, 12, tzinfo=UTC), "Europe/Zurich")


def chained(
    ids: CountingIds, chain: UUID, told: Sequence[tuple[Action, object]]
) -> tuple[AuditEntry, ...]:
    """An audit trail that tells of these deeds."""
    entries: list[AuditEntry] = []
    for action, what in told:
        trace = Trace(EntryId(ids.new()), chain, AT, BEAT.id, action, canonical(what))
        entries.append(link(trace, len(entries) + 1, entries[-1].hash if entries else START))
    return tuple(entries)


PLANS = st.just(
    LeafletPlan(
        (LeftOut("bx.ces", "told at length"), LeftOut("expect")),
        ("soon", "same_day"),
        (Edited("do", "What now?", "• Rest, score 3<5 & more"),),
        (ChosenMovement("mv.walk", "Walk", "Walk at ease.", "10 minutes", "00" * 32),),
    )
)


@st.composite
def records(draw: DrawFn) -> PatientRecord:
    """Whole records that fit together, in the order in which they are given out."""
    ids = _IDS
    patient = replace(draw(patients()), id=PatientId(ids.new()), version=draw(st.integers(1, 3)))
    courses = [
        replace(episode, id=EpisodeId(ids.new()))
        for episode in draw(st.lists(episodes(patient.id), min_size=1, max_size=2))
    ]
    visits: list[Session] = []
    chains = [chained(ids, patient.id, [(Action.PATIENT_ADDED, patient)])]
    for number in range(draw(st.integers(0, 2))):
        begun = _begun(ids, patient, draw(st.sampled_from(courses)), number + 1, draw(moments()))
        session, changes = begun, draw(charted(begun, most=4))
        for change in changes:
            session = apply(change, session)
        visits.append(session)
        told = [(Action.SESSION_OPENED, begun), *((Action.SESSION_CHANGED, c) for c in changes)]
        chains.append(chained(ids, session.id, told))
    marks = [mark_id for session in visits for mark_id in session.marks]
    assume(len(marks) == len(set(marks)))
    record = PatientRecord(
        patient,
        tuple(
            replace(fact, id=FactId(ids.new()))
            for fact in draw(st.lists(facts(patient.id), max_size=3))
        ),
        tuple(draw(st.lists(_reviews(patient), max_size=2, unique=True))),
        tuple(draw(st.lists(_measures(patient), max_size=2, unique=True))),
        tuple(courses),
        tuple(visits),
        tuple(draw(st.lists(_follow_ups(patient, courses, visits), max_size=2))),
        tuple(draw(_sheets(patient, courses, visits))),
        chains=tuple(chains),
        papers=tuple(draw(st.lists(_papers(patient, visits), max_size=2))),
    )
    return in_stable_order(record)


def files() -> SearchStrategy[RecordFile]:
    """Whole records as they travel."""
    return records().map(filed)


def filed(record: PatientRecord) -> RecordFile:
    """The record as it travels, with whom it names."""
    named = practitioners_named(record)
    people = tuple(person for person in (NORA, BEAT) if person.id in named)
    return RecordFile(Export(AT, NORA, PLACE, "0.1.0"), people, record)


def _begun(
    ids: CountingIds, patient: Patient, episode: Episode, number: int, opened: Moment
) -> Session:
    begun = Session(SessionId(ids.new()), patient.id, episode.id, number, BEAT.id, opened)
    return replace(begun, supervisor_id=ME, taken_over=(TakeOver(opened, ME),))


def _reviews(patient: Patient) -> SearchStrategy[HealthReview]:
    return st.builds(HealthReview, st.just(patient.id), moments(), st.just(ME))


def _measures(patient: Patient) -> SearchStrategy[BodyMeasures]:
    return st.builds(
        BodyMeasures,
        st.just(patient.id),
        st.sampled_from(("reference", "broad")),
        moments(),
        st.just(ME),
        st.sampled_from(SPINE_MM),
        st.none() | st.sampled_from(PSIS_APART_MM),
        st.none() | st.sampled_from(HEIGHTS_MM),
    )


def _papers(patient: Patient, visits: Sequence[Session]) -> SearchStrategy[GivenPaper]:
    return st.builds(
        GivenPaper,
        st.builds(lambda: GivenId(_IDS.new())),
        st.just(patient.id),
        st.sampled_from(Kind),
        st.sampled_from(Way),
        moments(),
        st.just(ME),
        st.binary(min_size=32, max_size=32),
        st.sampled_from(("A4", "Letter", "62 × 29 mm")),
        st.sampled_from([None, *(visit.id for visit in visits)]),
    )


@st.composite
def _sheets(
    draw: DrawFn, patient: Patient, courses: Sequence[Episode], visits: Sequence[Session]
) -> list[Sheet]:
    drawn: list[Sheet] = []
    for _ in range(draw(st.integers(0, 2))):
        key, visit = SheetId(_IDS.new()), draw(st.sampled_from([None, *visits]))
        episode = visit.episode_id if visit else draw(st.sampled_from(courses)).id
        for version in range(1, draw(st.integers(1, 2)) + 1):
            struck = draw(st.sampled_from(["", "Another <b>patient</b>"])) if version > 1 else ""
            said = draw(st.one_of(said_of_events(), said_of_outcomes(), said_of_consent(), PLANS))
            session = visit.id if visit else None
            at = draw(moments())
            drawn.append(Sheet(key, version, patient.id, episode, session, at, ME, said, struck))
    return drawn


@st.composite
def _follow_ups(
    draw: DrawFn, patient: Patient, courses: Sequence[Episode], visits: Sequence[Session]
) -> FollowUp:
    visit = draw(st.sampled_from([None, *(visit.id for visit in visits)]))
    episode = draw(st.sampled_from(courses)).id
    drawn = draw(follow_ups())
    return replace(
        drawn,
        id=FollowUpId(_IDS.new()),
        patient_id=patient.id,
        episode_id=episode,
        session_id=visit,
    )
