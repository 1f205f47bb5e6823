"""A record is erased by who may and says whose it is, stays erased when a backup is put back, and
nobody erases one by leaving a file beside the backups.
"""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from charting.backup_files import PLACE, finish_restore
from charting.domain.audit import Action, Wanted
from charting.domain.backup import BackupState
from charting.domain.canonical import canonical
from charting.domain.erasure import Why
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import PatientId
from charting.domain.moment import Moment
from charting.domain.near_miss import NearMiss
from charting.domain.retention import Held
from charting.services.erasing import Erasing
from charting.services.practices import OpenPractice
from charting.services.retention import Retention
from charting.tombstone_files import keep_tombstones, read_tombstones
from charting.wording import sentence
from charting.wording.retention import (
    again_words,
    erased_words,
    held_words,
    hold_words,
    kept_words,
    review_words,
)
from tests.fakes import Kept
from tests.invented import PASSPHRASE, chart, new_practice, people, practices
from tests.signing_desk import IDS, NORA, SIGNER, SigningDesk
from tests.storage.backends import Memory, found

YEARS = timedelta(days=366)


def _refusal(call: object, *given: object, **named: object) -> Refused:
    with pytest.raises(Refused) as refused:
        call(*given, **named)  # type: ignore[operator]
    assert sentence(refused.value).endswith(".")
    return refused.value


# --- What holds, what is on hold, and who is past their time: in memory -----------------------


@pytest.fixture
def desk() -> SigningDesk:
    return SigningDesk(found(Memory(Kept()).open()))


@pytest.fixture
def retention(desk: SigningDesk) -> Retention:
    return Retention(desk.records, desk.sheets, desk.clock, IDS, NORA)


@pytest.fixture
def erasing(desk: SigningDesk, retention: Retention, tmp_path: Path) -> Erasing:
    return Erasing(desk.records, retention, tmp_path, SIGNER, desk.clock, IDS, NORA)


def test_the_owner_chooses_which_rule_holds(retention: Retention) -> None:
    usual = retention.held()
    assert usual.rule is not None
    assert (usual.rule.id, usual.chose, usual.early) == ("ret.ch", False, False)
    assert "longest" in held_words(usual)
    chosen = retention.take_rule("ret.de")
    assert chosen.rule is not None
    assert (chosen.rule.id, chosen.chose) == ("ret.de", True)
    assert retention.let_ask(early=True) == replace(chosen, early=True)
    assert _refusal(retention.take_rule, "ret.uk.lim").code is ErrorCode.NOT_FOUND
    assert held_words(Held(None, chose=False, early=False)).startswith("No rule is known")


def test_whose_time_is_over_is_listed_with_what_is_on_hold(
    desk: SigningDesk, retention: Retention
) -> None:
    anna, bo, late = (desk.patient(name, "A") for name in ("Anna", "Bo", "Late"))
    retention.take_rule("ret.uk.sco")
    desk.clock.run_on(4 * YEARS)
    desk.sheets.file(late.id, NearMiss(desk.clock.now().day, "Called"))
    desk.clock.run_on(3 * YEARS)
    retention.hold(bo.id, "A letter of 3 March")
    retention.hold(bo.id, "Another one changes nothing")

    found_ = retention.for_review()
    today = desk.clock.now().day
    assert [one.contact.patient.id for one in found_.lines] == [anna.id, bo.id]
    assert review_words(found_) == "2 records are past their time."
    assert "past its time since" in kept_words(found_.lines[0], today, "CH")
    assert found_.lines[0].hold is None
    said = hold_words(found_.lines[1].hold, {NORA.id: NORA.name}, "CH")
    assert said.endswith("Nora Feld: A letter of 3 March")
    assert retention.for_review(limit=1).more
    assert "to be kept until" in kept_words(retention.of_patient(late.id), today, "CH")
    assert [one.contact.patient.id for one in retention.on_hold()] == [bo.id]
    assert _refusal(retention.lift, bo.id, " ").code is ErrorCode.FIELD_MISSING
    assert retention.lift(bo.id, "The case is closed").hold is None
    assert retention.on_hold() == ()
    # That it was on hold stays to be read, by whom and when.
    sheets = desk.records.sheets.of_patient(bo.id)
    assert [sheet.version for sheet in sheets] == [1, 2]
    assert desk.findings() == ()


def test_nothing_is_erased_that_is_to_be_kept(
    desk: SigningDesk, retention: Retention, erasing: Erasing
) -> None:
    anna = desk.patient("Muster", "Anna")
    desk.charted(anna)

    def refused(why: Why, typed: str = "Anna Muster") -> Refused:
        return _refusal(erasing.erase, anna.id, why, typed)

    assert refused(Why.ASKED).code is ErrorCode.ERASING_NOT_ASKED
    assert refused(Why.MISTAKE).code is ErrorCode.RECORD_NOT_EMPTY
    assert refused(Why.OVER).code is ErrorCode.RECORD_STILL_KEPT
    retention.let_ask(early=True)
    assert refused(Why.ASKED).code is ErrorCode.VISIT_OF_TODAY
    desk.clock.run_on(YEARS)
    retention.hold(anna.id, "A letter")
    assert refused(Why.ASKED).code is ErrorCode.RECORD_ON_HOLD
    retention.lift(anna.id, "Closed")
    for typed in ("", "Anna", "Anna Mustermann"):
        assert refused(Why.ASKED, typed).code is ErrorCode.NAME_DIFFERS
    assert desk.records.patients.patient(anna.id) == anna
    left = erasing.erase(anna.id, Why.ASKED, "muster, anna")
    assert (left.backups, left.aside) == (0, ())
    assert _refusal(erasing.erase, anna.id, Why.ASKED, "x").code is ErrorCode.NOT_FOUND
    mistake = desk.patient("Twice", "Anna")
    erasing.erase(mistake.id, Why.MISTAKE, "Anna Twice")
    (entry,) = desk.records.trail.find(Wanted(actions=frozenset({Action.PATIENT_ERASED})), 1)
    assert b"Twice" not in (entry.payload or b"")
    assert desk.findings() == ()


