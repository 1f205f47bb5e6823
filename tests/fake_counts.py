"""What records in memory hold, counted as a database counts it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.fakes import Kept


def counted(kept: "Kept") -> dict[str, int]:
    """How many of each kind there are."""
    sessions = kept.sessions.values()
    return {
        **{"practitioners": len(kept.practitioners), "patients": len(kept.patients)},
        **{"health_facts": len(kept.facts), "health_reviews": len(kept.reviews)},
        **{"body_measures": len(kept.measures), "episodes": len(kept.episodes)},
        **{"sessions": len(sessions), "follow_ups": len(kept.follow_ups)},
        **{
            part: sum(len(getattr(session, part)) for session in sessions)
            for part in ("marks", "answers", "notes")
        },
        "contact_notes": sum(len(each.contacts) for each in kept.follow_ups.values()),
        "sheets": len(kept.sheets),
        "given_papers": len(kept.papers),
        "attached_files": len(kept.attached),
        "signed_records": sum(map(len, kept.signed.values())),
        "audit_entries": sum(map(len, kept.entries.values())),
    }
