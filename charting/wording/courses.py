"""A course in words: visits laid beside each other, what answered where, doses, and the order of
a visit.
"""

from collections.abc import Mapping
from fractions import Fraction

from charting.domain.comparison import Compared, Fate
from charting.domain.curves import Curve, Point
from charting.domain.dose import Dose
from charting.domain.marks import AT_ONCE, Mark, Needle, TriggerPoint
from charting.domain.pain_area import PainArea
from charting.domain.sequence import Happening, What
from charting.domain.session import Session
from charting.domain.site_responses import Response, Spot
from charting.domain.visit import Item
from charting.i18n import _, ngettext
from charting.wording.answers import answer_words
from charting.wording.marks import (
    Structures,
    needle_size_words,
    response_words,
    site_words,
    status_words,
    technique_words,
)
from charting.wording.outcomes import change_words, decimal_words, score_words
from charting.wording.pain import pain_words
from charting.wording.values import date_words


def beside_dose() -> str:
    """What a dose beside a score does not say."""
    return _(
        "Dose and scores stand beside each other, and no more: what changed did not therefore "
        "change because of what was needled."
    )


def visit_name(visit: Session, country: str) -> str:
    """A visit by its number and day."""
    day = date_words(visit.opened.day, country)
    return _("Visit {number}, {day}").format(number=visit.number, day=day)


# --- Compared -----------------------------------------------------------------------------------


def fate_words(fate: Fate) -> str:
    """What became of a mark."""
    return {
        Fate.NEW: _("new"),
        Fate.REPEATED: _("repeated"),
        Fate.LEFT_OUT: _("left out"),
    }[fate]


def fate_sign(fate: Fate) -> str:
    """The same as one sign beside the mark."""
    return {Fate.NEW: "+", Fate.REPEATED: "=", Fate.LEFT_OUT: "−"}[fate]


def fates_words(counted: Mapping[Fate, int]) -> str:
    """How much is new, repeated and left out."""
    return _("{new} new, {repeated} repeated, {left} left out").format(
        new=counted[Fate.NEW], repeated=counted[Fate.REPEATED], left=counted[Fate.LEFT_OUT]
    )


def where_words(mark: Mark, structures: Structures) -> str:
    """Where a mark is."""
    return site_words(mark.site, structures)


def detail_words(mark: Mark) -> str:
    """What a mark is, and what answered it."""
    if isinstance(mark, PainArea):
        return pain_words(mark)
    if isinstance(mark, TriggerPoint):
        return _("{status} trigger point").format(status=status_words(mark.status))
    size = _("needle {size}").format(size=needle_size_words(mark))
    return ", ".join((size, technique_words(mark.technique), *response_words(mark)))


def compared_words(line: Compared) -> str:
    """What a mark is or, where it was repeated otherwise, what it was then and is now."""
    then = detail_words(line.earlier) if line.earlier else ""
    now = detail_words(line.later) if line.later else ""
    if then and now and then != now:
        return _("now {now}; then {then}").format(now=now, then=then)
    return now or then


# --- Responses ----------------------------------------------------------------------------------


def response_name(response: Response) -> str:
    """What is looked for, as a title."""
    return {
        Response.TWITCH: _("Twitches"),
        Response.FAMILIAR: _("Familiar pain"),
        Response.PAIN: _("Change in pain"),
    }[response]


def response_legend(response: Response) -> str:
    """What the signs on the map say."""
    return {
        Response.TWITCH: _(
            "The number is how many twitches were seen at this place; the larger and denser, the "
            "more. 0 in a dashed ring: looked for, none seen. A dot: not looked for."
        ),
        Response.FAMILIAR: _(
            "The number is how many needles at this place met the pain the patient knows; the "
            "larger and denser, the more. 0 in a dashed ring: asked, none. A dot: not asked."
        ),
        Response.PAIN: _(
            "The number is by how much the pain of 0 to 10 changed from before to after the visits "
            "in which this place was needled, their mean. A ring: it fell; a square: it rose; 0 in "
            "a dashed ring: the same. It is the change of the whole visit, not of this needle."
        ),
    }[response]


def spot_number(spot: Spot, response: Response) -> str:
    """What stands in the sign of a place; nothing where nobody looked."""
    if spot.value is None:
        return ""
    number = decimal_words(spot.value)
    return f"+{number}" if response is Response.PAIN and spot.value > 0 else number


