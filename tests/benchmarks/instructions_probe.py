"""Does a deed so many times in a practice: `instructions_probe.py FOLDER DEED TIMES`."""

import sys
from collections.abc import Callable
from pathlib import Path

from charting.domain.changes import AddMark, apply
from tests.invented import PASSPHRASE, PRESET, places, practices

practice = practices().open(Path(sys.argv[1]), PASSPHRASE)
(patient, *_others) = practice.records.patients.ids()
line = practice.sessions.timeline(patient)[0]
held = [practice.sessions.session(line.id)]
site = next(places(1))


def store_a_mark() -> None:
    change = AddMark(practice.sessions.needle(site, PRESET))
    practice.sessions.store(practice.sessions.entry(held[0], change))
    held[0] = apply(change, held[0])


deeds: dict[str, Callable[[], object]] = {
    "nothing": lambda: None,
    "a visit of 30 marks is loaded": lambda: practice.sessions.session(line.id),
    "a mark is stored": store_a_mark,
    "a letter is searched": lambda: practice.patients.find("mu"),
}
for _time in range(int(sys.argv[3])):
    deeds[sys.argv[2]]()
practice.close()
