"""What the audit trail tells of a session, a patient and what belongs to them, carried out once
more: what is stored must be the same.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from charting.domain.audit import Action, AuditEntry
from charting.domain.body import BodyMeasures
from charting.domain.changes import Change, apply
from charting.domain.episode import Episode
from charting.domain.erasure import Erased
from charting.domain.errors import Refused
from charting.domain.follow_up import ContactNote, ContactSignature, FollowUp, Withdrawal
from charting.domain.ids import ContactId, EpisodeId, FactId, FollowUpId, PractitionerId
from charting.domain.patient import HealthFact, HealthReview, Patient
from charting.domain.practice import Practitioner
from charting.domain.revive import revive
from charting.domain.session import Session, Status, TakeOver
from charting.domain.sheet import Sheet


class Unreadable(Exception):
    """The trail does not tell what this program writes into it."""


@dataclass
class Told:
    """What a chain tells; `whole` is false where a payload was erased, so that something is not
    known. `signed` are the SHA-256 of the signed records it names, in hex.
    """

    session: Session | None = None
    patient: Patient | None = None
    facts: dict[FactId, HealthFact] = field(default_factory=dict)
    episodes: dict[EpisodeId, Episode] = field(default_factory=dict)
    review: HealthReview | None = None
    measures: tuple[BodyMeasures, ...] = ()
    follow_ups: dict[FollowUpId, FollowUp] = field(default_factory=dict)
    sheets: list[Sheet] = field(default_factory=list)
    people: dict[PractitionerId, Practitioner] = field(default_factory=dict)
    erased: list[Erased] = field(default_factory=list)
    signed: list[str] = field(default_factory=list)
    whole: bool = True


_SIGNATURES = {
    Action.SESSION_SIGNED: Status.SIGNED,
    Action.SESSION_COSIGNED: None,
    Action.ADDENDUM_SIGNED: Status.AMENDED,
    Action.CORRECTION_SIGNED: Status.AMENDED,
    Action.ENTERED_IN_ERROR: Status.IN_ERROR,
}


def told(entries: Iterable[AuditEntry]) -> Told:
    """What the entries of one chain tell. Raises `Unreadable`."""
    found = Told()
    for entry in entries:
        if entry.payload is None:
            found.whole = False
            continue
        try:
            _take(found, entry.action, json.loads(entry.payload))
        except (Refused, ValueError, KeyError, TypeError, AttributeError) as wrong:
            if found.whole:
                raise Unreadable from wrong
    return found


def _take(found: Told, action: Action, what: Any) -> None:  # noqa: ANN401 - JSON
    if action is Action.SESSION_OPENED:
        found.session = revive(what, Session)
    elif action in (Action.SESSION_CHANGED, Action.RULE_OVERRIDDEN):
        found.session = apply(revive(what, Change), _session(found))
    elif action is Action.SESSION_TAKEN_OVER:
        session = _session(found)
        taken = (*session.taken_over, revive(what["taken"], TakeOver))
        found.session = replace(session, taken_over=taken)
    elif action in (Action.CORRECTION_BEGUN, Action.CORRECTION_LEFT):
        found.session = replace(_session(found), status=Status(what["status"]))
    elif action in _SIGNATURES:
        _take_signature(found, action, what)
    elif action in _OF_FOLLOW_UPS:
        _take_follow_up(found, action, what)
    else:
        _take_of_patient(found, action, what)


def _take_of_patient(found: Told, action: Action, what: Any) -> None:  # noqa: ANN401 - JSON
    if action in _OF_WHOM:
        found.patient = _whom(action, what)
    elif action in (Action.FACT_ADDED, Action.FACT_ENDED):
        fact = _raised(revive(what, HealthFact), action is not Action.FACT_ADDED)
        found.facts[fact.id] = fact
    elif action is Action.HEALTH_REVIEWED:
        found.review = _later(found.review, revive(what, HealthReview))
    elif action in _OF_SHEETS:
        found.sheets.append(revive(what, Sheet))
    elif action is Action.BODY_MEASURED:
        found.measures = (*found.measures, revive(what, BodyMeasures))
    elif action in _OF_EPISODES:
        episode = _raised(revive(what, Episode), action is not Action.EPISODE_OPENED)
        found.episodes[episode.id] = episode
    else:
        _take_of_practice(found, action, what)


def _take_of_practice(found: Told, action: Action, what: Any) -> None:  # noqa: ANN401 - JSON
    if action in _OF_PEOPLE:
        person = revive(what.get("practitioner", what), Practitioner)
        found.people[person.id] = person
    elif action is Action.PATIENT_ERASED:
        found.erased.append(revive(what, Erased))
    elif action is Action.RECORD_IMPORTED:
        strangers = [revive(each, Practitioner) for each in what["people"]]
        found.people |= {person.id: person for person in strangers}
    elif action is Action.SIGNING_KEY_KEPT:
        key = revive(what["practitioner"], PractitionerId)
        signing_key = revive(what["signing_key"], bytes)
        found.people[key] = replace(found.people[key], signing_key=signing_key)


def _later(known: HealthReview | None, review: HealthReview) -> HealthReview:
    """The later one: what was brought in from elsewhere may have been earlier."""
    return review if known is None or review.at.utc >= known.at.utc else known


def _whom(action: Action, what: object) -> Patient | None:
    """The patient as they are since; nobody where they were taken back."""
    patient: Patient = _raised(revive(what, Patient), action is not Action.PATIENT_ADDED)
    return None if action is Action.PATIENT_TAKEN_BACK else patient


_OF_WHOM = frozenset(
    {
        Action.PATIENT_ADDED,
        Action.PATIENT_CORRECTED,
        Action.PATIENT_ARCHIVED,
        Action.PATIENT_TAKEN_BACK,
    }
)
_OF_EPISODES = frozenset(
    {
        Action.EPISODE_OPENED,
        Action.EPISODE_CORRECTED,
        Action.EPISODE_ENDED,
        Action.EPISODE_RESUMED,
    }
)
_OF_PEOPLE = frozenset(
    {
        Action.PRACTICE_CREATED,
        Action.PRACTITIONER_ADDED,
        Action.PRACTITIONER_CHANGED,
        Action.PRACTITIONER_REMOVED,
    }
)
_OF_SHEETS = frozenset({Action.SHEET_FILED, Action.SHEET_AMENDED, Action.SHEET_STRUCK})
_OF_FOLLOW_UPS = frozenset(
    {
        Action.FOLLOW_UP_PLANNED,
        Action.CONTACT_NOTED,
        Action.CONTACT_SIGNED,
        Action.FOLLOW_UP_WITHDRAWN,
    }
)


def _session(found: Told) -> Session:
    if found.session is None:
        raise ValueError("a session is changed before it is opened")
    return found.session


def _raised(stored: Any, changed: bool) -> Any:  # noqa: ANN401 - any of the versioned values
    """What was written names the version that was read; it rose by one then."""
    return replace(stored, version=stored.version + 1) if changed else stored


def _take_signature(found: Told, action: Action, what: Mapping[str, Any]) -> None:
    found.signed.append(what["sha256"])
    session, after = _session(found), _SIGNATURES[action]
    if after is not None and session.status is not Status.IN_ERROR:
        found.session = replace(session, status=after)


def _take_follow_up(found: Told, action: Action, what: Mapping[str, Any]) -> None:
    if action is Action.FOLLOW_UP_PLANNED:
        planned = revive(what, FollowUp)
        found.follow_ups[planned.id] = planned
        return
    key = revive(what["follow_up"], FollowUpId)
    known = found.follow_ups[key]
    if action is Action.CONTACT_NOTED:
        found.follow_ups[key] = known.with_contact(revive(what["note"], ContactNote))
    elif action is Action.CONTACT_SIGNED:
        contact = revive(what["contact"], ContactId)
        signed = revive(what["signed"], ContactSignature)
        found.follow_ups[key] = known.with_signature(contact, signed)
    else:
        found.follow_ups[key] = replace(known, withdrawn=revive(what["withdrawal"], Withdrawal))
