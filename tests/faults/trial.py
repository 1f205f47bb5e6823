"""One trial: a program that charts is killed at a random moment, and its record is judged."""

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from charting.domain.audit import Action
from charting.domain.canonical import canonical
from charting.domain.changes import Entry, apply
from charting.domain.errors import Refused
from charting.domain.ids import SessionId
from charting.services.practices import OpenPractice
from tests.faults.journal import Told, read
from tests.invented import PASSPHRASE, new_practice, people, practices

_ROOT = Path(__file__).parent.parent.parent
LATEST = 0.8
_CHILDREN = {
    "window": "tests.faults.window_child",
    "window-eager": "tests.faults.window_child",
    "services": "tests.faults.charting_child",
    "services-eager": "tests.faults.charting_child",
}
_NOTHING: MappingProxyType[Any, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was acknowledged and how much of it is gone, the marks in the session, and whatever is
    not exactly as the entries that the record has would make it.
    """

    acknowledged: int
    lost: int
    marks: int
    torn: tuple[str, ...]


def prepare(folder: Path) -> SessionId:
    """A closed practice in `folder` with one empty session."""
    practice = new_practice(folder)
    patient = practice.patients.add(next(people(1)))
    session = practice.sessions.open_today(patient.id)
    practice.close()
    return session.id


def trials(
    kind: str,
    number: int,
    home: Path,
    *,
    seed: int = 0,
    latest: float = LATEST,
    reopen: bool = False,
) -> Iterator[Outcome]:
    """So many trials of a kind, in folders below `home`, each with its own seed: killed `latest`
    seconds after it began to chart, or sooner. With `reopen` a window is opened on each practice.
    """
    session_id = prepare(home / "prepared")
    for trial in range(seed, seed + number):
        folder = home / f"{kind}-{trial}"
        shutil.copytree(home / "prepared", folder)
        journal = folder.with_suffix(".journal")
        program = [sys.executable, "-m", _CHILDREN[kind], kind, str(folder), str(session_id)]
        program += [str(journal), str(trial)]
        _kill_while_charting(program, random.Random(trial).uniform(0, latest))
        outcome = judge(folder, session_id, read(journal))
        if reopen:
            program[2:4] = ["tests.faults.window_child", "reopen"]
            outcome = replace(outcome, torn=outcome.torn + _reopened(program, outcome.marks))
        yield outcome
        shutil.rmtree(folder)


def judge(folder: Path, session_id: SessionId, told: Told) -> Outcome:
    """Reopen the practice and hold it against what the program had been told."""
    practice = practices().open(folder, PASSPHRASE)
    try:
        present, torn = _replayed(practice, session_id, told)
        marks = len(practice.sessions.session(session_id).marks)
        verification = practice.checks.verify()
    finally:
        practice.close()
    torn += list(verification.problems)
    torn += [f"{one.flaw} of {one.of} at {one.number}" for one in verification.findings]
    lost = told.acknowledged - {entry.id for entry in present}
    return Outcome(len(told.acknowledged), len(lost), marks, tuple(torn))


def _replayed(
    practice: OpenPractice, session_id: SessionId, told: Told
) -> tuple[list[Entry], list[str]]:
    """The entries that the record has, and where it is not exactly what they make of a session."""
    sent = {entry.id: entry for entry in told.sent}
    stored = [
        entry
        for entry in practice.records.trail.chain(session_id)
        if entry.action in (Action.SESSION_CHANGED, Action.RULE_OVERRIDDEN)
    ]
    present = [sent[entry.id] for entry in stored if entry.id in sent]
    torn = [
        f"entry {entry.id} is not what was sent"
        for entry in stored
        if entry.id not in sent or entry.payload != canonical(sent[entry.id].change)
    ]
    if present != list(told.sent[: len(present)]):
        torn.append("the entries are not in the order in which they were sent")
    found = practice.sessions.session(session_id)
    made = replace(found, marks=_NOTHING, answers=_NOTHING, notes=_NOTHING, versions=_NOTHING)
    try:
        for entry in present:
            made = apply(entry.change, made)
    except Refused as refused:
        torn.append(f"an entry does not follow from those before it: {refused.code}")
    if found != made or found.versions != made.versions:
        torn.append("the session is not what its entries make of it")
    return present, torn


def _kill_while_charting(program: list[str], after: float) -> None:
    with subprocess.Popen(program, cwd=_ROOT, env=_environment(), stdout=subprocess.PIPE) as child:
        assert child.stdout
        began = child.stdout.readline()
        time.sleep(after)
        ended = child.poll()
        child.kill()
    if not began or ended is not None:
        raise RuntimeError(f"the program ended by itself: {ended}")


def _reopened(program: list[str], marks: int) -> tuple[str, ...]:
    """Whether a window opens again and shows that many marks."""
    said = subprocess.run(
        program, cwd=_ROOT, env=_environment(), capture_output=True, text=True, check=False
    )
    if said.returncode != 0:
        return (f"the window did not open again: {said.stderr[-300:]}",)
    return () if int(said.stdout) == marks else (f"the window shows {said.stdout} marks",)


def _environment() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
