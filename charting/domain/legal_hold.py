"""A legal hold: a record that must be kept, whatever its time, because somebody may ask for it.

Who placed it and when says the first version of its sheet; who lifted it, the last.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from charting.domain.errors import ErrorCode, Refused
from charting.domain.text import clean_text

REASON_LIMIT = 2_000


@dataclass(frozen=True, slots=True)
class LegalHold:
    """Why a record must be kept; `lifted` is why no longer, empty while it holds."""

    reason: str
    lifted: str = ""


def checked_hold(hold: LegalHold) -> LegalHold:
    """The hold with its words cleaned. Raises `Refused` (FIELD_MISSING without a reason,
    TEXT_TOO_LONG, TEXT_UNREADABLE).
    """
    reason = clean_text(hold.reason, "reason", REASON_LIMIT).strip()
    if not reason:
        raise Refused(ErrorCode.FIELD_MISSING, {"field": "reason"})
    lifted = clean_text(hold.lifted, "reason", REASON_LIMIT).strip()
    return replace(hold, reason=reason, lifted=lifted)


def why_lifted(typed: str) -> str:
    """The cleaned reason for which a hold is lifted. Raises `Refused`, as `checked_hold`."""
    return checked_hold(LegalHold(typed)).reason


def standing_reasons(holds: Iterable[LegalHold]) -> tuple[str, ...]:
    """The reasons of the holds that were not lifted."""
    return tuple(hold.reason for hold in holds if not hold.lifted)
