"""A course in words: visits laid beside each other, what answered where, doses, and the order of
a visit.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from charting.domain.comparison import Compared, Fate
from charting.domain.curves import Curve, Point
from charting.domain.dose import Dose
from charting.domain.marks import AT_ONCE, MapSite, Mark, Needle, Place, TriggerPoint
from charting.domain.pain_area import PainArea
from charting.domain.sequence import Happening, What
from charting.domain.site_responses import STEPS, Response, Spot
from charting.domain.visit import Item
from charting.i18n import _, clauses, listed, ngettext
from charting.wording.answers import answer_words
from charting.wording.marks import (
    Structures,
    needle_size_words,
    place_words,
    response_words,
    site_words,
    status_words,
    structure_words,
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


def visit_name(number: int, day: date, country: str) -> str:
    """A visit by its number and day."""
    return _("Visit {number}, {day}").format(number=number, day=date_words(day, country))


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
    """Where a mark is, where there is little room."""
    return _where(mark.site, structures)


def spot_place_words(spot: Spot, structures: Structures) -> str:
    """Where a place is."""
    return _where(spot.site, structures)


def _where(site: Place, structures: Structures) -> str:
    if not isinstance(site, MapSite):
        return site_words(site, structures)
    muscle = structure_words(site.muscle, structures) if site.muscle else _("no stored muscle")
    return _("{muscle}, {where}").format(muscle=muscle, where=place_words(site))


def detail_words(mark: Mark) -> str:
    """What a mark is, and what answered it."""
    if isinstance(mark, PainArea):
        return pain_words(mark)
    if isinstance(mark, TriggerPoint):
        return _("{status} trigger point").format(status=status_words(mark.status))
    return listed(_needle_parts(mark))


def _needle_parts(needle: Needle) -> list[str]:
    size = _("needle {size}").format(size=needle_size_words(needle))
    return [size, technique_words(needle.technique), *response_words(needle)]


def compared_words(line: Compared) -> str:
    """What a mark is or, where it was repeated otherwise, what it was then and is now."""
    earlier, later = line.earlier, line.later
    now = detail_words(line.mark)
    if earlier is None or later is None:
        return now
    if isinstance(earlier, Needle) and isinstance(later, Needle):
        parts = _needle_parts(later)
        then = listed(part for part in _needle_parts(earlier) if part not in parts)
    else:
        then = detail_words(earlier) if detail_words(earlier) != now else ""
    return _("{now}; then {then}").format(now=now, then=then) if then else now


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


def step_words(response: Response) -> tuple[str, ...]:
    """How much each strength of a sign stands for, from none on."""
    steps = STEPS[response]
    told = [_("none") if response is not Response.PAIN else _("same")]
    for step, beyond in zip(steps, (*steps[1:], None), strict=True):
        if beyond is None:
            told.append(_("{n} or more").format(n=decimal_words(step)))
        elif response is Response.PAIN:
            told.append(_("below {n}").format(n=decimal_words(beyond)))
        elif beyond == step + 1:
            told.append(decimal_words(step))
        else:
            told.append(f"{decimal_words(step)}–{decimal_words(beyond - 1)}")
    return tuple(told)


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
    told = f"{needles} {in_visits.format(which=_numbers_words(spot.visits))}"
    return clauses((_found_words(spot, response), told))


def _numbers_words(numbers: Sequence[int]) -> str:
    """Numbers that rise, those in a row as "2–5"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return listed(f"{run[0]}–{run[-1]}" if len(run) > 2 else listed(map(str, run)) for run in runs)


def _found_words(spot: Spot, response: Response) -> str:
    if spot.value is None:
        return _("not noted") if response is Response.PAIN else _("not looked for")
    if response is Response.PAIN:
        points = decimal_words(abs(spot.value))
        if spot.value == 0:
            return _("pain the same")
        lower = ngettext("pain {n} lower", "pain {n} lower, mean of {of} visits", spot.asked)
        higher = ngettext("pain {n} higher", "pain {n} higher, mean of {of} visits", spot.asked)
        return (higher if spot.value > 0 else lower).format(n=points, of=spot.asked)
    if response is Response.TWITCH:
        words = ngettext("{n} twitch", "{n} twitches", int(spot.value))
        return words.format(n=int(spot.value)) if spot.value else _("no twitch")
    return _("familiar pain with {n} of {of} needles").format(n=int(spot.value), of=spot.asked)


# --- Dose ---------------------------------------------------------------------------------------


def dose_words(dose: Dose, country: str) -> str:
    """The dose of a visit in one sentence, with the pain it began and ended with."""
    said = [ngettext("{n} needle", "{n} needles", dose.needles).format(n=dose.needles)]
    if dose.needles:
        muscles = ngettext("{n} muscle", "{n} muscles", dose.muscles)
        said += [muscles.format(n=dose.muscles), minutes_words(dose), twitches_words(dose)]
    said.append(pain_pair_words(dose))
    visit = visit_name(dose.number, dose.opened.day, country)
    return f"{visit}: {listed(said)}"


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


def as_it_happened() -> str:
    """What the order of a visit goes by."""
    return _(
        "Needles stand where they went in and came out, whenever that was written down. The text "
        "of the note has no times of its own."
    )


def since_words(seconds: int) -> str:
    """How long after the visit began: "+0:25", "+12:04"; nothing for the beginning itself."""
    minutes, rest = divmod(abs(seconds), 60)
    sign = "−" if seconds < 0 else "+"
    return f"{sign}{minutes}:{rest:02}" if seconds else ""


def happening_words(
    happening: Happening,
    number: int,
    structures: Structures,
    items: Mapping[str, Item],
    country: str,
) -> tuple[str, str]:
    """What happened, and what it was about; `number` is that of the mark in the visit."""
    if happening.answer is not None:
        item = items.get(happening.answer.item)
        asked = _(item.words) if item else happening.answer.item
        return asked, answer_words(happening.answer, item, country)
    if happening.mark is None:
        return _visit_words(happening.what), ""
    where = where_words(happening.mark, structures)
    what = _mark_words(happening).format(n=number)
    if happening.what is What.NEEDLE_OUT:
        return what, where
    return what, f"{where}: {detail_words(happening.mark)}"


def _visit_words(what: What) -> str:
    return {
        What.OPENED: _("The visit began"),
        What.TAKEN_OVER: _("A colleague went on with it"),
        What.WRITTEN: _("The note was begun, afterwards"),
    }.get(what, "")


def _mark_words(happening: Happening) -> str:
    timed = isinstance(happening.mark, Needle) and happening.mark.technique in AT_ONCE
    return {
        What.PAIN: _("Pain told, {n}"),
        What.POINT: _("Trigger point {n} found"),
        What.NEEDLE_IN: _("Needle {n} in"),
        What.NEEDLE_THROUGH: _("Needle {n} in and out")
        if timed
        else _("Needle {n}, times not noted"),
        What.NEEDLE_OUT: _("Needle {n} out"),
    }.get(happening.what, "")
