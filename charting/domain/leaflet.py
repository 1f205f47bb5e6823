"""The aftercare leaflet: which sentences today's facts call for, in which order, and where the
needles went, in words a patient knows.

What stands on it and why follows the clinical reference 7.1 to 7.3: emergencies first and in a
box, the chest box first of all where a needle went in over the pleura.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from charting.domain.body import BodyMeasures
from charting.domain.body_map import LEVELS, Side
from charting.domain.leaflet_texts import LeafletTexts, PlaceWords, TextList, Urgency, When
from charting.domain.levels import tips_of
from charting.domain.marks import MapSite, Mark, Needle, SiteInWords
from charting.domain.patient import Patient
from charting.domain.practice import Practice, Practitioner
from charting.domain.visit import ANTICOAGULANT, BLEEDING_DISORDER

PLEURA = "hz.pleura"
_BELOW_L1 = frozenset(LEVELS[LEVELS.index("L1") + 1 :])
_MONTH_FIRST = frozenset({"US"})


@dataclass(frozen=True, slots=True)
class LeafletFacts:
    """What is true of the visit on `day`, and how the patient reads.

    `precautions` are the ids of the checklist items answered with yes (`pr.anticoag`).
    """

    patient: Patient
    practice: Practice
    practitioner: Practitioner
    day: date
    marks: tuple[Mark, ...]
    precautions: frozenset[str] = frozenset()
    next_visit: date | None = None
    large_print: bool = False
    measures: BodyMeasures | None = None

    @property
    def needles(self) -> tuple[Needle, ...]:
        """The needles, in the order given; a trigger point that was felt is not a needle."""
        return tuple(mark for mark in self.marks if isinstance(mark, Needle))


class Reason(StrEnum):
    """A fact of the visit or the practice that makes the leaflet what it is."""

    PLEURA = "pleura"
    NO_PLEURA = "no_pleura"
    BELOW_L1 = "below_l1"
    ANTICOAGULANT = "anticoagulant"
    NO_NEEDLE = "no_needle"
    OFF_THE_MAP = "off_the_map"
    NO_CLINIC_PHONE = "no_clinic_phone"
    NO_OUT_OF_HOURS = "no_out_of_hours"
    NO_NEXT_VISIT = "no_next_visit"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading and what stands under it, ready to print; empty texts are left out."""

    id: str
    urgency: Urgency | None
    boxed: bool
    heading: str
    lead: str
    contact: str
    bullets: tuple[str, ...]
    closing: str


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one needle went in: 0.1 mm of map frame `frame`."""

    frame: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Place:
    """One place in plain words, its number on the picture, and its needles that are on the map."""

    number: int
    words: str
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Leaflet:
    """A leaflet, every word of it resolved; `language` is its BCP 47 tag, `paper` A4 or Letter.

    `about` says for whom and by whom it is, `measures` whose body is drawn; `ids` are those of the
    lists and items that stand on it; `page` still has the placeholders `page` and `pages`.
    """

    language: str
    version: str
    paper: str
    large_print: bool
    title: str
    about: tuple[str, ...]
    warnings: tuple[Block, ...]
    today: str
    map_caption: str
    map_described: str
    left: str
    right: str
    places: tuple[Place, ...]
    aftercare: tuple[Block, ...]
    next_visit: Block
    footer: str
    page: str
    author: str
    ids: tuple[str, ...]
    measures: BodyMeasures | None = None


def leaflet(facts: LeafletFacts, texts: LeafletTexts) -> Leaflet:
    """The leaflet that `facts` call for, in the words of `texts`."""
    places = _places(facts.needles, texts)
    filled = _filled_in(facts, texts)
    standing = [one for one in texts.warnings if _stands(one.when, facts)]
    names = {one.id for one in standing}
    phrases = {key: _fill(words, filled) for key, words in texts.phrases.items() if key != "page"}
    seen = [phrases["for"], phrases["seen"]]
    aftercare = [one for one in texts.aftercare if _stands(one.when, facts)]
    return Leaflet(
        texts.code,
        texts.version,
        facts.practice.paper,
        facts.large_print,
        phrases["title"],
        tuple([phrases["demo"], *seen] if facts.practice.demo else seen),
        tuple(_block(one, names, filled) for one in standing),
        phrases["today"],
        phrases["map_caption"],
        phrases["map_described"],
        phrases["left"],
        phrases["right"],
        places,
        tuple(_block(one, names, filled) for one in aftercare),
        _next_visit(facts, phrases, filled),
        phrases["footer"],
        texts.phrases["page"],
        facts.practitioner.name,
        tuple(_ids([*standing, *aftercare], names)),
        facts.measures,
    )


def reasons(facts: LeafletFacts) -> tuple[Reason, ...]:
    """Why the leaflet says what it says and leaves out what it does, for whoever hands it out."""
    pleura = _stands(When.PLEURA, facts)
    known = {
        Reason.PLEURA: pleura,
        Reason.NO_PLEURA: bool(facts.needles) and not pleura,
        Reason.BELOW_L1: _stands(When.BELOW_L1, facts),
        Reason.ANTICOAGULANT: _stands(When.ANTICOAGULANT, facts),
        Reason.NO_NEEDLE: not facts.needles,
        Reason.OFF_THE_MAP: any(isinstance(one.site, SiteInWords) for one in facts.needles),
        Reason.NO_CLINIC_PHONE: not facts.practice.phone,
        Reason.NO_OUT_OF_HOURS: not facts.practice.out_of_hours_phone,
        Reason.NO_NEXT_VISIT: facts.next_visit is None,
    }
    return tuple(reason for reason, holds in known.items() if holds)


def day_words(day: date, texts: LeafletTexts, country: str) -> str:
    """A day written out, so that nobody takes the month for the day."""
    pattern = texts.dates.day_month_first if country in _MONTH_FIRST else texts.dates.day
    return pattern.format(
        weekday=texts.dates.weekdays[day.weekday()],
        day=day.day,
        month=texts.dates.months[day.month - 1],
        year=day.year,
    )


def _stands(when: When, facts: LeafletFacts) -> bool:
    sites = [needle.site for needle in facts.needles if isinstance(needle.site, MapSite)]
    return {
        When.ALWAYS: True,
        When.PLEURA: any(PLEURA in site.hazards for site in sites),
        When.BELOW_L1: any(tips_of(site.level)[-1] in _BELOW_L1 for site in sites),
        When.ANTICOAGULANT: not facts.precautions.isdisjoint({ANTICOAGULANT, BLEEDING_DISORDER}),
    }[when]


def _filled_in(facts: LeafletFacts, texts: LeafletTexts) -> Mapping[str, str]:
    """What stands in the place of each placeholder; a number that is not known is empty."""
    practice = facts.practice
    due = texts.review_due
    month = texts.dates.month.format(month=texts.dates.months[due.month - 1], year=due.year)
    visit = facts.next_visit
    return {
        "name": facts.patient.name,
        "practitioner": facts.practitioner.name,
        "clinic": practice.name,
        "clinic_phone": _unbroken(practice.phone),
        "out_of_hours": _unbroken(practice.out_of_hours_phone),
        "emergency": practice.emergency_number or texts.phrases["emergency_unknown"],
        "date": day_words(facts.day, texts, practice.country),
        "when": day_words(visit, texts, practice.country) if visit else "",
        "area": _areas(facts.needles, texts),
        "version": texts.version,
        "review": month,
        "language": texts.name,
    }


def _unbroken(number: str) -> str:
    """A telephone number that no line break divides."""
    return number.replace(" ", "\u00a0")


class _Blank(dict[str, str]):
    """Facts of which one that does not belong to a text is filled in later."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def _fill(words: str, filled: Mapping[str, str]) -> str:
    return words.format_map(_Blank(filled))


