"""A clinic's own words for a block of its leaflets, with the places that are filled in for each
patient: {date}, {clinic_phone}. Signs of an emergency keep the words that ship.
"""

from collections.abc import Iterable
from string import Formatter

from charting.domain.clinic_paper import ClinicPaper, OwnWords
from charting.domain.errors import ErrorCode, Refused
from charting.domain.leaflet_plan import TEXT_LIMIT
from charting.domain.leaflet_texts import LeafletTexts, TextList, Urgency, When
from charting.domain.text import clean_line, clean_text

# What a text for every patient can have filled in.
FILLED = frozenset(
    {
        *("name", "date", "practitioner", "clinic", "clinic_phone", "out_of_hours", "emergency"),
        *("area", "when"),
    }
)


def open_to_words(texts: LeafletTexts) -> tuple[TextList, ...]:
    """The blocks that a clinic can say in its own words."""
    every = (*texts.warnings, *texts.aftercare)
    return tuple(one for one in every if one.urgency is not Urgency.EMERGENCY)


def as_template(one: TextList) -> str:
    """The lines of a block as somebody would type them, the places in braces."""
    items = [f"• {item.text}" for item in one.items if item.when is When.ALWAYS]
    return "\n".join(filter(None, (one.lead, *items, one.closing, one.contact)))


def checked_words(own: OwnWords, shipped: TextList) -> OwnWords:
    """The words cleaned, with every place that the shipped block has and no other than can be
    filled in; nothing typed is the block as it ships.

    Raises `Refused` (PLACEHOLDER_MISSING, PLACEHOLDER_UNKNOWN, PLACEHOLDER_BROKEN, TEXT_TOO_LONG).
    """
    heading = clean_line(own.heading, "leaflet_heading")
    text = clean_text(own.text, "leaflet_text", TEXT_LIMIT).strip()
    if not text:
        return OwnWords(own.language, own.block, "", "")
    found = _places(heading, "leaflet_heading") | _places(text, "leaflet_text")
    missing = _places(f"{shipped.heading} {as_template(shipped)}", "") - found
    for code, names in (
        (ErrorCode.PLACEHOLDER_UNKNOWN, found - FILLED),
        (ErrorCode.PLACEHOLDER_MISSING, missing),
    ):
        if names:
            told = ", ".join(f"{{{name}}}" for name in sorted(names))
            raise Refused(code, {"field": "leaflet_text", "places": told})
    return OwnWords(own.language, own.block, heading or shipped.heading, text)


def standing_words(papers: Iterable[ClinicPaper], language: str) -> tuple[OwnWords, ...]:
    """The clinic's words for its leaflets in a language, the last of each block."""
    found: dict[str, OwnWords] = {}
    for paper in papers:
        if isinstance(paper.content, OwnWords) and paper.content.language == language:
            found[paper.content.block] = paper.content
    return tuple(own for own in found.values() if own.text)


def _places(text: str, field: str) -> set[str]:
    try:
        parsed = list(Formatter().parse(text))
    except ValueError:
        raise Refused(ErrorCode.PLACEHOLDER_BROKEN, {"field": field}) from None
    return {
        name + (f":{spec}" if spec else "") + (f"!{turned}" if turned else "")
        for _words, name, spec, turned in parsed
        if name is not None
    }
