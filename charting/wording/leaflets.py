"""The leaflet's blocks and what is refused while they are arranged, in sentences."""

from charting.domain.errors import ErrorCode
from charting.domain.leaflet_blocks import Block
from charting.domain.leaflet_plan import STAYS
from charting.domain.readability import MOST_GRADE, MOST_WORDS, is_gradable, reading
from charting.i18n import _


def leaflet_fields() -> dict[str, str]:
    """The names by which a person knows the fields of a leaflet."""
    return {
        "leaflet_heading": _("the heading"),
        "leaflet_text": _("the text of the block"),
        "leaflet_reason": _("the reason"),
        "movement_name": _("the name of the movement"),
        "movement_how": _("how it is done"),
        "movement_amount": _("how often"),
        "heading_colour": _("the colour of headings"),
        "frame_colour": _("the colour of frames"),
    }


def of_leaflets() -> dict[ErrorCode, str]:
    """The sentence of each code, its facts in braces."""
    return {
        ErrorCode.LEAFLET_BLOCK_STAYS: _(
            "The list of emergencies stays on every leaflet. Add to it what this patient needs."
        ),
        ErrorCode.LEAFLET_REASON_MISSING: _(
            "These are warning signs. Say why this patient’s leaflet goes without them; the reason "
            "is kept with your name."
        ),
        ErrorCode.LEAFLET_MOVEMENTS: _(
            "{limit} movements are the most that anybody does. Take one away first."
        ),
        ErrorCode.COLOUR_UNREADABLE: _(
            "“{typed}” is no colour. Type six digits or letters from a to f, as in #0b5563."
        ),
        ErrorCode.COLOUR_PALE: _(
            "{colour} is too pale on white paper: {ratio} to 1, and {field} needs {least} to 1. "
            "Choose a darker one."
        ),
        ErrorCode.PICTURE_UNREADABLE: _(
            "That file is no picture, or it is damaged. Choose a PNG, JPEG, WebP, GIF, BMP or TIFF."
        ),
        ErrorCode.PICTURE_TOO_LARGE: _(
            "That picture is too large. Choose one below {limit} MB and 40 megapixels."
        ),
        ErrorCode.MOVEMENT_TAKEN: _(
            "There is a movement of that name, “{name}”. Change that one, or give another name."
        ),
        ErrorCode.PLACEHOLDER_MISSING: _(
            "{places} is missing: what is filled in there must stand on the leaflet. Put it back."
        ),
        ErrorCode.PLACEHOLDER_UNKNOWN: _(
            "Nothing is known to fill in for {places}. Correct it, or leave the braces out."
        ),
        ErrorCode.PLACEHOLDER_BROKEN: _(
            "A brace stands alone. A place to be filled in has one on either side."
        ),
    }


def block_words(block: str) -> str:
    """What a block is called by those who arrange it."""
    return {
        "bx.chest": _("Box: chest and breathing"),
        "bx.ces": _("Box: legs, bladder and bowel"),
        "bx.bleeding": _("Box: bleeding"),
        "emergency": _("Emergencies"),
        "emergency.more": _("More emergencies"),
        "same_day": _("See a doctor today"),
        "soon": _("Tell us soon"),
        "today": _("What was done today"),
        "expect": _("What to expect"),
        "do": _("What to do"),
        "movements": _("Movements"),
        "next_visit": _("Next visit"),
    }.get(block, _("Own block"))


def grade_words(text: str) -> tuple[str, str]:
    """How hard English words are to read, for whoever writes them, and the ink of saying so:
    grade 6 and sentences of 15 words at the most (clinical reference 7.3). Nothing for a few words.
    """
    if not is_gradable(text):
        return "", "quiet"
    found = reading(text)
    grade = max(0.0, found.grade)
    told = _("Reading grade {grade}, {words} words to a sentence.").format(
        grade=f"{grade:.1f}", words=f"{found.words_per_sentence:.0f}"
    )
    if grade <= MOST_GRADE and found.words_per_sentence <= MOST_WORDS:
        return told, "quiet"
    return f"{told} " + _("Shorter words and sentences, please: 6 and 15 at the most."), "answer"


def block_state_words(block: Block, *, is_out: bool, is_changed: bool) -> str:
    """How a block stands on this patient's leaflet."""
    if is_out:
        return _("left out")
    if block.id in STAYS:
        return _("stays; something is added") if is_changed else _("stays on every leaflet")
    if block.is_emergency:
        return _("emergency; something is added") if is_changed else _("emergency, comes first")
    return _("in your words") if is_changed else ""
