"""What is still to be done about sessions: listed with its counts, and found at once among all."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event, text

from charting.domain.changes import AddMark, Change, EditMark, RemoveMark, SetAnswer, apply
from charting.domain.ids import PatientId
from charting.domain.marks import Needle
from charting.domain.patient import Patient
from charting.domain.session import Answer, Session
from charting.domain.visit import (
    NEEDLES_REMOVED,
    OUTCOME,
    PACKS_OPENED,
    PAIN_AFTER,
    PAIN_BEFORE,
    RESOLVED,
    UNUSED,
    Outcome,
    unresolved_count,
)
from charting.services.patients import Patients
from charting.services.ports import Records
from charting.services.sessions import Sessions
from tests.fakes import CountingIds, TickingClock
from tests.invented import PRESET, places
from tests.storage.backends import NORA, Backend, Memory

IDS = CountingIds(60_000)
SITES = list(places(6))


class Desk:
    """Opens sessions and makes changes in them, as the window does."""

    def __init__(self, records: Records) -> None:
        self.clock = TickingClock()
        self.sessions = Sessions(records.sessions, self.clock, IDS, NORA)
        self.patient = Patients(records.patients, records.trail, self.clock, IDS, NORA).add(
            Patient(PatientId(IDS.new()), "Wu", "Li", date(1984, 3, 9))
        )

    def open(self) -> Session:
        """A session of its own, the day after the one before."""
        self.clock.run_on(timedelta(days=1))
        return self.sessions.open_today(self.patient.id)

    def make(self, session: Session, change: Change) -> Session:
        """The session after a change that is stored."""
        self.sessions.store(self.sessions.entry(session, change))
        return apply(change, session)

    def needle(self, session: Session) -> Session:
        """The session with one needle more, already out."""
        needle = self.sessions.needle(SITES[len(session.marks) % len(SITES)], PRESET)
        return self.make(session, AddMark(replace(needle, came_out=self.clock.now())))

    def answer(self, session: Session, item: str, value: int | str | None) -> Session:
        """The session with an answer; `None` takes it back."""
        return self.make(session, SetAnswer(item, session.answers.get(item), self._of(item, value)))

    def _of(self, item: str, value: int | str | None) -> Answer | None:
        answer = self.sessions.answer(item)
        if isinstance(value, int):
            return replace(answer, number=value)
        return None if value is None else replace(answer, choice=value)


@pytest.fixture
def desk(records: Records) -> Desk:
    return Desk(records)


def test_a_line_says_what_was_charted_counted_and_felt(desk: Desk) -> None:
    session = desk.needle(desk.needle(desk.open()))
    session = desk.make(session, AddMark(desk.sessions.trigger_point(SITES[0])))
    for item, value in (
        (OUTCOME, "partly"),
        (PAIN_BEFORE, 6),
        (PAIN_AFTER, 0),
        (PACKS_OPENED, 3),
        (NEEDLES_REMOVED, 2),
    ):
        session = desk.answer(session, item, value)
    (line,) = desk.sessions.timeline(desk.patient.id)
    assert (line.trigger_points, line.needles, line.needles_in) == (1, 2, 0)
    assert line.outcome is Outcome.PARTLY
    assert (line.pain_before, line.pain_after) == (6, 0)
    assert (line.packs_opened, line.needles_found, line.uncounted) == (3, 2, True)
    (work,) = desk.sessions.worklist()
    assert (work.session, work.patient) == (line, desk.patient)
    for item in (OUTCOME, PAIN_BEFORE, PAIN_AFTER, PACKS_OPENED, NEEDLES_REMOVED):
        session = desk.answer(session, item, None)
    (line,) = desk.sessions.timeline(desk.patient.id)
    noted = (line.outcome, line.pain_before, line.pain_after, line.packs_opened)
    assert noted == (None, None, None, None)


def test_sessions_with_uncounted_needles_are_found_newest_first(desk: Desk) -> None:
    first = desk.needle(desk.open())
    counted = desk.needle(desk.open())
    for item in (PACKS_OPENED, NEEDLES_REMOVED):
        counted = desk.answer(counted, item, 1)
    desk.open()
    last = desk.needle(desk.open())
    assert [line.session.id for line in desk.sessions.uncounted()] == [last.id, first.id]
    assert [line.session.id for line in desk.sessions.uncounted(1)] == [last.id]


def test_sessions_with_a_needle_on_their_chart_are_counted_by_day(
    desk: Desk, records: Records
) -> None:
    first = desk.needle(desk.needle(desk.open()))
    taken_back = desk.needle(desk.open())
    (needle,) = taken_back.needles()
    desk.make(taken_back, RemoveMark(needle))
    last = desk.make(desk.open(), AddMark(desk.sessions.trigger_point(SITES[0])))
    last = desk.needle(last)
    the_day_before = first.opened.day - timedelta(days=1)
    assert records.sessions.needled(the_day_before) == 2
    assert records.sessions.needled(first.opened.day) == 1
    assert records.sessions.needled(last.opened.day) == 0


def _changes(desk: Desk, session: Session, chance: random.Random) -> Iterator[Change]:
    """What could be done next: needles set, taken back or made points of, and counts noted."""
    numbers = (None, 0, 1, 2, 3)
    for item, values in (
        (PACKS_OPENED, numbers),
        (NEEDLES_REMOVED, numbers),
        (UNUSED, numbers),
        (RESOLVED, (None, None, "explained")),
        (OUTCOME, (None, "needled", "declined", "partly")),
    ):
        value: Any = chance.choice(values)
        yield SetAnswer(item, session.answers.get(item), desk._of(item, value))
    needle = desk.sessions.needle(chance.choice(SITES), PRESET)
    yield AddMark(needle)
    yield AddMark(desk.sessions.trigger_point(chance.choice(SITES)))
    for mark in session.marks.values():
        yield RemoveMark(mark)
        if isinstance(mark, Needle):
            yield EditMark(mark, replace(mark, came_out=desk.clock.now()))


def test_the_records_count_as_the_domain_does_after_every_change(desk: Desk) -> None:
    chance = random.Random(8)
    sessions = [desk.open(), desk.open()]
    for _number in range(90):
        at = chance.randrange(2)
        change = chance.choice(list(_changes(desk, sessions[at], chance)))
        if isinstance(change, SetAnswer) and change.before == change.after:
            continue
        sessions[at] = desk.make(sessions[at], change)
        found = {line.session.id for line in desk.sessions.uncounted()}
        assert found == {one.id for one in sessions if unresolved_count(one)}


_ASKED: dict[str, Callable[[Records], object]] = {
    "sessions_uncounted": lambda records: records.sessions.uncounted(50),
    "sessions_by_status": lambda records: records.sessions.worklist(50),
    "follow_ups_open": lambda records: records.follow_ups.due(date(2026, 11, 23), 50),
}


@pytest.mark.parametrize("index", _ASKED)
def test_no_list_of_what_is_open_reads_all_that_ever_was(backend: Backend, index: str) -> None:
    if isinstance(backend, Memory):
        pytest.skip("memory has no index")
    records = backend.open()
    with _statements() as asked:
        _ASKED[index](records)
    records.close()
    plan = _plan(backend.engine, *asked[0])
    assert index in plan
    for all_of_it in ("SCAN sessions\n", "SCAN follow_ups\n", "Seq Scan"):
        assert all_of_it not in plan


@contextmanager
def _statements() -> Iterator[list[tuple[str, Any]]]:
    """The statements that go to any database meanwhile, with their parameters."""
    asked: list[tuple[str, Any]] = []

    def listen(*told: Any) -> None:  # noqa: ANN401
        asked.append(told[2:4])

    event.listen(Engine, "before_cursor_execute", listen)
    yield asked
    event.remove(Engine, "before_cursor_execute", listen)


def _plan(engine: Engine, statement: str, parameters: Any) -> str:  # noqa: ANN401
    """How the database goes about a statement, line by line."""
    lite = engine.dialect.name == "sqlite"
    with engine.begin() as connection:
        if not lite:
            # A table of a few rows would be read whole, whatever indexes it has.
            for way in ("enable_seqscan", "enable_bitmapscan"):
                connection.execute(text(f"SET LOCAL {way} = off"))
        explain = "EXPLAIN QUERY PLAN" if lite else "EXPLAIN"
        rows = connection.exec_driver_sql(f"{explain} {statement}", parameters)
        return "".join(f"{row[-1]}\n" for row in rows)
