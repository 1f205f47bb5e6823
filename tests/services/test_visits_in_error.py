"""A visit that was entered in error stays to be read, and tells nothing of this patient."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from charting import content
from charting.command_line.asking import latest
from charting.documents.paper import Paper
from charting.domain.changes import AddMark, Change, EditMark, SetAnswer
from charting.domain.curves import pain_entry
from charting.domain.marks import MapSite, out_at
from charting.domain.patient import FactKind, Patient
from charting.domain.session import Reply, Session
from charting.domain.visit import ANTICOAGULANT, NEXT_VISIT, PAIN_BEFORE
from charting.services.day_papers import DayPapers
from charting.services.letters import Letters
from charting.services.outcomes import Outcomes
from charting.services.practices import OpenPractice
from charting.services.small_papers import Slip, SmallPapers
from tests.fakes import CountingIds, FixedClock
from tests.invented import people


@dataclass(frozen=True, slots=True)
class Told:
    """A patient whose last visit but one was hers, and whose last was somebody else's."""

    patient: Patient
    hers: Session
    not_hers: Session


@pytest.fixture
def told(practice: OpenPractice, clock: FixedClock) -> Told:
    patient = practice.patients.add(next(people(1)))
    hers = _needled(practice, clock, patient, pain=6, thins=Reply.YES)
    clock.run_on(timedelta(days=7))
    not_hers = _needled(practice, clock, patient, pain=1, thins=Reply.NO)
    practice.signing.enter_in_error(not_hers.id, "It was her sister.")
    return Told(patient, hers, practice.sessions.session(not_hers.id))


def _needled(
    practice: OpenPractice, clock: FixedClock, patient: Patient, *, pain: int, thins: Reply
) -> Session:
    make = practice.sessions
    session = make.open_today(patient.id)

    def do(change: Change) -> None:
        make.store(make.entry(make.session(session.id), change))

    for item, fields in (
        (ANTICOAGULANT, {"reply": thins}),
        (PAIN_BEFORE, {"number": pain}),
        (NEXT_VISIT, {"choice": (clock.now().day + timedelta(days=5)).isoformat()}),
    ):
        do(SetAnswer(item, None, replace(make.answer(item), **fields)))
    place = content.body_map().at(18.0, 13.0)
    needle = make.needle(MapSite.of(place, "m.multifidus"), content.needle_kit().presets[0])
    do(AddMark(needle))
    do(EditMark(needle, out_at(needle, clock.now())))
    return make.session(session.id)


def test_what_was_answered_of_another_is_no_answer_of_hers(
    practice: OpenPractice, told: Told
) -> None:
    now = practice.sessions.open_today(told.patient.id)
    background = practice.screenings.known_before(now).background
    assert background.earlier[ANTICOAGULANT].reply is Reply.YES
    assert practice.sessions.needled_before(now) == told.hers


def test_no_paper_and_no_curve_tells_of_it(
    practice: OpenPractice, told: Told, clock: FixedClock
) -> None:
    records, key = practice.records, told.patient.id
    by, paper = (
        (clock, CountingIds(), practice.practitioner),
        Paper(content.body_map(), content.visit_items()),
    )
    letters = Letters(records, practice.sheets, lambda _size: paper, *by).of_patient(key)
    assert [each.id for each in letters.sessions] == [told.hers.id]
    scored = Outcomes(records, practice.sheets, practice.folder, by[2]).of_patient(key).scores
    assert scored.entries == (pain_entry(told.hers.opened, 6, told.hers.id),)
    assert DayPapers(records, clock, by[2]).without_leaflet() == ()
    timeline = practice.sessions.timeline(key)
    assert [line.stands for line in timeline] == [False, True]
    assert latest(timeline[::-1]) == 1


def test_a_visit_agreed_with_another_stands_on_no_slip_of_hers(
    practice: OpenPractice, told: Told, clock: FixedClock
) -> None:
    printed: list[Slip] = []

    class Printer:
        def label(self, _label: object) -> bytes:
            return b""

        def slip(self, slip: Slip) -> bytes:
            printed.append(slip)
            return b"%PDF"

    SmallPapers(practice.records, Printer(), clock, CountingIds(), practice.practitioner).slip(
        told.patient.id
    )
    assert printed[0].agreed is None


def test_a_visit_charted_anew_quotes_no_health_fact_of_another(
    practice: OpenPractice, clock: FixedClock
) -> None:
    one, other = map(practice.patients.add, people(2))
    practice.patients.add_fact(one.id, FactKind.MEDICINE, "apixaban")
    make, session = practice.sessions, practice.sessions.open_today(one.id)
    said = replace(make.answer(ANTICOAGULANT), reply=Reply.YES, fact="apixaban", remark="thin")
    make.store(make.entry(session, SetAnswer(ANTICOAGULANT, None, said)))
    practice.signing.sign(make.session(session.id))
    anew = practice.moving.move(session.id, other.id, "The wrong record was open.")
    assert make.session(anew.id).answers == {ANTICOAGULANT: replace(said, fact="")}