def _block(one: TextList, standing: set[str], filled: Mapping[str, str]) -> Block:
    return Block(
        one.id,
        one.urgency,
        one.boxed,
        _fill(one.heading, filled),
        _fill(one.lead, filled),
        _if_known(one.contact, filled),
        tuple(
            words
            for item in one.items
            if item.unless not in standing and (words := _if_known(item.text, filled))
        ),
        _fill(one.closing, filled),
    )


def _if_known(words: str, filled: Mapping[str, str]) -> str:
    """The words filled in, or nothing where what they need (a number to call) is not known."""
    unknown = [key for key, value in filled.items() if not value and f"{{{key}}}" in words]
    return "" if unknown else _fill(words, filled)


def _ids(lists: Iterable[TextList], standing: set[str]) -> Iterable[str]:
    for one in lists:
        yield one.id
        yield from (item.id for item in one.items if item.unless not in standing)


def _next_visit(
    facts: LeafletFacts, phrases: Mapping[str, str], filled: Mapping[str, str]
) -> Block:
    words = phrases["next_visit_on" if facts.next_visit else "next_visit_open"]
    if facts.next_visit and filled["clinic_phone"]:
        words = f"{words} {phrases['next_visit_call']}"
    return Block("next_visit", None, False, phrases["next_visit"], words, "", (), "")


