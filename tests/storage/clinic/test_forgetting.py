"""What a computer has of a clinic's patients it has no longer: of whoever was erased there, for
whoever was shut out there, and where the clinic was not reached for long.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from charting.domain.changes import AddMark
from charting.domain.erasure import Why
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId
from charting.domain.moment import Moment
from charting.domain.practice import Practitioner
from charting.domain.roles import Role
from charting.services.kept import KeptHere
from charting.services.practices import OpenPractice
from charting.storage.clinic import few
from charting.storage.clinic.here import OPENS_DAYS
from charting.storage.clinic.kept import KeptRecords
from charting.storage.database import Database
from charting.vault.slots import SlotVault
from charting.wording import sentence
from charting.wording.kept import forgotten_words
from tests.invented import PASSPHRASE, PRESET, chart, people, places, practices
from tests.services.world import CHEAP, JAN, OTHER
from tests.storage.clinic.conftest import Clinic
from tests.storage.clinic.cutting import Way

if TYPE_CHECKING:
    from tests.storage.postgresql import Server

_PIA = "seven amber lanterns hang"


def _here(practice: OpenPractice) -> KeptHere:
    assert practice.records.here is not None
    return practice.records.here


def _patients_of(practice: OpenPractice) -> Database:
    assert isinstance(practice.records, KeptRecords)
    return practice.records._here._few


def _last_year(now: Moment) -> Moment:
    return replace(now, utc=now.utc - 366 * 86_400_000_000, day=now.day - timedelta(days=366))


def _seen_last_year(practice: OpenPractice, seed: int) -> PatientId:
    patient_id = practice.patients.add(next(people(1, seed=seed))).id
    now = practice.safekeeping.safety().now
    chart(practice, practice.sessions.open_earlier(patient_id, _last_year(now)), 3)
    practice.patients.viewed(patient_id)
    return patient_id


def _refused(do: Callable[[], object]) -> ErrorCode:
    with pytest.raises(Refused) as refused:
        do()
    assert "{" not in sentence(refused.value)
    return refused.value.code


def _erase(owner: OpenPractice, patient_id: PatientId) -> None:
    owner.retention.let_ask(early=True)
    name = owner.patients.patient(patient_id).name
    owner.erasing.erase(patient_id, Why.ASKED, name)


def test_who_was_erased_at_the_clinic_is_forgotten_on_every_computer(
    nora: OpenPractice, joined: Callable[[str], Path], way: tuple[Way, Path]
) -> None:
    through, folder = way
    patient_id = _seen_last_year(nora, 91)
    jan = practices().open(joined("jans"), OTHER)
    away = practices().open(folder, PASSPHRASE)
    away.patients.viewed(patient_id)
    jan.patients.viewed(patient_id)
    through.go_down()
    session = away.sessions.session(away.sessions.timeline(patient_id)[0].id)
    needle = away.sessions.needle(next(places(1)), PRESET)
    away.sessions.store(away.sessions.entry(session, AddMark(needle)))
    chart(away, away.sessions.open_today(patient_id), 2)
    # Only who may let others in may erase, and nobody without the tombstone.
    assert _refused(lambda: _erase(jan, patient_id)) is ErrorCode.NOT_PERMITTED
    _erase(nora, patient_id)
    assert _refused(lambda: nora.patients.patient(patient_id)) is ErrorCode.NOT_FOUND
    assert patient_id.bytes in few.erased_in(_patients_of(nora))
    assert not nora.checks.verify().findings
    through.come_back()
    done = _here(away).deliver()
    # The mark, the visit (in the episode of before), and its two marks.
    assert (done.number, len(done.turned_down), done.forgotten) == (0, 0, 4)
    assert "4 changes" in forgotten_words(done.forgotten)
    assert not _here(away).waiting
    through.go_down()
    for read in (
        lambda: away.patients.patient(patient_id),
        lambda: away.sessions.session(session.id),
    ):
        assert _refused(read) is ErrorCode.NOT_FOUND
    away.close()
    assert patient_id.bytes not in few.erased_in(_patients_of(jan))
    jan.close()
    again = practices().open(jan.folder, OTHER)
    assert patient_id.bytes in few.erased_in(_patients_of(again))
    again.close()


def test_who_was_shut_out_reads_nothing_here_any_more(
    server: "Server", clinic: Clinic, nora: OpenPractice, way: tuple[Way, Path]
) -> None:
    through, folder = way
    pia = nora.people.add(Practitioner(JAN, "Pia Amsler", "", role=Role.PRACTITIONER), _PIA, _PIA)
    patient_id = nora.patients.add(next(people(1, seed=92))).id
    # The key file that knows Pia comes with a card of now.
    _take_keys(nora, folder)
    hers = practices().open(folder, _PIA)
    hers.patients.viewed(patient_id)
    session = hers.sessions.open_today(patient_id)
    through.go_down()
    chart(hers, session, 1)
    nora.people.remove(pia.id)
    _take_keys(nora, clinic.folder)
    through.come_back()
    assert _refused(lambda: _here(hers).deliver()) is ErrorCode.CLINIC_PASSWORD
    assert _refused(lambda: hers.patients.patient(patient_id)) is ErrorCode.CLINIC_PASSWORD
    # A needle that is in can still be charted out; it waits, sealed.
    chart(hers, session, 1, seed=4)
    assert session.id in _here(hers).waiting
    hers.close()
    for _ in range(2):
        assert _refused(lambda: practices().open(folder, _PIA)) in (
            ErrorCode.CLINIC_PASSWORD,
            ErrorCode.CLINIC_UNREACHABLE,
        )
        through.go_down()


def _take_keys(owner: OpenPractice, folder: Path) -> None:
    vault = SlotVault(CHEAP, CHEAP)
    vault.take(folder, vault.content(owner.folder))


def test_without_the_clinic_its_patients_are_read_for_some_days_only(
    way: tuple[Way, Path],
) -> None:
    through, folder = way
    nora = practices().open(folder, PASSPHRASE)
    patient_id = nora.patients.add(next(people(1, seed=93))).id
    nora.patients.viewed(patient_id)
    reached = few.last_reached(_patients_of(nora))
    through.go_down()
    session = chart(nora, nora.sessions.open_today(patient_id), 2)
    day = 24 * 60
    few.note_reached(_patients_of(nora), reached - OPENS_DAYS * day + 60)
    nora.close()
    nora = practices().open(folder, PASSPHRASE)
    assert nora.patients.patient(patient_id).id == patient_id
    for minutes in (reached - OPENS_DAYS * day - 60, reached + 3 * day):
        few.note_reached(_patients_of(nora), minutes)
        nora.close()
        # Too long ago; and what is gone does not come back by trying again.
        for code in (ErrorCode.CLINIC_AWAY_TOO_LONG, ErrorCode.CLINIC_UNREACHABLE):
            assert _refused(lambda: practices().open(folder, PASSPHRASE)) is code
        through.come_back()
        nora = practices().open(folder, PASSPHRASE)
        through.go_down()
    assert len(nora.sessions.session(session.id).marks) == 2
    nora.close()


def test_a_full_disk_at_the_server_keeps_nobody_from_charting(
    server: "Server", clinic: Clinic, nora: OpenPractice
) -> None:
    patient_id = nora.patients.add(next(people(1, seed=94))).id
    nora.patients.viewed(patient_id)
    session = chart(nora, nora.sessions.open_today(patient_id), 1)
    full = """
CREATE FUNCTION clinic.no_room() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE disk_full USING MESSAGE = 'could not extend file'; END $$;
CREATE TRIGGER no_room BEFORE INSERT ON audit EXECUTE FUNCTION clinic.no_room()"""
    with psycopg.connect(server.address(clinic.address.database), autocommit=True) as connection:
        connection.execute(full)
        try:
            session = chart(nora, session, 2, seed=5)
            assert session.id in _here(nora).waiting
            assert _refused(lambda: _here(nora).deliver()) is ErrorCode.CLINIC_DISK_FULL
            assert len(nora.sessions.session(session.id).marks) == 3
        finally:
            connection.execute("DROP FUNCTION clinic.no_room() CASCADE")
    assert _here(nora).deliver().number == 2
    assert nora.sessions.session(session.id) == session
