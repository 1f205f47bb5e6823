"""The aftercare leaflet: which sentences today's facts call for, and in which order.

What stands on it and why follows the clinical reference 7.1 to 7.3: emergencies first and in a
box, the chest box first of all where a needle went in over the pleura.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from charting.domain.body import BodyMeasures
from charting.domain.body_map import LEVELS
from charting.domain.clinic_paper import Dress, OwnWords
from charting.domain.leaflet_blocks import MOVEMENTS, NEXT_VISIT, TODAY, Block, Line, lines_of
from charting.domain.leaflet_places import Place, areas_of, places_of
from charting.domain.leaflet_plan import STAYS, WARNING_SIGNS, LeafletPlan, planned
from charting.domain.leaflet_texts import Item, LeafletTexts, TextList, When
from charting.domain.levels import tips_of
from charting.domain.marks import MapSite, Mark, Needle, SiteInWords
from charting.domain.pain_area import PainArea, PainQuality
from charting.domain.patient import Patient
from charting.domain.practice import Practice, Practitioner
from charting.domain.session import Answer, Reply
from charting.domain.visit import ANTICOAGULANT, BLEEDING_DISORDER

PLEURA = "hz.pleura"
_BELOW_L1 = frozenset(LEVELS[LEVELS.index("L1") + 1 :])
_MONTH_FIRST = frozenset({"US"})
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class LeafletFacts:
    """What is true of the visit on `day`, and how the patient reads.

    `precautions` are the ids of the checklist items answered with yes (`pr.anticoag`);
    `feels_less` says that somewhere the skin may not feel heat.
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
    feels_less: bool = False
    easy_read: bool = False
    clinic_words: tuple[OwnWords, ...] = ()

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
    FEELS_LESS = "feels_less"
    ARRANGED = "arranged"
    WITHOUT_SIGNS = "without_signs"


@dataclass(frozen=True, slots=True)
class Leaflet:
    """A leaflet, every word of it resolved; `language` is its BCP 47 tag, `paper` A4 or Letter.

    `about` says for whom and by whom it is, `measures` whose body is drawn; `ids` are those of the
    lists and items that stand on it; `page` still has the placeholders `page` and `pages`, and
    `movement_drawn`, which says what a drawing shows, that of the `name`. An `easy_read` one has a
    symbol at each line and is printed large.
    """

    language: str
    version: str
    paper: str
    large_print: bool
    title: str
    about: tuple[str, ...]
    blocks: tuple[Block, ...]
    map_caption: str
    map_described: str
    left: str
    right: str
    places: tuple[Place, ...]
    footer: str
    page: str
    author: str
    ids: tuple[str, ...]
    movement_drawn: str
    measures: BodyMeasures | None = None
    easy_read: bool = False
    dress: Dress = field(default_factory=Dress)

    @property
    def warnings(self) -> tuple[Block, ...]:
        """The blocks of warning signs."""
        return tuple(block for block in self.blocks if block.urgency)

    def block(self, name: str) -> Block:
        """The block of that id. Raises `StopIteration` where it does not stand on it."""
        return next(block for block in self.blocks if block.id == name)


def leaflet(facts: LeafletFacts, texts: LeafletTexts, plan: LeafletPlan | None = None) -> Leaflet:
    """The leaflet that `facts` call for, in the words of `texts`, and as it was planned; it is in
    no clinic's dress.
    """
    plan = plan or LeafletPlan()
    places = places_of(facts.needles, texts)
    filled = _filled_in(facts, texts)
    standing = [one for one in _lists(facts, texts) if _is_in(one.id, plan)]
    names = {one.id for one in standing}
    phrases = {key: _fill(words, filled) for key, words in texts.phrases.items() if key != "page"}
    blocks = [
        block
        for block in _blocks(facts, texts, standing, plan)
        if _is_in(block.id, plan) and (block.id != TODAY or places)
    ]
    return Leaflet(
        texts.code,
        texts.version,
        facts.practice.paper,
        facts.large_print or facts.easy_read,
        phrases["title"],
        tuple(_about(facts, texts, phrases)),
        planned(blocks, plan),
        phrases["map_caption"],
        phrases["map_described"],
        phrases["left"],
        phrases["right"],
        places,
        phrases["footer"],
        texts.phrases["page"],
        facts.practitioner.name,
        tuple(_ids(standing, names, facts)),
        texts.phrases["movement_drawn"],
        facts.measures,
        facts.easy_read,
    )


