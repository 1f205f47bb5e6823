"""A clinic's server goes while somebody charts: nothing is lost, nothing is doubled, and what is
turned down is told.
"""

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charting.app.kept_traffic import put_aside
from charting.domain.audit import Action, Trace
from charting.domain.changes import EditMark, EditNote, Entry
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EntryId, PatientId
from charting.domain.moment import Moment
from charting.domain.session import NoteSection
from charting.services.kept import KeptHere
from charting.services.practices import OpenPractice
from charting.storage.clinic.calls import _PORTS, KEPT, Call, read_call
from charting.storage.clinic.here import FOLDER, Here
from charting.storage.clinic.journal import Journal
from charting.vault.kept_seal import OwnKeptSeal
from tests.faults.connections import cut_on
from tests.faults.table import Figures
from tests.invented import PASSPHRASE, chart, people, practices
from tests.services.world import OTHER
from tests.storage.clinic.conftest import DESK
from tests.storage.clinic.cutting import Way
from tests.strategies import ME, changes, empty_session, moments

if TYPE_CHECKING:
    from tests.storage.clinic.conftest import Clinic
    from tests.storage.postgresql import Server


def _here(practice: OpenPractice) -> KeptHere:
    assert practice.records.here is not None
    return practice.records.here


def _new_patient(practice: OpenPractice, seed: int) -> PatientId:
    patient_id = practice.patients.add(next(people(1, seed=seed))).id
    practice.patients.viewed(patient_id)
    return patient_id


def test_charting_goes_on_without_the_server_also_after_a_kill(
    way: tuple[Way, Path], jan: OpenPractice
) -> None:
    through, folder = way
    nora = practices().open(folder, PASSPHRASE)
    patient_id = _new_patient(nora, 41)
    through.go_down()
    # Of what comes now the server has heard nothing; it is opened, charted, and the program dies.
    session = chart(nora, nora.sessions.open_today(patient_id), 4)
    assert _here(nora).is_away
    nora.close()
    child = os.fork()
    if child == 0:
        again = practices().open(folder, PASSPHRASE)
        chart(again, again.sessions.session(session.id), 3, seed=5)
        os._exit(9)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    nora = practices().open(folder, PASSPHRASE)
    assert len(nora.sessions.session(session.id).marks) == 7
    assert _here(nora).waiting == {session.id, patient_id}
    assert not _here(nora).deliver().number
    through.come_back()
    # The episode, the visit, and seven marks.
    assert _here(nora).deliver().number == 9
    assert not _here(nora).waiting
    at_clinic = jan.sessions.session(session.id)
    assert at_clinic == nora.sessions.session(session.id)
    trail = [entry.id for entry in jan.records.trail.chain(session.id)]
    assert len(trail) == len(set(trail)) == 8
    assert not nora.checks.verify().findings
    nora.close()


def test_whatever_message_is_cut_the_change_is_there_once(
    server: "Server", clinic: "Clinic", joined: Callable[[str], Path], nora: OpenPractice
) -> None:
    patient_id = _new_patient(nora, 43)
    admin = server.address(clinic.address.database)
    verdicts = list(cut_on(joined("cut"), admin, patient_id, 18))
    figures = Figures.of("cut-connections", verdicts)
    assert figures.right, figures.words
    assert figures.acknowledged == 36


def test_without_the_journal_a_change_would_be_doubled(
    server: "Server", clinic: "Clinic", joined: Callable[[str], Path], nora: OpenPractice
) -> None:
    patient_id = _new_patient(nora, 44)
    admin = server.address(clinic.address.database)
    verdicts = list(cut_on(joined("cut"), admin, patient_id, 18, control=True))
    figures = Figures.of("cut-connections-control", verdicts)
    assert figures.right, figures.words


