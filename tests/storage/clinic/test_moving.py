"""A practice moves to a clinic's server whole, or stays where it was; and comes back whole."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from charting.domain.audit import Action
from charting.domain.errors import ErrorCode, Refused
from charting.domain.practice import Practitioner
from charting.services.clinic_setup import join
from charting.services.practices import OpenPractice
from charting.storage.clinic.transfer import copy_all
from charting.storage.database import Database
from charting.storage.engine import NAME, open_engine
from charting.storage.store import SqlStore
from charting.storage.tables import metadata
from charting.vault.slots import SlotVault
from tests.invented import PASSPHRASE, people, practices
from tests.services.world import CHEAP, JAN, NEW, OTHER
from tests.storage.backends import KEY
from tests.storage.clinic.conftest import Clinic
from tests.storage.postgresql import ADMIN


def test_everything_comes_over_and_is_opened_by_the_same_passphrase(
    clinic: Clinic, nora: OpenPractice
) -> None:
    told = clinic.told
    assert told["check"].startswith("PostgreSQL 1")
    assert "patients 2, visits 1, marks 4," in told["look"]
    assert "Nothing was changed." in told["look"]
    assert "counted and compared by its hash" in told["move"]
    assert f"“{clinic.address.database}”" in told["state"]
    # Of what came over each chain is as it was, but that of the practice, which tells of it.
    here = {head.chain: head for head in nora.records.trail.heads()}
    others = [head for head in clinic.before[1] if head.chain != nora.practice.id]
    assert [here[head.chain] for head in others] == others
    actions = [entry.action for entry in nora.records.trail.chain(nora.practice.id)]
    assert actions.index(Action.MOVED_TO_CLINIC) < actions.index(Action.CLINIC_CARD_MADE)
    assert nora.checks.verify().whole
    assert nora.clinic.address == clinic.address
    assert nora.clinic.state().troubles == ()
    with pytest.raises(Refused) as refused:
        nora.clinic.move(clinic.address, ADMIN)
    assert refused.value.code is ErrorCode.CLINIC_ALREADY


def test_what_was_before_is_kept_and_is_not_put_among_what_is_there(clinic: Clinic) -> None:
    before = practices().open(clinic.kept, PASSPHRASE)
    assert (clinic.kept / NAME).exists()
    assert before.records.counts() == clinic.before[0]
    (trouble,) = before.clinic.check(clinic.address, ADMIN).troubles
    with pytest.raises(Refused) as refused:
        before.clinic.move(clinic.address, ADMIN)
    assert trouble.code is refused.value.code is ErrorCode.CLINIC_FOREIGN
    with pytest.raises(Refused) as refused:
        before.clinic.card()
    assert refused.value.code is ErrorCode.NO_CLINIC
    before.close()


def test_it_comes_back_as_a_practice_on_one_computer(nora: OpenPractice, tmp_path: Path) -> None:
    nora.patients.add(next(people(1, seed=9)))
    counts, heads = nora.records.counts(), nora.records.trail.heads()
    back = practices().open(nora.checks.backup(tmp_path / "home"), PASSPHRASE)
    # One entry tells that it is gone on from a copy.
    assert back.records.counts() == {**counts, "audit_entries": counts["audit_entries"] + 1}
    assert len(back.records.trail.heads()) == len(heads)
    assert back.checks.verify().whole
    assert back.clinic.address is None
    back.close()


def test_a_row_that_changes_on_the_way_is_noticed(folder: Path, tmp_path: Path) -> None:
    source = Database(open_engine(folder / NAME, KEY), folder)
    target = Database(create_engine("sqlite://"), tmp_path)
    metadata.create_all(target.engine)
    # As a disk that lies: what was written already is something else a moment later.
    spoil = (
        "CREATE TEMP TRIGGER spoil AFTER INSERT ON audit BEGIN UPDATE chains SET number = 9; END"
    )

    def copy() -> None:
        with source.reading() as ours, target.writing() as theirs:
            theirs.execute(text(spoil))
            copy_all(ours, theirs)

    with pytest.raises(Refused) as refused:
        copy()
    assert refused.value.code is ErrorCode.CLINIC_DIFFERS
    source.close()
    target.close()


def test_a_further_computer_joins_by_a_card(
    clinic: Clinic, nora: OpenPractice, joined: Callable[[str], Path], tmp_path: Path
) -> None:
    second, vault, store = joined("second"), SlotVault(CHEAP, CHEAP), SqlStore()
    with pytest.raises(Refused) as refused:
        join(second, clinic.card, vault, store)
    assert refused.value.code is ErrorCode.PRACTICE_EXISTS
    there = practices().open(second, OTHER)
    assert there.practitioner.name == "Jan Roth"
    added = there.patients.add(next(people(1, seed=7)))
    assert nora.patients.patient(added.id) == added
    there.close()
    card = clinic.card
    for damaged in (b"", b"{}", card[:-20], card.replace(b"host", b"hosT"), b"[" * 100_000):
        with pytest.raises(Refused) as refused:
            join(tmp_path / "third", damaged, vault, store)
        assert refused.value.code is ErrorCode.CLINIC_CARD_UNREADABLE


def test_what_changes_among_the_people_reaches_the_other_computers(
    nora: OpenPractice, joined: Callable[[str], Path]
) -> None:
    second = joined("second")
    # Somebody new is known there as soon as anybody opens the practice.
    mia = nora.people.add(Practitioner(JAN, "Mia Blum", ""), NEW, NEW)
    practices().open(second, OTHER).close()
    there = practices().open(second, NEW)
    assert there.practitioner.id == mia.id
    # A passphrase that was changed there holds here, and so does one by whom nobody was told.
    there.people.change_passphrase(NEW, f"{NEW} anew", f"{NEW} anew")
    there.close()
    practices().open(nora.folder, PASSPHRASE).close()
    practices().open(nora.folder, f"{NEW} anew").close()
    # Who was removed is let in nowhere, also where nobody knows of it yet.
    nora.people.remove(mia.id)
    with pytest.raises(Refused) as refused:
        practices().open(second, f"{NEW} anew")
    assert refused.value.code is ErrorCode.CLINIC_PASSWORD
    practices().open(second, PASSPHRASE).close()
    with pytest.raises(Refused) as refused:
        practices().open(second, f"{NEW} anew")
    assert refused.value.code is ErrorCode.WRONG_PASSPHRASE


def test_an_own_lock_made_without_the_server_is_kept(
    nora: OpenPractice, joined: Callable[[str], Path]
) -> None:
    second, vault = joined("second"), SlotVault(CHEAP, CHEAP)
    unlocked = vault.unlock(second, OTHER)
    vault.change_passphrase(second, unlocked, OTHER, f"{OTHER} later")
    # Meanwhile a colleague changes theirs.
    nora.people.change_passphrase(PASSPHRASE, f"{PASSPHRASE} too", f"{PASSPHRASE} too")
    practices().open(second, f"{OTHER} later").close()
    practices().open(nora.folder, f"{PASSPHRASE} too").close()
    back = practices().open(nora.folder, f"{OTHER} later")
    back.people.change_passphrase(f"{OTHER} later", OTHER, OTHER)
    back.close()
    nora.people.change_passphrase(f"{PASSPHRASE} too", PASSPHRASE, PASSPHRASE)
