"""What must hold within a record that comes from elsewhere, so that nothing breaks on it later."""

import re
from collections.abc import Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from charting.domain.audit import first_break
from charting.domain.body import checked_measures
from charting.domain.contact_signing import links_of
from charting.domain.episode import checked_episode
from charting.domain.errors import ErrorCode, Refused
from charting.domain.follow_up import MINUTES, FollowUp
from charting.domain.ids import SessionId
from charting.domain.levels import ALL_LEVELS
from charting.domain.marks import MapSite, Mark, checked_mark
from charting.domain.moment import Moment
from charting.domain.patient import checked_fact, checked_patient
from charting.domain.practice import checked_practitioner
from charting.domain.proof import flaws_of_signed
from charting.domain.record import PatientRecord, RecordFile, practitioners_named
from charting.domain.session import (
    Session,
    Status,
    answer_subject,
    mark_subject,
    note_subject,
)
from charting.domain.sheet import SheetId, checked_sheet, said, visit_sheets
from charting.domain.signing import SignedRecord, end_of, still_says
from charting.domain.visit import next_visit, outcome

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Beyond these the calendar of some system fails.
_YEARS = range(1900, 2201)
_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+){0,2}")
_SIGNING_KEY_BYTES = 32
_HASH_BYTES = 32
# A metre from the middle of the back, in 0.1 mm.
_REACH = range(-10_000, 10_001)


def checked_file(file: RecordFile) -> RecordFile:
    """The file, if what it holds can be true and fits together.

    Raises `Refused` (RECORD_VALUE) that names the place, as in "sessions/2/marks/5", each counted
    from 1; RECORD_CHAIN where an audit trail does not hold.
    """
    _check_moments(file, "")
    record = file.record
    for at, person in enumerate(file.practitioners, start=1):
        with _at(f"practitioners/{at}"):
            checked_practitioner(person.as_stranger(file.exported.at))
        _require(len(person.signing_key) in (0, _SIGNING_KEY_BYTES), f"practitioners/{at}")
    _require(not _doubles(person.id for person in file.practitioners), "practitioners")
    named = {person.id for person in file.practitioners}
    _require(named.issuperset(practitioners_named(record)), "practitioners")
    _check_people(record, file.exported.at.day)
    for at, session in enumerate(record.sessions, start=1):
        _check_session(session, record, f"sessions/{at}")
    for at, follow_up in enumerate(record.follow_ups, start=1):
        _check_follow_up(follow_up, record, f"follow_ups/{at}")
    _check_sheets(record)
    _check_papers(record)
    _check_signed(record)
    _check_chains(record)
    return file


def _check_people(record: PatientRecord, day: date) -> None:
    patient = record.patient
    with _at("patient"):
        checked_patient(patient, day)
    _require(patient.version > 0, "patient/version")
    for at, fact in enumerate(record.facts, start=1):
        with _at(f"facts/{at}"):
            checked_fact(fact)
        _require(fact.patient_id == patient.id and fact.version > 0, f"facts/{at}")
    for at, review in enumerate(record.reviews, start=1):
        _require(review.patient_id == patient.id, f"reviews/{at}")
    for at, episode in enumerate(record.episodes, start=1):
        with _at(f"episodes/{at}"):
            checked_episode(episode)
        _require(episode.patient_id == patient.id and episode.version > 0, f"episodes/{at}")
    for at, measures in enumerate(record.measures, start=1):
        with _at(f"measures/{at}"):
            checked_measures(measures)
        _require(measures.patient_id == patient.id, f"measures/{at}")
    _require(not _doubles(record.reviews), "reviews")
    _require(not _doubles(record.measures), "measures")
    for name in ("facts", "episodes", "sessions", "follow_ups"):
        _require(not _doubles(each.id for each in getattr(record, name)), name)


def _check_session(session: Session, record: PatientRecord, place: str) -> None:
    belongs = session.patient_id == record.patient.id
    _require(belongs and session.number > 0, place)
    _require(session.episode_id in {each.id for each in record.episodes}, f"{place}/episode_id")
    for at, (mark_id, mark) in enumerate(session.marks.items(), start=1):
        _require(mark_id == mark.id, f"{place}/marks/{at}")
        _check_mark(mark, f"{place}/marks/{at}")
    for item, answer in session.answers.items():
        _require(item == answer.item, f"{place}/answers/{item}")
    with _at(f"{place}/answers"):
        outcome(session)
        next_visit(session)
    _require(all(session.notes.values()), f"{place}/notes")
    for section, carried in session.carried.items():
        _require(section in session.notes, f"{place}/carried")
        _require((carried.confirmed is None) == (carried.by is None), f"{place}/carried")
    here = {
        *map(mark_subject, session.marks),
        *map(answer_subject, session.answers),
        *map(note_subject, session.notes),
    }
    counted = all(version > 0 for version in session.versions.values())
    _require(here.issuperset(session.versions) and counted, f"{place}/versions")


def _check_mark(mark: Mark, place: str) -> None:
    with _at(place):
        checked_mark(mark)
    site = mark.site
    if isinstance(site, MapSite):
        _require(site.level in ALL_LEVELS, f"{place}/site/level")
        _require(site.x in _REACH and site.y in _REACH, f"{place}/site")
        _require(site.lateral in _REACH, f"{place}/site/lateral")
        _require(site.above is None or site.above in _REACH, f"{place}/site/above")


