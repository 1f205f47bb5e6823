"""An invented course: so many visits with so many marks each, and scores beside them."""

import random
from dataclasses import replace
from datetime import timedelta

from charting.domain.changes import AddMark, Change, EditMark, SetAnswer, apply
from charting.domain.ids import PatientId
from charting.domain.marks import Needle, PointStatus, Repeated
from charting.domain.outcomes import Reading, Scored
from charting.domain.session import Session
from charting.domain.visit import PAIN_AFTER, PAIN_BEFORE
from charting.services.practices import OpenPractice
from tests.fakes import FixedClock
from tests.invented import PRESET, places

A_WEEK, A_MINUTE, A_WHILE = timedelta(days=7), timedelta(seconds=40), timedelta(minutes=8)


def course(
    practice: OpenPractice, clock: FixedClock, patient_id: PatientId, visits: int, marks: int
) -> tuple[Session, ...]:
    """So many visits a week apart, the clock standing at the last. Each repeats most of the places
    of the one before; a third of the marks are trigger points.
    """
    chance = random.Random(7)
    made: list[Session] = []
    for number in range(visits):
        if number:
            clock.run_on(A_WEEK)
        made.append(_visit(practice, clock, patient_id, number, marks, chance))
    return tuple(made)


def _visit(
    practice: OpenPractice,
    clock: FixedClock,
    patient_id: PatientId,
    number: int,
    marks: int,
    chance: random.Random,
) -> Session:
    make = practice.sessions
    session = make.open_today(patient_id)
    pain = max(1, 7 - number // 2)
    session = _answer(practice, session, PAIN_BEFORE, pain)
    before = make.needled_before(session)
    known = list(before.needles()) if before else []
    # A few places are new each time.
    sites = [*places(max(0, marks - 4), seed=1), *places(4, seed=100 + number)]
    for at, site in enumerate(sites):
        clock.run_on(A_MINUTE)
        if at % 3 == 0:
            status = chance.choice(tuple(PointStatus))
            mark = replace(make.trigger_point(site), status=status, taut_band=True)
            session = _do(practice, session, AddMark(mark))
            continue
        needle = make.needle(site, PRESET)
        same = [each for each in known if each.site == site]
        repeats = Repeated(same[0].id, before.opened.day) if same and before else None
        told = replace(
            needle,
            depth=chance.randrange(15, 50, 5),
            twitches=chance.choice((None, 0, 0, 1, 2, 3)),
            familiar_pain=chance.choice((None, True, False)),
            repeats=repeats,
        )
        session = _do(practice, session, AddMark(told))
    clock.run_on(A_WHILE)
    for needle in session.needles():
        out: Needle = replace(needle, came_out=clock.now())
        session = _do(practice, session, EditMark(needle, out))
    session = _answer(practice, session, PAIN_AFTER, max(0, pain - 1 - number % 2))
    if number % 3 == 0:
        ticks = tuple(Reading(f"rm{n:02}", 1) for n in range(1, 16 - number))
        practice.sheets.file(patient_id, Scored("om.rmdq24", ticks), session.episode_id, session.id)
    lifted = Scored("om.psfs", (Reading("lift boxes", min(10, 3 + number // 2)),))
    practice.sheets.file(patient_id, lifted, session.episode_id, session.id)
    return session


def _answer(practice: OpenPractice, session: Session, item: str, number: int) -> Session:
    answer = replace(practice.sessions.answer(item), number=number)
    return _do(practice, session, SetAnswer(item, None, answer))


def _do(practice: OpenPractice, session: Session, change: Change) -> Session:
    practice.sessions.store(practice.sessions.entry(session, change))
    return apply(change, session)