def spot_words(spot: Spot, response: Response) -> str:
    """What was found at a place."""
    needles = ngettext("{n} needle", "{n} needles", spot.needles).format(n=spot.needles)
    in_visits = ngettext("in visit {which}", "in visits {which}", len(spot.visits))
    told = f"{needles} {in_visits.format(which=', '.join(map(str, spot.visits)))}"
    return f"{_found_words(spot, response)}; {told}"


def _found_words(spot: Spot, response: Response) -> str:
    if spot.value is None:
        return _("not noted") if response is Response.PAIN else _("not looked for")
    if response is Response.PAIN:
        points = decimal_words(abs(spot.value))
        if spot.value == 0:
            return _("the pain stayed the same in these visits")
        words = _("pain {n} lower after these visits, mean of {of}")
        if spot.value > 0:
            words = _("pain {n} higher after these visits, mean of {of}")
        return words.format(n=points, of=spot.asked)
    if response is Response.TWITCH:
        words = ngettext("{n} twitch", "{n} twitches", int(spot.value))
        return words.format(n=int(spot.value)) if spot.value else _("no twitch")
    return _("familiar pain with {n} of {of} needles").format(n=int(spot.value), of=spot.asked)


# --- Dose ---------------------------------------------------------------------------------------


def dose_words(dose: Dose, country: str) -> str:
    """The dose of a visit in one sentence, with the pain it began and ended with."""
    day = date_words(dose.opened.day, country)
    said = [ngettext("{n} needle", "{n} needles", dose.needles).format(n=dose.needles)]
    if dose.needles:
        muscles = ngettext("{n} muscle", "{n} muscles", dose.muscles)
        said += [muscles.format(n=dose.muscles), minutes_words(dose), twitches_words(dose)]
    said.append(pain_pair_words(dose))
    visit = _("Visit {number}, {day}").format(number=dose.number, day=day)
    return f"{visit}: {', '.join(filter(None, said))}"


def minutes_words(dose: Dose) -> str:
    """For how long needles were in."""
    if dose.minutes is None:
        return _("minutes not known")
    return ngettext("{n} minute", "{n} minutes", dose.minutes).format(n=dose.minutes)


def twitches_words(dose: Dose) -> str:
    """How many twitches there were."""
    if dose.twitches is None:
        return _("twitches not looked for")
    return ngettext("{n} twitch", "{n} twitches", dose.twitches).format(n=dose.twitches)


def pain_pair_words(dose: Dose) -> str:
    """The pain before and after; nothing where neither was noted."""
    before, after = dose.pain_before, dose.pain_after
    if before is None and after is None:
        return ""
    said = ["?" if each is None else str(each) for each in (before, after)]
    return _("pain {before} before, {after} after").format(before=said[0], after=said[1])


def scored_words(curve: Curve, point: Point) -> str:
    """A score beside a dose: "RMDQ 9: 6 better (40 %) since the first score: reached ..."."""
    measure = curve.measure
    told = f"{_(measure.name)} {score_words(measure, point.score)}"
    return f"{told}: {change_words(measure, point.change)}" if point.change else told


def signed_words(value: Fraction) -> str:
    """A number with its sign, so that a rise is seen as one."""
    return f"+{decimal_words(value)}" if value > 0 else decimal_words(value)


# --- The order of a visit -----------------------------------------------------------------------


def happening_words(
    happening: Happening, structures: Structures, items: Mapping[str, Item], country: str
) -> tuple[str, str]:
    """What happened, and what it was about."""
    if happening.answer is not None:
        item = items.get(happening.answer.item)
        asked = _(item.words) if item else happening.answer.item
        return asked, answer_words(happening.answer, item, country)
    if happening.mark is None:
        return _visit_words(happening.what), ""
    where = where_words(happening.mark, structures)
    return f"{_mark_words(happening)}: {where}", detail_words(happening.mark)


def _visit_words(what: What) -> str:
    return {
        What.OPENED: _("The visit began"),
        What.TAKEN_OVER: _("A colleague went on with it"),
        What.WRITTEN: _("The note was begun, afterwards"),
    }.get(what, "")


def _mark_words(happening: Happening) -> str:
    timed = isinstance(happening.mark, Needle) and happening.mark.technique in AT_ONCE
    return {
        What.PAIN: _("Pain told"),
        What.POINT: _("Trigger point found"),
        What.NEEDLE_IN: _("Needle in"),
        What.NEEDLE_THROUGH: _("Needle in and out") if timed else _("Needle, times not noted"),
        What.NEEDLE_OUT: _("Needle out"),
    }.get(happening.what, "")
