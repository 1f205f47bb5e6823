"""The ratchet: how many calls each of the deeds that are done most takes, which does not depend on
how busy a machine is. `python -m tests.benchmarks.ratchet --write` keeps what is counted now; with
`--slowed` a visit is put together twice wherever it is read, and the ratchet has to stop it.
"""

import argparse
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType
from typing import Any

from charting.domain.changes import AddMark, apply
from charting.domain.session import Session
from charting.services.practices import OpenPractice
from charting.storage import sessions as stored
from tests.invented import PRESET, chart, new_practice, people, places

FILE = Path(__file__).with_name("ratchet.toml")
"""What is kept: the calls of each deed, and the Python they were counted with."""

ROOM = 1.03
"""What a deed may take of what is kept: what an update of a library may add."""

_PATIENTS, _MARKS, _TIMES = 60, 30, 3
_CALLS = ("call", "c_call")


def counted(deed: Callable[[], object]) -> int:
    """The calls of Python and of C that a deed makes on this thread, once it has been done before;
    the least of some times.
    """
    deed()
    return min(_once(deed) for _time in range(_TIMES))


def _once(deed: Callable[[], object]) -> int:
    calls = 0

    def on_event(_frame: FrameType, event: str, _what: object) -> None:
        nonlocal calls
        calls += event in _CALLS

    before = sys.getprofile()
    sys.setprofile(on_event)
    try:
        deed()
    finally:
        sys.setprofile(before)
    return calls


def kept() -> tuple[str, Mapping[str, int]]:
    """The Python they were counted with, as in "3.11", and the calls of each deed."""
    stored = tomllib.loads(FILE.read_text("utf-8"))
    return str(stored["python"]), dict(stored["calls"])


def python() -> str:
    """The Python at work, as in "3.11": each counts otherwise."""
    return f"{sys.version_info.major}.{sys.version_info.minor}"


def count_all() -> dict[str, int]:
    """Each deed counted now."""
    with TemporaryDirectory() as name, _practice(Path(name, "practice")) as (practice, session):
        return {what: counted(deed) for what, deed in _deeds(practice, session).items()}


def over(found: Mapping[str, int], before: Mapping[str, int]) -> dict[str, str]:
    """The deeds that take more than they may, with what they take and what is kept."""
    return {
        what: f"{calls} calls, {before.get(what, 0)} kept"
        for what, calls in found.items()
        if calls > ROOM * before.get(what, 0)
    }


@contextmanager
def slowed_down() -> Iterator[None]:
    """Do a piece of the work twice within, as a careless change would."""
    at_hand: dict[str, Any] = vars(stored)
    once = at_hand["session_of"]

    def twice(*rows: object) -> object:
        once(*rows)
        return once(*rows)

    at_hand["session_of"] = twice
    try:
        yield
    finally:
        at_hand["session_of"] = once


@contextmanager
def _practice(folder: Path) -> Iterator[tuple[OpenPractice, Session]]:
    practice = new_practice(folder)
    everybody = [practice.patients.add(one) for one in people(_PATIENTS)]
    yield practice, chart(practice, practice.sessions.open_today(everybody[0].id), _MARKS)
    practice.close()


def _deeds(practice: OpenPractice, session: Session) -> dict[str, Callable[[], object]]:
    site = next(places(1))
    held = [session]

    def store_a_mark() -> None:
        change = AddMark(practice.sessions.needle(site, PRESET))
        practice.sessions.store(practice.sessions.entry(held[0], change))
        held[0] = apply(change, session)

    return {
        "a_visit_of_30_marks_is_loaded": lambda: practice.sessions.session(session.id),
        "a_mark_is_stored": store_a_mark,
        "a_letter_is_searched": lambda: practice.patients.find("mu"),
        "the_list_is_read": lambda: practice.patients.find(""),
        "a_timeline_is_read": lambda: practice.sessions.timeline(session.patient_id),
        "a_whole_record_is_read": lambda: practice.records.whole.of_patient(session.patient_id),
        "what_is_open_is_read": practice.sessions.worklist,
    }


def main(arguments: list[str]) -> int:
    """Say what each deed takes now beside what is kept; 1 where one takes more than it may."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.ratchet")
    parser.add_argument("--write", action="store_true", help="keep what is counted now")
    parser.add_argument("--slowed", action="store_true", help="slow it down on purpose")
    wanted = parser.parse_args(arguments)
    if wanted.slowed and wanted.write:
        parser.error("what is slowed down on purpose is not kept")
    with slowed_down() if wanted.slowed else nullcontext():
        found = count_all()
    if wanted.write:
        lines = [f'python = "{python()}"', "", "[calls]"]
        lines += [f"{what} = {calls}" for what, calls in found.items()]
        FILE.write_text("\n".join(lines) + "\n", "utf-8")
    _version, before = kept()
    beyond = over(found, before)
    for what, calls in found.items():
        verdict = "OVER" if what in beyond else "within"
        print(f"{what:34} {calls:8,}  kept {before.get(what, 0):8,}  {verdict}")
    return 1 if beyond else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
