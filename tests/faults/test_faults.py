"""Nothing acknowledged is lost to a kill; and whatever were lost or torn would be seen."""

import multiprocessing
import shutil
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from charting.domain.changes import Entry, apply
from charting.domain.ids import EntryId, SessionId
from charting.storage.engine import NAME
from charting.storage.migrations import CURRENT, STEPS
from charting.storage.store import SqlStore
from tests.faults.__main__ import SUITES, figures_of
from tests.faults.hand import Hand
from tests.faults.journal import Journal, JournalledSessions, read
from tests.faults.table import Figures, Verdict
from tests.faults.tracing import CAN_TRACE
from tests.faults.trial import judge, prepare, trials
from tests.invented import PASSPHRASE, practices
from tests.storage.backends import KEY
from tests.upgrades.freeze import frozen

# A window has to be opened twice for each of these; what comes in has short forms in
# tests/exchange.
_SLOW = {
    *("window", "window-eager", "migration-stopped", "migration-control"),
    *("import-fuzzing", "import-fuzzing-control", "round-trips", "round-trips-control"),
    *("hostile-content-control", "twenty-editors-control"),
    # Their short form has the server of the run: tests/storage/clinic/test_kept.py.
    *("cut-connections", "cut-connections-control"),
}


@pytest.fixture(scope="module")
def beside() -> Iterator[Executor]:
    """Programs of their own, one a trial: they fork, and have no thread then."""
    programs = multiprocessing.get_context("forkserver")
    programs.set_forkserver_preload(["tests.faults.__main__"])
    with ProcessPoolExecutor(1, mp_context=programs, max_tasks_per_child=1) as executor:
        yield executor


@pytest.mark.skipif(not CAN_TRACE, reason="follows programs as Linux on x86-64 lets it")
@pytest.mark.parametrize(
    "kind",
    [pytest.param(kind, marks=pytest.mark.long) if kind in _SLOW else kind for kind in SUITES],
)
def test_nothing_is_lost_torn_or_misleading_and_the_controls_fail(
    kind: str, beside: Executor
) -> None:
    figures = beside.submit(figures_of, kind, SUITES[kind].quick).result()
    assert figures.right, figures.words
    assert figures.acknowledged > 0


def test_a_killed_window_has_lost_nothing(tmp_path: Path) -> None:
    verdicts = [
        Verdict(one.acknowledged, one.lost, one.torn)
        for one in trials("window", 1, tmp_path, latest=0.3)
    ]
    figures = Figures.of("window", verdicts)
    assert figures.right, figures.words
    assert figures.acknowledged > 0


@pytest.fixture
def charted(tmp_path: Path) -> tuple[Path, SessionId, list[Entry], Path]:
    """A practice of thirty acknowledged entries, closed, with its journal."""
    folder, file = tmp_path / "practice", tmp_path / "journal"
    session_id = prepare(folder)
    practice = practices().open(folder, PASSPHRASE)
    journal = Journal(file)
    sessions = JournalledSessions(practice.records.sessions, practice.practitioner, journal)
    session, hand, entries = sessions.session(session_id), Hand(sessions, 1), []
    for _ in range(30):
        entry = sessions.entry(session, hand.next_change(session))
        sessions.store(entry)
        journal.acknowledged(entry)
        session = apply(entry.change, session)
        entries.append(entry)
    practice.close()
    return folder, session_id, entries, file


def test_a_whole_record_is_judged_whole(
    charted: tuple[Path, SessionId, list[Entry], Path],
) -> None:
    folder, session_id, _, file = charted
    outcome = judge(folder, session_id, read(file))

    assert (outcome.acknowledged, outcome.lost, outcome.torn) == (30, 0, ())


def test_what_is_lost_or_other_than_sent_is_seen(
    charted: tuple[Path, SessionId, list[Entry], Path],
) -> None:
    folder, session_id, entries, file = charted
    journal = Journal(file)
    missing = replace(entries[0], id=EntryId(session_id))
    journal.sent(missing)
    journal.acknowledged(missing)
    told = read(file)

    assert judge(folder, session_id, told).lost == 1
    swapped = (told.sent[1], told.sent[0], *told.sent[2:])
    other = replace(told.sent[0], change=told.sent[0].change.inverse())
    assert judge(folder, session_id, replace(told, sent=swapped)).torn
    assert judge(folder, session_id, replace(told, sent=(other, *told.sent[1:]))).torn
    assert judge(folder, session_id, replace(told, sent=told.sent[:5])).torn


def test_a_line_cut_short_says_nothing(tmp_path: Path) -> None:
    file = tmp_path / "journal"
    file.write_bytes(b"acknowledged 01a20ada4b5c73b9a26d86e0526de5ae\nacknowledged 01a2")

    assert len(read(file).acknowledged) == 1


@pytest.mark.parametrize(
    ("kind", "verdict", "right"),
    [
        ("window", Verdict(9), True),
        ("window", Verdict(9, 1), False),
        ("window", Verdict(9, 0, ("torn",)), False),
        ("window", Verdict(9, 0, (), ("misleading",)), False),
        ("window-eager", Verdict(9), False),
        ("window-eager", Verdict(9, 2), True),
        ("power-cut-control", Verdict(9, 2), True),
    ],
)
def test_the_verdict(kind: str, verdict: Verdict, *, right: bool) -> None:
    assert Figures.of(kind, [verdict]).right is right


def test_no_trial_proves_nothing() -> None:
    assert not Figures.of("window", []).right


@pytest.mark.parametrize(("step", "file"), list(frozen()), ids=lambda each: str(each)[-7:])
def test_every_frozen_version_is_brought_up_to_date(step: str, file: Path, tmp_path: Path) -> None:
    shutil.copyfile(file, tmp_path / NAME)
    records = SqlStore().open(tmp_path, KEY)
    assert [line.patient.family for line in records.patients.search((), 9, False)] == ["Wu"]
    assert not records.problems()
    records.close()
    assert (tmp_path / f"before-{CURRENT}-{NAME}").exists() is (step != CURRENT)


def test_every_version_is_frozen_or_lies_between_two_that_are() -> None:
    steps = [step for step, _ in frozen()]
    assert steps[0] == STEPS[0]
    assert set(steps) <= set(STEPS)
