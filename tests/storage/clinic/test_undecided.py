"""What two said otherwise while one of them did not look is told again, until it is decided."""

from dataclasses import replace

import pytest

from charting.domain.changes import EditMark, EditNote, Entry
from charting.domain.conflicts import wanted_by
from charting.domain.errors import ErrorCode, Refused
from charting.domain.marks import Mark
from charting.domain.session import NoteSection, Session
from charting.services.practices import OpenPractice
from tests.invented import chart, people


@pytest.fixture
def visit(nora: OpenPractice) -> Session:
    """A visit of Nora's with a mark."""
    patient = nora.patients.add(next(people(1, seed=96)))
    return chart(nora, nora.sessions.open_today(patient.id), 1)


def _set_aside(practice: OpenPractice, entry: Entry) -> None:
    """As the window does with what is turned down, also when it is locked by then."""
    with pytest.raises(Refused) as refused:
        practice.sessions.store(entry)
    assert refused.value.code is ErrorCode.STALE_RECORD
    session = practice.sessions.session(entry.session_id)
    practice.together.set_aside(entry, wanted_by(entry.change, session))


def _says(practice: OpenPractice, session: Session, remark: str) -> Mark:
    now = practice.sessions.session(session.id)
    mark = next(iter(now.marks.values()))
    practice.sessions.store(
        practice.sessions.entry(now, EditMark(mark, replace(mark, remark=remark)))
    )
    return mark


def _clashes(jan: OpenPractice, nora: OpenPractice, visit: Session, remark: str) -> None:
    before = jan.sessions.session(visit.id)
    mark = _says(nora, visit, f"Nora: {remark}")
    mine = EditMark(mark, replace(mark, remark=f"Jan: {remark}"))
    _set_aside(jan, jan.sessions.entry(before, mine))


def test_it_is_told_until_it_is_decided_either_way(
    nora: OpenPractice, jan: OpenPractice, visit: Session
) -> None:
    _clashes(jan, nora, visit, "once")
    ((session, conflict),) = jan.together.undecided()
    mine, theirs = conflict.mine, conflict.theirs
    assert not isinstance(mine, str)
    assert not isinstance(theirs, str)
    assert mine is not None
    assert theirs is not None
    assert session.id == visit.id
    assert (mine.remark, theirs.remark) == ("Jan: once", "Nora: once")
    assert conflict.by == nora.practitioner.id
    # It is Jan's: nobody else is asked.
    assert not nora.together.undecided()
    jan.together.let_stand(visit.id, conflict)
    assert not jan.together.undecided()
    _clashes(jan, nora, visit, "twice")
    assert len(jan.together.undecided()) == 1
    _says(jan, visit, "Jan: twice")
    assert not jan.together.undecided()


def test_who_said_the_same_is_asked_nothing(
    nora: OpenPractice, jan: OpenPractice, visit: Session
) -> None:
    before = jan.sessions.session(visit.id)
    note = EditNote(NoteSection.PLAN, "", "Once more.")
    nora.sessions.store(nora.sessions.entry(visit, note))
    _set_aside(jan, jan.sessions.entry(before, note))
    assert not jan.together.undecided()
