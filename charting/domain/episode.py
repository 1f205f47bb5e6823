"""An episode of care: one complaint, treated over a course of sessions, from opening to its end."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EpisodeId, PatientId
from charting.domain.moment import Moment
from charting.domain.text import clean_line

# A course is usually 2 to 6 sessions, 7 to 14 days apart [SEED]; the middle is offered first.
USUAL_SESSIONS = 4
USUAL_INTERVAL_DAYS = 7
LONGEST_USUAL_DAYS = 14

# Trials go from daily sessions to long courses; beyond these it is a slip of the hand.
SESSIONS = range(1, 100)
INTERVAL_DAYS = range(1, 366)


@dataclass(frozen=True, slots=True)
class Term:
    """One term that can be ticked for an episode: its code, its words, and what it means.

    `asks` are the red-flag groups that a practitioner is reminded to ask about again, `measures`
    the outcome measures by which a goal is seen.
    """

    id: str
    words: str
    explained: str = ""
    asks: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """What an episode can be about, aim at, go with and end by; the order is that of the
    vocabulary.
    """

    causes: tuple[Term, ...]
    symptoms: tuple[Term, ...]
    goals: tuple[Term, ...]
    session_factors: tuple[Term, ...]
    other_care: tuple[Term, ...]
    outlook: tuple[Term, ...]
    discharge: tuple[Term, ...]
    red_flags: tuple[Term, ...]


class CareTime(StrEnum):
    """When other care is or was had."""

    PAST = "past"
    CURRENT = "current"
    PLANNED = "planned"


def care_code(care: str, when: CareTime) -> str:
    """The code of other care at a time: "ot.physio/current"."""
    return f"{care}/{when}"


@dataclass(frozen=True, slots=True)
class Episode:
    """A course of sessions for one `complaint`; `interval_days` lies between two sessions.

    `causes`, `symptoms`, `goals`, `session_factors` and `outlook` are codes of the vocabulary
    `episode.toml`, in its order; `other_care` are such codes with their time (`care_code`).
    A `closed` one has the code of its `discharge` reason, with words of the practitioner's own.
    """

    id: EpisodeId
    patient_id: PatientId
    opened: Moment
    complaint: str = ""
    planned_sessions: int = USUAL_SESSIONS
    interval_days: int = USUAL_INTERVAL_DAYS
    closed: Moment | None = None
    causes: tuple[str, ...] = ()
    symptoms: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    other_care: tuple[str, ...] = ()
    outlook: tuple[str, ...] = ()
    session_factors: tuple[str, ...] = ()
    discharge: str = ""
    discharge_words: str = ""
    version: int = 1


def checked_episode(episode: Episode) -> Episode:
    """The episode with its complaint and its words at the end cleaned.

    Raises `Refused` (PLAN_IMPOSSIBLE, TEXT_TOO_LONG).
    """
    if episode.planned_sessions not in SESSIONS or episode.interval_days not in INTERVAL_DAYS:
        raise Refused(ErrorCode.PLAN_IMPOSSIBLE)
    return replace(
        episode,
        complaint=clean_line(episode.complaint, "complaint"),
        discharge_words=clean_line(episode.discharge_words, "discharge"),
    )


def ended(episode: Episode, at: Moment, discharge: str, words: str = "") -> Episode:
    """The episode as it ended.

    Raises `Refused` (EPISODE_ENDED where it has ended before, FIELD_MISSING without a reason,
    TEXT_TOO_LONG).
    """
    if episode.closed is not None:
        raise Refused(ErrorCode.EPISODE_ENDED)
    if not discharge:
        raise Refused(ErrorCode.FIELD_MISSING, {"field": "discharge"})
    return checked_episode(replace(episode, closed=at, discharge=discharge, discharge_words=words))


def resumed(episode: Episode) -> Episode:
    """An ended episode taken up again, as if it had not ended."""
    return replace(episode, closed=None, discharge="", discharge_words="")


def goals_seen_by(measure: str, goals: Iterable[Term], ticked: Iterable[str]) -> tuple[Term, ...]:
    """The ticked goals that an outcome measure, by its id, tells of."""
    chosen = frozenset(ticked)
    return tuple(goal for goal in goals if goal.id in chosen and measure in goal.measures)


def to_ask_again(terms: Iterable[Term], ticked: Iterable[str]) -> tuple[str, ...]:
    """The red-flag groups that the ticked terms call for, each once, in the order of the terms."""
    chosen = frozenset(ticked)
    return tuple(dict.fromkeys(ask for term in terms if term.id in chosen for ask in term.asks))
