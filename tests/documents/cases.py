"""The leaflets of the three paper charts, and marks made by hand for them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from charting import content
from charting.domain.body_map import Side
from charting.domain.ids import MarkId, PatientId, PracticeId, PractitionerId
from charting.domain.leaflet import LeafletFacts
from charting.domain.marks import Direction, MapSite, Needle, Site, SiteInWords, Technique
from charting.domain.moment import Moment
from charting.domain.patient import Patient, Sex
from charting.domain.practice import Practice, Practitioner

PRACTICE = Practice(
    PracticeId(UUID(int=1)),
    "Practice at the Bridge",
    "041 000 00 00",
    "041 000 00 01",
    "CH",
    "144",
    "A4",
)
PRACTITIONER = Practitioner(PractitionerId(UUID(int=2)), "Nora Feld", "NF-1207")


def at(day: date, hour: int = 16, minute: int = 14) -> Moment:
    """A time of that day in Zürich's winter, given in UTC."""
    return Moment.of(
        datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC), "Europe/Zurich"
    )


def on_the_map(x_mm: float, y_mm: float, length: int = 50) -> MapSite:
    """The site that a click at this place charts."""
    body_map = content.body_map()
    placement = body_map.at(x_mm, y_mm)
    return MapSite.of(placement, body_map.named(placement, length))


def elsewhere(region: str, side: Side = Side.RIGHT) -> SiteInWords:
    """A site off the map."""
    return SiteInWords(region, "m. nescio", side)


def needle(number: int, site: Site, day: date = date(2026, 11, 16)) -> Needle:
    """A needle in and out again."""
    return Needle(
        MarkId(UUID(int=100 + number)),
        site,
        at(day),
        PRACTITIONER.id,
        50,
        300,
        Technique.STATIC_DEEP,
        Direction.PERPENDICULAR,
        went_in=at(day),
        came_out=at(day, 16, 24),
    )


def patient(family: str, given: str, born: date, sex: Sex = Sex.UNKNOWN) -> Patient:
    """Somebody invented."""
    return Patient(PatientId(UUID(int=3)), family, given, born, sex)


def facts(sites: Iterable[Site], day: date = date(2026, 11, 16)) -> LeafletFacts:
    """A visit with one needle at each site."""
    marks = tuple(needle(number, site, day) for number, site in enumerate(sites))
    who = patient("Adeyemi-Lindqvist", "K.", date(1984, 3, 9), Sex.FEMALE)
    return LeafletFacts(who, PRACTICE, PRACTITIONER, day, marks)


def case_1() -> LeafletFacts:
    """Four needles on the right, below the pleura; normal print."""
    sites = [(18, 13, 50), (20, -13, 50), (55, 58, 30), (85, 24, 60)]
    seen = facts(on_the_map(*site) for site in sites)
    return replace(seen, next_visit=date(2026, 11, 23))


def case_2() -> LeafletFacts:
    """Six needles, mirrored; blood thinner; large print."""
    sites = [(115, -24, 30), (65, -40, 30), (20, -13, 30)]
    mirrored = [on_the_map(side * x, y, size) for x, y, size in sites for side in (1, -1)]
    return replace(
        facts(mirrored, date(2026, 11, 19)),
        patient=patient("Nakagawa", "T.", date(1951, 8, 30), Sex.MALE),
        precautions=frozenset({"pr.anticoag", "pr.diabetes"}),
        next_visit=date(2026, 12, 3),
        large_print=True,
    )


def case_3() -> LeafletFacts:
    """One needle over the pleura."""
    return replace(
        facts([on_the_map(-55, 139, 25)], date(2026, 11, 20)),
        patient=patient("O’Brien-Szabo", "M.", date(1999, 12, 1)),
    )
