"""The store as a practice grows: what is done with it at each of several sizes, beside the smallest
and beside plain SQL on the same file.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from typing import Any

from charting.domain.changes import AddMark, apply
from charting.domain.ids import PatientId
from charting.domain.text import words_typed
from charting.services.practices import OpenPractice
from charting.storage.engine import NAME, connect
from tests.benchmarks.grown import grown
from tests.benchmarks.measure import Budget, Figure, Result, Samples, in_turn, timed
from tests.invented import PASSPHRASE, PRESET, data_key, places, practices

GROWTH = 1.3
"""What the largest practice may take of the time of the smallest (`design.md`, budgets)."""

_SOME = 200
_DEEDS = (
    "open",
    "list",
    "search",
    "search that fills the list",
    "timeline",
    "load",
    "whole record",
    "what is open",
    "mark",
    "sign",
)
_FILLS = "search that fills the list"
_GROWS_LITTLE = ("open", "list", "search", _FILLS, "mark", "what is open")
_KEYSTROKE = 10e-3
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
    "SELECT p.* FROM (SELECT DISTINCT w.sort_name, w.patient_id FROM patient_words w "
    "WHERE NOT w.archived AND w.word >= ? AND w.word < ?"
)
_OTHER = (
    " AND EXISTS (SELECT 1 FROM patient_words o WHERE o.patient_id = w.patient_id "
    "AND o.word >= ? AND o.word < ?)"
)
_IN_ORDER = (
    " ORDER BY w.sort_name, w.patient_id LIMIT 60) f JOIN patients p ON p.id = f.patient_id "
    "ORDER BY f.sort_name, f.patient_id"
)
_LATELY = "SELECT * FROM patients WHERE NOT archived ORDER BY seen_utc DESC, id DESC LIMIT 60"
_OPEN = (
    "SELECT s.*, p.*, count(m.id) FROM (SELECT * FROM sessions WHERE status = 'draft' "
    "ORDER BY opened_utc DESC, id DESC LIMIT 50) s JOIN patients p ON p.id = s.patient_id "
    "LEFT JOIN marks m ON m.session_id = s.id AND m.present GROUP BY s.id"
)


def scale(rounds: int, sizes: Sequence[int], data: Path) -> list[Result]:
    """What is done every day in practices of so many patients, the smallest first, all in turn;
    they lie in `data`.
    """
    folders = grown(data, sizes)
    with ExitStack() as open_ones:
        practices_of = [open_ones.enter_context(_opened(folders[many], many)) for many in sizes]
        taken = {what: _taken(practices_of, what, rounds) for what in _DEEDS}
        lines = [each.lines_found() for each in practices_of]
    reasons = {
        "search": "more people are found as there are more, and a line of the list costs the same: "
        + ", ".join(
            f"{found:.0f} lines of {many:,}" for many, found in zip(sizes, lines, strict=True)
        )
    }
    results = [
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
            Budget(Figure.MEDIAN, times=GROWTH)
            if many > sizes[0] and what in _GROWS_LITTLE
            else None,
            of=many,
            reason=reasons.get(what, ""),
        )
        for what, samples in taken.items()
        for many in sizes
    ]
    typed = taken["search"][f"ours {sizes[-1]}"]
    name = f"a keystroke of a search over {sizes[-1]:,} patients"
    return [*results, Result(name, typed, {}, Budget(Figure.P95, seconds=_KEYSTROKE))]


def _taken(of: Sequence["_Grown"], what: str, rounds: int) -> Mapping[str, Samples]:
    deeds = {f"{who} {each.many}": deed for each in of for who, deed in each.deeds(what).items()}
    return in_turn(deeds, max(25, rounds // 20) if what == "open" else rounds)


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
        ids = list(self.practice.records.patients.ids())
        patients = chance.sample(ids, min(_SOME, self.many))
        if what in ("timeline", "load", "whole record"):
            return self._reading(what, patients)
        if what in ("search", _FILLS):
            typed = self._typed(patients, chance)
            if what == _FILLS:
                # The first letter finds a whole page wherever there are some hundred people.
                typed = [each for each in typed if len(each) == 1]
            return self._beside(typed, self.practice.patients.find, self._found)
        deeds: dict[str, Callable[[], dict[str, Callable[[], float]]]] = {
            "open": self._opening,
            "list": self._listing,
            "what is open": self._work_list,
            "mark": lambda: {"ours": self._marking(patients[0])},
            "sign": lambda: {"ours": self._signing(patients[1:])},
        }
        return deeds[what]()

    def _opening(self) -> dict[str, Callable[[], float]]:
        return {"ours": timed(lambda: practices().open(self.folder, PASSPHRASE).close())}

    def _listing(self) -> dict[str, Callable[[], float]]:
        lately = timed(lambda: self.raw.execute(_LATELY).fetchall())
        return {"ours": timed(lambda: self.practice.patients.find("")), "SQL": lately}

    def _work_list(self) -> dict[str, Callable[[], float]]:
        drafts = timed(lambda: self.raw.execute(_OPEN).fetchall())
        return {"ours": timed(self.practice.sessions.worklist), "SQL": drafts}

    def _reading(self, what: str, patients: Sequence[PatientId]) -> dict[str, Callable[[], float]]:
        """Of one patient after the other: the timeline, the last visit, or everything."""
        if what == "whole record":
            return {"ours": self._each(patients, self.practice.records.whole.of_patient)}
        if what == "timeline":
            return self._beside(
                patients,
                self.practice.sessions.timeline,
                lambda it: self.raw.execute(_TIMELINE, (it.bytes,)).fetchall(),
            )
        return self._beside(
            [self.practice.sessions.timeline(each)[0].id for each in patients],
            self.practice.sessions.session,
            lambda it: [self.raw.execute(each, (it.bytes,)).fetchall() for each in _WHOLE],
        )

    def lines_found(self) -> float:
        """How many lines a keystroke of the search finds on average."""
        chance = random.Random(3)
        patients = chance.sample(list(self.practice.records.patients.ids()), min(_SOME, self.many))
        found = [len(self.practice.patients.find(each)) for each in self._typed(patients, chance)]
        return sum(found) / len(found)

    def _typed(self, patients: Sequence[PatientId], chance: random.Random) -> list[str]:
        return [each for one in patients for each in self._keystrokes(one, chance)]

    def _keystrokes(self, patient_id: PatientId, chance: random.Random) -> Iterator[str]:
        """What stands in the search field after each key: "m", "mu", "mul", "mul a", "mul an"."""
        one = self.practice.patients.patient(patient_id)
        first, second = chance.sample((one.family.lower(), one.given.lower()), 2)
        whole = f"{first[:3]} {second[:3]}"
        yield from (whole[:end] for end in range(1, len(whole) + 1) if whole[end - 1] != " ")

    def _found(self, typed: str) -> list[Any]:
        """The first page of whom each typed word begins a word of, by plain SQL."""
        first, *others = sorted(words_typed(typed), key=len, reverse=True)
        bounds = [bound for word in (first, *others) for bound in (word, word + "\U0010ffff")]
        sql = f"{_PREFIX}{_OTHER * len(others)}{_IN_ORDER}"
        found: list[Any] = self.raw.execute(sql, bounds).fetchall()
        return found

    @staticmethod
    def _each(of: Sequence[Any], deed: Callable[[Any], object]) -> Callable[[], float]:
        coming = cycle(of)
        return timed(lambda: deed(next(coming)))

    @staticmethod
    def _beside(
        of: Sequence[Any], ours: Callable[[Any], object], theirs: Callable[[Any], object]
    ) -> dict[str, Callable[[], float]]:
        one, other = cycle(of), cycle(of)
        return {
            "ours": timed(lambda: ours(next(one))),
            "SQL": timed(lambda: theirs(next(other))),
        }

    def _signing(self, patients: Sequence[PatientId]) -> Callable[[], float]:
        """Of a visit that has just been begun."""
        coming, deeds = cycle(patients), self.practice.sessions

        def measurement() -> float:
            begun = deeds.open_today(next(coming))
            return timed(lambda: self.practice.signing.sign(begun))()

        return measurement

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
def _opened(folder: Path, many: int) -> Iterator[_Grown]:
    with (
        closing(practices().open(folder, PASSPHRASE)) as practice,
        closing(connect(folder / NAME, data_key(folder))) as raw,
    ):
        yield _Grown(many, folder, practice, raw)
