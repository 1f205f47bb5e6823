"""The store as a practice grows: what is done with it at each of several sizes, beside the smallest
and beside plain SQL on the same file.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from charting.domain.changes import AddMark, apply
from charting.domain.ids import PatientId
from charting.services.practices import OpenPractice
from charting.storage.engine import NAME, connect
from tests.benchmarks.generate import generate
from tests.benchmarks.measure import Budget, Figure, Result, in_turn, timed
from tests.invented import PASSPHRASE, PRESET, data_key, places, practices

GROWTH = 1.3
"""What the largest practice may take of the time of the smallest (`design.md`, budgets)."""

_SOME = 400
_GROWS_LITTLE = ("open", "search", "mark")
_TIMELINE = (
    "SELECT s.id, s.opened_utc, s.opened_day, s.status, (SELECT count(*) FROM marks m "
    "WHERE m.session_id = s.id) FROM sessions s WHERE s.patient_id = ? ORDER BY s.opened_utc DESC"
)
_WHOLE = tuple(
    f"SELECT * FROM {table} WHERE {key} = ?"
    for table, key in (
        ("sessions", "id"),
        ("marks", "session_id"),
        ("answers", "session_id"),
        ("notes", "session_id"),
    )
)
_PREFIX = (
    "SELECT DISTINCT sort_name, patient_id FROM patient_words WHERE NOT archived "
    "AND word >= ? AND word < ? ORDER BY sort_name, patient_id LIMIT 60"
)


def scale(rounds: int, sizes: Sequence[int]) -> list[Result]:
    """Opening, searching, a timeline, a visit loaded, a mark stored and a visit begun in practices
    of so many patients, the smallest first, all in turn.
    """
    with ExitStack() as open_ones:
        name = open_ones.enter_context(TemporaryDirectory())
        grown = [open_ones.enter_context(_grown(Path(name, str(many)), many)) for many in sizes]
        taken = {
            what: in_turn(
                {
                    f"{who} {each.many}": deed
                    for each in grown
                    for who, deed in each.deeds(what).items()
                },
                max(5, rounds // 20) if what == "open" else rounds,
            )
            for what in ("open", "search", "timeline", "load", "mark")
        }
    return [
        Result(
            f"{what}: patients",
            samples[f"ours {many}"],
            {
                **(
                    {f"{sizes[0]:,} patients": samples[f"ours {sizes[0]}"]}
                    if many > sizes[0]
                    else {}
                ),
                **({"plain SQL": raw} if (raw := samples.get(f"SQL {many}")) else {}),
            },
            _budget(what) if many > sizes[0] else None,
            of=many,
        )
        for what, samples in taken.items()
        for many in sizes
    ]


def _budget(what: str) -> Budget | None:
    return Budget(Figure.MEDIAN, times=GROWTH) if what in _GROWS_LITTLE else None


@dataclass(frozen=True, slots=True)
class _Grown:
    """A practice of so many patients, opened by the application and by the bare driver."""

    many: int
    folder: Path
    practice: OpenPractice
    raw: Any

    def deeds(self, what: str) -> Mapping[str, Callable[[], float]]:
        """What is measured, ours and where there is one the plain SQL of it."""
        chance = random.Random(3)
        patients = chance.sample(list(self.practice.records.patients.ids()), min(_SOME, self.many))
        if what == "open":
            return {"ours": timed(lambda: practices().open(self.folder, PASSPHRASE).close())}
        if what == "search":
            typed = [self._letters(each, chance) for each in patients]
            return self._beside(
                typed,
                self.practice.patients.find,
                lambda it: self.raw.execute(_PREFIX, (it, it + "\U0010ffff")).fetchall(),
            )
        if what == "timeline":
            return self._beside(
                patients,
                self.practice.sessions.timeline,
                lambda it: self.raw.execute(_TIMELINE, (it.bytes,)).fetchall(),
            )
        sessions = [self.practice.sessions.timeline(each)[0].id for each in patients]
        if what == "load":
            return self._beside(
                sessions,
                self.practice.sessions.session,
                lambda it: [self.raw.execute(each, (it.bytes,)).fetchall() for each in _WHOLE],
            )
        return {"ours": self._marking(patients[0])}

    def _letters(self, patient_id: PatientId, chance: random.Random) -> str:
        family = self.practice.patients.patient(patient_id).family.lower()
        return family[: chance.randrange(2, 5)]

    @staticmethod
    def _beside(
        of: Sequence[Any], ours: Callable[[Any], object], theirs: Callable[[Any], object]
    ) -> dict[str, Callable[[], float]]:
        one, other = cycle(of), cycle(of)
        return {
            "ours": timed(lambda: ours(next(one))),
            "SQL": timed(lambda: theirs(next(other))),
        }

    def _marking(self, patient_id: PatientId) -> Callable[[], float]:
        deeds = self.practice.sessions
        held = [deeds.open_today(patient_id)]
        sites = cycle(places(50))

        def mark() -> None:
            change = AddMark(deeds.needle(next(sites), PRESET))
            deeds.store(deeds.entry(held[0], change))
            held[0] = apply(change, held[0])

        return timed(mark)


@contextmanager
def _grown(folder: Path, many: int) -> Iterator[_Grown]:
    for _made in generate(folder, many):
        pass
    with (
        closing(practices().open(folder, PASSPHRASE)) as practice,
        closing(connect(folder / NAME, data_key(folder))) as raw,
    ):
        yield _Grown(many, folder, practice, raw)
