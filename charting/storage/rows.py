"""Between values and rows: what a value is stored as, and the value that a stored row stands for.

A `*_row` function gives columns by name; its `*_of` twin takes a row's values in the order of the
table's columns, so that reading a session needs no look-up by name.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any
from uuid import UUID

from charting.domain.audit import Action, AuditEntry
from charting.domain.body_map import Side
from charting.domain.episode import Episode
from charting.domain.ids import (
    EntryId,
    EpisodeId,
    FactId,
    MarkId,
    PatientId,
    PracticeId,
    PractitionerId,
    SessionId,
)
from charting.domain.marks import (
    Direction,
    MapSite,
    Mark,
    Needle,
    PointStatus,
    Site,
    SiteInWords,
    Technique,
    TriggerPoint,
)
from charting.domain.moment import Moment
from charting.domain.patient import FactKind, HealthFact, HealthReview, Patient, Sex
from charting.domain.practice import Practice, Practitioner
from charting.domain.session import (
    Answer,
    NoteSection,
    Reply,
    Session,
    Status,
    Subject,
    answer_subject,
    mark_subject,
    note_subject,
)
from charting.domain.text import fold
from charting.services.ports import PatientLine, SessionLine

Columns = dict[str, Any]
Values = Sequence[Any]

TRIGGER_POINT = "trigger_point"
NEEDLE = "needle"


def moment_row(name: str, moment: Moment | None) -> Columns:
    """The three columns of a moment, all NULL for none."""
    if moment is None:
        return {f"{name}_utc": None, f"{name}_zone": None, f"{name}_day": None}
    return {
        f"{name}_utc": moment.utc,
        f"{name}_zone": moment.zone,
        f"{name}_day": moment.day.isoformat(),
    }


def moment_of(utc: int, zone: str, day: str) -> Moment:
    """The moment of three columns."""
    return Moment(utc, zone, date.fromisoformat(day))


def _optional_moment(utc: int | None, zone: str | None, day: str | None) -> Moment | None:
    return None if utc is None or zone is None or day is None else moment_of(utc, zone, day)


@lru_cache(maxsize=256)
def _practitioner(stored: bytes) -> PractitionerId:
    return PractitionerId(UUID(bytes=stored))


@lru_cache(maxsize=1024)
def _listed(stored: str) -> tuple[str, ...]:
    return tuple(json.loads(stored))


def practice_row(practice: Practice) -> Columns:
    """A practice as stored."""
    return {
        "id": practice.id.bytes,
        "name": practice.name,
        "phone": practice.phone,
        "out_of_hours_phone": practice.out_of_hours_phone,
        "country": practice.country,
        "emergency_number": practice.emergency_number,
        "paper": practice.paper,
        "demo": practice.demo,
    }


def practice_of(row: Values) -> Practice:
    """The practice of a stored row."""
    return Practice(PracticeId(UUID(bytes=row[0])), *row[1:])


def practitioner_row(person: Practitioner) -> Columns:
    """A practitioner as stored."""
    return {
        "id": person.id.bytes,
        "name": person.name,
        "registration": person.registration,
    }


def practitioner_of(row: Values) -> Practitioner:
    """The practitioner of a stored row."""
    return Practitioner(_practitioner(row[0]), *row[1:])


def sort_name(patient: Patient) -> str:
    """The name by which patients are listed, without case and accents."""
    return fold(patient.listed_name)


def patient_row(patient: Patient) -> Columns:
    """A patient as stored, without when they were seen."""
    return {
        "id": patient.id.bytes,
        "family": patient.family,
        "given": patient.given,
        "born": patient.born.isoformat(),
        "sex": patient.sex.value,
        "phone": patient.phone,
        "archived": patient.archived,
        "version": patient.version,
        "sort_name": sort_name(patient),
    }


def patient_of(row: Values) -> Patient:
    """The patient of a stored row, which may be longer."""
    id_, family, given, born, sex, phone, archived, version = row[:8]
    return Patient(
        PatientId(UUID(bytes=id_)),
        family,
        given,
        date.fromisoformat(born),
        Sex(sex),
        phone,
        archived,
        version,
    )


def patient_line_of(row: Values) -> PatientLine:
    """The listed patient of a whole stored row."""
    last_session = row[10]
    return PatientLine(patient_of(row), last_session and date.fromisoformat(last_session))


def fact_row(fact: HealthFact) -> Columns:
    """A health fact as stored."""
    return {
        "id": fact.id.bytes,
        "patient_id": fact.patient_id.bytes,
        "kind": fact.kind.value,
        "text": fact.text,
        **moment_row("noted", fact.noted),
        "noted_by": fact.noted_by.bytes,
        **moment_row("ended", fact.ended),
        "version": fact.version,
    }


def fact_of(row: Values) -> HealthFact:
    """The health fact of a stored row."""
    return HealthFact(
        FactId(UUID(bytes=row[0])),
        PatientId(UUID(bytes=row[1])),
        FactKind(row[2]),
        row[3],
        moment_of(*row[4:7]),
        _practitioner(row[7]),
        _optional_moment(*row[8:11]),
        row[11],
    )


def review_row(review: HealthReview, entry_id: EntryId) -> Columns:
    """A review as stored under the id of its audit entry."""
    return {
        "id": entry_id.bytes,
        "patient_id": review.patient_id.bytes,
        **moment_row("at", review.at),
        "by": review.by.bytes,
    }


def review_of(row: Values) -> HealthReview:
    """The review of a stored row."""
    return HealthReview(PatientId(UUID(bytes=row[1])), moment_of(*row[2:5]), _practitioner(row[5]))


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
        "version": episode.version,
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
        _optional_moment(*row[8:11]),
        row[11],
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
    }


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
    versions: dict[Subject, int] = {}
    for mark_row_ in mark_rows:
        mark = mark_of(mark_row_)
        versions[mark_subject(mark.id)] = mark_row_[2]
        if mark_row_[3]:
            marks[mark.id] = mark
    for answer_row_ in answer_rows:
        answer = answer_of(answer_row_)
        versions[answer_subject(answer_row_[1])] = answer_row_[2]
        if answer is not None:
            answers[answer.item] = answer
    for _, name, version, text in note_rows:
        section = NoteSection(name)
        versions[note_subject(section)] = version
        if text:
            notes[section] = text
    return Session(
        SessionId(UUID(bytes=row[0])),
        PatientId(UUID(bytes=row[1])),
        EpisodeId(UUID(bytes=row[2])),
        row[3],
        _practitioner(row[4]),
        moment_of(*row[5:8]),
        Status(row[8]),
        MappingProxyType(marks),
        MappingProxyType(answers),
        MappingProxyType(notes),
        MappingProxyType(versions),
    )


def session_line_of(row: Values) -> SessionLine:
    """The line of a session and its counted marks."""
    return SessionLine(
        SessionId(UUID(bytes=row[0])),
        EpisodeId(UUID(bytes=row[1])),
        row[2],
        _practitioner(row[3]),
        moment_of(*row[4:7]),
        Status(row[7]),
        *row[8:11],
    )


def site_row(site: Site) -> Columns:
    """The columns of a mark that say where it is."""
    if isinstance(site, SiteInWords):
        return {
            **_NOT_ON_MAP,
            "side": site.side.value,
            "region": site.region,
            "muscle": site.muscle,
        }
    return {
        "side": site.side.value,
        "frame": site.frame,
        "x": site.x,
        "y": site.y,
        "level": site.level,
        "lateral": site.lateral,
        "structures": json.dumps(site.structures),
        "hazards": json.dumps(site.hazards),
        "region": None,
        "muscle": site.muscle,
    }


_NOT_ON_MAP = dict.fromkeys(("frame", "x", "y", "level", "lateral", "structures", "hazards"))


def mark_row(mark: Mark) -> Columns:
    """A mark as stored, without session, version and presence."""
    return {
        "id": mark.id.bytes,
        **moment_row("placed", mark.placed),
        "placed_by": mark.placed_by.bytes,
        **site_row(mark.site),
        **(_point_row(mark) if isinstance(mark, TriggerPoint) else _needle_row(mark)),
        "remark": mark.remark,
    }


def _point_row(point: TriggerPoint) -> Columns:
    return {
        **_NO_NEEDLE,
        "kind": TRIGGER_POINT,
        "status": point.status.value,
        "taut_band": point.taut_band,
        "tender": point.tender,
        "referred_pain": point.referred_pain,
    }


def _needle_row(needle: Needle) -> Columns:
    return {
        **_NO_POINT,
        "kind": NEEDLE,
        "length": needle.length,
        "diameter": needle.diameter,
        "technique": needle.technique.value,
        "direction": needle.direction.value,
        **moment_row("went_in", needle.went_in),
        **moment_row("came_out", needle.came_out),
        "depth": needle.depth,
        "twitches": needle.twitches,
        "familiar_pain": needle.familiar_pain,
        "bone_contact": needle.bone_contact,
    }


_NO_POINT = dict.fromkeys(("status", "taut_band", "tender", "referred_pain"))
_NO_NEEDLE = {
    **dict.fromkeys(("length", "diameter", "technique", "direction", "depth", "twitches")),
    **dict.fromkeys(("familiar_pain", "bone_contact")),
    **moment_row("went_in", None),
    **moment_row("came_out", None),
}


def mark_of(row: Values) -> Mark:
    """The mark of a stored row."""
    id_ = MarkId(UUID(bytes=row[1]))
    site = _site_of(row[9:19])
    placed = moment_of(row[5], row[6], row[7])
    placed_by = _practitioner(row[8])
    if row[4] == TRIGGER_POINT:
        status, taut_band, tender, referred_pain = row[19:23]
        return TriggerPoint(
            id_,
            site,
            placed,
            placed_by,
            PointStatus(status),
            taut_band,
            tender,
            referred_pain,
            row[37],
        )
    return Needle(
        id_,
        site,
        placed,
        placed_by,
        row[23],
        row[24],
        Technique(row[25]),
        Direction(row[26]),
        moment_of(row[27], row[28], row[29]),
        _optional_moment(row[30], row[31], row[32]),
        *row[33:38],
    )


def _site_of(columns: Values) -> Site:
    side, frame, x, y, level, lateral, structures, hazards, region, muscle = columns
    if frame is None:
        return SiteInWords(region, muscle, Side(side))
    return MapSite(
        frame, x, y, Side(side), level, lateral, _listed(structures), _listed(hazards), muscle
    )


def answer_row(answer: Answer | None) -> Columns:
    """An answer as stored, without session, item and version; all NULL for one withdrawn."""
    if answer is None:
        return {"reply": None, **moment_row("at", None), "by": None, "remark": None}
    return {
        "reply": answer.reply.value,
        **moment_row("at", answer.at),
        "by": answer.by.bytes,
        "remark": answer.remark,
    }


def answer_of(row: Values) -> Answer | None:
    """The answer of a stored row, `None` where it was withdrawn."""
    item, reply = row[1], row[3]
    if reply is None:
        return None
    return Answer(item, Reply(reply), moment_of(*row[4:7]), _practitioner(row[7]), row[8])


def entry_row(entry: AuditEntry) -> Columns:
    """An audit entry as stored."""
    return {
        "chain": entry.chain.bytes,
        "number": entry.number,
        "id": entry.id.bytes,
        **moment_row("at", entry.at),
        "by": entry.by.bytes,
        "action": entry.action.value,
        "payload": entry.payload,
        "payload_hash": entry.payload_hash,
        "previous": entry.previous,
        "hash": entry.hash,
    }


def entry_of(row: Values) -> AuditEntry:
    """The audit entry of a stored row."""
    return AuditEntry(
        EntryId(UUID(bytes=row[2])),
        UUID(bytes=row[0]),
        row[1],
        moment_of(*row[3:6]),
        _practitioner(row[6]),
        Action(row[7]),
        *row[8:12],
    )


def word_rows(patient: Patient, words: frozenset[str]) -> list[Mapping[str, Any]]:
    """The search rows of a patient who is found by `words`."""
    return [
        {
            "archived": patient.archived,
            "word": word,
            "sort_name": sort_name(patient),
            "patient_id": patient.id.bytes,
        }
        for word in sorted(words)
    ]
