"""Rows of episodes and sessions, and the whole session that its rows make."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from types import MappingProxyType
from uuid import UUID

from charting.domain.episode import Episode
from charting.domain.ids import EpisodeId, MarkId, PatientId, PractitionerId, SessionId
from charting.domain.marks import Mark
from charting.domain.session import (
    Answer,
    Carried,
    NoteSection,
    Reply,
    Session,
    Status,
    Subject,
    TakeOver,
    answer_subject,
    mark_subject,
    note_subject,
)
from charting.domain.visit import Outcome, unresolved_count
from charting.services.ports import SessionLine, WorkLine
from charting.storage.rows.columns import (
    Columns,
    Values,
    listed,
    moment_of,
    moment_row,
    optional_moment,
    optional_practitioner,
    practitioner_id,
)
from charting.storage.rows.marks import mark_of
from charting.storage.rows.people import patient_of

_REPLIES: dict[str | None, Reply | None] = {None: None, **{reply.value: reply for reply in Reply}}
_OUTCOMES: dict[str | None, Outcome | None] = {
    None: None,
    "": None,
    **{each.value: each for each in Outcome},
}
_SECTIONS = {section.value: section for section in NoteSection}


def episode_row(episode: Episode) -> Columns:
    """An episode as stored."""
    return {
        "id": episode.id.bytes,
        "patient_id": episode.patient_id.bytes,
        **moment_row("opened", episode.opened),
        "complaint": episode.complaint,
        "planned_sessions": episode.planned_sessions,
        "interval_days": episode.interval_days,
        **moment_row("closed", episode.closed),
        "causes": json.dumps(episode.causes),
        "symptoms": json.dumps(episode.symptoms),
        "goals": json.dumps(episode.goals),
        "other_care": json.dumps(episode.other_care),
        "outlook": json.dumps(episode.outlook),
        "version": episode.version,
        "session_factors": json.dumps(episode.session_factors),
        "discharge": episode.discharge,
        "discharge_words": episode.discharge_words,
    }


def episode_of(row: Values) -> Episode:
    """The episode of a stored row."""
    return Episode(
        EpisodeId(UUID(bytes=row[0])),
        PatientId(UUID(bytes=row[1])),
        moment_of(*row[2:5]),
        row[5],
        row[6],
        row[7],
        optional_moment(*row[8:11]),
        listed(row[11]),
        listed(row[12]),
        listed(row[13]),
        listed(row[14]),
        listed(row[15]),
        listed(row[17]),
        row[18],
        row[19],
        row[16],
    )


def session_row(session: Session) -> Columns:
    """A session as stored, without its marks, answers and notes."""
    return {
        "id": session.id.bytes,
        "patient_id": session.patient_id.bytes,
        "episode_id": session.episode_id.bytes,
        "number": session.number,
        "practitioner_id": session.practitioner_id.bytes,
        **moment_row("opened", session.opened),
        "status": session.status.value,
        "version": 1,
        "uncounted": unresolved_count(session),
        "supervisor_id": session.supervisor_id and session.supervisor_id.bytes,
        "taken_over": taken_over_words(session.taken_over),
        **moment_row("written", session.written),
        "instead_of": session.instead_of and session.instead_of.bytes,
    }


def taken_over_words(taken_over: Sequence[TakeOver]) -> str:
    """Who went on with a session, as stored."""
    return json.dumps(
        [
            [one.at.utc, one.at.zone, one.at.day.isoformat(), one.by.hex, _hex(one.supervisor_id)]
            for one in taken_over
        ]
    )


def taken_over_of(stored: str) -> tuple[TakeOver, ...]:
    """Who went on with a session."""
    if stored == "[]":
        return ()
    return tuple(
        TakeOver(
            moment_of(utc, zone, day),
            PractitionerId(UUID(by)),
            PractitionerId(UUID(supervisor)) if supervisor else None,
        )
        for utc, zone, day, by, supervisor in json.loads(stored)
    )


def _hex(practitioner: PractitionerId | None) -> str:
    return practitioner.hex if practitioner else ""


def session_of(
    row: Values,
    mark_rows: Iterable[Values],
    answer_rows: Iterable[Values],
    note_rows: Iterable[Values],
) -> Session:
    """The session of its stored rows, those of marks in order of placing."""
    marks: dict[MarkId, Mark] = {}
    answers: dict[str, Answer] = {}
    notes: dict[NoteSection, str] = {}
    carried: dict[NoteSection, Carried] = {}
    versions: dict[Subject, int] = {}
    for stored in mark_rows:
        mark = mark_of(stored)
        versions[mark_subject(mark.id)] = stored[2]
        if stored[3]:
            marks[mark.id] = mark
    for stored in answer_rows:
        answer = answer_of(stored)
        versions[answer_subject(stored[1])] = stored[2]
        if answer is not None:
            answers[answer.item] = answer
    for _, name, version, text, *came in note_rows:
        section = _SECTIONS[name]
        versions[note_subject(section)] = version
        if text:
            notes[section] = text
        if came[0] is not None:
            carried[section] = carried_of(came)
    return Session(
        SessionId(UUID(bytes=row[0])),
        PatientId(UUID(bytes=row[1])),
        EpisodeId(UUID(bytes=row[2])),
        row[3],
        practitioner_id(row[4]),
        moment_of(*row[5:8]),
        Status(row[8]),
        MappingProxyType(marks),
        MappingProxyType(answers),
        MappingProxyType(notes),
        supervisor_id=optional_practitioner(row[11]),
        taken_over=taken_over_of(row[12]),
        written=optional_moment(*row[13:16]),
        instead_of=None if row[16] is None else SessionId(UUID(bytes=row[16])),
        carried=MappingProxyType(carried),
        versions=MappingProxyType(versions),
    )


def note_row(text: str, carried: Carried | None) -> Columns:
    """A section of the note as stored, without session, section and version."""
    return {
        "text": text,
        "carried_from": carried and carried.session.bytes,
        "carried_day": carried and carried.day.isoformat(),
        **moment_row("confirmed", carried.confirmed if carried else None),
        "confirmed_by": carried and carried.by and carried.by.bytes,
    }


def carried_of(row: Values) -> Carried:
    """Where the words of a section are from, of its last six columns."""
    origin, day, utc, zone, confirmed_day, by = row
    return Carried(
        SessionId(UUID(bytes=origin)),
        date.fromisoformat(day),
        optional_moment(utc, zone, confirmed_day),
        optional_practitioner(by),
    )


def work_line_of(row: Values) -> WorkLine:
    """The line of a session and its counted marks, with the patient of the columns behind."""
    return WorkLine(session_line_of(row), patient_of(row[17:]))


def session_line_of(row: Values) -> SessionLine:
    """The line of a session and its counted marks."""
    return SessionLine(
        SessionId(UUID(bytes=row[0])),
        EpisodeId(UUID(bytes=row[1])),
        row[2],
        practitioner_id(row[3]),
        moment_of(*row[4:7]),
        Status(row[7]),
        row[8],
        row[9],
        row[10],
        _OUTCOMES[row[11]],
        row[12],
        row[13],
        row[14],
        row[15],
        row[16],
    )


def answer_row(answer: Answer | None) -> Columns:
    """An answer as stored, without session, item and version; all NULL for one withdrawn."""
    if answer is None:
        return {**_WITHDRAWN}
    return {
        "reply": answer.reply and answer.reply.value,
        **moment_row("at", answer.at),
        "by": answer.by.bytes,
        "remark": answer.remark,
        "number": answer.number,
        "choice": answer.choice,
        "in_set": answer.in_set,
        "fact": answer.fact or None,
    }


_WITHDRAWN = {
    **dict.fromkeys(("reply", "by", "remark", "number", "choice", "in_set", "fact")),
    **moment_row("at", None),
}


def answer_of(row: Values) -> Answer | None:
    """The answer of a stored row, `None` where it was withdrawn."""
    item, reply, utc, zone, day, by, remark, number, choice, in_set, fact = row[1], *row[3:13]
    if utc is None:
        return None
    at, who = moment_of(utc, zone, day), practitioner_id(by)
    return Answer(item, _REPLIES[reply], at, who, remark, number, choice, bool(in_set), fact or "")
