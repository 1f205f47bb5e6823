"""Giving records out and taking patients in: beside the bare reading of the same records."""

import csv
import hashlib
import re
import time
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from datetime import time as day_time
from functools import partial
from io import BytesIO, StringIO
from itertools import chain as joined
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson
import psutil
from sqlalchemy import select

from charting.app.exchanging import archiving
from charting.domain.audit import Action, Trace
from charting.domain.canonical import canonical
from charting.domain.ids import EntryId, PatientId
from charting.domain.moment import Moment
from charting.exchange.json_record import JsonRecord
from charting.exchange.patient_files import PatientFiles
from charting.exchange.tables import csv_lines
from charting.services.archiving import USUAL, Archiving, Part, Wanted
from charting.services.coming_patients import Batch, ComingPatients, Doubles
from charting.services.practices import OpenPractice
from charting.services.record_files import filed
from charting.storage.tables import (
    answers,
    audit,
    body_measures,
    contact_notes,
    episodes,
    follow_ups,
    given_papers,
    health_facts,
    health_reviews,
    marks,
    notes,
    patients,
    sessions,
    sheets,
    signed_records,
)
from charting.storage.whole_records import SqlWholeRecords
from charting.system import SystemClock, TimeOrderedIds
from tests.benchmarks.measure import (
    Budget,
    Figure,
    Result,
    Samples,
    Unit,
    in_turn,
    measured,
    timed,
    worked,
)
from tests.invented import chart, new_practice, people

SESSIONS, MARKS = 10, 8
# Of the issue: 50,000 patients in by CSV within a minute.
_SECONDS_EACH = 60 / 50_000
_ROUNDS = 3
# Of the budgets: memory flat, and a stop within this time.
_MORE, _STOPS, _WARM = 64 * 2**20, 0.2, 10
_ID = re.compile(r'"([0-9a-f]{32})"')
# What an archive holds of a patient, and holds more of with more of them.
_EACH = re.compile(r"records/.+|tables/(?!dictionary|practitioners).+|fhir/[A-Za-z]+\.ndjson")
Work = Callable[[], None]
Forms = Mapping[str, frozenset[Part]]
"""Parts of an archive, by what they are called."""

RECORDS: Forms = {"records": frozenset({Part.RECORDS})}
OTHER_FORMS: Forms = {
    "tables": frozenset({Part.TABLES}),
    "FHIR": frozenset({Part.FHIR}),
    "all usual forms": USUAL,
}
# Of the issue.
_TIMES = 2.0
_REASONS = {
    "tables": "each mark has some 70 cells here, and as a needle 60 more",
    "FHIR": "a resource for each mark, place, answer and entry: 38 KB for each visit, and each a "
    "value of Python before it is spelled",
    "all usual forms": "three forms of everything, 70 KB for each visit",
}
# The tables in which a patient's record lies.
_TABLES = (
    *(patients, health_facts, health_reviews, body_measures, episodes, sessions, marks, answers),
    *(notes, follow_ups, contact_notes, sheets, given_papers, signed_records, audit),
)


def giving_out(many: int, forms: Forms) -> list[Result]:
    """The archive of so many patients with ten visits each, in each of the forms, beside reading
    the records once; for the last of them, what it takes of memory, and how soon it stops.
    """
    with TemporaryDirectory() as folder:
        practice = new_practice(Path(folder, "practice"))
        _fill(practice, many)
        made, file = archiving(practice, SystemClock()), Path(folder, "archive.zip")
        # First, while nothing else has taken memory.
        held = _memory_and_stop(made, file, many, forms)
        results = [_of_form(practice, made, file, what, parts) for what, parts in forms.items()]
        practice.close()
    return [*results, *held]


def _of_form(
    practice: OpenPractice, made: Archiving, file: Path, what: str, parts: frozenset[Part]
) -> Result:
    """One form of the archive, in seconds of the processor, beside what no way of making it is
    spared: reading the records, and spelling and packing what came of them.
    """
    ids, whole = practice.records.patients.ids(), practice.records.whole
    wanted, one = Wanted(None, parts, replace=True), file.with_name("one.zip")

    def read() -> None:
        for patient_id in ids:
            whole.of_patient(patient_id)

    taken = in_turn(
        {
            "": worked(partial(made.save, file, wanted)),
            "reading them": worked(read),
            "reading their rows, bare": worked(_rows_of(practice)),
            "writing what is ready": worked(_writing(made, one, ids, parts)),
        },
        _ROUNDS,
    )
    ours, reading, writing = taken.pop(""), taken["reading them"], taken["writing what is ready"]
    both = zip(reading.seconds, writing.seconds, strict=True)
    taken["the least: reading them, writing what is ready"] = Samples.of([*map(sum, both)])
    budget = Budget(Figure.MEDIAN, times=_TIMES)
    name = f"out: {len(ids) * SESSIONS:,} visits, {what}"
    return Result(name, ours, taken, budget, reason=_REASONS.get(what, ""))


def _rows_of(practice: OpenPractice) -> Work:
    """Reads the rows in which the records lie, table by table, and makes nothing of them."""
    whole = practice.records.whole
    assert isinstance(whole, SqlWholeRecords)
    database = whole._database
    queries = [str(select(table)) for table in _TABLES]

    def read() -> None:
        with database.reading() as connection:
            for query in queries:
                for _some in connection.exec_driver_sql(query).partitions(1000):
                    pass

    return read


def _writing(made: Archiving, file: Path, ids: Sequence[PatientId], parts: frozenset[Part]) -> Work:
    """Spells, hashes and packs what an archive of them holds, of values that are there already:
    those of one, for each of whom the same was charted.
    """
    made.save(file, Wanted(ids[0], parts, replace=True))
    with zipfile.ZipFile(file) as whole:
        names = [name for name in whole.namelist() if _EACH.match(name)]
        ready = [_speller(name, whole.read(name)) for name in names]

    def write() -> None:
        with zipfile.ZipFile(BytesIO(), "w") as whole:
            for number in range(len(ids)):
                for name, spell in zip(names, ready, strict=True):
                    data = spell()
                    hashlib.sha256(data)
                    whole.writestr(f"{number}/{name}", data, zipfile.ZIP_DEFLATED, 3)

    return write


def _speller(name: str, data: bytes) -> Callable[[], bytes]:
    """Spells what is in a file by the quickest means there are."""
    if name.endswith(".csv"):
        rows = list(csv.reader(StringIO(data.decode("utf-8"), newline="")))
        return lambda: csv_lines(rows)
    every = [*map(orjson.loads, data.splitlines() if name.endswith(".ndjson") else [data])]
    return lambda: b"\n".join(map(orjson.dumps, every))


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
