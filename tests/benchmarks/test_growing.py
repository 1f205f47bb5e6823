"""A grown practice is whole, what is measured on it runs when small, and the ratchet holds."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from charting.domain.marks import Needle
from tests.benchmarks import generate as growing
from tests.benchmarks import ratchet
from tests.benchmarks.day import day
from tests.benchmarks.generate import Made, generate
from tests.benchmarks.grown import growing as growing_of
from tests.benchmarks.idle import WAKES, idle
from tests.benchmarks.measure import Budget, Figure, Result, Samples, Unit
from tests.benchmarks.plots import plot
from tests.benchmarks.report import table
from tests.benchmarks.scale import scale
from tests.invented import PASSPHRASE, practices


def test_a_grown_practice_is_whole_and_the_same_from_the_same_seed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(growing, "ONE_BY_ONE", 6)
    *_steps, made = generate(tmp_path / "one", 18)
    *_steps, again = generate(tmp_path / "two", 18)
    assert made == again
    practice = practices().open(tmp_path / "one", PASSPHRASE)
    counts = practice.records.counts()
    assert made == Made(counts["patients"], counts["sessions"], counts["marks"])
    records = [practice.records.whole.of_patient(one) for one in practice.records.patients.ids()]
    visits = [each for record in records for each in record.sessions]
    assert {each.patient.id for each in records} == {each.patient_id for each in visits}
    assert all(each.needles() and each.notes and each.answers for each in visits)
    assert all(isinstance(mark, Needle) for each in visits for mark in each.needles())
    assert len({mark for each in visits for mark in each.marks}) == made.marks
    # Each is found by the name that is theirs, and is open to a mark of today.
    last = records[-1].patient
    assert last.id in {line.patient.id for line in practice.patients.find(last.family)}
    assert 0 < len(practice.sessions.worklist()) <= growing.OPEN
    practice.close()


def test_it_grows_in_whole_steps(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="in steps"):
        next(generate(tmp_path / "practice", growing.ONE_BY_ONE + 1))


def test_the_store_is_measured_at_each_size(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(growing, "ONE_BY_ONE", 4)
    data = tmp_path / "data"
    grew = growing_of(data, (4, 8))
    results = scale(2, (4, 8), data)
    assert [each.of for each in grew] == [4, 8] * 4
    assert [each.of for each in results] == [*([4, 8] * 10), None]
    assert {each.name for each in results if each.budget and each.of} == {
        *("open: patients", "list: patients", "search: patients"),
        "search that fills the list: patients",
        *("what is open: patients", "mark: patients"),
    }
    file = tmp_path / "plots.pdf"
    assert plot(results, file) == 10
    drawn = "".join(page.extract_text() for page in PdfReader(file).pages)
    assert "timeline: patients" in drawn
    assert "plain SQL" in drawn


def test_figures_are_said_in_their_units() -> None:
    held = Result("held", Samples.of([3 * 2**20]), {}, None, Unit.BYTES)
    wakes = Result("wakes", Samples.of([1.5]), {}, Budget(Figure.MEDIAN, seconds=2), Unit.A_SECOND)
    share = Result("share", Samples.of([0.004]), {}, None, Unit.SHARE, of=7)
    said = table([held, wakes, share])
    assert "3.00 MiB" in said
    assert "median ≤ 2.00/s" in said
    assert "share of 7" in said
    assert "0.40%" in said


@pytest.mark.skipif(
    ratchet.python() != ratchet.kept()[0], reason="calls were counted with another Python"
)
def test_what_is_done_most_takes_no_more_calls_than_it_did() -> None:
    assert ratchet.over(ratchet.count_all(), ratchet.kept()[1]) == {}


def test_the_ratchet_stops_a_planted_slow_down() -> None:
    def deed() -> int:
        return sum(abs(number) for number in range(200))

    def slower() -> int:
        return deed() + sum(abs(number) for number in range(20))

    before = {"deed": ratchet.counted(deed)}
    assert ratchet.over({"deed": ratchet.counted(deed)}, before) == {}
    assert list(ratchet.over({"deed": ratchet.counted(slower)}, before)) == ["deed"]


@pytest.mark.long
def test_the_ratchet_stops_what_is_slowed_down_in_the_code(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert ratchet.main(["--slowed"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert {line.split()[0] for line in said if line.endswith("OVER")} == {
        "a_visit_of_30_marks_is_loaded"
    }


@pytest.mark.long
def test_a_day_is_played_through_the_windows() -> None:
    results = day(2)
    assert [len(each.ours.seconds) for each in results[::2]] == [2, 2]
    assert results[2].ours.median > 0


@pytest.mark.long
def test_a_window_that_nobody_touches_sleeps() -> None:
    wakes, works = idle(1)
    assert wakes.ours.median <= 2 * WAKES
    assert works.unit is Unit.SHARE
