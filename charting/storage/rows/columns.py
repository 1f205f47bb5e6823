"""Columns that rows of several kinds share: moments, practitioners, lists of ids, truth values."""

import json
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from charting.domain.ids import PractitionerId
from charting.domain.moment import Moment

Columns = dict[str, Any]
Values = Sequence[Any]

# SQLite's driver gives 0 and 1.
TRUTH = {None: None, 0: False, 1: True}


def moment_row(name: str, moment: Moment | None) -> Columns:
    """The three columns of a moment, all NULL for none."""
    if moment is None:
        return {f"{name}_utc": None, f"{name}_zone": None, f"{name}_day": None}
    return {
        f"{name}_utc": moment.utc,
        f"{name}_zone": moment.zone,
        f"{name}_day": moment.day.isoformat(),
    }


def moment_of(utc: int, zone: str, day: str) -> Moment:
    """The moment of three columns."""
    return Moment(utc, zone, date.fromisoformat(day))


def optional_moment(utc: int | None, zone: str | None, day: str | None) -> Moment | None:
    """The moment of three columns, `None` where they are NULL."""
    return None if utc is None or zone is None or day is None else moment_of(utc, zone, day)


@lru_cache(maxsize=256)
def practitioner_id(stored: bytes) -> PractitionerId:
    """The id of a practitioner; they are few and stand in every row."""
    return PractitionerId(UUID(bytes=stored))


def optional_practitioner(stored: bytes | None) -> PractitionerId | None:
    """The id of a practitioner, `None` for NULL."""
    return None if stored is None else practitioner_id(stored)


@lru_cache(maxsize=1024)
def listed(stored: str) -> tuple[str, ...]:
    """The ids of a JSON list."""
    return tuple(json.loads(stored))
