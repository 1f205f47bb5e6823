"""The measuring itself: samples, verdicts, the report, and that each benchmark runs when small."""

import hashlib
import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks import __main__ as benchmarks
from tests.benchmarks import peers
from tests.benchmarks.apart import measure_apart
from tests.benchmarks.clicks import clicks
from tests.benchmarks.inputs import inputs
from tests.benchmarks.long_session import long_session
from tests.benchmarks.map_frames import map_frames
from tests.benchmarks.map_queries import at_and_near
from tests.benchmarks.measure import (
    Budget,
    Figure,
    Result,
    Samples,
    Skipped,
    in_turn,
    measured,
    timed,
)
from tests.benchmarks.records import load
from tests.benchmarks.report import as_json, rows_of, table, time_words
from tests.benchmarks.start import until_said
from tests.invented import new_practice

BASELINES = Path(__file__).parent / "baselines"
_TIMES = st.floats(1e-7, 10)


@given(st.lists(_TIMES, min_size=1), st.floats(0, 1))
def test_a_quantile_is_a_sample_that_so_many_do_not_exceed(
    seconds: list[float], share: float
) -> None:
    quantile = Samples.of(seconds).quantile(share)

    assert quantile in seconds
    assert sum(one <= quantile for one in seconds) >= share * len(seconds) - 1e-9


def test_the_figures_of_a_hundred_samples() -> None:
    samples = Samples.of([float(number) for number in range(100, 0, -1)])

    assert [figure.of(samples) for figure in Figure] == [50.0, 95.0, 99.0, 100.0]
    assert samples.spread == 50.0


def test_nothing_measured_is_no_result() -> None:
    with pytest.raises(ValueError, match="nothing was measured"):
        Samples.of([])


@pytest.mark.parametrize(
    ("budget", "over"),
    [
        (Budget(Figure.MEDIAN, seconds=3.0), False),
        (Budget(Figure.MEDIAN, seconds=2.9), True),
        (Budget(Figure.LONGEST, seconds=4.9), True),
        (Budget(Figure.MEDIAN, times=1.5), False),
        (Budget(Figure.MEDIAN, times=1.4), True),
        (None, False),
    ],
)
def test_the_verdict(budget: Budget | None, *, over: bool) -> None:
    baselines = {"first": Samples.of([2.0]), "second": Samples.of([100.0])}

    assert Result("it", Samples.of([1, 2, 3, 4, 5]), baselines, budget).over is over


def test_a_budget_is_of_one_kind() -> None:
    with pytest.raises(ValueError, match="either"):
        Budget(Figure.MEDIAN)
    with pytest.raises(ValueError, match="either"):
        Budget(Figure.MEDIAN, seconds=1, times=1)


def test_a_planted_slow_down_is_over() -> None:
    budget = Budget(Figure.MEDIAN, times=1.5)
    quick, slow = timed(lambda: sum(range(2_000))), timed(lambda: sum(range(20_000)))

    assert not measured("same", quick, {"same": quick}, 200, Budget(Figure.MEDIAN, times=3)).over
    assert measured("slowed", slow, {"as it was": quick}, 50, budget).over


def test_measurements_take_turns() -> None:
    order: list[str] = []

    def note(name: str) -> float:
        order.append(name)
        return 1.0

    taken = in_turn({"a": lambda: note("a"), "b": lambda: note("b")}, rounds=3)

    assert "".join(order) == "abbaabba"
    assert {len(samples.seconds) for samples in taken.values()} == {3}


def test_the_report_says_what_is_over() -> None:
    ours, theirs = Samples.of([0.02]), Samples.of([0.01])
    results = [
        Result("too slow", ours, {"bare": theirs}, Budget(Figure.P99, seconds=0.016)),
        Result("good", ours, {"bare": theirs}, Budget(Figure.MEDIAN, times=2)),
    ]

    lines = table(results).splitlines()
    plain = json.loads(as_json(results))

    assert lines[1].endswith("p99 ≤ 16.00 ms  20.00 ms     OVER")
    assert lines[3].endswith("median ≤ 2x     2.00x   within")
    assert [one["over"] for one in plain["results"]] == [True, False]
    assert plain["machine"]["cores"]


