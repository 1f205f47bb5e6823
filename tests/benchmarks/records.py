"""Reading the record: a session of 30 marks."""

from pathlib import Path
from tempfile import TemporaryDirectory

from charting.domain.changes import EditNote, SetAnswer, apply
from charting.domain.ids import SessionId
from charting.domain.session import Answer, NoteSection, Reply
from charting.services.practices import OpenPractice
from tests.benchmarks.baselines.raw_record import RawRecord
from tests.benchmarks.measure import Budget, Figure, Result, measured, timed
from tests.invented import chart, new_practice, people

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
