"""A practice folder made, opened, and refused."""

from dataclasses import replace
from pathlib import Path

import pytest

from charting.domain.audit import Action
from charting.domain.errors import ErrorCode, Refused
from charting.services.practices import NewPractice, OpenPractice, Practices
from tests.fake_store import MemoryStore
from tests.fakes import MemoryRecords
from tests.invented import FORM, PASSPHRASE


def test_a_practice_is_made_and_opened_again(practices: Practices, tmp_path: Path) -> None:
    folder = tmp_path / "practice"
    made = practices.create(folder, FORM, PASSPHRASE)
    made.close()

    opened = practices.open(folder, PASSPHRASE)

    assert practices.exists(folder)
    assert (opened.practice, opened.practitioner) == (made.practice, made.practitioner)
    assert (opened.practice.name, opened.practitioner.name) == (FORM.clinic, FORM.practitioner)
    assert opened.folder == folder


def test_the_first_entry_tells_of_the_founding(
    practice: OpenPractice, records: MemoryRecords
) -> None:
    (entry,) = records.trail.chain(practice.practice.id)

    assert (entry.action, entry.by) == (Action.PRACTICE_CREATED, practice.practitioner.id)
    assert FORM.clinic in (entry.payload or b"").decode()


@pytest.mark.parametrize(
    ("form", "passphrase", "code"),
    [
        (replace(FORM, clinic=" "), PASSPHRASE, ErrorCode.FIELD_MISSING),
        (replace(FORM, practitioner=""), PASSPHRASE, ErrorCode.FIELD_MISSING),
        (replace(FORM, phone="1" * 500), PASSPHRASE, ErrorCode.TEXT_TOO_LONG),
        (FORM, "short", ErrorCode.PASSPHRASE_TOO_SHORT),
        (FORM, "aaaaaaaaaaaaaaaaaaaa", ErrorCode.PASSPHRASE_TOO_SIMPLE),
    ],
)
def test_what_cannot_be_made_leaves_nothing_behind(
    practices: Practices, tmp_path: Path, form: NewPractice, passphrase: str, code: ErrorCode
) -> None:
    with pytest.raises(Refused) as refused:
        practices.create(tmp_path / "practice", form, passphrase)

    assert refused.value.code is code
    assert not practices.exists(tmp_path / "practice")
    assert not list(tmp_path.iterdir())


def test_a_second_practice_in_the_same_folder_is_refused(
    practices: Practices, practice: OpenPractice
) -> None:
    with pytest.raises(Refused) as refused:
        practices.create(practice.folder, FORM, PASSPHRASE)

    assert refused.value.code is ErrorCode.PRACTICE_EXISTS


def test_another_passphrase_opens_nothing(practices: Practices, practice: OpenPractice) -> None:
    with pytest.raises(Refused) as refused:
        practices.open(practice.folder, "another passphrase")

    assert refused.value.code is ErrorCode.WRONG_PASSPHRASE


def test_where_there_is_no_practice_none_is_opened(practices: Practices, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        practices.open(tmp_path, PASSPHRASE)

    assert refused.value.code is ErrorCode.NO_PRACTICE
    assert refused.value.facts == {"folder": str(tmp_path)}


def test_the_keys_of_another_practice_do_not_fit(
    practices: Practices, practice: OpenPractice, tmp_path: Path
) -> None:
    other = practices.create(tmp_path / "other", FORM, PASSPHRASE)
    for file in other.folder.iterdir():
        (practice.folder / file.name).write_bytes(file.read_bytes())

    with pytest.raises(Refused) as refused:
        practices.open(practice.folder, PASSPHRASE)

    assert refused.value.code is ErrorCode.DATABASE_FOREIGN


def test_a_key_holder_whom_the_record_does_not_know_is_refused(
    practices: Practices, practice: OpenPractice, records: MemoryRecords, store: MemoryStore
) -> None:
    records.kept.practitioners.clear()

    with pytest.raises(Refused) as refused:
        practices.open(practice.folder, PASSPHRASE)

    assert refused.value.code is ErrorCode.KEYS_DAMAGED


def test_a_practitioner_of_before_gets_their_signing_key_on_opening(
    practices: Practices, practice: OpenPractice, records: MemoryRecords
) -> None:
    people = records.kept.practitioners
    assert people[0].signing_key == practice.signer.public_key
    people[0] = replace(people[0], signing_key=b"")
    for _ in range(2):
        opened = practices.open(practice.folder, PASSPHRASE)
        assert opened.practitioner.signing_key == opened.signer.public_key
    assert people[0] == opened.practitioner
    actions = [entry.action for entry in records.trail.chain(practice.practice.id)]
    assert actions == [Action.PRACTICE_CREATED, Action.SIGNING_KEY_KEPT]


def test_keys_that_are_not_of_these_records_are_refused(
    practices: Practices, practice: OpenPractice, records: MemoryRecords
) -> None:
    people = records.kept.practitioners
    people[0] = replace(people[0], signing_key=bytes(32))
    with pytest.raises(Refused) as refused:
        practices.open(practice.folder, PASSPHRASE)
    assert refused.value.code is ErrorCode.KEYS_DAMAGED
