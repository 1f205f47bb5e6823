"""What a visit already says of an event: which kind it was, by the reason of the emergency or by
what became of a needle.
"""

from charting.domain.session import Reply, Session
from charting.domain.visit import EMERGENCY, RESOLVED

# The reasons for which a needling is stopped (clinical reference 2.8), and the event each may be.
_KINDS = {
    "st.electric": "ae.nerve",
    "st.sharp_chest": "ae.pneumothorax",
    "st.faint": "ae.faint",
    "st.bleed": "ae.bleed",
    "st.stuck": "ae.retained",
    "st.bent": "ae.retained",
    "st.broken": "ae.retained",
    "st.pain_gt7": "ae.pain_during",
    "st.seizure": "ae.seizure",
    "st.clear_fluid": "ae.canal",
    "st.urine_blood": "ae.organ",
}
_RETAINED = "retained"


def likely_kind(session: Session) -> str:
    """The kind of event that a visit speaks of, to be proposed and never taken for granted; empty
    where it speaks of none.
    """
    resolved = session.answers.get(RESOLVED)
    if resolved is not None and resolved.choice == _RETAINED:
        return "ae.retained"
    told = session.answers.get(EMERGENCY)
    reasons = told.choice.split() if told else []
    return next((_KINDS[reason] for reason in reasons if reason in _KINDS), "")


def speaks_of_event(session: Session) -> bool:
    """Whether a visit says that something happened: an emergency, or a needle not found."""
    told = session.answers.get(EMERGENCY)
    return bool(likely_kind(session)) or (told is not None and told.reply is Reply.YES)