def _about(facts: LeafletFacts, texts: LeafletTexts, phrases: Mapping[str, str]) -> Iterable[str]:
    if facts.practice.demo:
        yield phrases["demo"]
    yield phrases["for"]
    yield phrases["seen"]
    if texts.unchecked:
        yield phrases["not_reviewed"]


def offered(facts: LeafletFacts, texts: LeafletTexts, plan: LeafletPlan) -> tuple[Block, ...]:
    """Every block that could stand on it, in the order and words of the plan: those that are left
    out, too, and what a block says before anything was added or typed over, by `own_words`.
    """
    whole = LeafletPlan(order=plan.order, edited=plan.edited, movements=plan.movements)
    return leaflet(facts, texts, whole).blocks


def own_words(facts: LeafletFacts, texts: LeafletTexts) -> Mapping[str, Block]:
    """What each block says by itself."""
    return {block.id: block for block in leaflet(facts, texts).blocks}


def feels_less(answers: Mapping[str, Answer], marks: Iterable[Mark]) -> bool:
    """Whether somewhere the skin may not feel heat: diabetes, a feeling that is reduced or absent
    on examination or changed by the needles, or pain that is numb (clinical reference 7.1).
    """
    tested = any(
        key.startswith(_FEELING) and not _LESS.isdisjoint(answer.choice.split())
        for key, answer in answers.items()
    )
    numb = any(
        isinstance(mark, PainArea) and mark.quality is PainQuality.NUMB_TINGLE for mark in marks
    )
    diabetes, after = answers.get(_DIABETES), answers.get(_UNCHANGED_AFTER)
    return (
        tested
        or numb
        or (diabetes is not None and diabetes.reply is Reply.YES)
        or (after is not None and after.reply is Reply.NO)
    )


_FEELING, _LESS = "as.derm.", frozenset({"reduced", "absent"})
_DIABETES, _UNCHANGED_AFTER = "pr.diabetes", "pt.neuro"


def reasons(facts: LeafletFacts, plan: LeafletPlan | None = None) -> tuple[Reason, ...]:
    """Why the leaflet says what it says and leaves out what it does, for whoever hands it out."""
    plan = plan or LeafletPlan()
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
        Reason.FEELS_LESS: facts.feels_less,
        Reason.ARRANGED: plan != LeafletPlan(),
        Reason.WITHOUT_SIGNS: any(left.block in WARNING_SIGNS for left in plan.left_out),
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
        # A level that was palpated may be the next one down (clinical reference, warning 2).
        When.BELOW_L1: any(tips_of(each.possible_levels[-1])[-1] in _BELOW_L1 for each in sites),
        When.ANTICOAGULANT: not facts.precautions.isdisjoint({ANTICOAGULANT, BLEEDING_DISORDER}),
        When.FEELS_LESS: facts.feels_less,
    }[when]


def _lists(facts: LeafletFacts, texts: LeafletTexts) -> Sequence[TextList]:
    """The lists that today's facts call for, warnings first."""
    every = texts.easy if facts.easy_read else (*texts.warnings, *texts.aftercare)
    return [one for one in every if _stands(one.when, facts)]


def _is_in(block: str, plan: LeafletPlan) -> bool:
    return block in STAYS or plan.without(block) is None


