"""A clinic's server: a change over a link to another house, the first page of many patients, and
thirty who chart at once.
"""

import multiprocessing
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import cycle
from multiprocessing.queues import Queue
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import psycopg

from charting.domain.changes import AddMark
from charting.domain.clinic import ClinicAddress
from charting.domain.ids import PatientId
from charting.services.clinic_setup import join
from charting.services.practices import OpenPractice
from charting.storage.clinic.address import read_address, write_address
from charting.storage.store import SqlStore
from charting.storage.tables import patient_words, patients
from charting.system import SystemClock, TimeOrderedIds
from charting.vault.slots import SlotVault
from tests.benchmarks.link import far_away
from tests.benchmarks.measure import Budget, Figure, Result, Row, Samples, Skipped, in_turn, timed
from tests.invented import PASSPHRASE, PRESET, new_practice, people, places, practices
from tests.services.world import CHEAP

if TYPE_CHECKING:
    from tests.storage.postgresql import Server

ROUND_TRIP = 20e-3
STORED_WITHIN = 50e-3
CLIENTS = 30
LOADED_WITHIN = 250e-3
PAGE_WITHIN = 50e-3

_HOST = "127.0.0.2"
_ONE_BY_ONE = 2_000
_PROCESSES = 6
# A mark is seldom set sooner than a second after the one before; nobody is as fast as a machine.
_PACES = (1.0, 0.0)
_CONNECTIONS = 150


def clinic(changes: int, many: int, seconds: float) -> list[Row]:
    """So many changes over the link; a first page of `many` patients; clients that chart for so
    many seconds.
    """
    from tests.storage.postgresql import Server, programs  # noqa: PLC0415 - not on Windows

    where = programs()
    if where is None:
        return [Skipped("clinic", "PostgreSQL is not installed")]
    server = Server(Path(tempfile.mkdtemp(prefix="charting-pg-")), where)
    server.start(connections=_CONNECTIONS)
    try:
        with tempfile.TemporaryDirectory() as home:
            folder = _clinic_of(Path(home), server)
            card = _card(folder)
            return [
                *_over_the_link(folder, changes),
                *_load(Path(home), card, seconds),
                *_first_page(folder, server, many, changes),
            ]
    finally:
        server.stop()


def _clinic_of(home: Path, server: "Server") -> Path:
    from tests.storage.postgresql import ADMIN  # noqa: PLC0415 - not on Windows

    practice = new_practice(home / "practice")
    for each in people(CLIENTS):
        practice.patients.add(each)
    practice.clinic.move(ClinicAddress(_HOST, "clinic", server.port, server.authority), ADMIN)
    practice.close()
    return home / "practice"


def _card(folder: Path) -> bytes:
    practice = practices().open(folder, PASSPHRASE)
    try:
        return practice.clinic.card()
    finally:
        practice.close()


@contextmanager
def _charting(folder: Path, patient_id: PatientId | None = None) -> Iterator["_Visit"]:
    """Somebody who has a visit open."""
    practice = practices().open(folder, PASSPHRASE)
    try:
        yield _Visit(practice, patient_id or practice.records.patients.ids()[0])
    finally:
        practice.close()


class _Visit:
    """A visit of today, charted mark by mark."""

    def __init__(self, practice: OpenPractice, patient_id: PatientId) -> None:
        self.practice = practice
        practice.patients.viewed(patient_id)
        self._session = practice.sessions.open_today(patient_id)
        self._places = cycle(list(places(20)))

    def store(self) -> None:
        """Store one more needle."""
        sessions = self.practice.sessions
        needle = sessions.needle(next(self._places), PRESET)
        sessions.store(sessions.entry(self._session, AddMark(needle)))

    @property
    def is_away(self) -> bool:
        """Whether changes only wait here."""
        here = self.practice.records.here
        return here is None or here.is_away


def _over_the_link(folder: Path, changes: int) -> list[Row]:
    there = read_address(folder)
    with far_away(_HOST, there.port, ROUND_TRIP) as port:
        write_address(folder, replace(there, port=port))
        try:
            with _charting(folder) as visit, _bare(there, port) as bare:
                visit.store()
                taken = in_turn(
                    {"ours": timed(visit.store), "bare": timed(lambda: bare.execute("SELECT 1"))},
                    changes,
                )
                if visit.is_away:
                    return [Skipped("clinic: a change", "the server went away", failed=True)]
        finally:
            write_address(folder, there)
    budget = Budget(Figure.P99, seconds=STORED_WITHIN)
    name = f"clinic: a mark stored, {ROUND_TRIP * 1000:.0f} ms away"
    return [Result(name, taken["ours"], {"one bare round trip": taken["bare"]}, budget)]


@contextmanager
def _bare(there: ClinicAddress, port: int) -> Iterator["psycopg.Connection[tuple[int]]"]:
    from tests.storage.postgresql import ADMIN  # noqa: PLC0415 - not on Windows

    with psycopg.connect(
        host=there.host,
        port=port,
        dbname=there.database,
        user=ADMIN.name,
        password=ADMIN.password,
        autocommit=True,
        prepare_threshold=None,
    ) as connection:
        yield connection


# Thirty at once


