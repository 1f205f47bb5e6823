"""Sheets on file: clinical facts that stand beside the visits, each a value of its own kind.

A sheet is never changed: what is amended is a further version of it, and what was entered in error
is struck in words; every version stays readable. To keep a new kind of fact, write its frozen class
in a module of its own, add it to `Content`, and its check to `_CHECKS`: the databases, the record
as JSON, the trail and the signatures carry it then.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NewType, TypeVar, cast
from uuid import UUID

from charting.domain.adverse_events import AdverseEvent, checked_event
from charting.domain.attachment import Attachment, checked_attachment
from charting.domain.consent import (
    Consent,
    ConsentWithdrawn,
    checked_consent,
    checked_withdrawal,
)
from charting.domain.errors import ErrorCode, Refused
from charting.domain.ids import EpisodeId, PatientId, PractitionerId, SessionId
from charting.domain.leaflet_plan import LeafletPlan, checked_plan
from charting.domain.legal_hold import LegalHold, checked_hold
from charting.domain.letters import Letter, VisitSummary, checked_letter, checked_summary
from charting.domain.moment import Moment
from charting.domain.near_miss import NearMiss, checked_near_miss
from charting.domain.outcomes import Scored, tidy_scored
from charting.domain.research import ResearchConsent, checked_research
from charting.domain.text import clean_text

SheetId = NewType("SheetId", UUID)

STRUCK_LIMIT = 2_000

Content = (
    NearMiss
    | AdverseEvent
    | Scored
    | Letter
    | VisitSummary
    | Consent
    | ConsentWithdrawn
    | LeafletPlan
    | Attachment
    | ResearchConsent
    | LegalHold
)
"""Whatever stands on a sheet; what is spelled in a record names its class, which never changes."""

# What the visit itself says: it is signed with the visit and stays as it is from then on. Other
# kinds may follow a signed visit, as an adverse event does.
PART_OF_VISIT: frozenset[type] = frozenset({Consent, ConsentWithdrawn})

_CHECKS: Mapping[type, Callable[[Any], Any]] = {
    NearMiss: checked_near_miss,
    AdverseEvent: checked_event,
    Scored: tidy_scored,
    Letter: checked_letter,
    VisitSummary: checked_summary,
    Consent: checked_consent,
    ConsentWithdrawn: checked_withdrawal,
    LeafletPlan: checked_plan,
    Attachment: checked_attachment,
    ResearchConsent: checked_research,
    LegalHold: checked_hold,
}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One version of a sheet; versions count from 1. `at` and `by` say who wrote this version.

    `episode_id` and `session_id` say what it belongs to, if not to the patient alone. `struck` is
    the reason why it was entered in error, empty where it stands.
    """

    id: SheetId
    version: int
    patient_id: PatientId
    episode_id: EpisodeId | None
    session_id: SessionId | None
    at: Moment
    by: PractitionerId
    content: Content
    struck: str = ""


def checked_sheet(sheet: Sheet) -> Sheet:
    """The sheet as it is stored. Raises `Refused`, as the check of its content does."""
    content = cast("Content", _CHECKS[type(sheet.content)](sheet.content))
    return replace(sheet, content=content, struck=clean_text(sheet.struck, "words", STRUCK_LIMIT))


def check_strike(reason: str) -> str:
    """The cleaned reason for which a sheet is struck. Raises `Refused` (FIELD_MISSING)."""
    cleaned = clean_text(reason, "words", STRUCK_LIMIT).strip()
    if not cleaned:
        raise Refused(ErrorCode.FIELD_MISSING, {"field": "words"})
    return cleaned


def latest(sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """The last version of each sheet, struck ones too, in the order in which they were begun."""
    found: dict[SheetId, Sheet] = {}
    for sheet in sheets:
        known = found.get(sheet.id)
        if known is None or known.version < sheet.version:
            found[sheet.id] = sheet
    return tuple(found.values())


def standing(sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """The last version of each sheet that is not struck."""
    return tuple(sheet for sheet in latest(sheets) if not sheet.struck)


def contents(sheets: Iterable[Sheet], kind: type[T]) -> tuple[T, ...]:
    """What the sheets of one kind say, of those that stand."""
    return tuple(sheet.content for sheet in standing(sheets) if isinstance(sheet.content, kind))


def said(sheets: Iterable[Sheet]) -> dict[SheetId, Content]:
    """What sheets say, whoever wrote which version of them and when."""
    return {sheet.id: sheet.content for sheet in sheets}


def visit_sheets(sheets: Iterable[Sheet], session_id: SessionId) -> tuple[Sheet, ...]:
    """What a visit says on sheets, by their ids: the last version of each that stands."""
    theirs = (
        sheet
        for sheet in standing(sheets)
        if sheet.session_id == session_id and type(sheet.content) in PART_OF_VISIT
    )
    return tuple(sorted(theirs, key=lambda sheet: sheet.id.bytes))