def test_what_a_colleague_changed_meanwhile_is_told_and_all_else_goes_on(
    way: tuple[Way, Path], jan: OpenPractice
) -> None:
    through, folder = way
    nora = practices().open(folder, PASSPHRASE)
    sessions = nora.sessions
    disputed = chart(nora, sessions.open_today(_new_patient(nora, 45)), 2)
    other = chart(nora, sessions.open_today(_new_patient(nora, 46)), 1)
    through.go_down()
    mark = next(iter(disputed.marks.values()))
    once, twice = replace(mark, remark="here"), replace(mark, remark="here again")
    for change, version in ((EditMark(mark, once), 1), (EditMark(once, twice), 2)):
        entry = sessions.entry(disputed, change)
        sessions.store(replace(entry, version=version))
    note = EditNote(NoteSection.PLAN, "", "Once more")
    sessions.store(sessions.entry(disputed, note))
    chart(nora, other, 2, seed=7)
    jans = jan.sessions.entry(disputed, EditMark(mark, replace(mark, remark="there")))
    jan.sessions.store(jans)
    through.come_back()
    done = _here(nora).deliver()
    # On what Jan wrote, the second would look like the next change; it is held with the first.
    assert (done.number, len(done.turned_down)) == (3, 2)
    assert {each.refused.code for each in done.turned_down} == {ErrorCode.STALE_RECORD}
    found = sessions.session(disputed.id)
    assert (found.marks[mark.id].remark, found.notes[NoteSection.PLAN]) == ("there", "Once more")
    assert len(sessions.session(other.id).marks) == 3
    nora.close()
    # It is told until somebody has read it, and is not sent again by itself.
    nora = practices().open(folder, PASSPHRASE)
    assert not _here(nora).is_away
    assert list(_here(nora).turned_down) == list(done.turned_down)
    for each in done.turned_down:
        _here(nora).let_go(each.id)
    nora.close()
    nora = practices().open(folder, PASSPHRASE)
    assert not _here(nora).turned_down
    nora.close()


def test_what_was_turned_down_about_a_patient_stands_in_their_trail_and_is_told_once(
    way: tuple[Way, Path], jan: OpenPractice
) -> None:
    through, folder = way
    nora = practices().open(folder, PASSPHRASE)
    patient = nora.patients.patient(_new_patient(nora, 47))
    through.go_down()
    nora.patients.correct(replace(patient, family="Noras"))
    jan.patients.correct(replace(patient, family="Jans"))
    through.come_back()
    assert len(_here(nora).deliver().turned_down) == 1
    assert not put_aside(nora)
    assert not _here(nora).turned_down
    assert nora.patients.patient(patient.id).family == "Jans"
    chain = jan.records.trail.chain(patient.id)
    (kept,) = (each for each in chain if each.action is Action.CHANGE_SET_ASIDE)
    assert b"Noras" in (kept.payload or b"")
    assert not nora.together.undecided()
    assert not nora.checks.verify().findings
    nora.close()


def test_what_was_turned_down_of_the_front_desk_stands_in_the_trail_too(
    way: tuple[Way, Path], jan: OpenPractice
) -> None:
    through, folder = way
    rita = practices().open(folder, DESK)
    patient = rita.patients.add(next(people(1, seed=48)))
    chart(jan, jan.sessions.open_today(patient.id), 1)
    through.go_down()
    rita.patients.correct(replace(patient, family="Ritas"))
    jan.patients.correct(replace(patient, family="Jans"))
    through.come_back()
    assert len(_here(rita).deliver().turned_down) == 1
    assert not put_aside(rita)
    assert not _here(rita).turned_down
    rita.close()


def test_only_these_days_are_read_without_the_server_and_nothing_is_signed(
    way: tuple[Way, Path],
) -> None:
    through, folder = way
    nora = practices().open(folder, PASSPHRASE)
    patient_id = _new_patient(nora, 47)
    session = chart(nora, nora.sessions.open_today(patient_id), 1)
    before = (nora.records.practice.practitioners(), nora.sessions.timeline(patient_id))
    nora.close()
    through.go_down()
    nora = practices().open(folder, PASSPHRASE)
    assert (nora.records.practice.practitioners(), nora.sessions.timeline(patient_id)) == before
    name = nora.patients.patient(patient_id).family
    assert patient_id in {line.patient.id for line in nora.patients.find(name, archived=False)}
    records = nora.records
    for do in (
        lambda: records.whole.of_patient(patient_id),
        lambda: records.trail.chain(session.id),
        lambda: records.supplies.who_got("A1"),
        records.patients.ids,
        records.problems,
    ):
        with pytest.raises(Refused) as refused:
            do()
        assert refused.value.code is ErrorCode.CLINIC_GONE
    nora.close()
    # Nobody else reads it: Jan has nothing on this computer.
    with pytest.raises(Refused) as refused:
        practices().open(folder, OTHER)
    assert refused.value.code is ErrorCode.CLINIC_UNREACHABLE
    every = b"".join(file.read_bytes() for file in (folder / FOLDER).rglob("*") if file.is_file())
    assert name.encode() not in every


