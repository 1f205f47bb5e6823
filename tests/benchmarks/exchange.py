"""Giving records out and taking patients in: beside the bare reading of the same records."""

import hashlib
import re
import time
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from datetime import time as day_time
from functools import partial
from io import BytesIO
from itertools import chain as joined
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from charting.app.exchanging import archiving
from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical
from charting.domain.ids import EntryId
from charting.domain.moment import Moment
from charting.exchange.json_record import JsonRecord
from charting.exchange.patient_files import PatientFiles
from charting.services.archiving import USUAL, Archiving, Part, Wanted
from charting.services.coming_patients import Batch, ComingPatients, Doubles
from charting.services.practices import OpenPractice
from charting.services.record_files import filed
from charting.system import SystemClock, TimeOrderedIds
from tests.benchmarks.measure import Budget, Figure, Result, Samples, Unit, measured, timed
from tests.invented import chart, new_practice, people

SESSIONS, MARKS = 10, 8
# Of the issue: 50,000 patients in by CSV within a minute.
_SECONDS_EACH = 60 / 50_000
_ROUNDS = 3
# Of the budgets: memory flat, and a stop within this time.
_MORE, _STOPS, _WARM = 64 * 2**20, 0.2, 10
_ID = re.compile(r'"([0-9a-f]{32})"')
Forms = Mapping[str, frozenset[Part]]
"""Parts of an archive, by what they are called."""

RECORDS: Forms = {"records": frozenset({Part.RECORDS})}
OTHER_FORMS: Forms = {"tables": frozenset({Part.TABLES}), "all usual forms": USUAL}
_REASONS = {
    "tables": "each mark has some 70 cells here, and as a needle 60 more, each spelled by itself",
    "all usual forms": "three forms of everything, 70 KB for each visit: to hash and pack them "
    "alone takes what stands beneath",
}


def giving_out(many: int, forms: Forms) -> list[Result]:
    """The archive of so many patients with ten visits each, in each of the forms, beside reading
    the records once; for the last of them, what it takes of memory, and how soon it stops.
    """
    with TemporaryDirectory() as folder:
        practice = new_practice(Path(folder, "practice"))
        _fill(practice, many)
        made, file = archiving(practice, SystemClock()), Path(folder, "archive.zip")
        whole = practice.records.whole

        def read() -> None:
            for patient_id in practice.records.patients.ids():
                whole.of_patient(patient_id)

        # First, while nothing else has taken memory.
        held = _memory_and_stop(made, file, many, forms)
        results = []
        for what, parts in forms.items():
            wanted = Wanted(None, parts, replace=True)
            made.save(file, wanted)
            beside = {
                "reading them": timed(read),
                "packing what came of it": timed(_packing(file)),
            }
            name, budget = (
                f"out: {many * SESSIONS:,} visits, {what}",
                Budget(Figure.MEDIAN, times=2),
            )
            save = timed(partial(made.save, file, wanted))
            reason = _REASONS.get(what, "")
            results.append(measured(name, save, beside, _ROUNDS, budget, reason))
        practice.close()
    return [*results, *held]


def _packing(file: Path) -> Callable[[], None]:
    """Hashes and packs the bytes of an archive that are there already: no writer is spared that."""
    with zipfile.ZipFile(file) as made:
        ready = [(info, made.read(info)) for info in made.infolist()]

    def pack() -> None:
        with zipfile.ZipFile(BytesIO(), "w") as whole:
            for info, data in ready:
                hashlib.sha256(data)
                whole.writestr(info, data, zipfile.ZIP_DEFLATED, 3)

    return pack


def _memory_and_stop(made: Archiving, file: Path, many: int, forms: Forms) -> list[Result]:
    """How much memory an archive takes beyond one of a few, and how long a wish to stop waits."""
    process, turns, held = psutil.Process(), list[float](), list[float]()
    form, parts = list(forms.items())[-1]
    steps = made.writing(file, Wanted(None, parts, replace=True))
    last = time.perf_counter()
    for done, _of in joined(steps, [(many, many)]):
        now = time.perf_counter()
        turns.append(now - last)
        if done >= _WARM:
            held.append(float(process.memory_info().rss))
        last = time.perf_counter()
    grown = max(held, default=0.0) - min(held[:1], default=0.0)
    what = f"out: {many * SESSIONS:,} visits, {form}"
    return [
        Result(
            f"{what}: memory beyond that of the first {_WARM} patients",
            Samples.of([max(0.0, grown)]),
            {},
            Budget(Figure.LONGEST, seconds=_MORE),
            Unit.BYTES,
        ),
        Result(
            f"{what}: from a wish to stop to the stop",
            Samples.of(turns),
            {},
            Budget(Figure.LONGEST, seconds=_STOPS),
        ),
    ]


def _fill(practice: OpenPractice, many: int) -> None:
    """A patient with ten visits, and others with the same visits under ids of their own."""
    patient = practice.patients.add(next(people(1)))
    for number in range(SESSIONS):
        visited = Moment.at(date(2026, 1, 1) + timedelta(days=number), day_time(9), "Europe/Zurich")
        chart(practice, practice.sessions.open_earlier(patient.id, visited), MARKS)
    form, ids, who = JsonRecord(), TimeOrderedIds(), practice.practitioner
    text = form.write(filed(practice.records, SystemClock(), who, patient.id)).decode()
    kept = {who.id.hex, practice.practice.id.hex}
    for _each in range(many - 1):
        known: dict[str, str] = {}

        def another(found: re.Match[str], known: dict[str, str] = known) -> str:
            old = found.group(1)
            return found.group() if old in kept else f'"{known.setdefault(old, ids.new().hex)}"'

        record = form.read(_ID.sub(another, text).encode()).record
        at = SystemClock().now()
        entry, chain = EntryId(ids.new()), practice.practice.id
        told = canonical({"people": ()})
        trace = Trace(entry, chain, at, who.id, Action.RECORD_IMPORTED, told)
        practice.records.whole.take_in(record, (), trace)


def taking_in(many: int) -> list[Result]:
    """So many patients of a CSV, in one batch."""
    with TemporaryDirectory() as folder:
        practice = new_practice(Path(folder, "practice"))
        file = Path(folder, "people.csv")
        lines = (f"{one.family},{one.given} {n},{one.born}\n" for n, one in enumerate(people(many)))
        file.write_text("family,given,born\n" + "".join(lines), "utf-8")
        result = measured(
            f"in: {many:,} patients of a CSV",
            timed(lambda: _take_in(practice, file)),
            {"reading the file": timed(lambda: PatientFiles().read(file))},
            1,
            Budget(Figure.LONGEST, seconds=many * _SECONDS_EACH),
        )
        practice.close()
    return [result]


def _take_in(practice: OpenPractice, file: Path) -> None:
    who = practice.practitioner
    coming = ComingPatients(practice.records, PatientFiles(), SystemClock(), TimeOrderedIds(), who)
    table, reading = coming.read(file)
    for _step in coming.taking_in(table, reading, Doubles.TAKEN_IN, Batch()):
        pass
