"""The rows of a whole record, in an order that their references allow."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Table, bindparam, update

from charting.domain.audit import AuditEntry, Trace
from charting.domain.canonical import canonical, digest
from charting.domain.ids import EntryId
from charting.domain.practice import Practitioner
from charting.domain.record import PatientRecord, awaits_cosignature, chain_of
from charting.domain.session import (
    Session,
    Status,
    answer_subject,
    mark_subject,
    note_subject,
)
from charting.domain.signing import end_of
from charting.storage.rows.columns import Columns
from charting.storage.rows.follow_ups import contact_row, follow_up_row
from charting.storage.rows.marks import mark_row
from charting.storage.rows.papers import given_row
from charting.storage.rows.people import (
    fact_row,
    measures_row,
    patient_row,
    practitioner_row,
    review_row,
)
from charting.storage.rows.sessions import (
    answer_row,
    episode_row,
    note_row,
    session_row,
)
from charting.storage.rows.sheets import sheet_row
from charting.storage.rows.signed import signed_row
from charting.storage.rows.trail import entry_row
from charting.storage.tables import (
    answers,
    audit,
    body_measures,
    chains,
    contact_notes,
    episodes,
    follow_ups,
    given_papers,
    health_facts,
    health_reviews,
    marks,
    notes,
    patients,
    practitioners,
    sessions,
    sheets,
    signed_heads,
    signed_records,
)

OPEN = Status.DRAFT.value
SET_STATE = (
    update(sessions)
    .where(sessions.c.id == bindparam("session"))
    .values(status=bindparam("state"), awaits_cosignature=bindparam("awaits"))
)


def rows_of(
    record: PatientRecord, strangers: Iterable[Practitioner], trace: Trace
) -> list[tuple[Table, list[Columns]]]:
    """What is written into which table; sessions are open until `SET_STATE` says otherwise."""
    every = [entry for chain in record.chains for entry in chain]
    follow_up_contacts = [
        contact_row(each.id, note) for each in record.follow_ups for note in each.contacts
    ]
    return [
        (practitioners, list(map(practitioner_row, strangers))),
        (patients, [_patient_row(record, trace)]),
        (health_facts, list(map(fact_row, record.facts))),
        (health_reviews, _review_rows(record)),
        (body_measures, _measures_rows(record)),
        (episodes, list(map(episode_row, record.episodes))),
        (sessions, [{**session_row(each), "status": OPEN} for each in record.sessions]),
        (marks, [row for session in record.sessions for row in _mark_rows(session)]),
        (answers, [row for session in record.sessions for row in _answer_rows(session)]),
        (notes, [row for session in record.sessions for row in _note_rows(session)]),
        (follow_ups, list(map(follow_up_row, record.follow_ups))),
        (contact_notes, follow_up_contacts),
        (sheets, list(map(sheet_row, record.sheets))),
        (given_papers, list(map(given_row, record.papers))),
        (signed_records, list(map(signed_row, record.signed))),
        (signed_heads, _signed_head_rows(record)),
        (chains, [_head_row(chain[-1]) for chain in record.chains]),
        (audit, list(map(entry_row, every))),
    ]


def states_of(record: PatientRecord) -> list[Columns]:
    """How far each session has come: from then on nothing is written into a signed one."""
    return [
        {
            "session": each.id.bytes,
            "state": each.status.value,
            "awaits": awaits_cosignature(record, each.id),
        }
        for each in record.sessions
        if each.status is not Status.DRAFT
    ]


def _signed_head_rows(record: PatientRecord) -> list[Columns]:
    number, last = end_of(chain_of(record))
    row = {"patient_id": record.patient.id.bytes, "number": number, "hash": last}
    return [row] if number else []


def _patient_row(record: PatientRecord, trace: Trace) -> Columns:
    opened = max((each.opened for each in record.sessions), default=None, key=lambda at: at.utc)
    added = record.chains[0][0].at if record.chains else trace.at
    return {
        **patient_row(record.patient),
        "seen_utc": (opened or added).utc,
        "last_session": opened and opened.day.isoformat(),
    }


def _review_rows(record: PatientRecord) -> list[Columns]:
    told = _told(record)
    return [review_row(each, _id_of(each, told)) for each in record.reviews]


def _measures_rows(record: PatientRecord) -> list[Columns]:
    told = _told(record)
    return [measures_row(each, _id_of(each, told)) for each in record.measures]


def _told(record: PatientRecord) -> dict[bytes | None, EntryId]:
    """The audit entries by what they tell of."""
    return {entry.payload: entry.id for chain in record.chains for entry in chain}


def _id_of(done: object, told: dict[bytes | None, EntryId]) -> EntryId:
    """The id of the audit entry that tells of what was done; one of its own where none does."""
    what = canonical(done)
    return told.get(what) or EntryId(UUID(bytes=digest(what)[:16]))


def _mark_rows(session: Session) -> list[Columns]:
    return [
        {
            "session_id": session.id.bytes,
            "version": max(1, session.version_of(mark_subject(mark.id))),
            "present": True,
            **mark_row(mark),
        }
        for mark in session.marks.values()
    ]


def _answer_rows(session: Session) -> list[Columns]:
    return [
        {
            "session_id": session.id.bytes,
            "item": answer.item,
            "version": max(1, session.version_of(answer_subject(answer.item))),
            **answer_row(answer),
        }
        for answer in session.answers.values()
    ]


def _note_rows(session: Session) -> list[Columns]:
    return [
        {
            "session_id": session.id.bytes,
            "section": section.value,
            "version": max(1, session.version_of(note_subject(section))),
            **note_row(text, session.carried.get(section)),
        }
        for section, text in session.notes.items()
    ]


def _head_row(last: AuditEntry) -> Columns:
    return {"chain": last.chain.bytes, "number": last.number, "hash": last.hash}
