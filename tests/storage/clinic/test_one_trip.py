"""A change goes to the server and comes back once, whatever it changes; and is stored by it as any
other database stores it.
"""

from dataclasses import replace
from pathlib import Path

from charting.domain.changes import (
    AddMark,
    Change,
    EditMark,
    EditNote,
    MoveMark,
    RemoveMark,
    SetAnswer,
    apply,
)
from charting.domain.marks import Needle
from charting.domain.session import NoteSection, Session
from charting.domain.visit import NEEDLES_REMOVED, PACKS_OPENED
from charting.services.practices import OpenPractice
from tests.invented import PASSPHRASE, PRESET, people, places, practices
from tests.storage.clinic.cutting import Cut, Way

# More than the driver would send before it prepares a statement.
_ROUNDS = 3


def _changes(practice: OpenPractice, session: Session) -> list[Change]:
    """One of each kind, each on what those before it made."""
    here, there = places(2, 5)
    first = practice.sessions.needle(here, PRESET)
    deeper = replace(first, depth=20)
    moved = MoveMark(first.id, first.site, there)
    gone = apply(AddMark(deeper), session)
    removed = apply(moved, gone).marks[first.id]
    assert isinstance(removed, Needle)
    section = NoteSection.PLAN
    said = session.notes.get(section, "")
    changes: list[Change] = [
        AddMark(first),
        AddMark(practice.sessions.trigger_point(there)),
        EditMark(first, deeper),
        moved,
        RemoveMark(removed),
        EditNote(section, said, f"{said}Once more."),
    ]
    for item in (PACKS_OPENED, NEEDLES_REMOVED):
        before = session.answers.get(item)
        after = replace(practice.sessions.answer(item), number=len(session.marks) + 1)
        changes.append(SetAnswer(item, before, after))
    return changes


def test_each_change_is_one_round_trip(way: tuple[Way, Path]) -> None:
    through, folder = way
    practice = practices().open(folder, PASSPHRASE)
    patient = practice.patients.add(next(people(1, seed=81)))
    session = practice.sessions.open_today(patient.id)
    told = 0
    for _ in range(_ROUNDS):
        for change in _changes(practice, session):
            through.aim(0, Cut.QUESTION)
            practice.sessions.store(practice.sessions.entry(session, change))
            # The first change finds no connection of its own yet.
            assert through.sent == 1 or not told, change
            session, told = apply(change, session), told + 1
            # What others have charted meanwhile is found uncounted, or is not.
            assert practice.sessions.session(session.id) == session
    chain = practice.records.trail.chain(session.id)
    assert len(chain) == told + 1
    assert not practice.checks.verify().findings
    practice.close()
