"""Sessions in memory as they are listed, and patients as they are found."""

from collections.abc import Sequence

from charting.domain.patient import Patient
from charting.domain.session import Session
from charting.domain.text import words_to_find
from charting.domain.visit import (
    PACKS_OPENED,
    PAIN_AFTER,
    PAIN_BEFORE,
    needles_found,
    number_noted,
    outcome,
    unresolved_count,
)
from charting.services.ports import SessionLine


def session_line(session: Session) -> SessionLine:
    """The line of a session, its marks counted."""
    needles = session.needles()
    return SessionLine(
        session.id,
        session.episode_id,
        session.number,
        session.practitioner_id,
        session.opened,
        session.status,
        trigger_points=len(session.marks) - len(needles),
        needles=len(needles),
        needles_in=sum(needle.in_situ for needle in needles),
        outcome=outcome(session),
        pain_before=number_noted(session.answers, PAIN_BEFORE),
        pain_after=number_noted(session.answers, PAIN_AFTER),
        packs_opened=number_noted(session.answers, PACKS_OPENED),
        needles_found=needles_found(session.answers),
        uncounted=unresolved_count(session),
    )


def found_by(patient: Patient, beginnings: Sequence[str]) -> bool:
    """Whether every word typed begins one of the words by which a patient is found."""
    words = words_to_find((patient.family, patient.given), patient.born, patient.phone)
    return all(any(word.startswith(each) for word in words) for each in beginnings)