def _load(home: Path, card: bytes, seconds: float) -> Iterator[Row]:
    for number in range(CLIENTS):
        join(home / f"client-{number}", card, SlotVault(CHEAP, CHEAP), SqlStore())
    for pace in _PACES:
        said = "a mark a second" if pace else "without a pause"
        stored, late = _charted_at_once(home, pace, seconds)
        name = f"clinic: {CLIENTS} chart at once, {said}"
        if late:
            yield Skipped(name, f"{late} of them lost the server", failed=True)
        else:
            rate = len(stored) / seconds
            yield Result(
                f"{name} ({rate:,.0f} a second)",
                Samples.of(stored),
                {},
                Budget(Figure.P99, seconds=LOADED_WITHIN),
                of=CLIENTS,
            )


def _charted_at_once(home: Path, pace: float, seconds: float) -> tuple[list[float], int]:
    """How long each change took, and how many clients lost the server."""
    fresh = multiprocessing.get_context("spawn")
    told: Queue[tuple[list[float], int]] = fresh.Queue()
    at_once = fresh.Barrier(_PROCESSES)
    share = CLIENTS // _PROCESSES
    workers = [
        fresh.Process(
            target=_client_process,
            args=(home, range(first, first + share), pace, seconds, at_once, told),
        )
        for first in range(0, CLIENTS, share)
    ]
    for worker in workers:
        worker.start()
    every = [told.get(timeout=60 + 3 * seconds) for _ in workers]
    for worker in workers:
        worker.join()
    return [one for taken, _late in every for one in taken], sum(late for _taken, late in every)


def _client_process(
    home: Path,
    numbers: Sequence[int],
    pace: float,
    seconds: float,
    at_once: "multiprocessing.synchronize.Barrier",
    told: "Queue[tuple[list[float], int]]",
) -> None:
    """Some of the clients, each on a thread, with an ear for all that the others do."""
    opened = [practices().open(home / f"client-{number}", PASSPHRASE) for number in numbers]
    ids = opened[0].records.patients.ids()
    visits = [_Visit(one, ids[number]) for one, number in zip(opened, numbers, strict=True)]
    for visit in visits:
        visit.practice.together.listen(lambda _news: None)
        visit.store()
    taken: list[float] = []
    threads = [
        Thread(target=_chart_on, args=(visit, pace, seconds, number / CLIENTS, taken))
        for visit, number in zip(visits, numbers, strict=True)
    ]
    at_once.wait()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    late = sum(visit.is_away for visit in visits)
    for visit in visits:
        visit.practice.close()
    told.put((taken, late))


def _chart_on(visit: _Visit, pace: float, seconds: float, head: float, taken: list[float]) -> None:
    began = time.perf_counter()
    due = began + head * pace
    while (now := time.perf_counter()) < began + seconds:
        if due > now:
            time.sleep(due - now)
        start = time.perf_counter()
        visit.store()
        taken.append(time.perf_counter() - start)
        due += pace


# Many patients


def _first_page(folder: Path, server: "Server", many: int, rounds: int) -> list[Row]:
    _grow(server.address(read_address(folder).database), many)
    practice = practices().open(folder, PASSPHRASE)
    try:
        there = practice.records.counts()["patients"]
        typed = cycle(("", "m", "mu", "ke", "an", "wu"))
        deeds = {
            "list": timed(lambda: practice.patients.find("")),
            "typed": timed(lambda: practice.patients.find(next(typed))),
        }
        taken = in_turn(deeds, rounds)
    finally:
        practice.close()
    budget = Budget(Figure.P95, seconds=PAGE_WITHIN)
    return [
        Result("clinic: the first page of patients", taken["list"], {}, budget, of=there),
        Result("clinic: a keystroke of a search", taken["typed"], {}, budget, of=there),
    ]


def _grow(admin: str, many: int) -> None:
    """Let the clinic have so many patients; beyond some thousand, those once more."""
    from charting.domain.audit import Action, Trace  # noqa: PLC0415
    from charting.domain.ids import EntryId  # noqa: PLC0415
    from charting.storage.server import open_on_server  # noqa: PLC0415

    ids, clock = TimeOrderedIds(), SystemClock()
    records = open_on_server(admin)
    who = records.practice.practitioners()[0].id
    some = list(people(min(many, _ONE_BY_ONE), seed=9))
    at = clock.now()
    records.patients.add_all(
        some,
        [Trace(EntryId(ids.new()), one.id, at, who, Action.PATIENT_ADDED, b"{}") for one in some],
    )
    records.close()
    with psycopg.connect(admin, autocommit=True) as connection:
        for copy in range(1, many // _ONE_BY_ONE):
            for table, own in ((patients, "id"), (patient_words, "patient_id")):
                names = [f'"{column.name}"' for column in table.columns]
                values = [
                    f"set_byte({own}, 0, {copy + 16})" if name == f'"{own}"' else name
                    for name in names
                ]
                connection.execute(
                    f"INSERT INTO {table.name} ({', '.join(names)})"
                    f" SELECT {', '.join(values)} FROM {table.name}"
                    f" WHERE get_byte({own}, 0) < 16".encode()
                )
        connection.execute("ANALYZE")
