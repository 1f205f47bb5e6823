"""The words of the leaflet in one language, as they are read from its data files and checked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from functools import partial
from string import Formatter
from typing import Any, TypeVar

# No list is longer, or it is not read to its end (clinical reference 7.3).
LONGEST_LIST = 7
PLACEHOLDERS = frozenset(
    {
        *("name", "date", "practitioner", "clinic", "when", "area", "side", "place", "count"),
        *("emergency", "out_of_hours", "clinic_phone", "one", "other"),
        *("version", "review", "language", "page", "pages"),
        *("weekday", "day", "month", "year"),
    }
)
_PHRASES = (
    *("title", "for", "seen", "demo", "today", "map_caption", "map_described", "left", "right"),
    *("several_needles", "elsewhere", "elsewhere_middle", "next_visit", "next_visit_on"),
    *("next_visit_call", "next_visit_open", "emergency_unknown", "and", "footer", "page"),
    *("movements", "movements_lead", "movement_drawn", "not_reviewed"),
)

FILES = ("leaflet", "warnings", "aftercare", "places", "movements", "easy")
"""The files of one language, without their endings."""

_Made = TypeVar("_Made")


class DamagedLeaflet(ValueError):
    """Plain data that is no leaflet; the text names the part that is wrong."""


class When(StrEnum):
    """The fact of the day that lets a list stand on the leaflet (clinical reference 7.2)."""

    ALWAYS = "always"
    PLEURA = "pleura"
    BELOW_L1 = "below_l1"
    ANTICOAGULANT = "anticoagulant"
    FEELS_LESS = "feels_less"


class Urgency(StrEnum):
    """How soon a warning sign needs help."""

    EMERGENCY = "emergency"
    SAME_DAY = "same_day"
    SOON = "soon"


@dataclass(frozen=True, slots=True)
class Item:
    """One sentence or sign of a list; it stands `when` a fact holds, not `not_when` another does,
    and not where the list `unless` stands. `symbol` is drawn beside it in an easy-read leaflet.
    """

    id: str
    text: str
    unless: str
    source: str
    reviewed_by: str
    reviewed_on: str
    when: When = When.ALWAYS
    not_when: When | None = None
    symbol: str = ""


@dataclass(frozen=True, slots=True)
class TextList:
    """A heading with what stands under it: a lead sentence, a number to call, at most seven items,
    a closing sentence. Empty texts are not printed.
    """

    id: str
    when: When
    urgency: Urgency | None
    boxed: bool
    heading: str
    lead: str
    contact: str
    closing: str
    items: tuple[Item, ...]
    source: str
    reviewed_by: str
    reviewed_on: str


@dataclass(frozen=True, slots=True)
class Movement:
    """A movement of the library: its name, how it is done, and how often as a rule."""

    id: str
    name: str
    how: str
    usual: str
    source: str
    reviewed_by: str
    reviewed_on: str


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """How a place in `muscle`, `from_mm` or more from the midline, is told to a patient."""

    muscle: str
    from_mm: int
    area: str
    words: str


@dataclass(frozen=True, slots=True)
class DateWords:
    """How a day is written out: the patterns and the names of months and weekdays."""

    day: str
    day_month_first: str
    month: str
    months: tuple[str, ...]
    weekdays: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeafletTexts:
    """All words of one language; `code` is its BCP 47 tag, `name` what its readers call it."""

    code: str
    name: str
    version: str
    review_due: date
    phrases: Mapping[str, str]
    dates: DateWords
    warnings: tuple[TextList, ...]
    aftercare: tuple[TextList, ...]
    sides: Mapping[str, str]
    middle: str
    areas: Mapping[str, str]
    area_of_level: Mapping[str, str]
    places: tuple[PlaceWords, ...]
    movements: tuple[Movement, ...]
    easy: tuple[TextList, ...]

    @property
    def unchecked(self) -> bool:
        """Whether it is a translation, and nobody has signed off all of it."""
        lists = (*self.warnings, *self.aftercare, *self.easy)
        by = [one.reviewed_by for one in lists]
        by += [item.reviewed_by for one in lists for item in one.items]
        by += [one.reviewed_by for one in self.movements]
        return self.code != "en" and not all(by)

    @classmethod
    def from_plain(cls, code: str, files: Mapping[str, Mapping[str, Any]]) -> "LeafletTexts":
        """The texts in the tables of the files of `FILES`.

        Raises `DamagedLeaflet` naming the part.
        """
        return _named(f"the leaflet in {code}", lambda: _read(code, files))


def _read(code: str, files: Mapping[str, Mapping[str, Any]]) -> LeafletTexts:
    about, where = files["leaflet"], files["places"]
    phrases = {key: _text(about["phrases"][key]) for key in _PHRASES}
    levels = where["levels"].items()
    texts = LeafletTexts(
        code,
        _text(about["language"]),
        _text(about["version"]),
        _day(about["review_due"]),
        phrases,
        _dates(about["dates"]),
        _lists(files["warnings"]["lists"]),
        _lists(files["aftercare"]["lists"]),
        {side: _text(where["sides"][side]) for side in ("left", "right")},
        _text(where["middle"]),
        {key: _text(words) for key, words in where["areas"].items()},
        {_text(level): area for area, inside in levels for level in inside},
        tuple(_each(_place, where["places"])),
        tuple(_each(_movement, files["movements"]["movements"])),
        _lists(files["easy"]["lists"]),
    )
    _check_names(texts, (*texts.warnings, *texts.aftercare))
    _check_names(texts, texts.easy)
    return texts


def _check_names(texts: LeafletTexts, everything: Sequence[TextList]) -> None:
    """Every name that is referred to is there, and every list has its own."""
    lists = [one.id for one in everything]
    doubled = {name for name in lists if lists.count(name) > 1}
    wanted = {item.unless for one in everything for item in one.items if item.unless}
    areas = {row.area for row in texts.places if row.area} | set(texts.area_of_level.values())
    missing = (wanted - set(lists)) | (areas - set(texts.areas))
    if doubled or missing:
        raise DamagedLeaflet(f"doubled or missing: {', '.join(sorted(doubled | missing))}")
    if not any(row.muscle == "" and row.from_mm == 0 for row in texts.places):
        raise DamagedLeaflet("places: no words for a muscle that is not listed")


def _lists(rows: Iterable[Mapping[str, Any]]) -> tuple[TextList, ...]:
    return tuple(_each(_list, rows))


def _list(row: Mapping[str, Any]) -> TextList:
    items = tuple(_each(_item, row["items"]))
    always = sum(item.when is When.ALWAYS for item in items)
    if not 0 < always <= LONGEST_LIST:
        raise ValueError(f"has {always} items, 1 to {LONGEST_LIST} are read")
    urgency = row.get("urgency")
    return TextList(
        _text(row["id"]),
        When(row["when"]),
        None if urgency is None else Urgency(urgency),
        row.get("boxed", False) is True,
        _text(row["heading"]),
        _text(row.get("lead", "")),
        _text(row.get("contact", "")),
        _text(row.get("closing", "")),
        items,
        _text(row["source"]),
        _text(row["reviewed_by"]),
        _text(row["reviewed_on"]),
    )


def _item(row: Mapping[str, Any]) -> Item:
    kept_off = row.get("not_when")
    return Item(
        _text(row["id"]),
        _text(row["text"]),
        _text(row.get("unless", "")),
        _text(row["source"]),
        _text(row["reviewed_by"]),
        _text(row["reviewed_on"]),
        When(row.get("when", When.ALWAYS)),
        None if kept_off is None else When(kept_off),
        _text(row.get("symbol", "")),
    )


def _movement(row: Mapping[str, Any]) -> Movement:
    return Movement(*(_text(row[field.name]) for field in fields(Movement)))


def _place(row: Mapping[str, Any]) -> PlaceWords:
    if not isinstance(row["from_mm"], int):
        raise TypeError("from_mm is a whole number")
    return PlaceWords(_text(row["muscle"]), row["from_mm"], _text(row["area"]), _text(row["words"]))


def _dates(row: Mapping[str, Any]) -> DateWords:
    months = tuple(_text(name) for name in row["months"])
    weekdays = tuple(_text(name) for name in row["weekdays"])
    if len(months) != 12 or len(weekdays) != 7:
        raise ValueError("dates: twelve months and seven weekdays")
    return DateWords(
        _text(row["day"]), _text(row["day_month_first"]), _text(row["month"]), months, weekdays
    )


def _each(make: Callable[[Any], _Made], rows: Iterable[Any]) -> Iterable[_Made]:
    for number, row in enumerate(rows, start=1):
        told = row.get("id") or row.get("muscle") if isinstance(row, Mapping) else None
        yield _named(str(told or f"row {number}"), partial(make, row))


def _named(part: str, read: Callable[[], _Made]) -> _Made:
    try:
        return read()
    except DamagedLeaflet as wrong:
        raise DamagedLeaflet(f"{part}: {wrong}") from wrong
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise DamagedLeaflet(f"{part}: {type(wrong).__name__} {wrong}") from wrong


def _text(value: object) -> str:
    """Text whose placeholders are all known."""
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    names = {
        name + (f":{spec}" if spec else "") + (f"!{turned}" if turned else "")
        for _, name, spec, turned in Formatter().parse(value)
        if name is not None
    }
    if unknown := names - PLACEHOLDERS:
        raise ValueError(f"nothing is known to fill in for {', '.join(sorted(unknown))}")
    return value


def _day(value: object) -> date:
    if type(value) is not date:
        raise TypeError(f"{value!r} is not a day")
    return value
