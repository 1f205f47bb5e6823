"""The classes of the record as columns of a table: each field one, with its unit in the heading.

The columns follow the type hints, so that a fact that is added to the domain has its column.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter
from types import NoneType
from typing import Any
from uuid import UUID

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
ID = "UUID, RFC 9562"
"""How ids are spelled."""
_CLASS_NAME = "__class__.__name__"


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, what stands beneath it, its unit or form, and how it is found in a row's value.

    It holds nothing for values that are not `of` these classes, if any are named. For those that
    are, `path` is the attribute that is meant, if it is one, or that of an `owner` within the
    value, where that is of the classes named with it.
    """

    heading: str
    unit: str
    meaning: str
    cell: Getter
    of: tuple[type, ...] = ()
    path: str = ""
    owner: tuple[str, tuple[type, ...]] = ("", ())

    def beneath(self, name: str, cell: Getter) -> "Column":
        """The same of a row whose attribute `name` is the value; found by `cell`."""
        owner, kinds = self.owner
        path = f"{name}.{self.path}" if self.path else ""
        return replace(
            self, cell=cell, path=path, owner=(f"{name}.{owner}", kinds) if owner else self.owner
        )


@dataclass(frozen=True, slots=True)
class Table:
    """A table, what each of its lines is, and the lines that a record gives; `about` is whose class
    decides which columns hold something. Its lines may be those of another table, named in
    `part_of`, about values of one class: each column is one of that table too.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    rows: Callable[[PatientRecord], Iterable[object]]
    about: Getter = lambda row: row
    part_of: tuple[str, type] | None = None


def columns_of(*kinds: type) -> tuple[Column, ...]:
    """The columns of values that are of one of these classes; `is` says of which, where there are
    several.
    """
    found: dict[str, Column] = {}
    if len(kinds) > 1:
        name = attrgetter(_CLASS_NAME)
        found[IS] = Column(IS, "", "which of the kinds it is", name, path=_CLASS_NAME)
    for kind in kinds:
        for made in _columns(kind):
            column, known = replace(made, of=(kind,)), found.get(made.heading)
            found[column.heading] = column if known is None else _either(known, column)
    return tuple(found.values())


def _either(one: Column, other: Column) -> Column:
    def cell(value: Any) -> Any:  # noqa: ANN401
        found = one.cell(value)
        return other.cell(value) if found is None else found

    meaning = one.meaning if other.meaning in one.meaning else f"{one.meaning} / {other.meaning}"
    of, (owner, kinds), (another, others) = one.of + other.of, one.owner, other.owner
    if not one.path or (one.path, owner) != (other.path, another):
        return Column(one.heading, one.unit, meaning, cell, of)
    return Column(one.heading, one.unit, meaning, cell, of, one.path, (owner, kinds + others))


def _columns(
    kind: type, prefix: str = "", reach: Getter = lambda value: value, owner: str | None = ""
) -> Iterator[Column]:
    """The columns of a class that stands under a `prefix`; `owner` is the attribute in which it is
    found, empty for the value itself, and none where it lies deeper.
    """
    for member in members(kind):
        get = _reaching(kind, member.name, reach)
        own = member.name if owner == "" else None
        for column in _of_member(kind, member, prefix, get, own):
            if owner is None or (column.cell is not get and (not owner or column.owner[0])):
                yield column
            elif column.cell is not get:
                # Deeper than a path leads, and nothing where the owner is none.
                yield replace(column, owner=(owner, (kind,)))
            elif owner:
                path = f"{owner}.{member.name}"
                yield replace(column, path=path, owner=(owner, (kind,)))
            else:
                yield replace(column, path=member.name)


def _reaching(kind: type, name: str, reach: Getter) -> Getter:
    def get(value: Any) -> Any:  # noqa: ANN401
        owner = reach(value)
        return getattr(owner, name) if isinstance(owner, kind) else None

    return get


def _of_member(
    kind: type, member: Member, prefix: str, get: Getter, own: str | None
) -> Iterator[Column]:
    branches = [each for each in choices(member.hint) if each is not NoneType]
    classes = [each for each in branches if is_class(each)]
    name = f"{prefix}{member.name}"
    if classes == [Moment]:
        zone = Column(f"{name}_zone", _ZONE, told(kind), _zone(get))
        yield Column(name, _AT, told(kind), get)
        yield replace(zone, path=f"{own}.zone", owner=(own, (Moment,))) if own else zone
    elif classes:
        if len(classes) > 1:
            which = Column(f"{name}_{IS}", "", told(kind), _class_name(get))
            owner = (own or "", tuple(classes))
            yield replace(which, path=f"{own}.{_CLASS_NAME}", owner=owner) if own else which
        for each in classes:
            yield from _columns(each, f"{name}_", get, own)
    elif not _is_table_of_its_own(branches[0]):
        unit = _UNITS.get((kind.__name__, member.name), "")
        form = unit or (ID if branches == [UUID] else "")
        yield Column(f"{name}_{unit}" if unit else name, form, told(kind), get)


def _is_table_of_its_own(hint: Hint) -> bool:
    """Whether it is many values with fields of their own, which no cell can hold."""
    if mapping_hints(hint) is not None:
        return True
    items = item_hints(hint)
    return items is not None and any(is_class(each) for item in items for each in choices(item))


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
