"""An episode of care: one complaint, treated over a course of sessions."""

from dataclasses import dataclass, replace

from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EpisodeId, PatientId
from charting.domain.moment import Moment
from charting.domain.text import clean_line

# A course is usually 2 to 6 sessions, 7 to 14 days apart [SEED]; the middle is offered first.
USUAL_SESSIONS = 4
USUAL_INTERVAL_DAYS = 7

# Trials go from daily sessions to long courses; beyond these it is a slip of the hand.
SESSIONS = range(1, 100)
INTERVAL_DAYS = range(1, 366)


@dataclass(frozen=True, slots=True)
class Term:
    """One term that can be ticked for an episode: its code, its words, and what it means."""

    id: str
    words: str
    explained: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What an episode can be about, aim at, and go with; the order is that of the vocabulary."""

    causes: tuple[Term, ...]
    symptoms: tuple[Term, ...]
    goals: tuple[Term, ...]
    other_care: tuple[Term, ...]
    outlook: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Episode:
    """A course of sessions for one `complaint`; `interval_days` lies between two sessions.

    `causes`, `symptoms`, `goals`, `other_care` and `outlook` are codes of the vocabulary
    `episode.toml`, in its order.
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
    version: int = 1


def checked_episode(episode: Episode) -> Episode:
    """The episode with its complaint cleaned.

    Raises `Refused` (PLAN_IMPOSSIBLE, TEXT_TOO_LONG).
    """
    if episode.planned_sessions not in SESSIONS or episode.interval_days not in INTERVAL_DAYS:
        raise Refused(ErrorCode.PLAN_IMPOSSIBLE)
    return replace(episode, complaint=clean_line(episode.complaint, "complaint"))
