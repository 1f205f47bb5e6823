"""Episodes of care with their plan, goals and causes, and what was to be done between visits, as
FHIR.
"""

from collections.abc import Iterator
from uuid import UUID

from charting import content
from charting.domain.audit import AuditEntry
from charting.domain.episode import Episode, Term
from charting.domain.follow_up import FollowUp, FollowUpKind
from charting.domain.record import RecordFile
from charting.exchange.fhir.extensions import extended
from charting.exchange.fhir.terms import (
    Resource,
    at,
    beside,
    coding,
    concept,
    day,
    hl7,
    identifier,
    period,
    reference,
    references,
    resource,
    standard,
)
from charting.wording import action_words
from charting.wording.episodes import plan_words


def course(file: RecordFile) -> Iterator[Resource]:
    """The episodes, and what was planned beside the visits."""
    for episode in file.record.episodes:
        yield from _episode(file, episode)
    for follow_up in file.record.follow_ups:
        yield _follow_up(follow_up)


def _episode(file: RecordFile, episode: Episode) -> Iterator[Resource]:
    words = {term.id: term.words for term in _terms()}
    subject = reference("Patient", episode.patient_id)
    causes = [beside(episode.id, f"cause {code}") for code in episode.causes]
    goals = [beside(episode.id, f"goal {code}") for code in episode.goals]
    ended = episode.closed is not None
    yield resource(
        "EpisodeOfCare",
        episode.id,
        extension=[extended("episode", episode, without=frozenset({"id", "patient_id"}))],
        identifier=identifier(episode.id),
        status="finished" if ended else "active",
        diagnosis=[{"condition": each} for each in references("Condition", causes)],
        patient=subject,
        managingOrganization=reference("Organization", file.exported.practice.id),
        period=period(episode.opened, episode.closed),
    )
    for code, id_ in zip(episode.causes, causes, strict=True):
        yield _cause(episode, id_, concept(code, "episode", words.get(code, "")))
    for code in episode.symptoms:
        yield _symptom(episode, code, words.get(code, ""))
    for code, id_ in zip(episode.goals, goals, strict=True):
        yield resource(
            "Goal",
            id_,
            lifecycleStatus="completed" if ended else "active",
            description=concept(code, "episode", words.get(code, code)),
            subject=subject,
            startDate=day(episode.opened.day),
        )
    yield resource(
        "CarePlan",
        beside(episode.id, "plan"),
        status="completed" if ended else "active",
        intent="plan",
        title=episode.complaint,
        description=plan_words(episode),
        subject=subject,
        period=period(episode.opened, episode.closed),
        addresses=references("Condition", causes),
        goal=references("Goal", goals),
    )


def _cause(episode: Episode, id_: UUID, code: Resource) -> Resource:
    status = "active" if episode.closed is None else "inactive"
    return resource(
        "Condition",
        id_,
        clinicalStatus=standard(status, "condition-clinical"),
        verificationStatus=standard("provisional", "condition-ver-status"),
        category=[standard("encounter-diagnosis", "condition-category")],
        code=code,
        subject=reference("Patient", episode.patient_id),
        recordedDate=at(episode.opened),
    )


def _symptom(episode: Episode, code: str, words: str) -> Resource:
    return resource(
        "Observation",
        beside(episode.id, f"symptom {code}"),
        status="final",
        code=concept("symptom", "record", "Symptom"),
        subject=reference("Patient", episode.patient_id),
        effectiveDateTime=at(episode.opened),
        valueCodeableConcept=concept(code, "episode", words),
    )


def _terms() -> Iterator[Term]:
    terms = content.episode_terms()
    for some in (terms.causes, terms.symptoms, terms.goals):
        yield from some


def _follow_up(one: FollowUp) -> Resource:
    status = "cancelled" if one.withdrawn else "requested" if one.is_open else "completed"
    notes = [
        {
            "authorReference": reference("Practitioner", note.by),
            "time": at(note.at),
            "text": " ".join(filter(None, (f"[{note.outcome}]", note.words))),
        }
        for note in one.contacts
    ]
    return resource(
        "Task",
        one.id,
        extension=[extended("follow-up", one, without=frozenset({"id", "patient_id"}))],
        identifier=identifier(one.id),
        status=status,
        statusReason={"text": one.withdrawn.words}
        if one.withdrawn and one.withdrawn.words
        else None,
        intent="plan",
        code=concept(one.kind, "FollowUpKind", _KINDS.get(one.kind, "")),
        description=one.words,
        for_=reference("Patient", one.patient_id),
        encounter=reference("Encounter", one.session_id),
        executionPeriod={"start": one.due.isoformat()},
        authoredOn=at(one.planned),
        requester=reference("Practitioner", one.planned_by),
        reasonCode=concept(one.reason, "follow_ups") if one.reason else None,
        note=notes,
    )


_KINDS = {FollowUpKind.CALL: "Telephone call", FollowUpKind.REVIEW: "Review"}


def trail(file: RecordFile) -> Iterator[Resource]:
    """Who did what and when, without what was done: that stands in the record itself."""
    actions = {entry.action for chain in file.record.chains for entry in chain}
    words = {action: action_words(action) for action in actions}
    for chain in file.record.chains:
        for entry in chain:
            yield _entry(file, entry, words[entry.action])


def _entry(file: RecordFile, entry: AuditEntry, words: str) -> Resource:
    return resource(
        "AuditEvent",
        entry.id,
        extension=[
            extended("audit", entry, without=frozenset({"id", "at", "by", "action", "payload"}))
        ],
        type_=hl7("rest", "audit-event-type"),
        subtype=[coding(entry.action, "Action", words)],
        recorded=at(entry.at),
        outcome="0",
        agent=[{"who": reference("Practitioner", entry.by), "requestor": True}],
        source={"observer": reference("Organization", file.exported.practice.id)},
        entity=[{"what": reference("Patient", file.record.patient.id)}],
    )
