"""Tombstones of erased records as they lie beside backups, where no restore reaches them."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from charting.domain.canonical import canonical
from charting.domain.erasure import Tombstone, without_those
from charting.domain.revive import revive
from charting.durable import write_whole

_NAME = "erased.jsonl"


def read_tombstones(place: Path) -> tuple[Tombstone, ...]:
    """Those that lie in a place of backups. Nobody's word is taken for them here: whoever carries
    one out looks at its signature. A line that cannot be read says nothing.
    """
    return without_those(tuple(_readable(place / _NAME)), ())


def _readable(file: Path) -> Iterator[Tombstone]:
    try:
        lines = file.read_bytes().splitlines()
    except OSError:
        return
    for line in lines:
        try:
            read: Tombstone = revive(json.loads(line), Tombstone)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            continue
        yield read


def keep_tombstones(place: Path, some: Iterable[Tombstone]) -> None:
    """Let these lie in a place of backups too, which is there; what lies there already stays, even
    what cannot be read. Raises `OSError`.
    """
    there = {one.erasure.patient_id for one in read_tombstones(place)}
    fresh = without_those(tuple(some), there)
    if not fresh:
        return
    file = place / _NAME
    before = file.read_bytes() if file.exists() else b""
    if before and not before.endswith(b"\n"):
        before += b"\n"
    write_whole(file, before + b"".join(canonical(one) + b"\n" for one in fresh))
