"""The people of a practice, their roles and their keys, as the services know them."""

from dataclasses import replace
from pathlib import Path

import pytest

from charting.domain.audit import Action
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PractitionerId
from charting.domain.practice import Practitioner
from charting.domain.roles import Role
from charting.services.practices import OpenPractice, Practices
from charting.storage.store import SqlStore
from charting.vault.key_file import Cost
from charting.vault.slots import SlotVault
from tests.fakes import CountingIds, FixedClock, MemoryRecords, uuid7
from tests.invented import FORM, PASSPHRASE, people

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
JAN = Practitioner(PractitionerId(uuid7(1)), "  Jan  Roth ", "JR-7", role=Role.PRACTITIONER)
WORDS = "seven lanterns under snow"
OTHER = "kitten harbour copper dawn"


@pytest.fixture
def real() -> Practices:
    """Practices in files, but that a passphrase costs next to nothing."""
    return Practices(SlotVault(CHEAP, CHEAP), SqlStore(), FixedClock(), CountingIds())


def add_jan(practice: OpenPractice) -> Practitioner:
    return practice.people.add(JAN, WORDS, WORDS)


def actions(practice: OpenPractice) -> list[Action]:
    chain = practice.records.trail.chain(practice.practice.id)
    return [entry.action for entry in chain][1:]


def refusal(code: ErrorCode) -> "pytest.RaisesExc[Refused]":
    return pytest.raises(Refused, check=lambda refused: refused.code is code)


def test_somebody_added_opens_the_practice_in_their_role(real: Practices, tmp_path: Path) -> None:
    folder = tmp_path / "practice"
    owner = real.create(folder, FORM, PASSPHRASE)
    jan = add_jan(owner)
    owner.close()
    opened = real.open(folder, WORDS)
    assert opened.practitioner == jan
    assert (jan.name, jan.role, jan.signing_key) == (
        "Jan Roth",
        Role.PRACTITIONER,
        opened.signer.public_key,
    )
    with refusal(ErrorCode.NOT_PERMITTED):
        opened.people.remove(owner.practitioner.id)
    assert [line.person.name for line in opened.people.everybody()] == ["Nora Feld", "Jan Roth"]
    assert actions(opened) == [Action.PRACTITIONER_ADDED]
    opened.close()


@pytest.mark.parametrize(
    ("person", "words", "again", "code"),
    [
        (replace(JAN, name=" "), WORDS, WORDS, ErrorCode.FIELD_MISSING),
        (JAN, WORDS, OTHER, ErrorCode.PASSPHRASES_DIFFER),
        (JAN, "too short", "too short", ErrorCode.PASSPHRASE_TOO_SHORT),
        (JAN, FORM.clinic, FORM.clinic, ErrorCode.PASSPHRASE_TOO_SIMPLE),
        (JAN, PASSPHRASE, PASSPHRASE, ErrorCode.PASSPHRASE_TAKEN),
    ],
)
def test_who_cannot_be_added_leaves_nothing(
    practice: OpenPractice, person: Practitioner, words: str, again: str, code: ErrorCode
) -> None:
    with refusal(code):
        practice.people.add(person, words, again)
    assert len(practice.people.everybody()) == 1
    assert actions(practice) == []


def test_a_practice_keeps_an_owner(practice: OpenPractice) -> None:
    with refusal(ErrorCode.LAST_OWNER):
        practice.people.change(replace(practice.practitioner, role=Role.SUPERVISOR))
    jan = add_jan(practice)
    practice.people.change(replace(jan, role=Role.OWNER))
    changed = practice.people.change(replace(practice.practitioner, role=Role.SUPERVISOR))
    assert practice.people.everybody()[0].person == changed
    with refusal(ErrorCode.REMOVE_ONESELF):
        practice.people.remove(practice.practitioner.id)


def test_only_who_may_supervise_is_named_and_only_for_a_student(practice: OpenPractice) -> None:
    jan = add_jan(practice)
    with refusal(ErrorCode.SUPERVISOR_MISSING):
        practice.people.change(replace(jan, supervisor_id=practice.practitioner.id))
    student = replace(jan, role=Role.STUDENT)
    with refusal(ErrorCode.SUPERVISOR_MISSING):
        practice.people.change(replace(student, supervisor_id=jan.id))
    named = replace(student, supervisor_id=practice.practitioner.id)
    assert practice.people.change(named) == named


