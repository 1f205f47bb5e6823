"""The table and the JSON of a run, with the machine it was made on."""

import json
import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.measure import Result, Samples, Unit

_PACKAGES = ("PySide6-Essentials", "SQLAlchemy", "sqlcipher3", "shapely")


def machine() -> dict[str, str]:
    """What this run was made on."""
    return {
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "load": " ".join(f"{load:.1f}" for load in os.getloadavg()) if _has_load() else "unknown",
        "python": sys.version.split()[0],
        **{package: version(package) for package in _PACKAGES},
    }


def table(results: Sequence[Result]) -> str:
    """Each result in one line, then each baseline below it."""
    rows = [("", "median", "spread", "p95", "p99", "budget", "is", "verdict")]
    for result in results:
        of = f" of {result.of:,}" if result.of is not None else ""
        rows.append((result.name + of, *_figures(result.ours, result.unit), *_verdict(result)))
        for name, samples in result.baselines.items():
            ratio = result.ours.median / samples.median
            rows.append((f"  {name}", *_figures(samples, result.unit), "", f"{ratio:.2f}x", ""))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def as_json(results: Sequence[Result]) -> str:
    """The run for another program, in seconds or the unit of the result."""
    return json.dumps(
        {
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": machine(),
            "results": [
                {
                    "name": result.name,
                    "of": result.of,
                    "unit": str(result.unit),
                    "ours": _plain(result.ours),
                    "baselines": {key: _plain(one) for key, one in result.baselines.items()},
                    "budget": _budget(result),
                    "judged": result.judged,
                    "over": result.over,
                }
                for result in results
            ],
        },
        indent=2,
    )


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
        return f"{value / 2**20:.2f} MiB"
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


def _plain(samples: Samples) -> dict[str, float | int]:
    return {
        "samples": len(samples.seconds),
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
