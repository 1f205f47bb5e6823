"""The classes of the record as columns of a table: each field one, with its unit in the heading.

The columns follow the type hints, so that a fact that is added to the domain has its column.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import NoneType
from typing import Any

from charting.domain.moment import Moment
from charting.domain.record import PatientRecord
from charting.exchange.hints import (
    IS,
    Hint,
    Member,
    choices,
    is_class,
    item_hints,
    mapping_hints,
    members,
    told,
)

Getter = Callable[[Any], Any]

# The units that a field's own name does not say.
_UNITS: Mapping[tuple[str, str], str] = {
    ("MapSite", "x"): "tenth_mm",
    ("MapSite", "y"): "tenth_mm",
    ("MapSite", "lateral"): "tenth_mm",
    ("MapSite", "above"): "tenth_mm",
    ("Needle", "length"): "mm",
    ("Needle", "depth"): "mm",
    ("Needle", "diameter"): "um",
    ("Needle", "pressure"): "s",
    ("Stimulation", "hz"): "Hz",
    ("Stimulation", "width_us"): "us",
    ("Stimulation", "current_ua"): "uA",
    ("Stimulation", "minutes"): "min",
    ("BodyMeasures", "spine"): "mm",
    ("BodyMeasures", "psis"): "mm",
    ("BodyMeasures", "height"): "mm",
    ("FollowUp", "minute"): "min_from_midnight",
    ("AdverseEvent", "minute"): "min_from_midnight",
    ("AdverseEvent", "pain"): "0_to_10",
    ("NearMiss", "minute"): "min_from_midnight",
    ("PainArea", "intensity"): "0_to_10",
}
_AT = "ISO 8601, with the distance from UTC in that zone"
_ZONE = "IANA zone in which it was lived"


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, what stands beneath it, its unit or form, and how it is found in a row's value."""

    heading: str
    unit: str
    meaning: str
    cell: Getter


@dataclass(frozen=True, slots=True)
class Table:
    """A table, what each of its lines is, and the lines that a record gives."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    rows: Callable[[PatientRecord], Iterable[object]]


def columns_of(*kinds: type) -> tuple[Column, ...]:
    """The columns of values that are of one of these classes; `is` says of which, where there are
    several.
    """
    found: dict[str, Column] = {}
    if len(kinds) > 1:
        found[IS] = Column(IS, "", "which of the kinds it is", lambda value: type(value).__name__)
    for kind in kinds:
        for column in _columns(kind, "", _self):
            known = found.get(column.heading)
            found[column.heading] = column if known is None else _either(known, column)
    return tuple(found.values())


def _self(value: Any) -> Any:  # noqa: ANN401 - a row's value, of whatever class
    return value


def _either(one: Column, other: Column) -> Column:
    def cell(value: Any) -> Any:  # noqa: ANN401
        found = one.cell(value)
        return other.cell(value) if found is None else found

    meaning = one.meaning if other.meaning in one.meaning else f"{one.meaning} / {other.meaning}"
    return Column(one.heading, one.unit, meaning, cell)


def _columns(kind: type, prefix: str, reach: Getter) -> Iterator[Column]:
    for member in members(kind):
        yield from _of_member(kind, member, prefix, _reaching(kind, member.name, reach))


def _reaching(kind: type, name: str, reach: Getter) -> Getter:
    def get_own(value: Any) -> Any:  # noqa: ANN401
        return getattr(value, name) if isinstance(value, kind) else None

    def get(value: Any) -> Any:  # noqa: ANN401
        owner = reach(value)
        return getattr(owner, name) if isinstance(owner, kind) else None

    return get_own if reach is _self else get


def _of_member(kind: type, member: Member, prefix: str, get: Getter) -> Iterator[Column]:
    branches = [each for each in choices(member.hint) if each is not NoneType]
    classes = [each for each in branches if is_class(each)]
    name = f"{prefix}{member.name}"
    if classes == [Moment]:
        yield Column(name, _AT, told(kind), _local(get))
        yield Column(f"{name}_zone", _ZONE, told(kind), _zone(get))
    elif classes:
        if len(classes) > 1:
            yield Column(f"{name}_{IS}", "", told(kind), _class_name(get))
        for each in classes:
            yield from _columns(each, f"{name}_", get)
    elif not _is_table_of_its_own(branches[0]):
        unit = _UNITS.get((kind.__name__, member.name), "")
        yield Column(f"{name}_{unit}" if unit else name, unit, told(kind), get)


def _is_table_of_its_own(hint: Hint) -> bool:
    """Whether it is many values with fields of their own, which no cell can hold."""
    if mapping_hints(hint) is not None:
        return True
    items = item_hints(hint)
    return items is not None and any(is_class(each) for item in items for each in choices(item))


def _local(get: Getter) -> Getter:
    def local(value: Any) -> Any:  # noqa: ANN401
        moment = get(value)
        return None if moment is None else moment.local().isoformat()

    return local


def _zone(get: Getter) -> Getter:
    def zone(value: Any) -> Any:  # noqa: ANN401
        moment = get(value)
        return None if moment is None else moment.zone

    return zone


def _class_name(get: Getter) -> Getter:
    def name(value: Any) -> Any:  # noqa: ANN401
        found = get(value)
        return None if found is None else type(found).__name__

    return name


def together(*parts: Iterable[Column]) -> tuple[Column, ...]:
    """Columns side by side, those of an equal heading once."""
    return tuple({column.heading: column for part in parts for column in part}.values())
