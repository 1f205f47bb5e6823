"""A clinic's connection cut while somebody charts: before the one message of a change arrives, or
with its answer, when all is stored; by the server itself; and with a restart before it is back.
"""

import random
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg

from charting.domain.changes import AddMark, Entry, apply
from charting.domain.clinic import ClinicAddress
from charting.domain.ids import PatientId
from charting.domain.session import Session
from charting.storage.clinic.address import read_address, write_address
from tests.faults.table import Verdict
from tests.invented import PASSPHRASE, PRESET, new_practice, people, places, practices
from tests.storage.clinic.cutting import Cut, Way, cuttable


def cuts(number: int, home: Path, *, seed: int = 0, control: bool = False) -> Iterator[Verdict]:
    """So many changes, during each of which the connection is cut, at a server of their own. The
    control keeps no journal: what was not answered is charted once more, as a person would.
    """
    from tests.storage.postgresql import ADMIN, Server, programs  # noqa: PLC0415 - not on Windows

    where = programs()
    if where is None:
        raise RuntimeError("PostgreSQL is not installed")
    server = Server(Path(tempfile.mkdtemp(prefix="charting-pg-")), where)
    server.start()
    try:
        address = ClinicAddress("127.0.0.2", "clinic", server.port, server.authority)
        practice = new_practice(home / "practice")
        patient = practice.patients.add(next(people(1)))
        practice.clinic.move(address, ADMIN)
        practice.close()
        admin = server.address(address.database)
        yield from cut_on(home / "practice", admin, patient.id, number, seed=seed, control=control)
    finally:
        server.stop()


def cut_on(
    folder: Path,
    admin: str,
    patient_id: PatientId,
    number: int,
    *,
    seed: int = 0,
    control: bool = False,
) -> Iterator[Verdict]:
    """The same in a folder that leads to a clinic, whose server is asked past the application at
    the address `admin`.
    """
    there = read_address(folder)
    with (
        cuttable(there.host, there.port) as way,
        psycopg.connect(admin, autocommit=True) as asked,
    ):
        write_address(folder, replace(there, port=way.port))
        trials = _Trials(folder, patient_id, way, asked, random.Random(seed))
        try:
            for trial in range(number):
                yield trials.one(trial, control=control)
            yield trials.at_last()
        finally:
            trials.practice.close()
            write_address(folder, there)


class _Trials:
    """One person who charts, and goes on charting."""

    def __init__(
        self,
        folder: Path,
        patient_id: PatientId,
        way: Way,
        asked: "psycopg.Connection[tuple[int]]",
        chance: random.Random,
    ) -> None:
        self._folder, self._patient_id, self._way = folder, patient_id, way
        self._asked, self._chance = asked, chance
        self._sites = places(100_000, chance.randrange(10**6))
        self.practice = practices().open(folder, PASSPHRASE)
        self.practice.patients.viewed(patient_id)
        self._session = self.practice.sessions.open_today(patient_id)
        self._marks = len(self._session.marks)
        self.answers_lost = 0

    def one(self, trial: int, *, control: bool) -> Verdict:
        """A change or two whose connection is cut, and what the clinic has of them then."""
        made = [self._entry()]
        self._cut(trial)
        self._store(made[0], control=control)
        self._way.is_down = True
        self.answers_lost += self._has(made[0]) and self._way.has_cut
        if not control:
            made += self._on_alone(restarts=trial % 5 == 0)
        self._back()
        lost = sum(not self._has(entry) for entry in made) if not control else 0
        twice = [entry for entry in made if self._count(entry) > 1]
        return Verdict(len(made), lost, tuple(f"{entry.id} twice" for entry in twice))

    def at_last(self) -> Verdict:
        """Whether the visit is what was charted, mark by mark, and all of it belongs together."""
        found = self.practice.sessions.session(self._session.id)
        wrong = [] if found == self._session else ["the visit is not what was charted"]
        if len(found.marks) != self._marks:
            wrong.append(f"{len(found.marks)} marks where {self._marks} were charted")
        verification = self.practice.checks.verify()
        wrong += [*verification.problems, *map(str, verification.findings)]
        if not self.answers_lost:
            wrong.append("no answer was ever lost, and nothing is proved")
        return Verdict(0, 0, tuple(wrong))

    def _entry(self) -> Entry:
        sessions = self.practice.sessions
        change = AddMark(sessions.needle(next(self._sites), PRESET))
        entry = sessions.entry(self._session, change)
        self._session = apply(change, self._session)
        self._marks += 1
        return entry

    def _cut(self, trial: int) -> None:
        if trial % 7 == 6:
            self._asked.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            self._way.aim(0, Cut.ANSWER)
        else:
            # A change is one message; the first finds no connection, and is cut on its way to one.
            self._way.aim(1, (Cut.ANSWER, Cut.QUESTION)[trial % 2])

    def _store(self, entry: Entry, *, control: bool) -> None:
        kept = self.practice.records.here
        assert kept is not None
        self.practice.sessions.store(entry)
        if control and kept.is_away:
            # What was kept is thrown away; by hand it is another mark, and another change.
            self._forget()
            self._marks -= 1
            self._session = self._session_without(entry)
            self._way.come_back()
            kept.deliver()
            again = self._entry()
            self.practice.sessions.store(again)

    def _forget(self) -> None:
        records = self.practice.records
        records._here.keep_only([])  # type: ignore[attr-defined]

    def _session_without(self, entry: Entry) -> Session:
        return apply(entry.change.inverse(), self._session)

    def _on_alone(self, *, restarts: bool) -> list[Entry]:
        """Charts on while nobody answers, also after a restart."""
        if restarts:
            self.practice.close()
            self.practice = practices().open(self._folder, PASSPHRASE)
        more = [self._entry()]
        for entry in more:
            self.practice.sessions.store(entry)
        return more

    def _back(self) -> None:
        self._way.come_back()
        kept = self.practice.records.here
        assert kept is not None
        kept.deliver()

    def _has(self, entry: Entry) -> bool:
        return self._count(entry) > 0

    def _count(self, entry: Entry) -> int:
        query = "SELECT count(*) FROM audit WHERE id = %s"
        return int((self._asked.execute(query, [entry.id.bytes]).fetchone() or (0,))[0])
