"""The table and the JSON of a run, with the machine it was made on."""

import json
import os
import platform
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil

from tests.benchmarks.measure import Budget, Figure, Result, Row, Samples, Skipped, Unit

_PACKAGES = ("PySide6-Essentials", "SQLAlchemy", "sqlcipher3", "shapely")


def machine() -> dict[str, str]:
    """What this run was made on."""
    return {
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{psutil.virtual_memory().total / 2**30:.0f} GiB",
        "load": " ".join(f"{load:.1f}" for load in os.getloadavg()) if _has_load() else "unknown",
        "python": sys.version.split()[0],
        **{package: version(package) for package in _PACKAGES},
    }


def table(rows: Sequence[Row]) -> str:
    """Each result in one line, then what it is measured against below it, with the ratio of the
    medians; at the end what was not measured, and why.
    """
    lines = [("", "median", "spread", "p95", "p99", "ratio", "budget", "is", "verdict")]
    for result in rows:
        if isinstance(result, Skipped):
            continue
        of = f" of {result.of:,}" if result.of is not None else ""
        lines.append((result.name + of, *_figures(result.ours, result.unit), "", *_verdict(result)))
        for name, samples in result.baselines.items():
            ratio = f"{result.ours.median / samples.median:.2f}x" if samples.median else ""
            figures = _figures(samples, result.unit)
            lines.append((f"  against {name}", *figures, ratio, "", "", ""))
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    written = [
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]
    return "\n".join([*written, "", *_counted(rows)])


def _counted(rows: Sequence[Row]) -> list[str]:
    """How many budgets are kept, and what was not measured."""
    results = [each for each in rows if isinstance(each, Result)]
    skipped = [each for each in rows if isinstance(each, Skipped)]
    budgets = [each for each in results if each.budget is not None]
    over = sum(each.over for each in budgets)
    failed = sum(each.failed for each in skipped)
    told = (
        f"{len(results)} measured, {len(budgets)} with a budget: {len(budgets) - over} within, "
        f"{over} over. {len(skipped)} not measured, {failed} of them for a failure."
    )
    reasons = [
        f"  over: {each.name}: {each.reason}" for each in budgets if each.over and each.reason
    ]
    return [told, *reasons, *(f"  not measured: {each.name}: {each.why}" for each in skipped)]


def as_json(rows: Sequence[Row]) -> str:
    """The run for another program, in seconds or the unit of the result."""
    results = [each for each in rows if isinstance(each, Result)]
    return json.dumps(
        {
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": machine(),
            "results": [
                {
                    "name": result.name,
                    "of": result.of,
                    "unit": result.unit.name,
                    "ours": _plain(result.ours),
                    "baselines": {key: _plain(one) for key, one in result.baselines.items()},
                    "budget": None if result.budget is None else asdict(result.budget),
                    "judged": result.judged,
                    "over": result.over,
                    "reason": result.reason,
                }
                for result in results
            ],
            "skipped": [asdict(each) for each in rows if isinstance(each, Skipped)],
        },
        indent=1,
    )


def rows_of(run: str) -> list[Row]:
    """The rows that a run was written from. Raises `ValueError` for what is no run."""
    read = json.loads(run)
    results: list[Row] = [
        Result(
            each["name"],
            Samples.of(each["ours"]["samples"]),
            {key: Samples.of(one["samples"]) for key, one in each["baselines"].items()},
            None if each["budget"] is None else _budget_of(each["budget"]),
            Unit[each["unit"]],
            each["of"],
            each["reason"],
        )
        for each in read["results"]
    ]
    return [*results, *(Skipped(**each) for each in read["skipped"])]


def _budget_of(read: dict[str, Any]) -> Budget:
    return Budget(Figure(read["figure"]), read["seconds"], read["times"])


def time_words(seconds: float) -> str:
    """A time in the unit that suits it: "4.1 µs", "12.3 ms", "1.20 s"."""
    if seconds < 1e-3:
        return f"{seconds * 1e6:.1f} µs"
    if seconds < 1:
        return f"{seconds * 1e3:.2f} ms"
    return f"{seconds:.2f} s"


def figure_words(value: float, unit: Unit) -> str:
    """A figure in its unit, in the size of it that suits."""
    if unit is Unit.SECONDS:
        return time_words(value)
    if unit is Unit.BYTES:
        return f"{value / 2**20:,.2f} MiB"
    if unit is Unit.COUNT:
        return f"{value:,.0f}"
    return f"{value:.2%}" if unit is Unit.SHARE else f"{value:.2f}/s"


def _figures(samples: Samples, unit: Unit) -> tuple[str, str, str, str]:
    figures = (samples.median, samples.spread, samples.quantile(0.95), samples.quantile(0.99))
    median, spread, p95, p99 = (figure_words(each, unit) for each in figures)
    return median, spread, p95, p99


def _verdict(result: Result) -> tuple[str, str, str]:
    if result.budget is None or result.judged is None:
        return ("", "", "")
    return (
        _budget(result),
        figure_words(result.judged, result.unit)
        if result.budget.times is None
        else f"{result.judged:.2f}x",
        "OVER" if result.over else "within",
    )


def _budget(result: Result) -> str:
    if result.budget is None:
        return ""
    if result.budget.seconds is not None:
        return f"{result.budget.figure} ≤ {figure_words(result.budget.seconds, result.unit)}"
    return f"{result.budget.figure} ≤ {result.budget.times}x"


def _plain(samples: Samples) -> dict[str, object]:
    return {
        "samples": list(samples.seconds),
        "median": samples.median,
        "spread": samples.spread,
        "p95": samples.quantile(0.95),
        "p99": samples.quantile(0.99),
        "longest": samples.quantile(1),
    }


def _has_load() -> bool:
    return hasattr(os, "getloadavg")


def _processor() -> str:
    described = Path("/proc/cpuinfo")
    if described.exists():
        for line in described.read_text("utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown"
