"""The tables of a research extract: only what is named here is told, and nothing that says who it
was.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from charting.care_content import measure
from charting.domain.adverse_events import AdverseEvent
from charting.domain.marks import MapSite, Needle, SiteInWords, TriggerPoint
from charting.domain.outcomes import TOTAL
from charting.domain.record import PatientRecord
from charting.domain.research import FARTHEST, OLDEST, Disguise
from charting.domain.session import Session, Status, ordered
from charting.domain.sheet import standing
from charting.domain.visit import PAIN_AFTER, PAIN_BEFORE, number_noted, outcome
from charting.exchange.care_tables import scores_of
from charting.exchange.tables import csv_cell, csv_lines

Row = tuple[Any, ...]

_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "people.csv": ("person", "sex", "age_at_first_visit_years", "episodes", "visits"),
    "visits.csv": (
        *("person", "visit", "day_moved", "age_years", "outcome"),
        *("pain_before_0_to_10", "pain_after_0_to_10", "needles", "trigger_points"),
    ),
    "needles.csv": (
        *("person", "visit", "needle", "muscle", "side", "level"),
        *("lateral_tenth_mm", "technique", "length_mm", "diameter_um", "depth_mm", "twitches"),
        *("familiar_pain", "bone_contact", "seconds_in"),
    ),
    "trigger_points.csv": (
        *("person", "visit", "point", "muscle", "side", "level"),
        *("lateral_tenth_mm", "status"),
    ),
    "outcomes.csv": ("person", "day_moved", "measure", "scale", "item", "value", "unit"),
    "events.csv": ("person", "day_moved", "kind", "severity", "causality", "days_until_over"),
}
_WORDS = {"notes.csv": ("person", "visit", "section", "text")}
_README = f"""RESEARCH EXTRACT

What was charted of people who agreed that their records may be used for research without their
names. There are no names, no dates of birth, no telephone numbers, no ids and no practitioners in
it; "person" is a number of this extract alone.

Days are moved, those of one person all by the same number of days (at most {FARTHEST}), which is
not kept anywhere: what lies between two days of a person is as it was. Ages are whole years;
whoever is {OLDEST} or older is told to be {OLDEST}. What was written in words is left out, unless
there is notes.csv: read that before you pass it on, for it may hold names.

It is harder to find out whose this is than from the records. It is not impossible: treat it as data
about people.

A heading says the unit. manifest-sha256.txt holds the SHA-256 of every other file.
"""


class CsvResearch:
    """Implements `charting.services.research.ResearchTables`."""

    def headings(self, *, words: bool) -> Mapping[str, bytes]:
        """The first line of each table; `words` says that what was written in words is in it."""
        every = {**_HEADINGS, **(_WORDS if words else {})}
        return {name: csv_lines([heads]) for name, heads in every.items()}

    def lines(self, record: PatientRecord, who: Disguise, *, words: bool) -> Mapping[str, bytes]:
        """What a record adds to each table."""
        rows: dict[str, Iterable[Row]] = {
            "people.csv": _people(record, who),
            "visits.csv": _visits(record, who),
            "needles.csv": _needles(record, who),
            "trigger_points.csv": _points(record, who),
            "outcomes.csv": _outcomes(record, who),
            "events.csv": _events(record, who),
        }
        if words:
            rows["notes.csv"] = _notes(record, who)
        return {
            name: csv_lines([[csv_cell(cell) for cell in row] for row in each])
            for name, each in rows.items()
        }

    def readme(self) -> bytes:
        """What the tables are, and what was left out of them."""
        return _README.encode("utf-8")


def _told(record: PatientRecord) -> Iterator[tuple[int, Session]]:
    """The visits with their numbers; those entered in error are nobody's."""
    for number, session in enumerate(record.sessions, start=1):
        if session.status is not Status.IN_ERROR:
            yield number, session


def _people(record: PatientRecord, who: Disguise) -> Iterator[Row]:
    first = next((session.opened.day for _number, session in _told(record)), None)
    age = None if first is None else who.age(record.patient, first)
    visits = sum(1 for _each in _told(record))
    yield who.number, record.patient.sex, age, len(record.episodes), visits


def _visits(record: PatientRecord, who: Disguise) -> Iterator[Row]:
    for number, session in _told(record):
        day, marks = session.opened.day, session.marks.values()
        yield (
            who.number,
            number,
            who.moved(day),
            who.age(record.patient, day),
            outcome(session),
            number_noted(session.answers, PAIN_BEFORE),
            number_noted(session.answers, PAIN_AFTER),
            len(session.needles()),
            sum(isinstance(mark, TriggerPoint) for mark in marks),
        )


def _site(site: MapSite | SiteInWords) -> Row:
    if isinstance(site, MapSite):
        return site.muscle or "", site.side, site.level, site.lateral
    # Where it lies elsewhere is in the words of whoever charted it.
    return "", site.side, "", None


def _needles(record: PatientRecord, who: Disguise) -> Iterator[Row]:
    for number, session in _told(record):
        needles = [m for m in ordered(session.marks).values() if isinstance(m, Needle)]
        for place, needle in enumerate(needles, start=1):
            out = needle.came_out
            seconds = None if out is None else out.seconds_since(needle.went_in)
            yield (
                *(who.number, number, place, *_site(needle.site)),
                *(needle.technique, needle.length, needle.diameter, needle.depth, needle.twitches),
                *(needle.familiar_pain, needle.bone_contact, seconds),
            )


def _points(record: PatientRecord, who: Disguise) -> Iterator[Row]:
    for number, session in _told(record):
        points = [m for m in ordered(session.marks).values() if isinstance(m, TriggerPoint)]
        for place, point in enumerate(points, start=1):
            yield who.number, number, place, *_site(point.site), point.status


def _outcomes(record: PatientRecord, who: Disguise) -> Iterator[Row]:
    for score in scores_of(record):
        # What a patient calls an activity is in their words.
        item = score.item if score.item in _asked(score.measure) else ""
        yield (
            *(who.number, who.moved(score.day), score.measure, score.scale),
            *(item, score.value, score.unit),
        )


def _asked(key: str) -> frozenset[str]:
    """What a measure itself asks."""
    known = measure(key)
    items = [item for item, _words in known.items] if known is not None else []
    return frozenset({TOTAL, "now", "before", "after", *items})


def _events(record: PatientRecord, who: Disguise) -> Iterator[Row]:
    for sheet in standing(record.sheets):
        if isinstance(event := sheet.content, AdverseEvent):
            lasted = None if event.ended is None else (event.ended - event.day).days
            moved = who.moved(event.day)
            yield who.number, moved, event.kind, event.severity, event.causality, lasted


def _notes(record: PatientRecord, who: Disguise) -> Iterator[Row]:
    for number, session in _told(record):
        for section, text in session.notes.items():
            yield who.number, number, section, text
