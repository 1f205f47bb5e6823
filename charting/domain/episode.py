"""An episode of care: one complaint, treated over a course of sessions."""

from dataclasses import dataclass

from charting.domain.ids import EpisodeId, PatientId
from charting.domain.moment import Moment

# A course is usually 2 to 6 sessions, 7 to 14 days apart [SEED]; the middle is offered first.
USUAL_SESSIONS = 4
USUAL_INTERVAL_DAYS = 7


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