def _check_follow_up(follow_up: FollowUp, record: PatientRecord, place: str) -> None:
    _require(follow_up.patient_id == record.patient.id, place)
    _require(follow_up.episode_id in {each.id for each in record.episodes}, f"{place}/episode_id")
    sessions = {None, *(each.id for each in record.sessions)}
    _require(follow_up.session_id in sessions, f"{place}/session_id")
    _require(follow_up.minute is None or follow_up.minute in MINUTES, f"{place}/minute")
    contacts = [(note.at.utc, note.id.bytes) for note in follow_up.contacts]
    in_order = contacts == sorted(contacts) and not _doubles(each.id for each in follow_up.contacts)
    _require(in_order, f"{place}/contacts")


def _check_sheets(record: PatientRecord) -> None:
    """Each sheet belongs to what is on file, and its versions count from 1."""
    episodes = {None, *(each.id for each in record.episodes)}
    sessions = {None, *(each.id for each in record.sessions)}
    versions: dict[SheetId, list[int]] = {}
    for at, sheet in enumerate(record.sheets, start=1):
        with _at(f"sheets/{at}"):
            _require(checked_sheet(sheet) == sheet, f"sheets/{at}")
        belongs = sheet.episode_id in episodes and sheet.session_id in sessions
        _require(belongs and sheet.patient_id == record.patient.id, f"sheets/{at}")
        versions.setdefault(sheet.id, []).append(sheet.version)
    counted = all(sorted(each) == list(range(1, len(each) + 1)) for each in versions.values())
    _require(counted, "sheets")


def _check_signed(record: PatientRecord) -> None:
    """What was signed is in its order and as it was signed, and the sessions still say it. Whose
    signatures these are is proved where keys are known.
    """
    signed, theirs = record.signed, {each.id for each in record.sessions}
    belong = all(
        each.patient_id == record.patient.id and each.session_id in theirs for each in signed
    )
    _require(belong and not _doubles(each.id for each in signed), "signed")
    contacts = links_of(record.follow_ups)
    head = end_of((*signed, *contacts))
    keys = {each.by: each.public_key for each in signed}
    whole: dict[SessionId, SignedRecord] = {}
    for each in signed:
        with _at(f"signed/{each.number}"):
            if each.form().session is not None:
                whole[each.session_id] = each
    if any(flaws_of_signed(signed, head, lambda _key, _content, _signature: True, keys, contacts)):
        raise Refused(ErrorCode.RECORD_CHAIN)
    for session in record.sessions:
        told = whole.get(session.id)
        if session.status is Status.DRAFT or session.open_to_change:
            continue
        if told is None or not still_says(told.content, session):
            raise Refused(ErrorCode.RECORD_CHAIN)
        if said(told.form().sheets) != said(visit_sheets(record.sheets, session.id)):
            raise Refused(ErrorCode.RECORD_CHAIN)


def _check_papers(record: PatientRecord) -> None:
    """Each paper was given to this patient, and about one of their visits if about any."""
    sessions = {None, *(each.id for each in record.sessions)}
    for at, paper in enumerate(record.papers, start=1):
        belongs = paper.patient_id == record.patient.id and paper.session_id in sessions
        _require(belongs and len(paper.sha256) == _HASH_BYTES, f"papers/{at}")
    _require(not _doubles(each.id for each in record.papers), "papers")


def _check_chains(record: PatientRecord) -> None:
    theirs = {record.patient.id, *(each.id for each in record.sessions)}
    named = [entry.chain for chain in record.chains for entry in chain[:1]]
    whole = all(record.chains) and theirs.issuperset(named) and not _doubles(named)
    entries = [entry.id for chain in record.chains for entry in chain]
    _require(whole and not _doubles(entries), "chains")
    for at, chain in enumerate(record.chains, start=1):
        _require(len({entry.chain for entry in chain}) == 1, f"chains/{at}")
        if first_break(chain) is not None:
            raise Refused(ErrorCode.RECORD_CHAIN)


def _check_moments(value: object, place: str) -> None:
    """Every moment anywhere in `value` is one that a calendar has."""
    if isinstance(value, Moment):
        _require(_is_possible(value), place)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            # What a file holds is named from its record on.
            inner = place if field.name == "record" else f"{place}/{field.name}".lstrip("/")
            _check_moments(getattr(value, field.name), inner)
    elif isinstance(value, tuple):
        for at, item in enumerate(value, start=1):
            _check_moments(item, f"{place}/{at}")
    elif hasattr(value, "values"):
        for at, item in enumerate(value.values(), start=1):
            _check_moments(item, f"{place}/{at}")


def _is_possible(moment: Moment) -> bool:
    try:
        day = (_EPOCH + timedelta(microseconds=moment.utc)).date()
    except OverflowError:
        return False
    # No zone is further from Greenwich than a day.
    return (
        day.year in _YEARS and abs(day - moment.day) <= timedelta(days=1) and _is_zone(moment.zone)
    )


@lru_cache(maxsize=256)
def _is_zone(name: str) -> bool:
    if len(name) > 64 or not _ZONE.fullmatch(name):
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _doubles(keys: Iterable[Hashable]) -> bool:
    every = list(keys)
    return len(set(every)) < len(every)


def _require(holds: bool, place: str) -> None:
    if not holds:
        raise Refused(ErrorCode.RECORD_VALUE, {"place": place})


@contextmanager
def _at(place: str) -> Iterator[None]:
    """Say at which place what is refused within stands."""
    try:
        yield
    except (Refused, ValueError, TypeError, KeyError):
        raise Refused(ErrorCode.RECORD_VALUE, {"place": place}) from None