@pytest.mark.parametrize(
    ("seconds", "words"), [(4.1e-6, "4.1 µs"), (0.0123, "12.30 ms"), (1.2, "1.20 s")]
)
def test_times_are_said_in_the_unit_that_suits(seconds: float, words: str) -> None:
    assert time_words(seconds) == words


def test_strict_fails_over_budget(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slow = Result("slow", Samples.of([1.0]), {}, Budget(Figure.MEDIAN, seconds=0.5))
    monkeypatch.setitem(benchmarks.BENCHMARKS, "load", lambda _size, _data: [slow])
    file = tmp_path / "figures.json"
    asked = ["--quick", "--only", "load", "--json", str(file)]

    assert benchmarks.main(asked) == 0
    assert benchmarks.main([*asked, "--strict"]) == 1
    assert "OVER" in capsys.readouterr().out
    assert json.loads(file.read_text("utf-8"))["results"][0]["over"]
    assert rows_of(file.read_text("utf-8")) == [slow]


def test_what_is_not_measured_is_counted_and_said_and_a_failure_is_no_success(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    left_out = Skipped("a peer", "it cannot be installed")
    monkeypatch.setitem(benchmarks.BENCHMARKS, "load", lambda _size, _data: [left_out])
    assert benchmarks.main(["--only", "load", "--strict"]) == 0
    assert "not measured: a peer: it cannot be installed" in capsys.readouterr().out
    failed = replace(left_out, failed=True)
    monkeypatch.setitem(benchmarks.BENCHMARKS, "load", lambda _size, _data: [failed])
    assert benchmarks.main(["--only", "load", "--strict"]) == 1
    assert rows_of(as_json([left_out, failed])) == [left_out, failed]


def test_a_part_that_fails_says_so_and_one_without_time_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "practices").touch()
    given = ["--quick", "--data", str(tmp_path)]
    (failed,) = measure_apart(["grow"], given, {}, 60)
    assert isinstance(failed, Skipped)
    assert failed.failed
    assert failed.why.startswith("it ended with 1:")
    (late,) = measure_apart(["load"], given, {}, 1)
    assert late == Skipped("load", "no time was left for it")


@pytest.mark.long
def test_a_part_is_measured_in_a_process_of_its_own_or_ended() -> None:
    rows = measure_apart(["queries"], ["--quick"], {}, 120)
    assert [each.name.partition(":")[0] for each in rows] == ["at", "near"]
    (ended,) = measure_apart(["queries"], ["--quick"], {"queries": 0.1}, 120)
    assert ended == Skipped("queries", "not done within 0 s", failed=True)


def test_a_peer_that_cannot_be_installed_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(peers.NotHere, match="ERROR"):
        peers.library(tmp_path, "typst")


def test_each_benchmark_runs() -> None:
    results = [*at_and_near(3, points=50), *load(2), *clicks(2, marks=5)]

    assert len(results) == 6
    assert all(result.baselines and result.budget for result in results)


@pytest.mark.long
def test_the_benchmark_of_frames_runs_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    rows = map_frames(2, 1, (5,), tmp_path)

    results = [each for each in rows if isinstance(each, Result)]
    assert len(results) == 4
    assert all(result.baselines for result in results)


@pytest.mark.long
def test_the_inputs_and_a_long_session_are_counted() -> None:
    rows = [*inputs(), *long_session(0.05)]

    assert all(isinstance(each, Result) for each in rows)
    assert not [each.name for each in rows[:6] if isinstance(each, Result) and each.over]


def test_a_start_is_measured(tmp_path: Path) -> None:
    new_practice(tmp_path / "practice").close()
    probe = Path(__file__).with_name("start_probe.py")

    command = [sys.executable, str(probe), "--data", str(tmp_path / "practice")]
    assert 0 < until_said(command, str(tmp_path))() < 60


def test_the_baselines_are_as_they_were() -> None:
    held = (BASELINES / "FROZEN").read_text("utf-8").splitlines()

    # As text: a checkout may end its lines otherwise.
    assert held == [
        f"{hashlib.sha256(file.read_text('utf-8').encode()).hexdigest()}  {file.name}"
        for file in sorted(BASELINES.glob("*.py"))
        if file.name != "__init__.py"
    ]