def test_who_was_removed_opens_nothing_and_the_rest_opens_all(
    real: Practices, tmp_path: Path
) -> None:
    folder = tmp_path / "practice"
    owner = real.create(folder, FORM, PASSPHRASE)
    patient = owner.patients.add(next(people(1)))
    jan = add_jan(owner)
    before = (folder / "practice.db").read_bytes()[:16]
    owner.people.remove(jan.id)
    assert owner.patients.patient(patient.id) == patient
    owner.people.keep_recovery_key(owner.people.new_recovery_key())
    assert owner.checks.verify().whole
    assert actions(owner) == [
        Action.PRACTITIONER_ADDED,
        Action.BACKED_UP,
        Action.PRACTITIONER_REMOVED,
        Action.DATA_KEY_CHANGED,
        Action.RECOVERY_KEY_MADE,
    ]
    owner.close()
    assert (folder / "practice.db").read_bytes()[:16] != before
    with refusal(ErrorCode.WRONG_PASSPHRASE):
        real.open(folder, WORDS)
    again = real.open(folder, PASSPHRASE)
    assert again.patients.patient(patient.id) == patient
    assert [line.person.left is not None for line in again.people.everybody()] == [False, True]
    again.close()


@pytest.mark.parametrize("stop", ["begin_key_change", "change_key", "finish_key_change"])
def test_a_removal_cut_short_is_finished_at_the_next_unlocking(
    real: Practices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: str
) -> None:
    folder = tmp_path / "practice"
    owner = real.create(folder, FORM, PASSPHRASE)
    patient = owner.patients.add(next(people(1)))
    jan = add_jan(owner)

    def cut(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        target = type(owner.records) if stop == "change_key" else SlotVault
        patch.setattr(target, stop, cut)
        with pytest.raises(KeyboardInterrupt):
            owner.people.remove(jan.id)
    owner.close()
    with pytest.raises(Refused) as refused:
        real.open(folder, WORDS)
    begun = stop != "begin_key_change"
    expected = ErrorCode.WRONG_PASSPHRASE if begun else ErrorCode.NO_LONGER_HERE
    assert refused.value.code is expected
    for _ in range(2):
        again = real.open(folder, PASSPHRASE)
        assert again.patients.patient(patient.id) == patient
        done = [each for each in actions(again) if each is not Action.UNLOCK_FAILED]
        assert done[-1] is Action.DATA_KEY_CHANGED
        assert SlotVault(CHEAP, CHEAP).unlock(folder, PASSPHRASE).next_key is None
        again.close()
    with refusal(ErrorCode.WRONG_PASSPHRASE):
        real.open(folder, WORDS)


def test_a_removal_waits_for_another_program_that_has_the_record_open(
    real: Practices, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = ("PRAGMA busy_timeout = 1", "PRAGMA journal_mode = WAL")
    monkeypatch.setattr("charting.storage.engine._SETTINGS", at_once)
    folder = tmp_path / "practice"
    owner = real.create(folder, FORM, PASSPHRASE)
    jan = add_jan(owner)
    other = real.open(folder, PASSPHRASE)
    assert other.patients.find("") == ()
    with refusal(ErrorCode.DATABASE_BUSY):
        owner.people.remove(jan.id)
    assert owner.patients.find("") == ()
    owner.people.change_passphrase(PASSPHRASE, OTHER, OTHER)
    owner.close()
    real.open(folder, OTHER).close()
    other.close()
    again = real.open(folder, OTHER)
    assert actions(again)[-1] is Action.DATA_KEY_CHANGED
    again.close()


def test_the_recovery_key_of_a_forgotten_passphrase(real: Practices, tmp_path: Path) -> None:
    folder = tmp_path / "practice"
    owner = real.create(folder, FORM, PASSPHRASE)
    groups = owner.people.new_recovery_key()
    assert not owner.people.has_recovery_key()
    owner.people.keep_recovery_key(groups)
    assert owner.people.has_recovery_key()
    with refusal(ErrorCode.WRONG_PASSPHRASE):
        owner.people.keep_recovery_key(owner.people.new_recovery_key(), OTHER)
    owner.close()
    with refusal(ErrorCode.PASSPHRASES_DIFFER):
        real.recover(folder, "".join(groups), WORDS, OTHER)
    with refusal(ErrorCode.RECOVERY_KEY_LENGTH):
        real.recover(folder, "".join(groups[1:]), WORDS, WORDS)
    found = real.recover(folder, " ".join(groups), WORDS, WORDS)
    assert found.practitioner == owner.practitioner
    assert actions(found) == [Action.RECOVERY_KEY_MADE, Action.RECOVERED]
    found.close()


def test_a_colleague_takes_over_and_both_stand_on_the_session(
    practices: Practices, practice: OpenPractice, records: MemoryRecords
) -> None:
    patient = practice.patients.add(next(people(1)))
    session = practice.sessions.open_today(patient.id)
    assert practice.sessions.take_over(session) == session
    add_jan(practice)
    jan = practices.open(practice.folder, WORDS)
    taken = jan.sessions.take_over(session)
    assert taken == jan.sessions.session(session.id)
    assert (taken.practitioner_id, taken.at_work) == (
        practice.practitioner.id,
        jan.practitioner.id,
    )
    entry = records.trail.chain(session.id)[-1]
    assert (entry.action, entry.by) == (Action.SESSION_TAKEN_OVER, jan.practitioner.id)
    assert practice.practitioner.id.hex in (entry.payload or b"").decode()
