"""What was recorded is read back as it was."""

import json
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charting.domain.canonical import canonical
from charting.domain.changes import Change, apply
from charting.domain.differences import changes_between
from charting.domain.ids import PatientId
from charting.domain.marks import Mark
from charting.domain.patient import HealthFact, Patient
from charting.domain.revive import revive, revived
from charting.domain.session import Session
from tests import strategies as ours
from tests.fakes import uuid7


@given(st.data())
@settings(max_examples=30, deadline=None)
def test_a_session_is_read_back(data: st.DataObject) -> None:
    session = ours.empty_session()
    for change in data.draw(ours.charted(session)):
        session = apply(change, session)

    again = revived(canonical(session), Session)

    assert again == session
    assert again.versions == session.versions


@given(ours.patients(), ours.facts(PatientId(uuid7(2))))
def test_people_and_facts_are_read_back(patient: Patient, fact: HealthFact) -> None:
    assert revived(canonical(patient), Patient) == patient
    assert revived(canonical(fact), HealthFact) == fact


@given(ours.changes(ours.empty_session()))
def test_a_change_is_read_back_as_the_kind_it_was(change: Change) -> None:
    spelled = canonical(change)
    assert canonical(revive(json.loads(spelled), Change)) == spelled


@given(st.data())
@settings(max_examples=30, deadline=None)
def test_what_lies_between_two_states_leads_from_one_to_the_other(data: st.DataObject) -> None:
    states = []
    for _each in range(2):
        session = ours.empty_session()
        for change in data.draw(ours.charted(session)):
            session = apply(change, session)
        states.append(session)
    before, after = states
    for change in changes_between(before, after):
        before = apply(change, before)
    assert before == after
    assert changes_between(after, after) == ()


@dataclass(frozen=True)
class Old:
    name: str
    born: date
    more: int = 7


def test_what_a_class_does_not_know_is_passed_over_and_what_it_lacks_has_its_default() -> None:
    written = {"is": "Old", "name": "A", "born": "1984-03-09", "later": [1]}
    assert revive(written, Old) == Old("A", date(1984, 3, 9), 7)


@pytest.mark.parametrize(
    "written",
    [
        {"is": "Old", "name": "A"},
        {"is": "New", "name": "A", "born": "1984-03-09"},
        {"is": "Old", "name": 5, "born": "1984-03-09"},
        {"is": "Old", "name": "A", "born": "soon"},
        ["Old"],
    ],
)
def test_what_is_not_ours_is_refused(written: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        revive(written, Old)


def test_what_is_none_of_several_is_refused() -> None:
    with pytest.raises(ValueError, match="none of"):
        revive({"is": "Old"}, Mark)
