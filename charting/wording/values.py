"""Single values in words: dates by country, times, sides and kinds."""

from datetime import date

from charting.domain.body_map import Side
from charting.domain.moment import Moment
from charting.domain.patient import FactKind, Sex
from charting.domain.text import MONTH_FIRST
from charting.i18n import _

# Countries that write the year first, or dots, in everyday use (Unicode CLDR).
_YEAR_FIRST = frozenset({"CA", "CN", "HU", "JP", "KR", "LT", "SE", "TW", "ZA"})
_DOTTED = frozenset({"AT", "CH", "CZ", "DE", "DK", "FI", "NO", "PL", "SK"})


def date_words(day: date, country: str) -> str:
    """A date as written in `country` (ISO 3166), the month in figures, always four digits of
    year.
    """
    if country in MONTH_FIRST:
        return f"{day.month:02}/{day.day:02}/{day.year}"
    if country in _YEAR_FIRST:
        return day.isoformat()
    if country in _DOTTED:
        return f"{day.day:02}.{day.month:02}.{day.year}"
    return f"{day.day:02}/{day.month:02}/{day.year}"


def date_form_words(country: str) -> str:
    """How a date is typed in `country`, as a hint in an empty field."""
    if country in MONTH_FIRST:
        return _("month/day/year")
    if country in _YEAR_FIRST:
        return _("year-month-day")
    return _("day.month.year") if country in _DOTTED else _("day/month/year")


def day_words(day: date) -> str:
    """A day as it is told, with the name of its month: "12 May 2026"."""
    months = (
        *(_("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July")),
        *(_("August"), _("September"), _("October"), _("November"), _("December")),
    )
    return _("{day} {month} {year}").format(day=day.day, month=months[day.month - 1], year=day.year)


def clock_words(moment: Moment, *, seconds: bool = False) -> str:
    """The time of day where and when it was, in 24 hours: "16:14" or "16:14:09"."""
    return moment.local().strftime("%H:%M:%S" if seconds else "%H:%M")


def side_words(side: Side) -> str:
    """The patient's side."""
    return {Side.LEFT: _("left"), Side.RIGHT: _("right"), Side.MIDLINE: _("midline")}[side]


def sex_words(sex: Sex) -> str:
    """The sex as recorded."""
    return {
        Sex.FEMALE: _("female"),
        Sex.MALE: _("male"),
        Sex.OTHER: _("other"),
        Sex.UNKNOWN: _("not stated"),
    }[sex]


def fact_kind_words(kind: FactKind) -> str:
    """What a health fact is about."""
    return {
        FactKind.MEDICINE: _("Medicine"),
        FactKind.ALLERGY: _("Allergy"),
        FactKind.IMPLANT: _("Implant"),
        FactKind.HISTORY: _("History"),
    }[kind]