# --- Backups: on a disk -----------------------------------------------------------------------


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[OpenPractice]:
    """A practice of two people with a visit of one, open, backed up in two places."""
    (tmp_path / "stick").mkdir()
    made = new_practice(tmp_path / "practice")
    made.safekeeping.choose_second(tmp_path / "stick")
    anna, _other = [made.patients.add(each) for each in people(2)]
    chart(made, made.sessions.open_earlier(anna.id, _last_year(made)), 3)
    made.retention.let_ask(early=True)
    made.safekeeping.back_up()
    yield made
    made.close()


def _last_year(practice: OpenPractice) -> Moment:
    now = practice.safekeeping.safety().now
    return replace(now, utc=now.utc - 366 * 86_400_000_000, day=now.day - timedelta(days=366))


def _anna(practice: OpenPractice) -> PatientId:
    return next(line.patient.id for line in practice.patients.find("") if line.last_session)


def _erase(practice: OpenPractice) -> PatientId:
    anna = practice.patients.patient(_anna(practice))
    left = practice.erasing.erase(anna.id, Why.ASKED, anna.name)
    assert left.backups == 2
    assert "2 backups of before still hold it" in erased_words(left)
    return anna.id


def _put_back(practice: OpenPractice, backup: Path) -> OpenPractice:
    practice.restoring.decide(practice.restoring.make_ready(backup))
    practice.close()
    finish_restore(practice.folder)
    return practices().open(practice.folder, PASSPHRASE)


def test_what_was_erased_stays_so_when_an_older_backup_is_put_back(
    practice: OpenPractice, tmp_path: Path
) -> None:
    anna = _erase(practice)
    elsewhere = next(each for each in practice.safekeeping.lying() if each.elsewhere)
    assert practice.checks.verify(elsewhere.folder.parent).backups[0].state is BackupState.GOOD
    again = _put_back(practice, practice.safekeeping.lying()[-1].folder)
    try:
        assert again.was_copy
        assert again.again is not None
        assert (again.again.erased, again.again.doubted) == (1, 0)
        assert again_words(again.again).startswith("1 record that was erased")
        assert len(again.patients.find("")) == 1
        assert again.checks.verify().whole
        assert [one.tombstone.erasure.patient_id for one in again.records.erasures.all()] == [anna]
        kept = [each.name for each in again.folder.glob("replaced-*")]
        assert kept
    finally:
        again.close()
    # A backup from the stick that is opened where it lies, on another computer.
    stick = shutil.copytree(tmp_path / "stick", tmp_path / "another computer")
    backup = next(each for each in stick.rglob("backup-*") if each.is_dir())
    there = practices().open(backup, PASSPHRASE)
    assert len(there.patients.find("")) == 1
    assert there.checks.verify().whole
    there.close()


def test_nobody_erases_a_record_by_a_file_beside_the_backups(practice: OpenPractice) -> None:
    _erase(practice)
    place, other = practice.folder / PLACE, next(iter(practice.patients.find(""))).patient
    (tombstone,) = read_tombstones(place)
    forged = replace(tombstone, erasure=replace(tombstone.erasure, patient_id=other.id))
    keep_tombstones(place, [forged])
    with (place / "erased.jsonl").open("ab") as stream:
        stream.write(b'{"is":"Tombstone"}\n[[[\n\xff')
    stranger = replace(tombstone.erasure, patient_id=PatientId(IDS.new()))
    keep_tombstones(place, [replace(tombstone, erasure=stranger)])
    assert [one.erasure.patient_id for one in read_tombstones(place)][:2] == [
        tombstone.erasure.patient_id,
        other.id,
    ]
    practice.close()
    again = practices().open(practice.folder, PASSPHRASE)
    assert again.again is not None
    assert (again.again.erased, again.again.doubted) == (0, 2)
    assert "nobody who works here has signed" in again_words(again.again)
    assert again.patients.patient(other.id) == other
    again.close()


def test_a_tombstone_says_nothing_of_the_patient(practice: OpenPractice) -> None:
    anna = practice.patients.patient(_anna(practice))
    _erase(practice)
    (erased,) = practice.records.erasures.all()
    told = canonical(erased) + (practice.folder / PLACE / "erased.jsonl").read_bytes()
    assert not any(word.encode() in told for word in (anna.family, anna.given, anna.phone))
    assert anna.born.isoformat().encode() not in told
