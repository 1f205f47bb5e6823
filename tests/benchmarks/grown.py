"""Grown practices of several sizes, made once and kept for all that is measured on them."""

import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from charting.storage.engine import NAME
from tests.benchmarks.generate import Made, generate
from tests.benchmarks.measure import Result, Samples, Unit


def growing(data: Path, sizes: Sequence[int]) -> list[Result]:
    """How long it takes to make a practice of each size below `data`, and what its file holds."""
    shutil.rmtree(data, ignore_errors=True)
    began = time.perf_counter()
    results = []
    for made in _growing(_folders(data, sizes)):
        many, seconds = made.patients, time.perf_counter() - began
        held = (data / str(many) / NAME).stat().st_size
        results += [
            Result("grown practice: made, patients", Samples.of([seconds]), {}, of=many),
            Result(
                "grown practice: file, patients", Samples.of([held]), {}, None, Unit.BYTES, many
            ),
            _held("visits", made.sessions, many),
            _held("marks", made.marks, many),
        ]
    return sorted(results, key=lambda each: each.name)


def _held(what: str, number: int, many: int, unit: Unit = Unit.COUNT) -> Result:
    return Result(f"grown practice: {what}, patients", Samples.of([number]), {}, None, unit, many)


def grown(data: Path, sizes: Sequence[int]) -> Mapping[int, Path]:
    """The folder of a practice of each size, made now where one is not there yet."""
    folders = _folders(data, sizes)
    if not all(folder.exists() for folder in folders.values()):
        shutil.rmtree(data, ignore_errors=True)
        for _made in _growing(folders):
            pass
    return folders


def _folders(data: Path, sizes: Sequence[int]) -> Mapping[int, Path]:
    return {many: data / str(many) for many in sorted(sizes)}


def _growing(folders: Mapping[int, Path]) -> Iterator[Made]:
    """Let one practice grow; each folder holds it as it was when it had so many patients."""
    (small, *_), largest = folders, max(folders)
    # What is half made never has the name of what is whole.
    folder = folders[largest].with_suffix(".growing")
    for made in generate(folder, largest, opened_within=small):
        if made.patients in folders and made.patients != largest:
            shutil.copytree(folder, folders[made.patients])
            yield made
    folder.rename(folders[largest])
    yield made