def _blocks(
    facts: LeafletFacts, texts: LeafletTexts, standing: Sequence[TextList], plan: LeafletPlan
) -> list[Block]:
    """In the order of the texts: what to watch for, today, what to do, movements, next visit."""
    filled, names = _filled_in(facts, texts), {one.id for one in standing}
    made = [_block(one, names, filled, facts) for one in standing]
    warnings = [block for block in made if block.urgency]
    advice = [block for block in made if not block.urgency]
    # In large print a third box leaves too little of the second page for the picture.
    boxes = sum(block.boxed for block in warnings)
    early = 1 if facts.large_print and boxes > 2 else 0
    today = Block(TODAY, None, False, _fill(texts.phrases[TODAY], filled))
    lead = Line(texts.phrases["movements_lead"])
    moves = Block(MOVEMENTS, None, False, texts.phrases[MOVEMENTS], (lead,), plan.movements)
    last = [*([moves] if plan.movements else []), _next_visit(facts, texts, filled)]
    return [*warnings, *advice[:early], today, *advice[early:], *last]


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
        "area": areas_of(facts.needles, texts),
        "version": texts.version,
        "review": month,
        "language": texts.name,
    }


def _unbroken(number: str) -> str:
    """A telephone number that no line break divides."""
    return number.replace(" ", "\u00a0")


def _fill(words: str, filled: Mapping[str, str]) -> str:
    """The words with what is known at each of their places; one that does not belong to them, or a
    brace that stands alone, is left as it was typed.
    """
    return _PLACE.sub(lambda place: filled.get(place[1], place[0]), words)


def _block(
    one: TextList, standing: set[str], filled: Mapping[str, str], facts: LeafletFacts
) -> Block:
    own = next((each for each in facts.clinic_words if each.block == one.id), None)
    items = [item for item in one.items if _item_stands(item, standing, facts)]
    if own is not None and not facts.easy_read:
        # What a fact of today adds is added to the clinic's words, too.
        added = [Line(item.text, bullet=True) for item in items if item.when is not When.ALWAYS]
        said = [*lines_of(own.text), *added]
        known = [(line, _if_known(line.words, filled)) for line in said]
        lines = tuple(Line(words, line.bullet) for line, words in known if words)
        return Block(one.id, one.urgency, one.boxed, _fill(own.heading, filled), lines)
    listed = [
        Line(words, bullet=True, symbol=item.symbol)
        for item in items
        if (words := _if_known(item.text, filled))
    ]
    around = [
        Line(words) if (words := _if_known(text, filled)) else None
        for text in (one.lead, one.closing, one.contact)
    ]
    lead, *after = around
    lines = tuple(line for line in (lead, *listed, *after) if line)
    return Block(one.id, one.urgency, one.boxed, _fill(one.heading, filled), lines)


def _item_stands(item: Item, standing: set[str], facts: LeafletFacts) -> bool:
    kept_off = item.not_when is not None and _stands(item.not_when, facts)
    return item.unless not in standing and _stands(item.when, facts) and not kept_off


def _if_known(words: str, filled: Mapping[str, str]) -> str:
    """The words filled in, or nothing where what they need (a number to call) is not known."""
    unknown = [key for key, value in filled.items() if not value and f"{{{key}}}" in words]
    return "" if unknown else _fill(words, filled)


def _ids(lists: Iterable[TextList], standing: set[str], facts: LeafletFacts) -> Iterable[str]:
    for one in lists:
        yield one.id
        yield from (item.id for item in one.items if _item_stands(item, standing, facts))


def _next_visit(facts: LeafletFacts, texts: LeafletTexts, filled: Mapping[str, str]) -> Block:
    keys = {"next_visit_on" if facts.next_visit else "next_visit_open": "calendar"}
    if facts.next_visit and filled["clinic_phone"]:
        keys["next_visit_call"] = "phone"
    said = [(_fill(texts.phrases[key], filled), symbol) for key, symbol in keys.items()]
    if facts.easy_read:
        lines = tuple(Line(words, bullet=True, symbol=symbol) for words, symbol in said)
    else:
        lines = (Line(" ".join(words for words, _symbol in said)),)
    return Block(NEXT_VISIT, None, False, _fill(texts.phrases[NEXT_VISIT], filled), lines)