# --- Places in plain words ----------------------------------------------------------------------


def _places(needles: Iterable[Needle], texts: LeafletTexts) -> tuple[Place, ...]:
    """The places from the head down, then from the left; needles of equal words are one place."""
    spots: dict[str, list[Spot]] = {}
    counts: dict[str, int] = {}
    for needle in needles:
        words = _place_words(needle.site, texts)
        counts[words] = counts.get(words, 0) + 1
        found = spots.setdefault(words, [])
        if isinstance(needle.site, MapSite):
            found.append(Spot(needle.site.frame, needle.site.x, needle.site.y))
    ordered = sorted(spots, key=lambda words: (_place_order(spots[words]), words))
    several = texts.phrases["several_needles"]
    return tuple(
        Place(
            number,
            several.format(place=words, count=counts[words]) if counts[words] > 1 else words,
            tuple(spots[words]),
        )
        for number, words in enumerate(ordered, start=1)
    )


def _place_order(spots: list[Spot]) -> tuple[bool, int, int]:
    if not spots:
        return (True, 0, 0)
    highest = max(spots, key=lambda spot: spot.y)
    return (False, -highest.y, highest.x)


def _place_words(site: MapSite | SiteInWords, texts: LeafletTexts) -> str:
    if isinstance(site, SiteInWords):
        key = "elsewhere_middle" if site.side is Side.MIDLINE else "elsewhere"
        side = texts.sides.get(site.side, "")
        words = texts.phrases[key].format(side=side, place=site.region)
    else:
        row = _row(site, texts)
        pattern = texts.middle if site.side is Side.MIDLINE else row.words
        words = pattern.format(side=texts.sides.get(site.side, ""), area=_area(site, row, texts))
    return words[:1].upper() + words[1:]


def _row(site: MapSite, texts: LeafletTexts) -> PlaceWords:
    """The row of the site's muscle, or of any muscle, that begins nearest to its distance."""
    known = {row.muscle for row in texts.places}
    muscle = site.muscle if site.muscle in known else ""
    rows = [row for row in texts.places if row.muscle == muscle]
    fitting = [row for row in rows if row.from_mm * 10 <= abs(site.x)]
    return max(fitting or rows, key=lambda row: row.from_mm if fitting else -row.from_mm)


def _area(site: MapSite, row: PlaceWords, texts: LeafletTexts) -> str:
    return texts.areas[row.area or texts.area_of_level[tips_of(site.level)[0]]]


def _areas(needles: Iterable[Needle], texts: LeafletTexts) -> str:
    """The parts of the body that were needled, each once: "lower back and buttock"."""
    named = dict.fromkeys(
        site.region if isinstance(site, SiteInWords) else _area(site, _row(site, texts), texts)
        for site in (needle.site for needle in needles)
    )
    whole, *rest = named or [""]
    for other in rest:
        whole = texts.phrases["and"].format(one=whole, other=other)
    return whole