def test_a_second_program_goes_without(way: tuple[Way, Path]) -> None:
    _through, folder = way
    nora = practices().open(folder, PASSPHRASE)
    beside = practices().open(folder, PASSPHRASE)
    assert (_here(nora).is_away, beside.records.here) == (False, None)
    beside.close()
    nora.close()


# The journal's file

LINES = (b"one", b"", b"three" * 50)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A journal of three lines."""
    journal = Journal(tmp_path / "journal", OwnKeptSeal(bytes(32)))
    for line in LINES:
        journal.add(line)
    return tmp_path / "journal"


def _opened(file: Path, secret: int = 0) -> Journal:
    return Journal(file, OwnKeptSeal(bytes([secret]) * 32))


def test_a_journal_cut_anywhere_has_every_whole_line(file: Path) -> None:
    whole = file.read_bytes()
    for size in range(24, len(whole), 3):
        # What a crash leaves: the beginning, or as much room without what should be in it.
        for left in (whole[:size], whole[:size] + bytes(len(whole) - size)):
            file.write_bytes(left)
            journal = _opened(file)
            assert tuple(journal.lines) == LINES[: len(journal.lines)]
            assert len(journal.lines) < len(LINES)
            assert journal.put_aside is None or 0 < len(whole) - size < 16
            journal.add(b"after")
            assert _opened(file).lines == journal.lines
    file.write_bytes(whole)
    assert tuple(_opened(file).lines) == LINES


def test_a_journal_that_was_changed_is_put_aside_and_never_believed(file: Path) -> None:
    whole = file.read_bytes()
    changed = bytearray(whole)
    changed[40] ^= 1
    for spoiled in (bytes(changed), whole[:8] + bytes(16) + whole[24:], b"nothing of ours" * 9):
        file.write_bytes(spoiled)
        journal = _opened(file)
        assert journal.lines == []
        assert journal.put_aside is not None
        assert journal.put_aside.read_bytes() == spoiled
        assert _opened(file).put_aside is None
    file.write_bytes(whole)
    assert _opened(file, secret=1).lines == []


def test_what_is_delivered_goes_at_once(file: Path) -> None:
    journal = _opened(file)
    journal.replace(LINES[2:])
    assert tuple(_opened(file).lines) == LINES[2:]
    # A line of the file before is none of this one.
    assert _opened(file).put_aside is None


# What is kept, as it is spelled


@given(data=st.data())
def test_a_change_is_read_as_it_was_kept(data: st.DataObject) -> None:
    session = empty_session()
    change = data.draw(changes(session))
    entry = Entry(EntryId(session.id), session.id, data.draw(moments()), ME, change, 3)
    call = Call("sessions", "store", (entry,))
    assert read_call(call.spelled()) == call


def test_every_verb_that_is_kept_can_be_read_again() -> None:
    for part, verbs in KEPT.items():
        for verb in verbs:
            hints = get_type_hints(getattr(_PORTS[part], verb))
            assert hints.pop("return") is type(None)
            # By the id of the last it is known, however often it is sent.
            assert list(hints.values())[-1] in (Trace, Entry)


def test_a_line_of_another_verb_is_none() -> None:
    with pytest.raises(ValueError, match="never kept"):
        read_call(b'["erasures", "erase", [], ""]')


def test_a_line_of_another_version_is_put_aside_and_the_others_go_on(tmp_path: Path) -> None:
    session = empty_session()
    note = EditNote(NoteSection.PLAN, "", "Once more")
    entry = Entry(EntryId(session.id), session.id, Moment(0, "UTC", date(1970, 1, 1)), ME, note, 3)
    known = Call("sessions", "store", (entry,))
    seal = OwnKeptSeal(bytes(32))
    here = Here(tmp_path, ME, seal)
    here.keep(known)
    here.journal.add(b'["sessions", "foresee", [], ""]')
    here.close()

    here = Here(tmp_path, ME, seal)
    assert here.calls == [known]
    assert here.journal.put_aside is not None
    assert len(Journal(here.journal.put_aside, seal).lines) == 2
    here.close()
    here = Here(tmp_path, ME, seal)
    assert (here.calls, here.journal.put_aside) == ([known], None)
    here.close()
