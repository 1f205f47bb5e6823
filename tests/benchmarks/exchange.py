"""Giving records out and taking patients in: beside the bare reading of the same records."""

import re
import time
from collections.abc import Mapping
from datetime import date, timedelta
from datetime import time as day_time
from functools import partial
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
    "tables": "every mark and answer is put into the words of a spreadsheet",
    "all usual forms": "the same records are written four times: as JSON, FHIR, tables and paper",
}


def giving_out(many: int, forms: Forms) -> list[Result]:
    """The archive of so many patients with ten visits each, in each of the forms, beside reading
    the records once; for the last of them, what it takes of memory, and how soon it stops.
    """
    with TemporaryDirectory() as folder:
        practice = new_practice(Path(folder, "practice"))
        _fill(practice, many)
        made = archiving(practice, SystemClock())
        file, whole = Path(folder, "archive.zip"), practice.records.whole

        def save(parts: frozenset[Part]) -> None:
            made.save(file, Wanted(None, parts, replace=True))

        def read() -> None:
            for patient_id in practice.records.patients.ids():
                whole.of_patient(patient_id)

        results = [
            measured(
                f"out: {many * SESSIONS:,} visits, {what}",
                timed(partial(save, parts)),
                {"reading them": timed(read)},
                _ROUNDS,
                Budget(Figure.MEDIAN, times=2),
                _REASONS.get(what, ""),
            )
            for what, parts in forms.items()
        ]
        results += _memory_and_stop(made, file, many, forms)
        practice.close()
    return results


def _memory_and_stop(made: Archiving, file: Path, many: int, forms: Forms) -> list[Result]:
    """How much memory an archive takes beyond one of a few, and how long a wish to stop waits."""
    process, turns, held = psutil.Process(), list[float](), list[float]()
    form, parts = list(forms.items())[-1]
    steps = made.writing(file, Wanted(None, parts, replace=True))
    last = time.perf_counter()
    for done, _of in steps:
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
