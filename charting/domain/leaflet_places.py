"""Where the needles went, in words a patient knows: no Latin, no levels, no short forms."""

from collections.abc import Iterable
from dataclasses import dataclass

from charting.domain.body_map import Side
from charting.domain.leaflet_texts import LeafletTexts, PlaceWords
from charting.domain.levels import tips_of
from charting.domain.marks import MapSite, Needle, SiteInWords


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


def places_of(needles: Iterable[Needle], texts: LeafletTexts) -> tuple[Place, ...]:
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


def areas_of(needles: Iterable[Needle], texts: LeafletTexts) -> str:
    """The parts of the body that were needled, each once: "lower back and buttock"."""
    named = dict.fromkeys(
        site.region if isinstance(site, SiteInWords) else _area(site, _row(site, texts), texts)
        for site in (needle.site for needle in needles)
    )
    whole, *rest = named or [""]
    for other in rest:
        whole = texts.phrases["and"].format(one=whole, other=other)
    return whole
