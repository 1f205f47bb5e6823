"""The course of an episode: which visits are still to come, and whether pain has changed so far.

The application proposes and reminds; it judges no course and ends none (clinical reference 6).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from charting.domain.episode import LONGEST_USUAL_DAYS, USUAL_INTERVAL_DAYS, Episode
from charting.domain.outcomes import PSFS, RMDQ, Measure, Scored
from charting.domain.scoring import Verdict, change_of

# What the patient can do (clinical reference 6: PSFS, or RMDQ).
FUNCTION = frozenset({PSFS, RMDQ})


@dataclass(frozen=True, slots=True)
class StopRule:
    """When a course without meaningful change is spoken of: after `sessions`, and more plainly
    after `firm_sessions`. A change of pain by `points` of 10, or by `percent` of where it began, is
    meaningful.
    """

    id: str
    words: str
    firm_words: str
    source: str
    sessions: int
    firm_sessions: int
    points: int
    percent: int


class NoChange(StrEnum):
    """How plainly a course without meaningful change is spoken of."""

    NOT_YET = "not_yet"
    TOLD = "told"
    FIRM = "firm"


def has_changed(before: int, now: int, rule: StopRule) -> bool:
    """Whether pain of 0 to 10 fell by as much as the rule calls meaningful."""
    fallen = before - now
    return fallen >= rule.points or (before > 0 and fallen * 100 >= before * rule.percent)


def function_better(scored: Iterable[Scored], measures: Iterable[Measure]) -> bool:
    """Whether what the patient can do changed by as much as is published as meaningful, from the
    first score to the last, on a measure of function.
    """
    told = tuple(scored)
    for measure in measures:
        theirs = [each for each in told if each.measure == measure.id]
        if measure.id in FUNCTION and len(theirs) > 1:
            change = change_of(measure, theirs[0], theirs[-1])
            if change is not None and change.verdict is Verdict.REACHED:
                return True
    return False


def no_change(pain: Sequence[int | None], rule: StopRule, *, function_better: bool) -> NoChange:
    """How a course stands by the rule, given the pain before each session, the first first, `None`
    where it was not noted; `function_better` says that another measure changed by as much.

    It is silent before the third session, and wherever it does not know.
    """
    noted = [each for each in pain if each is not None]
    if len(pain) < rule.sessions or len(noted) < 2 or function_better:
        return NoChange.NOT_YET
    if has_changed(noted[0], noted[-1], rule):
        return NoChange.NOT_YET
    return NoChange.FIRM if len(pain) >= rule.firm_sessions else NoChange.TOLD


def next_visit_offers(interval_days: int) -> tuple[int, int]:
    """The days to the next visit that are offered by one press: the interval of the plan, then the
    other end of the usual 7 to 14 days.
    """
    in_the_usual = USUAL_INTERVAL_DAYS <= interval_days < LONGEST_USUAL_DAYS
    beyond = interval_days > LONGEST_USUAL_DAYS
    other = LONGEST_USUAL_DAYS if in_the_usual or beyond else USUAL_INTERVAL_DAYS
    return interval_days, other


class Beyond(StrEnum):
    """Why a session asks for a reason to go on."""

    PLAN = "plan"
    NO_CHANGE = "no_change"


def beyond(
    planned: int, number: int, told: NoChange, rule: StopRule, justified: Iterable[int]
) -> Beyond | None:
    """Why the session of this `number` asks for a reason, if it does: it is beyond those `planned`,
    or pain stays after as many as the rule says firmly. It is asked once: not where a reason was
    given in a session whose number is among the `justified` and was beyond the same mark.
    """
    mark, why = planned, Beyond.PLAN
    if told is NoChange.FIRM and rule.firm_sessions < planned:
        mark, why = rule.firm_sessions, Beyond.NO_CHANGE
    if number <= mark or any(mark < each < number for each in justified):
        return None
    return why


def visits_to_come(
    episode: Episode, held: Iterable[date], agreed: date | None, today: date
) -> tuple[date, ...]:
    """The days proposed for the rest of the planned sessions, the one `agreed` first; none of them
    before today. A course that is over, or has had all its sessions, proposes nothing more.
    """
    days = sorted(held)
    wanted = episode.planned_sessions - len(days)
    if episode.closed is not None or wanted <= 0:
        return ()
    gap = timedelta(days=episode.interval_days)
    comes = agreed is not None and agreed >= today and (not days or agreed > days[-1])
    if agreed is not None and comes:
        first = agreed
    else:
        first = max(today, days[-1] + gap if days else today)
    return tuple(first + gap * number for number in range(wanted))
