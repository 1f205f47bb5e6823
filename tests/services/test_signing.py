"""Who signs late, by the clinic's own policies."""

from datetime import date, timedelta

import pytest

from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PractitionerId
from charting.domain.patient import Patient
from charting.domain.practice import Practitioner
from charting.domain.session import Session
from charting.services.practices import OpenPractice, Practices
from tests.fakes import FixedClock, uuid7

JAN = Practitioner(PractitionerId(uuid7(700_000)), "Jan Roth", "")
OTHER = "seven lanterns under snow"


@pytest.fixture
def session(practice: OpenPractice) -> Session:
    """A visit that Nora opened, in a practice where Jan works too."""
    practice.people.add(JAN, OTHER, OTHER)
    anna = practice.patients.add(
        Patient(practice.patients.draft(), "Muster", "Anna", date(1984, 3, 9))
    )
    return practice.sessions.open_today(anna.id)


def test_a_late_entry_is_signed_by_who_treated(
    practices: Practices, practice: OpenPractice, session: Session, clock: FixedClock
) -> None:
    jans = practices.open(practice.folder, OTHER)
    clock.run_on(timedelta(hours=25))
    with pytest.raises(Refused) as refused:
        jans.signing.sign(session)
    assert refused.value.code is ErrorCode.NOT_TREATED_BY
    assert refused.value.facts["name"] == "Nora Feld"
    assert practice.signing.sign(session).form.late is not None
    # Another person adds a note under their own name.
    assert jans.signing.add(session.id, "Called: well.").form.signatory.name == "Jan Roth"


def test_the_clinic_may_let_anybody_sign_it_and_decides_when_it_is_late(
    practices: Practices, practice: OpenPractice, session: Session, clock: FixedClock
) -> None:
    jans = practices.open(practice.folder, OTHER)
    clock.run_on(timedelta(hours=25))
    practice.screenings.take_side("late_author", "anybody")
    assert jans.signing.late_rule().hours == 24
    practice.screenings.take_side("late_entry", "48")
    assert jans.signing.sign(session).form.late is None
