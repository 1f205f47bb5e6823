"""Reading the record: a session of 30 marks, and finding among many patients as one types."""

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import insert

from charting.domain.changes import EditNote, SetAnswer, apply
from charting.domain.ids import SessionId
from charting.domain.patient import Patient
from charting.domain.session import Answer, NoteSection, Reply
from charting.domain.text import words_to_find, words_typed
from charting.services.patients import PAGE
from charting.services.practices import OpenPractice
from charting.storage.database import Database
from charting.storage.engine import NAME, open_engine
from charting.storage.rows.people import patient_row
from charting.storage.search import word_rows
from charting.storage.tables import patient_words, patients
from tests.benchmarks.baselines.raw_record import RawRecord
from tests.benchmarks.measure import Budget, Figure, Result, measured, timed
from tests.invented import PASSPHRASE, chart, data_key, new_practice, people, practices

MARKS = 30
_KEY = bytes(range(32))
_FEW = 1_000
_AT_A_TIME = 5_000


def load(rounds: int) -> list[Result]:
    """A session with 30 marks, eight answers and four note sections, as the domain's value."""
    with TemporaryDirectory() as folder:
        practice = new_practice(Path(folder, "practice"))
        raw = RawRecord(Path(folder, "raw.db"), _KEY)
        ours, theirs = _whole_session(practice), raw.add_session(MARKS)
        result = measured(
            f"load: a session with {MARKS} marks",
            timed(lambda: practice.sessions.session(ours)),
            {"raw SQL": timed(lambda: raw.load(theirs))},
            rounds,
            Budget(Figure.MEDIAN, times=4),
        )
        raw.close()
        practice.close()
    return [result]


def search(rounds: int, many: int) -> list[Result]:
    """As one types over `many` patients, the first page, and opening such a record; beside plain
    SQL, and beside the same with 1,000 patients.
    """
    with TemporaryDirectory() as name:
        folder, small = Path(name, "practice"), Path(name, "small")
        everybody = list(people(many))
        _fill(folder, everybody)
        _fill(small, everybody[:_FEW])
        raw = RawRecord(Path(name, "raw.db"), _KEY)
        raw.add_patients(_plain_rows(everybody))
        practice, few = practices().open(folder, PASSPHRASE), practices().open(small, PASSPHRASE)
        typed = list(islice(_keystrokes(everybody), 4_000))
        results = [
            measured(
                f"search: a keystroke over {many:,} patients",
                _each(typed, practice.patients.find),
                {
                    "raw prefix SQL": _each(typed, lambda it: raw.search(words_typed(it), PAGE)),
                    f"{_FEW:,} patients": _each(typed, few.patients.find),
                },
                rounds,
                Budget(Figure.P95, seconds=10e-3),
            ),
            measured(
                f"first page of {many:,} patients",
                timed(lambda: practice.patients.find("")),
                {
                    f"{_FEW:,} patients": timed(lambda: few.patients.find("")),
                    "raw SQL": timed(lambda: raw.seen_lately(PAGE)),
                },
                rounds,
                Budget(Figure.MEDIAN, times=1.3),
            ),
            measured(
                f"open a practice of {many:,} patients",
                timed(lambda: practices().open(folder, PASSPHRASE).close()),
                {f"{_FEW:,} patients": timed(lambda: practices().open(small, PASSPHRASE).close())},
                max(5, rounds // 10),
                Budget(Figure.MEDIAN, times=1.3),
            ),
        ]
        raw.close()
        practice.close()
        few.close()
    return results


def _whole_session(practice: OpenPractice) -> SessionId:
    patient = practice.patients.add(next(people(1)))
    session = chart(practice, practice.sessions.open_today(patient.id), MARKS)
    for item in range(8):
        answer = Answer(f"item{item}", Reply.NO, session.opened, practice.practitioner.id)
        change = SetAnswer(answer.item, None, answer)
        practice.sessions.store(practice.sessions.entry(session, change))
        session = apply(change, session)
    for section in NoteSection:
        note = EditNote(section, "", "As before.")
        practice.sessions.store(practice.sessions.entry(session, note))
        session = apply(note, session)
    return session.id


def _fill(folder: Path, everybody: Sequence[Patient]) -> None:
    """A practice of these patients, stored as the application stores them but many at a time."""
    new_practice(folder).close()
    database = Database(open_engine(folder / NAME, data_key(folder)), folder)
    for start in range(0, len(everybody), _AT_A_TIME):
        some = everybody[start : start + _AT_A_TIME]
        rows = [
            {**patient_row(one), "seen_utc": start + place, "last_session": None}
            for place, one in enumerate(some)
        ]
        with database.writing() as connection:
            connection.execute(insert(patients), rows)
            connection.execute(
                insert(patient_words), [row for one in some for row in word_rows(one)]
            )
    database.close()


_LATER = ("large_print", "language", "easy_read")


def _plain_rows(everybody: Sequence[Patient]) -> Iterator[tuple[Sequence[object], frozenset[str]]]:
    """The rows of a patient as the frozen baseline keeps them: without what came later."""
    for place, one in enumerate(everybody):
        row = [value for key, value in patient_row(one).items() if key not in _LATER]
        yield (*row, place, None), _words(one)


def _words(patient: Patient) -> frozenset[str]:
    return words_to_find((patient.family, patient.given), patient.born, patient.phone)


def _keystrokes(everybody: Sequence[Patient]) -> Iterator[str]:
    """What stands in the search field after each key: "m", "mu", "mul", "mul a", "mul an"."""
    chance = random.Random(5)
    while True:
        one = chance.choice(everybody)
        first, second = chance.sample((one.family, one.given), 2)
        whole = f"{first[:3]} {second[:3]}"
        yield from (whole[:end] for end in range(1, len(whole) + 1) if whole[end - 1] != " ")


def _each(typed: Sequence[str], find: Callable[[str], object]) -> Callable[[], float]:
    coming = cycle(typed)
    return timed(lambda: find(next(coming)))
