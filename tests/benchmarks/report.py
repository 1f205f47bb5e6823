"""The table and the JSON of a run, with the machine it was made on."""

import json
import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.measure import Result, Samples

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
        rows.append((result.name, *_figures(result.ours), *_verdict(result)))
        for name, samples in result.baselines.items():
            ratio = result.ours.median / samples.median
            rows.append((f"  {name}", *_figures(samples), "", f"{ratio:.2f}x", ""))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def as_json(results: Sequence[Result]) -> str:
    """The run for another program, in seconds."""
    return json.dumps(
        {
            "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": machine(),
            "results": [
                {
                    "name": result.name,
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


def _figures(samples: Samples) -> tuple[str, str, str, str]:
    return (
        time_words(samples.median),
        time_words(samples.spread),
        time_words(samples.quantile(0.95)),
        time_words(samples.quantile(0.99)),
    )


def _verdict(result: Result) -> tuple[str, str, str]:
    if result.budget is None or result.judged is None:
        return ("", "", "")
    return (
        _budget(result),
        time_words(result.judged) if result.budget.times is None else f"{result.judged:.2f}x",
        "OVER" if result.over else "within",
    )


def _budget(result: Result) -> str:
    if result.budget is None:
        return ""
    if result.budget.seconds is not None:
        return f"{result.budget.figure} ≤ {time_words(result.budget.seconds)}"
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
