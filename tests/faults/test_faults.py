"""Nothing acknowledged is lost to a kill; and whatever were lost or torn would be seen."""

from dataclasses import replace
from pathlib import Path

import pytest

from charting.domain.changes import Entry, apply
from charting.domain.ids import EntryId, SessionId
from tests.faults.__main__ import Figures
from tests.faults.hand import Hand
from tests.faults.journal import Journal, JournalledSessions, read
from tests.faults.trial import Outcome, judge, prepare, trials
from tests.invented import PASSPHRASE, practices


@pytest.mark.parametrize("kind", ["services", "window"])
def test_nothing_acknowledged_is_lost(kind: str, tmp_path: Path) -> None:
    figures = Figures.of(kind, list(trials(kind, 1, tmp_path, latest=0.3)))

    assert figures.right, figures.words
    assert figures.acknowledged > 0


def test_a_store_that_promises_too_early_is_found_out(tmp_path: Path) -> None:
    figures = Figures.of("services-eager", list(trials("services-eager", 1, tmp_path, latest=0.3)))

    assert figures.right, figures.words
    assert figures.lost > 0


@pytest.mark.long
@pytest.mark.parametrize("kind", ["window", "window-eager", "services", "services-eager"])
def test_many_kills(kind: str, tmp_path: Path) -> None:
    figures = Figures.of(kind, list(trials(kind, 20, tmp_path, seed=1000, reopen=kind == "window")))

    assert figures.right, figures.words


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
    ("kind", "outcome", "right"),
    [
        ("window", Outcome(9, 0, 3, ()), True),
        ("window", Outcome(9, 1, 3, ()), False),
        ("window", Outcome(9, 0, 3, ("torn",)), False),
        ("window-eager", Outcome(9, 0, 3, ()), False),
        ("window-eager", Outcome(9, 2, 3, ()), True),
    ],
)
def test_the_verdict(kind: str, outcome: Outcome, *, right: bool) -> None:
    assert Figures.of(kind, [outcome]).right is right
